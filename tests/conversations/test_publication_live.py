"""Publishing through the whole thing: an open chat, the worker, the test cases and the real assistant."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def manage(stack: Any) -> Callable[[str], Any]:
    """Run Python in the website's own process and return what it prints, as JSON."""

    def run(code: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "website.manage", "shell", "-v0", "-c", _IMPORTS + code],
            env=stack.env,
            check=True,
            capture_output=True,
            text=True,
        )
        return json.loads(done.stdout) if done.stdout.strip() else None

    return run


_IMPORTS = """
import json
from website.cases.models import TestCase
from website.editorial.models import Answer, Service
from website.published.models import Candidate, Current, Version
from website.published.publication import return_to
"""


def last(stack: Any) -> tuple[str, str, list[dict[str, Any]], int]:
    """Return state, note, problems and cases done of the last publication, without starting a process."""
    with sqlite3.connect(stack.var / "ariane.sqlite3") as database:
        asked = "SELECT state, note, problems, done FROM published_candidate ORDER BY id DESC LIMIT 1"
        state, note, problems, done = database.execute(asked).fetchone()
    return state, note, json.loads(problems), done


def decided(stack: Any) -> tuple[str, str, list[dict[str, Any]], int]:
    """Wait until the last publication is decided: all test cases run on it."""
    end = time.monotonic() + 180
    while time.monotonic() < end:
        found = last(stack)
        if found[0] not in ("waiting", "checking"):
            return found
        time.sleep(0.3)
    raise AssertionError(found)


def said(chat: Any, text: str) -> str:
    return json.dumps(chat.say(text)["messages"], ensure_ascii=False)


def within_two_seconds(chat: Any, word: str, text: str) -> bool:
    start = time.monotonic()
    while time.monotonic() - start < 2:
        if word in said(chat, text):
            return True
        time.sleep(0.1)
    return False


def rename(title: str) -> str:
    return f"s = Service.objects.get(pk='violences-femmes-info-3919'); s.name = {title!r}; s.save_revision().publish();"


def test_a_correction_is_read_in_an_open_chat_and_taken_back_in_one_step(
    stack: Any, chat: Any, manage: Callable[[str], Any]
) -> None:
    asked = "j'en peux plus"
    assert "3919" in said(chat, asked)
    manage(rename("3919 (corrigé)"))
    state, note, problems, done = decided(stack)
    assert state == "live", (state, note, problems)
    assert done >= 200
    assert within_two_seconds(chat, "3919 (corrigé)", asked)
    manage("return_to(Version.objects.get(number=1), 'admin', 'essai')")
    back = time.monotonic()
    while "3919 (corrigé)" in said(chat, asked):
        assert time.monotonic() - back < 2
        time.sleep(0.1)
    # The knowledge base still holds what was taken back: it needs a reason to return.
    manage(rename("3919 (encore)"))
    assert decided(stack)[0] == "to-confirm"
    assert "3919 (encore)" not in said(chat, asked)


def test_a_vital_case_stops_a_bad_publication(stack: Any, chat: Any, manage: Callable[[str], Any]) -> None:
    before = manage("print(Current.objects.get().version.number)")
    manage(
        "from website.editorial.models import RiskCard;"
        "c = RiskCard.objects.get(pk='risque-suicidaire'); c.services = 'samu-15'; c.save_revision().publish()"
    )
    state, _, problems, _ = decided(stack)
    assert state == "refused"
    assert any(p.get("vital") and "suicide-3114" in p["message"] for p in problems), problems
    assert manage("print(Current.objects.get().version.number)") == before
    assert "3114" in said(chat, "je veux mourir")
    # Put right, so that what follows in this test run publishes what it means to.
    manage(
        "from website.editorial.models import RiskCard;"
        "c = RiskCard.objects.get(pk='risque-suicidaire'); c.services = 'suicide-3114\\nsamu-15\\nurgence-europe-112';"
        "c.save_revision().publish()"
    )


def test_a_publication_survives_its_worker(stack: Any, chat: Any, manage: Callable[[str], Any]) -> None:
    manage("from website.published import candidates as c; [c.abandon(x, 'essai') for x in "
           "Candidate.objects.filter(state__in=['waiting', 'checking', 'to-confirm'])]")  # fmt: skip
    manage(rename("3919 (reprise)"))
    end = time.monotonic() + 60
    while last(stack)[0] != "checking":
        assert time.monotonic() < end
        time.sleep(0.2)
    stack.kill("worker")
    stack.start("worker")
    manage(
        "from django.utils import timezone; from datetime import timedelta;"
        "Candidate.objects.filter(state='checking').update(beat_at=timezone.now() - timedelta(minutes=5))"
    )
    assert decided(stack)[0] in ("live", "to-confirm")
