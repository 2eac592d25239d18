"""The public directory: published services by commune, kind, topic, words and hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.contact import distance_from, to_contact
from knowledge.model import Commune, Service
from knowledge.opening_hours import status
from knowledge.places import find_communes, names_of, plain
from knowledge.selection import serves
from website.published.current import PUBLISHED


@dataclass(frozen=True)
class Query:
    """What is asked of the directory; empty means anything."""

    commune: str = ""
    kind: str = ""
    topic: str = ""
    q: str = ""
    open_now: bool = False


def find_commune(text: str) -> Commune | None:
    """Return the commune that *text* names: an INSEE code, a postcode or a name, misspelt or not."""
    communes = PUBLISHED.snapshot().communes
    if text in communes:
        return communes[text]
    found = find_communes(text, names_of(communes.values()))
    return found[0].commune if found else None


def search(query: Query, now: datetime) -> list[dict[str, Any]]:
    """Return the contacts that fit, nearest first when a commune is known, national lines after."""
    snapshot = PUBLISHED.snapshot()
    here = find_commune(query.commune) if query.commune else None
    found = _by_words(query.q) if query.q else list(snapshot.services.values())
    kept = [s for s in found if _fits(s, query, here, now)]

    def where(service: Service) -> Commune | None:
        return snapshot.commune_by_name.get(service.commune or "")

    def near(service: Service) -> tuple[bool, float]:
        distance = distance_from(service, here, where(service))
        return service.national, distance if distance is not None else 1000.0

    if here is not None:
        kept.sort(key=near)
    elif not query.q:
        kept.sort(key=lambda s: (not s.national, plain(s.name)))
    return [to_contact(service, now, here, where(service)) for service in kept]


def _by_words(words: str) -> list[Service]:
    return [hit.entry for hit in PUBLISHED.services().search(words, limit=40)]


def _fits(service: Service, query: Query, here: Commune | None, now: datetime) -> bool:
    if query.kind and service.kind != query.kind:
        return False
    if query.topic and query.topic not in service.topics:
        return False
    if query.open_now and status(service.opening_hours, now, service.closures).open_now is not True:
        return False
    return serves(service, here)
