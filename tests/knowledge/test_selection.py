"""The services shown: for the topic, near, reachable."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from knowledge.contact import tel_link, to_contact
from knowledge.opening_hours import PARIS
from knowledge.selection import NEEDS, for_answer, for_need, is_open
from knowledge.snapshot import Snapshot

NOW = datetime(2026, 11, 24, 22, 0, tzinfo=PARIS)


def test_the_police_of_the_commune_comes_with_a_complaint(snapshot: Snapshot) -> None:
    lissy = snapshot.commune_by_name["Lissy"]
    shown = [s.id for s in for_answer(snapshot, snapshot.by_topic["porter-plainte"], lissy, NOW)]
    assert "gendarmerie-coubert" in shown


def test_a_town_hall_is_that_of_the_commune(snapshot: Snapshot) -> None:
    maincy = snapshot.commune_by_name["Maincy"]
    shown = [s.id for s in for_answer(snapshot, snapshot.by_topic["travailleur-social"], maincy, NOW)]
    assert "mairie-maincy" in shown and "mairie-melun" not in shown


@given(
    st.sampled_from(sorted(NEEDS)),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
    st.integers(0, 20),
    st.sampled_from(["", "now", "later"]),
)
def test_every_need_everywhere_at_any_hour_leads_to_a_number(
    snapshot: Snapshot, need: str, now: datetime, which: int, when: str
) -> None:
    here = [None, *snapshot.communes.values()][which]
    services = for_need(snapshot, need, here, now, when=when)
    assert services
    assert any(s.phones or s.url or s.address for s in services)


def test_for_now_nobody_is_shown_who_is_closed(snapshot: Snapshot) -> None:
    melun = snapshot.commune_by_name["Melun"]
    sunday_night = datetime(2026, 11, 22, 3, 0, tzinfo=PARIS)
    now = [s.id for s in for_need(snapshot, "droits", melun, sunday_night, when="now")]
    later = [s.id for s in for_need(snapshot, "droits", melun, sunday_night, when="later")]
    assert set(later) - set(now)
    assert all(is_open(snapshot.services[id_], sunday_night) is not False for id_ in now)


def test_the_bill_is_spoken_of_only_where_a_source_says_so(snapshot: Snapshot) -> None:
    for service in snapshot.services.values():
        if service.on_phone_bill is False:
            assert service.free, service.id


def test_numbers_become_links_that_dial(snapshot: Snapshot) -> None:
    assert tel_link("3919") == "tel:3919"
    assert tel_link("01 64 79 25 25") == "tel:+33164792525"
    contact = to_contact(snapshot.services["camvs"], NOW)
    assert contact["open_now"] is False and contact["next_open"] == "demain à 8 h 30"
