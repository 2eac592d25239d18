"""Headers that leave no trace and let nothing foreign in, on every reply."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest

from website.pages.views import not_found

_PUBLIC = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "font-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
# Wagtail's editor needs inline scripts and styles; only staff ever load it. /equipe needs none of that.
_STAFF = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
)
_EDITOR_PATHS = ("/admin",)
_STAFF_PATHS = ("/admin", "/equipe")


class OwnNotFound:
    """In DEBUG too, a visitor is shown the page that has numbers and an exit, not a list of addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        technical = settings.DEBUG and response.status_code == 404 and "html" in response["Content-Type"]
        if technical and not request.path.startswith(_STAFF_PATHS):
            return not_found(request, Http404())
        return response


class NoNulCharacter:
    """Refuse staff addresses with a NUL character: nobody types one, and PostgreSQL looks for none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = f"{request.path}?{request.META.get('QUERY_STRING', '')}"
        if request.path.startswith(_STAFF_PATHS) and ("\0" in asked or "%00" in asked):
            return HttpResponseBadRequest("Adresse mal formée.")
        return self._get_response(request)


class PrivacyHeaders:
    """No storing, no referrer, a strict content policy. Static files may be cached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        staff = request.path.startswith(_STAFF_PATHS)
        editor = request.path.startswith(_EDITOR_PATHS)
        response.setdefault("Content-Security-Policy", _STAFF if editor else _PUBLIC)
        if staff:
            # Without a referrer browsers send « Origin: null » with a form, and Django refuses to log in.
            response["Referrer-Policy"] = "same-origin"
        response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()"
        response["X-Robots-Tag"] = "noarchive"
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        if not request.path.startswith("/static/"):
            response["Cache-Control"] = "no-store"
        return response
