"""Who may make internal calls: the right port and the shared secret, both."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.http import HttpRequest

SECRET_HEADER = "X-Ariane-Secret"


def is_internal(request: HttpRequest) -> bool:
    """Tell whether a request came to the internal port with the shared secret."""
    right_port = request.META.get("SERVER_PORT") == str(settings.INTERNAL_PORT)
    given = request.headers.get(SECRET_HEADER, "")
    return right_port and hmac.compare_digest(given, settings.INTERNAL_SECRET)
