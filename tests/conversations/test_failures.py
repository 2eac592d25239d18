"""Any part may die: the visitor still gets a way to help, and nothing of the conversation is left."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import requests

from tests.conversations.turns import numbers

CANARY = "zzcanarymessagezz il me frappe à Lissy"


def test_nothing_of_a_conversation_is_left_in_a_log_or_on_disk(stack: Any, chat: Any) -> None:
    chat.say(CANARY)
    chat.say("mon numéro secret est 0700000123")
    chat.say("/restart zzcanarymessagezz")
    requests.post(f"{stack.url}/api/chat/end", json={"conversation": chat.token}, timeout=10)
    for path in stack.var.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            for secret in (b"zzcanarymessagezz", b"0700000123", chat.token.encode()):
                assert secret not in raw, path
    assert b"127.0.0.1:" not in b"\n".join(
        line for line in stack.log.read_bytes().splitlines() if b"POST" in line or b"GET" in line
    )


def test_an_ended_conversation_is_forgotten_by_rasa_too(stack: Any, chat: Any) -> None:
    chat.say("j'habite à lissy")
    requests.post(f"{stack.url}/api/chat/end", json={"conversation": chat.token}, timeout=10)
    assert chat.post(text="comment porter plainte").status_code == 404


def test_rasa_cannot_be_used_without_the_secret(stack: Any) -> None:
    base = f"http://127.0.0.1:{stack.env['RASA_PORT']}"
    assert (
        requests.post(
            f"{base}/webhooks/ariane/turn", json={"sender": "x", "text": "x"}, timeout=5
        ).status_code
        == 403
    )
    for path in ("/conversations/x/tracker", "/model/parse", "/webhooks/rest/webhook"):
        assert requests.post(f"{base}{path}", json={}, timeout=5).status_code in (403, 404, 405), path


def test_a_long_conversation_stays_as_fast_as_a_short_one(chat: Any) -> None:
    def turns(count: int) -> list[float]:
        times = []
        for _ in range(count):
            start = time.monotonic()
            chat.say("comment garder des preuves")
            times.append(time.monotonic() - start)
        return sorted(times)

    early = turns(20)[10]
    turns(60)
    late = turns(20)[10]
    assert late < 2.5 * early, (early, late)


@pytest.mark.parametrize("part", ["actions", "rasa"])
def test_a_part_that_dies_costs_its_own_start_and_nothing_else(stack: Any, chat: Any, part: str) -> None:
    chat.say("bonjour")
    stack.kill(part)
    try:
        reply = chat.post(text="il me frappe où dormir ce soir")
        assert reply.status_code == 503
        body = reply.json()
        assert body["messages"][0]["type"] == "urgent"
        assert {"17", "3919"} <= numbers(body)
        assert requests.get(f"{stack.url}/urgence", timeout=5).status_code == 200
        assert "17" in json.dumps(requests.get(f"{stack.url}/api/emergency", timeout=5).json())
    finally:
        stack.start(part)
        stack.ready()
    assert chat.say("comment porter plainte")["topics"] == ["porter-plainte"]


def test_the_database_may_stop_while_someone_chats(stack: Any, chat: Any) -> None:
    # The worker holds the file open, and ends with the database: the supervisor starts it again.
    stack.kill("worker")
    database = stack.var / "ariane.sqlite3"
    hidden = stack.var / "gone.sqlite3"
    for suffix in ("", "-wal", "-shm"):
        if (stack.var / f"ariane.sqlite3{suffix}").exists():
            (stack.var / f"ariane.sqlite3{suffix}").rename(stack.var / f"gone.sqlite3{suffix}")
    try:
        time.sleep(1.2)
        assert chat.say("comment porter plainte")["topics"] == ["porter-plainte"]
        assert requests.get(f"{stack.url}/annuaire", timeout=5).status_code == 200
    finally:
        for suffix in ("", "-wal", "-shm"):
            database.with_name(f"ariane.sqlite3{suffix}").unlink(missing_ok=True)
            if (stack.var / f"gone.sqlite3{suffix}").exists():
                (stack.var / f"gone.sqlite3{suffix}").rename(stack.var / f"ariane.sqlite3{suffix}")
        stack.start("worker")
    assert not hidden.exists()
