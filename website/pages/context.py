"""What every page needs to know: its menu and where the quick exit leads."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

MENU = (
    ("/", "Accueil"),
    ("/chat", "Écrire"),
    ("/annuaire", "Annuaire"),
    ("/fiches", "Fiches"),
    ("/guide", "Guide"),
    ("/urgence", "Urgence"),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the public pages; nothing of it needs the database."""
    if request.path.startswith(("/admin", "/equipe")):
        return {}
    return {"exit_url": settings.EXIT_URL, "menu": MENU}
