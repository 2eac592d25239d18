"""What may reach a visitor: the rules of data/knowledge/README.md, case by case."""

from __future__ import annotations

import pytest

from knowledge.loading import load
from knowledge.model import Confidence, Fact, Phone, Service, Source
from knowledge.ruling import may_publish_fact, may_publish_phones, public_service, tasks_for
from knowledge.snapshot import Snapshot


def service(**changes: object) -> Service:
    given = {
        "id": "x", "name": "X", "kind": "association", "what": "aide", "confidence": "medium",
        "phones": [{"number": "01 00 00 00 00", "seen": "2019"}], "sources": [{"url": "https://x", "official": True}],
    }  # fmt: skip
    return Service.parse_obj({**given, **changes})


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"national": True, "confidence": "high"}, True),
        ({"national": True, "confidence": "high", "conflicts": ["hours"]}, True),
        ({"national": True}, True),
        ({"national": True, "conflicts": ["which number"]}, False),
        ({"national": True, "sources": [{"url": "https://x"}]}, False),
        ({"confidence": "high"}, True),
        ({}, False),
        ({"kind": "mairie"}, True),
        ({"kind": "mairie", "conflicts": ["two numbers"]}, False),
        ({"kind": "mairie", "sources": [{"url": "https://x"}]}, False),
        ({"kind": "mairie", "confidence": "low"}, False),
        ({"kind": "mairie", "confidence_fields": {"phones": "low"}}, False),
        ({"kind": "hopital"}, False),
        ({"confidence": "low", "confidence_fields": {"phones": "high"}}, True),
    ],
)
def test_a_number_is_published_only_by_the_rule(changes: dict[str, object], shown: bool) -> None:
    assert may_publish_phones(service(**changes)) is shown


def test_a_number_of_medium_confidence_says_when_it_was_read_and_is_first_to_confirm() -> None:
    town_hall = service(kind="mairie")
    public = public_service(town_hall)
    assert public is not None
    assert public.phones[0].label == "numéro relevé en 2019"
    assert tasks_for(town_hall)[0].urgent


def test_a_number_that_is_not_sure_becomes_a_task_and_the_place_stays() -> None:
    unsure = service(address="1 rue X", url=None)
    public = public_service(unsure)
    assert public is not None and public.phones == () and public.address == "1 rue X"
    assert "Confirmer par un appel" in tasks_for(unsure)[0].what


def test_a_service_that_nothing_sure_leads_to_is_not_published() -> None:
    assert public_service(service()) is None


def test_notes_and_conflicts_never_reach_a_visitor(snapshot: Snapshot) -> None:
    assert all(not s.note and not s.conflicts for s in snapshot.services.values())


@pytest.mark.parametrize(
    ("confidence", "url", "usable"),
    [
        ("high", "general-knowledge", True),
        ("medium", "https://x", True),
        ("medium", "general-knowledge", False),
        ("low", "https://x", False),
    ],
)
def test_a_fact_supports_an_answer_only_by_the_rule(confidence: str, url: str, usable: bool) -> None:
    fact = Fact(id="f", topic="t", text="x", confidence=Confidence(confidence), sources=(Source(url=url),))
    assert may_publish_fact(fact) is usable


def test_no_number_of_the_seed_is_shown_against_the_rule(snapshot: Snapshot) -> None:
    known = {entry.id: entry for entry in load() if isinstance(entry, Service)}
    for shown in snapshot.services.values():
        if shown.phones or shown.sms:
            assert may_publish_phones(known[shown.id]), shown.id
    assert snapshot.services["commissariat-dammarie"].phones == (
        Phone(number="01 64 79 41 00", label="numéro relevé en 2017", seen="2017"),
    )
    # Two standards are given for this town hall: neither is shown.
    assert snapshot.services["mairie-dammarie-les-lys"].phones == ()
