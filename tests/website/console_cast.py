"""Who tries and judges in the tests of /equipe, and an assistant that records calls."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from website.assistant.client import AssistantUnavailable
from website.assistant.probe import Probed
from website.cases.models import Result, Run, TestCase


class NullProbe:
    """Answers every message; remembers what it was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[str], dict[str, str]]] = []
        self.down = False

    def __call__(self, messages: list[str], **settings: str) -> list[Probed]:
        if self.down:
            raise AssistantUnavailable("down")
        self.calls.append((messages, settings))
        turn = {
            "messages": [
                {"type": "urgent", "risk": "danger-immediat", "text": "Appelez.", "contacts": [{"phones": [{"number": "17"}], "sms": "114"}]},
                {"type": "text", "text": "Gardez des preuves."},
                {"type": "choices", "choices": [{"id": "faq/porter-plainte", "title": "Porter plainte"}]},
            ],
            "topics": ["preuves"], "alternatives": [], "risks": ["danger-immediat"], "language": "fr", "knowledge": "1",
        }  # fmt: skip
        why = {
            "ranking": [{"name": "faq/preuves", "confidence": 0.87}, {"name": "faq/porter-plainte", "confidence": 0.06}],
            "risks": [{"name": "danger-immediat", "why": "motif « frappe »"}],
            "entities": [{"entity": "commune", "value": "77288"}],
            "slots": {"concerned": "self", "shown": []}, "entry": "preuves", "milliseconds": 12.5, "model": "modele-1",
        }  # fmt: skip
        return [Probed(turn, why) for _ in messages]


def member(name: str, role: str) -> Client:
    user = get_user_model().objects.create_user(name)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def cases() -> list[TestCase]:
    values: list[dict[str, Any]] = [
        {"title": "il me frappe", "messages": ["il me frappe"], "vital": True, "author": "testeuse"},
        {"title": "où dormir", "messages": ["ou dormir ce soir", "être à abri"], "author": "redactrice"},
        {"title": "ancien", "messages": ["x"], "active": False},
    ]
    return [TestCase.objects.create(**value) for value in values]


def outcome(cases: list[TestCase], *passed: bool, state: str = "done") -> Run:
    run = Run.objects.create(state=state, total=len(passed), done=len(passed), author="testeuse")
    for case, ok in zip(cases, passed, strict=False):
        Result.objects.create(
            run=run, case=case, passed=ok, problems=[] if ok else ["Le danger n'est pas vu."]
        )
    return run
