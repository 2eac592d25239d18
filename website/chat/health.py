"""Alive, and ready part by part."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from website.assistant import client
from website.chat import conversations
from website.published.current import PUBLISHED


def alive(request: HttpRequest) -> JsonResponse:
    """Tell that this process answers."""
    return JsonResponse({"alive": True})


def ready(request: HttpRequest) -> JsonResponse:
    """Tell the state of each part; 503 while one that the full service needs is missing."""
    parts = {
        "assistant": client.ASSISTANT.state(),
        "actions": client.actions_state(),
        "database": _database(),
        "conversations": "ready" if conversations.reachable() else "down",
        "knowledge": PUBLISHED.snapshot().version,
    }
    whole = all(parts[part] == "ready" for part in ("assistant", "actions", "database", "conversations"))
    return JsonResponse(parts, status=200 if whole else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM published_current")
    except DatabaseError:
        return "down"
    return "ready"
