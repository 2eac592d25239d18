"""Opening hours in words: never announced open when closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Closure
from knowledge.opening_hours import PARIS, BadHours, check_hours, days_ahead, status

OFFICE = "Mo-Fr 08:30-12:15,13:30-17:30"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("spec", "moment", "is_open", "words"),
    [
        (OFFICE, "2026-11-24 09:00", True, "ouvert jusqu'à 12 h 15"),
        (OFFICE, "2026-11-24 12:50", False, "fermé, rouvre aujourd'hui à 13 h 30"),
        (OFFICE, "2026-11-27 18:00", False, "fermé, rouvre lundi à 8 h 30"),
        (OFFICE, "2026-11-26 18:00", False, "fermé, rouvre demain à 8 h 30"),
        (OFFICE, "2026-12-25 10:00", False, "fermé, rouvre lundi à 8 h 30"),
        (OFFICE, "2026-05-01 10:00", False, "fermé, rouvre lundi à 8 h 30"),
        ("24/7", "2026-12-25 03:00", True, "ouvert 24 h/24, 7 j/7"),
        ("Mo-Su 22:00-02:00", "2026-11-24 23:30", True, "ouvert jusqu'à 2 h"),
        ("Mo-Su 22:00-02:00", "2026-11-25 01:30", True, "ouvert jusqu'à 2 h"),
        ("Mo-Su 09:00-19:00", "2026-03-29 09:30", True, "ouvert jusqu'à 19 h"),
        ("Mo-Su 09:00-19:00", "2026-10-25 08:30", False, "fermé, rouvre aujourd'hui à 9 h"),
        ("Fr 09:30-16:30", "2026-11-27 18:00", False, "fermé, rouvre le 4 décembre à 9 h 30"),
    ],
)
def test_hours_are_told_the_french_way(spec: str, moment: str, is_open: bool, words: str) -> None:
    told = status(spec, at(moment))
    assert (told.open_now, told.words) == (is_open, words)


def test_unknown_hours_are_unknown_not_closed() -> None:
    assert status(None, at("2026-11-24 09:00")).open_now is None


def test_hours_that_are_not_understood_are_refused() -> None:
    with pytest.raises(BadHours):
        check_hours("tous les jours sauf le mardi")


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))
def test_what_is_open_closes_when_it_says(moment: datetime) -> None:
    now = moment.replace(tzinfo=PARIS)
    told = status(OFFICE, now)
    in_hours = (8, 30) <= (now.hour, now.minute) < (17, 30) and now.weekday() < 5
    assert not told.open_now or in_hours
    assert told.open_now or told.next_open


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.sampled_from([0, 30]))
def test_night_services_are_open_around_midnight(moment: datetime, minute: int) -> None:
    midnight = moment.replace(hour=0, minute=minute, second=0, microsecond=0, tzinfo=PARIS)
    assert status("Mo-Su,PH 20:00-04:00", midnight - timedelta(hours=1)).open_now
    assert status("Mo-Su,PH 20:00-04:00", midnight).open_now


HOLIDAYS = [Closure(closed_from=date(2026, 12, 24), closed_until=date(2027, 1, 2), reason="congés")]


@pytest.mark.parametrize("spec", [OFFICE, "24/7", None])
def test_a_service_closed_for_holidays_is_never_open(spec: str | None) -> None:
    told = status(spec, at("2026-12-29 10:00"), HOLIDAYS)
    assert told.open_now is False
    assert told.words == "fermé jusqu'au 2 janvier inclus (congés)"


def test_it_opens_again_after_the_holidays_and_says_so_before() -> None:
    before = status(OFFICE, at("2026-12-23 18:00"), HOLIDAYS)
    assert before.words == "fermé, rouvre le 4 janvier à 8 h 30"
    assert status(OFFICE, at("2027-01-04 10:00"), HOLIDAYS).open_now is True
    assert status(None, at("2027-01-04 10:00"), HOLIDAYS).open_now is None


def test_the_days_ahead_are_told_with_closures() -> None:
    week = dict(days_ahead(OFFICE, date(2026, 12, 23), HOLIDAYS))
    assert week[date(2026, 12, 23)] == "8 h 30 à 12 h 15, 13 h 30 à 17 h 30"
    assert week[date(2026, 12, 28)] == "fermé"
