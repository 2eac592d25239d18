"""A week of mornings and afternoons, to and from OpenStreetMap's syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.loading import load
from knowledge.model import Service
from knowledge.opening_hours import check_hours
from knowledge.weekly_hours import from_week, to_week

_times = st.builds(lambda h, m: f"{h:02d}:{m:02d}", st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
_days = st.lists(_times, max_size=4, unique=True).map(
    lambda times: list(zip(sorted(times)[::2], sorted(times)[1::2], strict=False))
)


@given(st.lists(_days, min_size=7, max_size=7))
def test_any_week_is_written_and_read_back(week: list[list[tuple[str, str]]]) -> None:
    spec = from_week(week)
    assert to_week(spec) == week
    if spec:
        check_hours(spec)


@pytest.mark.parametrize(
    "spec", ["24/7", "Mo-Su 08:00-26:00", "Mo[1] 09:00-12:00", "Jul-Aug Mo 09:00-12:00", "n'importe"]
)
def test_what_a_week_cannot_say_is_left_alone(spec: str) -> None:
    assert to_week(spec) is None


def test_most_hours_of_the_seed_are_a_week() -> None:
    specs = [
        e.opening_hours for e in load() if isinstance(e, Service) and e.opening_hours not in (None, "24/7")
    ]
    assert sum(to_week(spec or "") is None for spec in specs) <= 2
