"""Conversations are bounded and expire."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
from collections.abc import Iterator

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import TURNS_KEPT, ExpiringTrackerStore, bounded
from tests.conftest import free_port


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load("bot/domain")


def talk(domain: Domain, turns: int) -> DialogueStateTracker:
    events = [ActionExecuted("action_listen"), SlotSet("commune", "77288")]
    for number in range(turns):
        events += [
            UserUttered(f"message {number}", intent={"name": "faq"}),
            ActionExecuted("action_answer"),
            BotUttered("x"),
            ActionExecuted("action_listen"),
        ]
    return DialogueStateTracker.from_events("s", events, slots=domain.slots)


def test_a_long_conversation_keeps_its_slots_and_its_last_turns(domain: Domain) -> None:
    kept = bounded(talk(domain, 200))
    assert kept.get_slot("commune") == "77288"
    said = [e.text for e in kept.events if isinstance(e, UserUttered)]
    assert said == [f"message {n}" for n in range(200 - TURNS_KEPT, 200)]
    assert len(kept.events) < 40


def test_an_open_form_stays_open(domain: Domain) -> None:
    tracker = talk(domain, 1)
    tracker.update(ActiveLoop("find_service_form"))
    for event in talk(domain, 9).events:
        if not isinstance(event, SlotSet):
            tracker.update(event)
    assert bounded(tracker).active_loop_name == "find_service_form"


def test_a_conversation_is_kept_then_forgotten(domain: Domain) -> None:
    async def scenario() -> None:
        store = ExpiringTrackerStore(domain, ttl=1)
        await store.save(talk(domain, 2))
        assert (await store.retrieve("s")).get_slot("commune") == "77288"
        time.sleep(1.1)
        assert await store.retrieve("s") is None
        await store.save(talk(domain, 2))
        await store.delete("s")
        assert list(await store.keys()) == []

    asyncio.run(scenario())


@pytest.fixture
def redis_url(tmp_path) -> Iterator[str]:
    server = shutil.which("redis-server")
    if not server:
        pytest.skip("redis-server is not installed: the scaled set-up is NOT tested here")
    port = free_port()
    process = subprocess.Popen(
        [server, "--port", str(port), "--save", "", "--appendonly", "no", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    time.sleep(0.7)
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait()


def test_the_same_holds_in_redis(domain: Domain, redis_url: str) -> None:
    async def scenario() -> None:
        store = ExpiringTrackerStore(domain, ttl="1", redis_url=redis_url)
        await store.save(talk(domain, 2))
        assert list(await store.keys()) == ["s"]
        assert (await store.retrieve("s")).get_slot("commune") == "77288"
        time.sleep(1.1)
        assert await store.retrieve("s") is None

    asyncio.run(scenario())
