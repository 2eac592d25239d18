"""Conversations that are bounded and expire: in memory, or in Redis when an address is given.

Rasa's own in-memory store copies the whole conversation at every message and never forgets. This
one keeps the slots, the active form and the last turns, so that turn 200 costs what turn 2 did.
"""

from __future__ import annotations

import itertools
import logging
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import redis.asyncio as redis
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

TURNS_KEPT = 3
MAX_CONVERSATIONS = 20_000


def bounded(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """Return the tracker with its slots, its active form and its last TURNS_KEPT turns only."""
    events = list(tracker.events)
    turns = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(turns) <= TURNS_KEPT:
        return tracker
    start = turns[-TURNS_KEPT]
    while start > 0 and not isinstance(events[start - 1], ActionExecuted):
        start -= 1
    before = DialogueStateTracker.from_events(tracker.sender_id, events[:start], slots=tracker.slots.values())
    kept: list[Event] = [
        SlotSet(name, slot.value) for name, slot in before.slots.items() if slot.value is not None
    ]
    if before.active_loop_name:
        kept.append(ActiveLoop(before.active_loop_name))
    kept.append(ActionExecuted("action_listen"))
    tail = itertools.islice(events, start, None)
    return DialogueStateTracker.from_events(tracker.sender_id, [*kept, *tail], slots=tracker.slots.values())


class _Memory:
    """Texts that expire, least recently used first out; nothing is written to disk."""

    def __init__(self, ttl: int) -> None:
        self._ttl = ttl
        self._items: OrderedDict[str, tuple[float, str]] = OrderedDict()

    async def get(self, key: str) -> str | None:
        self._forget()
        item = self._items.get(key)
        return item[1] if item else None

    async def set(self, key: str, value: str) -> None:
        self._items.pop(key, None)
        self._items[key] = (time.monotonic() + self._ttl, value)
        self._forget()

    async def delete(self, key: str) -> None:
        self._items.pop(key, None)

    async def keys(self) -> list[str]:
        self._forget()
        return list(self._items)

    def _forget(self) -> None:
        now = time.monotonic()
        while self._items:
            oldest = next(iter(self._items))
            if self._items[oldest][0] > now and len(self._items) <= MAX_CONVERSATIONS:
                return
            del self._items[oldest]


class _Redis:
    """The same in Redis, which expires keys itself; what cannot be written there is written nowhere."""

    PREFIX = "ariane:tracker:"

    def __init__(self, url: str, ttl: int) -> None:
        self._client = redis.from_url(
            url,
            decode_responses=True,
            socket_connect_timeout=1,
            socket_timeout=2,
            # Once more where a restart of Redis left a connection behind.
            retry=Retry(NoBackoff(), 1),
            retry_on_error=[ConnectionLost],
        )
        self._ttl = ttl

    async def get(self, key: str) -> str | None:
        found: str | None = await self._client.get(self.PREFIX + key)
        return found

    async def set(self, key: str, value: str) -> None:
        # An error would make Rasa keep the conversation in a memory of its own, which forgets nothing.
        with _away_is_no_error():
            await self._client.set(self.PREFIX + key, value, ex=self._ttl)

    async def delete(self, key: str) -> None:
        with _away_is_no_error():
            await self._client.delete(self.PREFIX + key)

    async def keys(self) -> list[str]:
        found = [key async for key in self._client.scan_iter(self.PREFIX + "*")]
        return [key[len(self.PREFIX) :] for key in found]


@contextmanager
def _away_is_no_error() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        logger.warning("Redis does not answer: %s", type(error).__name__)


class ExpiringTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Keeps each conversation for *ttl* seconds after its last message, then nothing of it."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        ttl: str | int = 1800,
        redis_url: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs.pop("host", None)  # Rasa passes the endpoint's url, which this store has not
        self._store: _Memory | _Redis = _Redis(redis_url, int(ttl)) if redis_url else _Memory(int(ttl))
        super().__init__(domain, event_broker, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        await self._store.set(tracker.sender_id, self.serialise_tracker(bounded(tracker)))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        text = await self._store.get(sender_id)
        return self.deserialise_tracker(sender_id, text) if text else None

    async def retrieve_full_tracker(self, sender_id: str) -> DialogueStateTracker | None:
        return await self.retrieve(sender_id)

    async def keys(self) -> Iterable[str]:
        return await self._store.keys()

    async def delete(self, sender_id: str) -> None:
        """Forget a conversation at once."""
        await self._store.delete(sender_id)
