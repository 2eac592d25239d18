"""PostgreSQL may die while people chat; what staff publish survives it."""

from __future__ import annotations

import time
from typing import Any

import requests

from tests.conversations.publishing import decided, last, manage, rename
from tests.servers import PostgreSQL


def test_the_database_may_die_while_someone_chats(stack: Any, postgresql: PostgreSQL, chat: Any) -> None:
    postgresql.kill()
    # The worker ends with the database: the supervisor starts it again.
    stack.kill("worker")
    try:
        time.sleep(1.2)
        assert chat.say("comment porter plainte")["topics"] == ["porter-plainte"]
        for page in ("/annuaire", "/urgence", "/api/emergency"):
            assert requests.get(f"{stack.url}{page}", timeout=5).status_code == 200
        assert requests.get(f"{stack.url}/readyz", timeout=5).json()["database"] == "down"
    finally:
        postgresql.start()
        stack.start("worker")
    stack.ready()


def test_a_publication_survives_the_database(stack: Any, postgresql: PostgreSQL) -> None:
    manage(stack, rename("3919 (coupure)"))
    end = time.monotonic() + 60
    while last(stack)[0] != "checking":
        assert time.monotonic() < end
        time.sleep(0.2)
    postgresql.kill()
    stack.processes.pop("worker").wait(60)
    postgresql.start()
    stack.start("worker")
    manage(
        stack,
        "from django.utils import timezone; from datetime import timedelta;"
        "Candidate.objects.filter(state='checking').update(beat_at=timezone.now() - timedelta(minutes=5))",
    )
    state, note, problems, _ = decided(stack)
    assert state in ("live", "to-confirm"), (state, note, problems)
