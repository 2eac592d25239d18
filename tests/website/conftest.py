"""The website without Rasa: an assistant that records calls, and one that is down."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches

from tests.website.editorial_cast import approver, editor, knowledge_base, seeded  # noqa: F401  # fixtures
from website.assistant import client
from website.assistant.client import AssistantUnavailable, Reply


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Pages are rendered in this process, without `collectstatic`; the browser tests have the real one."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}


class NullAssistant:
    """Answers every turn with one text and one choice; remembers what it was asked."""

    def __init__(self) -> None:
        self.turns: list[tuple[str, str, str]] = []
        self.ended: list[str] = []
        self.risks: list[dict[str, str]] = []

    def turn(self, sender: str, text: str, choice: str = "", metadata: dict[str, Any] | None = None) -> Reply:
        self.turns.append((sender, text, choice))
        choices = {"type": "choices", "choices": [{"id": "faq/preuves", "title": "Garder des preuves"}]}
        meta = {"topics": ["preuves"], "alternatives": [], "knowledge": "1", "concerned": "self"}
        return Reply([{"type": "text", "text": "Bonjour."}, choices], self.risks, meta)

    def end(self, sender: str) -> None:
        self.ended.append(sender)

    def state(self) -> str:
        return "ready"


class DownAssistant(NullAssistant):
    """Never answers."""

    def turn(self, *args: Any, **kwargs: Any) -> Reply:
        raise AssistantUnavailable("down")

    def state(self) -> str:
        return "down"


@pytest.fixture
def assistant(monkeypatch: pytest.MonkeyPatch, db: None) -> NullAssistant:
    caches["limits"].clear()
    null = NullAssistant()
    monkeypatch.setattr(client, "ASSISTANT", null)
    return null


@pytest.fixture
def down(monkeypatch: pytest.MonkeyPatch, db: None) -> DownAssistant:
    caches["limits"].clear()
    broken = DownAssistant()
    monkeypatch.setattr(client, "ASSISTANT", broken)
    return broken


@pytest.fixture
def token(client: Any) -> str:
    """A started conversation."""
    reply = client.post("/api/chat/start", "{}", content_type="application/json")
    return str(reply.json()["conversation"])
