"""What every page needs to know: the emergency numbers and where the quick exit leads."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from website.chat.emergency import emergency_contacts


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the public pages; nothing of it needs the database."""
    if request.path.startswith(("/admin", "/equipe")):
        return {}
    return {"emergency": emergency_contacts(), "exit_url": settings.EXIT_URL}
