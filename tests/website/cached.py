"""What a cache of the website holds, wherever it keeps it: to look for what must not be there."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache


def cached(name: str) -> str:
    """Return all keys and values of a cache as one text."""
    cache: Any = caches[name]
    if not isinstance(cache, RedisCache):
        return repr(cache._cache)
    redis = cache._cache.get_client()
    return repr([(key, redis.get(key)) for key in redis.keys("*")])
