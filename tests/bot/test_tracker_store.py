"""Conversations are bounded and expire."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import TURNS_KEPT, ExpiringTrackerStore, bounded
from tests.servers import Redis


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
def redis_server() -> Iterator[Redis]:
    server = Redis()
    server.start()
    yield server
    server.remove()


def test_the_same_holds_in_redis(domain: Domain, redis_server: Redis) -> None:
    async def scenario() -> None:
        store = ExpiringTrackerStore(domain, ttl="1", redis_url=redis_server.url)
        await store.save(talk(domain, 2))
        assert list(await store.keys()) == ["s"]
        assert (await store.retrieve("s")).get_slot("commune") == "77288"
        time.sleep(1.1)
        assert await store.retrieve("s") is None

    asyncio.run(scenario())


def test_without_redis_nothing_is_kept_anywhere_else(domain: Domain, redis_server: Redis) -> None:
    async def scenario() -> None:
        store = ExpiringTrackerStore(domain, redis_url=redis_server.url)
        # What Rasa wraps around every store: it would keep in memory, for ever, what cannot be saved.
        around = FailSafeTrackerStore(store)
        await around.save(talk(domain, 2))
        redis_server.kill()
        await around.save(talk(domain, 3))
        await store.delete("s")
        assert await around.retrieve("s") is None
        assert around._fallback_tracker_store is None

    asyncio.run(scenario())
