"""The embeddable chat: plain ES modules at stable addresses, readable by any site that may embed them."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse

_MODULES = Path(__file__).resolve().parent / "modules"


def module(request: HttpRequest, name: str) -> HttpResponse:
    """Send one module of the widget."""
    path = _MODULES / f"{name}.js"
    if not path.is_file():
        raise Http404
    response = HttpResponse(path.read_text("utf-8"), content_type="text/javascript; charset=utf-8")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
