"""Conversations in Redis: they go on, they end without a trace, and Redis may die."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import redis
import requests

from tests.conftest import Chat
from tests.conversations.turns import numbers
from tests.servers import Redis


@pytest.fixture
def held(redis_server: Redis) -> redis.Redis:
    """What the assistant keeps in Redis, empty at first."""
    client = redis.Redis.from_url(redis_server.database(1))
    client.flushdb()
    return client


def test_a_conversation_goes_on_whatever_process_answers(stack: Any, held: Any, chat: Any) -> None:
    chat.say("j'habite à lissy")
    chat.say("trouver de l'aide près de chez moi")
    for part in ("rasa", "website"):
        stack.kill(part)
        stack.start(part)
    stack.ready()
    assert "Lissy" in str(chat.choose("need/ecoute")["messages"])


def test_all_of_it_expires_and_nothing_tells_whose_it_is(held: Any, chat: Any) -> None:
    chat.say("il me frappe, j'habite à lissy")
    keys = held.keys("*")
    assert len(keys) == 2, keys
    assert all(0 < held.ttl(key) <= 1800 for key in keys)
    everything = b" ".join([*keys, *(held.get(key) for key in keys)])
    assert chat.token.encode() not in everything
    assert b"127.0.0.1" not in everything


def test_an_ended_conversation_leaves_nothing(stack: Any, held: Any, chat: Any) -> None:
    chat.say("il me frappe, j'habite à lissy")
    ended = requests.post(f"{stack.url}/api/chat/end", json={"conversation": chat.token}, timeout=10)
    assert ended.status_code == 204
    assert held.keys("*") == []


def test_one_that_ends_during_an_answer_leaves_nothing_either(stack: Any, held: Any, chat: Any) -> None:
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(chat.post, text="il me frappe, j'habite à lissy")
        time.sleep(0.02)
        requests.post(f"{stack.url}/api/chat/end", json={"conversation": chat.token}, timeout=10)
        assert answer.result().status_code in (200, 404)
    assert held.keys("*") == []


def test_redis_may_die_in_the_middle(stack: Any, redis_server: Redis, chat: Any) -> None:
    chat.say("bonjour")
    redis_server.kill()
    try:
        reply = chat.post(text="il me frappe où dormir ce soir")
        assert reply.status_code == 503
        body = reply.json()
        assert body["messages"][0]["type"] == "urgent"
        assert {"17", "3919"} <= numbers(body)
        # Somebody who comes now can write too.
        new = Chat(stack.url).start()
        assert new.post(text="je veux mourir").json()["risks"] == ["risque-suicidaire"]
        for call in ("extend", "end"):
            answer = requests.post(
                f"{stack.url}/api/chat/{call}", json={"conversation": new.token}, timeout=10
            )
            assert answer.status_code == 503 and answer.json()["emergency"]
        state = requests.get(f"{stack.url}/readyz", timeout=10)
        assert state.status_code == 503 and state.json()["conversations"] == "down"
        login = requests.Session()
        login.get(f"{stack.url}/equipe/connexion", timeout=10)
        form = {
            "csrfmiddlewaretoken": login.cookies["csrftoken"],
            "username": "demo",
            "password": "x",
        }
        refused = login.post(f"{stack.url}/equipe/connexion", form, timeout=10)
        assert refused.status_code == 503 and "Connexion impossible" in refused.text
    finally:
        redis_server.start()
    assert chat.post(text="comment porter plainte").status_code == 404, "it was in memory alone"
    assert Chat(stack.url).start().say("comment porter plainte")["topics"] == ["porter-plainte"]
    log = stack.log.read_text("utf-8", "replace")
    assert "Error happened when trying to" not in log, "Rasa kept nothing in a memory of its own"


def test_a_redis_that_hangs_costs_seconds(stack: Any, redis_server: Redis, chat: Any) -> None:
    redis_server.pause()
    try:
        start = time.monotonic()
        reply = chat.post(text="il me frappe")
        assert reply.status_code == 503 and reply.json()["risks"]
        assert time.monotonic() - start < 5
    finally:
        redis_server.resume()
    assert chat.post(text="comment porter plainte").status_code == 200
