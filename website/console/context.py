"""What every page of /equipe needs: the menu of who is logged in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from website.console.menu import parts_for


def menu(request: HttpRequest) -> dict[str, Any]:
    """Return the menu for pages of staff, nothing for a visitor's."""
    if not request.path.startswith("/equipe") or not hasattr(request, "user"):
        return {}
    return {
        "parts": parts_for(request.user),
        "here": request.resolver_match.view_name if request.resolver_match else "",
    }
