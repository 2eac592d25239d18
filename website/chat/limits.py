"""Messages a minute from one address, counted in memory under a hash whose salt dies with the process."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

_SALT = secrets.token_bytes(16)


class AddressLimit(SimpleRateThrottle):
    """REST framework's throttle, with a key that holds no address."""

    cache = caches["limits"]
    scope = "address"

    def get_rate(self) -> str | None:
        return f"{settings.RATE_LIMIT}/min" if settings.RATE_LIMIT else None

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        address = str(request.META.get("REMOTE_ADDR", "")).encode()
        return hashlib.blake2b(address, key=_SALT, digest_size=16).hexdigest()
