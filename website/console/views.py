"""The first page of /equipe, and the page that refuses."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from website.chat.problems import problem
from website.chat.render import rendered
from website.console.menu import parts_for


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show what one may do here; an account without any right is refused."""
    if not parts_for(request.user):
        raise PermissionDenied
    return render(request, "console/home.html")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: in the two shapes that every error has."""
    if request.path.startswith("/api/"):
        return rendered(problem(403))
    return render(request, "console/forbidden.html", status=403)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that is too old or came from elsewhere."""
    return render(request, "console/stale.html", status=403)
