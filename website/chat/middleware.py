"""Which websites may embed the chat: the configured origins, told by CORS, and no others."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from website.chat.problems import problem
from website.chat.render import rendered


class EmbedOrigins:
    """Answers preflights, adds CORS headers for known origins, refuses others' POSTs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        origin = request.headers.get("Origin", "")
        embeddable = request.path.startswith(("/api/", "/widget"))
        if not origin or not embeddable:
            return self._get_response(request)
        own = f"{request.scheme}://{request.get_host()}"
        if origin != own and origin not in settings.EMBED_ORIGINS:
            if request.method in ("POST", "OPTIONS"):
                return rendered(problem(403))
            return self._get_response(request)
        response = HttpResponse(status=204) if request.method == "OPTIONS" else self._get_response(request)
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Headers"] = "content-type"
        response["Access-Control-Allow-Methods"] = "GET, POST"
        response["Vary"] = "Origin"
        return response
