"""Numbers are written the French way, and wrong ones refused before they reach a visitor."""

from __future__ import annotations

import pytest

from knowledge.loading import load
from knowledge.model import Service
from knowledge.phone_numbers import BadPhone, french_number


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("0164792525", "01 64 79 25 25"),
        ("+33 1 64 79 25 25", "01 64 79 25 25"),
        ("01.64.79.25.25", "01 64 79 25 25"),
        ("0800059595", "0 800 05 95 95"),
        ("08 019 019 11", "08 019 019 11"),
        ("39 19", "3919"),
        ("17", "17"),
        ("116006", "116 006"),
    ],
)
def test_a_number_is_written_as_people_read_it(typed: str, written: str) -> None:
    assert french_number(typed) == written


@pytest.mark.parametrize("typed", ["", "abc", "01 64 79 25", "5555", "01 64 79 25 25 26", "+32 2 123 45 67"])
def test_a_number_that_cannot_exist_is_refused(typed: str) -> None:
    with pytest.raises(BadPhone, match="numéro"):
        french_number(typed)


def test_every_number_of_the_seed_stays_as_it_is() -> None:
    numbers = [phone.number for entry in load() if isinstance(entry, Service) for phone in entry.phones]
    assert [french_number(number) for number in numbers] == numbers
