"""Choosing what to show: services for a topic or a need, near a commune, at a moment; the words of an urgent card."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from knowledge.contact import distance_from
from knowledge.model import Answer, Commune, RiskCard, Service
from knowledge.moments import LATER, NOW
from knowledge.opening_hours import status
from knowledge.persons import MINOR, OTHER
from knowledge.snapshot import Snapshot

# What somebody may need, and who answers it: services shown first, then kinds of local services.
NEEDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "hebergement": (("115-77", "violences-femmes-info-3919"), ("hebergement", "association")),
    "ecoute": (("violences-femmes-info-3919", "victimes-116006"), ("association",)),
    "police": (("police-secours-17", "tchat-police-gendarmerie"), ("police", "gendarmerie")),
    "droits": (("point-justice-3039", "cidff"), ("droit", "justice", "association")),
    "sante": (("samu-15",), ("hopital", "sante")),
    "social": ((), ("travail-social", "mairie")),
    "enfants": (("enfance-en-danger-119",), ("travail-social",)),
}


# Kinds that are what their name says; of the others, only services that name the topic are shown.
_ALWAYS_FIT = frozenset({"police", "gendarmerie", "hopital", "justice", "mairie", "hebergement"})


def card_text(card: RiskCard, who: str) -> str:
    """Return the words of an urgent card that fit the person concerned (persons.py)."""
    wordings = {OTHER: card.text_helping, MINOR: card.text_minor}
    return wordings.get(who) or card.text


def serves(service: Service, here: Commune | None) -> bool:
    """Tell whether a service works for people of *here*; one without an area serves everybody."""
    return not service.area or here is None or here.name in service.area


def is_open(service: Service, now: datetime) -> bool | None:
    """Tell whether a service is open; None where that is not known."""
    return status(service.opening_hours, now, service.closures).open_now


def nearest(
    snapshot: Snapshot, kinds: Iterable[str], here: Commune | None, now: datetime, when: str = ""
) -> list[Service]:
    """Return the local services of *kinds* that serve *here*: reachable by phone first, then open, then near.

    With *when* LATER it does not count whether they are open at this moment.
    """
    wanted = list(kinds)

    def rank(service: Service) -> tuple[int, bool, bool, float]:
        where = snapshot.commune_by_name.get(service.commune or "")
        distance = distance_from(service, here, where)
        assigned = bool(here and here.police_service == service.id)
        return (
            wanted.index(service.kind),
            not (service.phones or assigned),
            when != LATER and is_open(service, now) is False,
            0.0 if assigned else distance if distance is not None else 1000.0,
        )

    local = [s for s in snapshot.services.values() if not s.national and s.kind in wanted and serves(s, here)]
    return sorted(local, key=rank)


def for_answer(
    snapshot: Snapshot, answer: Answer, here: Commune | None, now: datetime, limit: int = 4
) -> list[Service]:
    """Return the services of an answer: those it names, then the nearest of its kinds."""
    named = [snapshot.services[id_] for id_ in answer.services if id_ in snapshot.services]
    near = [
        service
        for service in nearest(snapshot, answer.kinds, here, now)
        if service.kind in _ALWAYS_FIT or answer.topic in service.topics
    ]
    return _merge(named, near, limit, one_a_kind=True)


def for_need(
    snapshot: Snapshot, need: str, here: Commune | None, now: datetime, limit: int = 5, when: str = ""
) -> list[Service]:
    """Return the services for a need of NEEDS; an unknown need gets the listening lines.

    *when* is NOW (none that is known to be closed, if any is left), LATER, or empty for somebody who did not say.
    """
    ids, kinds = NEEDS.get(need, NEEDS["ecoute"])
    named = [snapshot.services[id_] for id_ in ids if id_ in snapshot.services]
    found = _merge(named, nearest(snapshot, kinds, here, now, when), len(snapshot.services))
    if when == NOW:
        found = [service for service in found if is_open(service, now) is not False] or found
    return found[:limit]


def _merge(first: list[Service], then: list[Service], limit: int, one_a_kind: bool = False) -> list[Service]:
    chosen = {service.id: service for service in first}
    kinds: set[str] = set()
    for service in then:
        if one_a_kind and service.kind in kinds:
            continue
        kinds.add(service.kind)
        chosen.setdefault(service.id, service)
    return list(chosen.values())[:limit]
