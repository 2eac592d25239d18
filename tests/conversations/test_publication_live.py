"""Publishing through the whole thing: an open chat, the worker, the test cases and the real assistant."""

from __future__ import annotations

import time
from typing import Any

from tests.conversations.publishing import decided, last, manage, rename, said, within_two_seconds


def test_a_correction_is_read_in_an_open_chat_and_taken_back_in_one_step(stack: Any, chat: Any) -> None:
    asked = "j'en peux plus"
    assert "3919" in said(chat, asked)
    manage(stack, rename("3919 (corrigé)"))
    state, note, problems, done = decided(stack)
    assert state == "live", (state, note, problems)
    assert done >= 200
    assert within_two_seconds(chat, "3919 (corrigé)", asked)
    manage(stack, "return_to(Version.objects.get(number=1), 'admin', 'essai')")
    back = time.monotonic()
    while "3919 (corrigé)" in said(chat, asked):
        assert time.monotonic() - back < 2
        time.sleep(0.1)
    # The knowledge base still holds what was taken back: it needs a reason to return.
    manage(stack, rename("3919 (encore)"))
    assert decided(stack)[0] == "to-confirm"
    assert "3919 (encore)" not in said(chat, asked)


def test_a_vital_case_stops_a_bad_publication(stack: Any, chat: Any) -> None:
    before = manage(stack, "print(Current.objects.get().version.number)")
    manage(
        stack,
        "from website.editorial.models import RiskCard;"
        "c = RiskCard.objects.get(pk='risque-suicidaire'); c.services = 'samu-15'; c.text_minor = ''; c.save_revision().publish()",
    )
    state, _, problems, _ = decided(stack)
    assert state == "refused"
    assert any(p.get("vital") and "suicide-3114" in p["message"] for p in problems), problems
    assert manage(stack, "print(Current.objects.get().version.number)") == before
    assert "3114" in said(chat, "je veux mourir")
    # Put right, so that what follows in this test run publishes what it means to.
    manage(
        stack,
        "from website.editorial.models import RiskCard; from knowledge.loading import load;"
        "c = RiskCard.objects.get(pk='risque-suicidaire'); c.services = 'suicide-3114\\nsamu-15\\nurgence-europe-112';"
        "c.text_minor = next(e for e in load() if e.id == c.pk).text_minor; c.save_revision().publish()",
    )


def test_a_publication_survives_its_worker(stack: Any, chat: Any) -> None:
    manage(stack, "from website.published import candidates as c; [c.abandon(x, 'essai') for x in "
           "Candidate.objects.filter(state__in=['waiting', 'checking', 'to-confirm'])]")  # fmt: skip
    manage(stack, rename("3919 (reprise)"))
    end = time.monotonic() + 60
    while last(stack)[0] != "checking":
        assert time.monotonic() < end
        time.sleep(0.2)
    stack.kill("worker")
    stack.start("worker")
    manage(
        stack,
        "from django.utils import timezone; from datetime import timedelta;"
        "Candidate.objects.filter(state='checking').update(beat_at=timezone.now() - timedelta(minutes=5))",
    )
    assert decided(stack)[0] in ("live", "to-confirm")
