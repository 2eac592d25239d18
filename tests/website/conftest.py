"""The website without Rasa: an assistant that records calls, and one that is down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command

from tests.website.editorial_cast import approver, editor, knowledge_base  # noqa: F401  # fixtures
from tests.website.models_cast import commands, folder  # noqa: F401  # fixtures
from website.assistant import client
from website.assistant.client import AssistantUnavailable, Reply
from website.cases.models import TestCase
from website.published.current import PUBLISHED
from website.published.references import _frozen


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The first knowledge, once for all tests: each runs in a transaction that is rolled back.

    Test cases need the real assistant: a test that runs any makes its own.
    """
    with django_db_blocker.unblock():
        call_command("prepare", "--no-demo", verbosity=0)
        TestCase.objects.update(active=False)


@pytest.fixture(autouse=True)
def forget_what_was_read(tmp_path: Path) -> None:
    """What another test published is gone from the database: it must not stay in this process."""
    PUBLISHED.__init__(tmp_path / "published.json")  # type: ignore[misc]  # as if just started
    _frozen.cache_clear()


@pytest.fixture(autouse=True)
def background_work_at_once(settings: Any) -> None:
    """Tasks run where they are queued, without a worker."""
    settings.TASKS = {
        "default": {
            "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
            "QUEUES": ["default", "training"],
        }
    }


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Django's own hash is slow on purpose, half a second each time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Pages are rendered in this process, without `collectstatic`; the browser tests have the real one."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}


class NullAssistant:
    """Answers every turn with one text and one choice; remembers what it was asked."""

    def __init__(self) -> None:
        self.turns: list[tuple[str, str, str]] = []
        self.extended: list[str] = []
        self.ended: list[str] = []
        self.risks: list[dict[str, str]] = []
        self.language = "fr"
        self.concerned = "self"

    def turn(self, sender: str, text: str, choice: str = "", metadata: dict[str, Any] | None = None) -> Reply:
        self.turns.append((sender, text, choice))
        choices = {"type": "choices", "choices": [{"id": "faq/preuves", "title": "Garder des preuves"}]}
        meta = {"topics": ["preuves"], "alternatives": [], "knowledge": "1"}
        meta["concerned"] = self.concerned
        return Reply([{"type": "text", "text": "Bonjour."}, choices], self.risks, meta, self.language)

    def extend(self, sender: str) -> None:
        self.extended.append(sender)

    def end(self, sender: str) -> None:
        self.ended.append(sender)

    def state(self) -> str:
        return "ready"

    def model(self) -> str:
        return "ariane.tar.gz"


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
