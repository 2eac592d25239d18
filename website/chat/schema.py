"""The OpenAPI document tells of the public API only."""

from __future__ import annotations

from typing import Any


def public_only(endpoints: list[tuple[Any, ...]], **kwargs: Any) -> list[tuple[Any, ...]]:
    """Keep the endpoints below /api/."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/")]
