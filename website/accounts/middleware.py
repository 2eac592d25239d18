"""What stands between a staff session and a staff page: the time-out and the second factor.

Only paths of staff are looked at; a visitor's request never touches a session here.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from website.accounts.second_factor import is_set_up

STARTED, SEEN = "accounts.started", "accounts.seen"
_STAFF = ("/equipe", "/admin")
# Calls that an open page makes by itself keep nobody logged in.
_BY_ITSELF = ("/editing-sessions/", "/progression")
_WRITE_EVERY = 60


class StaffSession:
    """Ends a session 8 hours after its login or after 30 idle minutes; asks for the second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(_STAFF) or not request.user.is_authenticated:
            return self._get_response(request)
        if _is_over(request):
            logout(request)
            messages.info(request, "Votre session est finie. Connectez-vous de nouveau.")
            return redirect_to_login(_way_back(request))
        if _needs_code(request):
            return redirect(f"{reverse('accounts:code')}?next={_way_back(request)}")
        return self._get_response(request)


def _is_over(request: HttpRequest) -> bool:
    now = int(time.time())
    session = request.session
    if STARTED not in session:
        session[STARTED] = session[SEEN] = now
    idle = now - session[SEEN]
    if idle > settings.STAFF_IDLE_SECONDS or now - session[STARTED] > settings.SESSION_COOKIE_AGE:
        return True
    if idle >= _WRITE_EVERY and not any(part in request.path for part in _BY_ITSELF):
        session[SEEN] = now
    return False


def _needs_code(request: HttpRequest) -> bool:
    open_paths = (reverse("accounts:code"), reverse("accounts:logout"), reverse("wagtailadmin_logout"))
    if request.path in open_paths or request.user.is_verified():  # type: ignore[union-attr]
        return False
    return is_set_up(request.user)


def _way_back(request: HttpRequest) -> str:
    return request.path if request.method == "GET" else reverse("console:home")
