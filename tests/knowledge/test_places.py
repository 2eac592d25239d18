"""Communes are recognised however they are spelt, and not where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places import distance_km, find_communes, mask_communes, names_of
from knowledge.snapshot import Snapshot


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("jhabite dammarie", "Dammarie-lès-Lys"),
        ("je suis a damarie les lys", "Dammarie-lès-Lys"),
        ("jhabitedammarie", "Dammarie-lès-Lys"),
        ("St-Fargeau svp", "Saint-Fargeau-Ponthierry"),
        ("saint fargo ponthiery", "Saint-Fargeau-Ponthierry"),
        ("LE MÉE SUR SEINE", "Le Mée-sur-Seine"),
        ("aux courtilleraies", "Le Mée-sur-Seine"),
        ("j'habite à vaux", "Vaux-le-Pénil"),
        ("villiers en bierre", "Villiers-en-Bière"),
        ("boissise la bertrand", "Boissise-la-Bertrand"),
        ("lissy", "Lissy"),
    ],
)
def test_a_commune_is_found(snapshot: Snapshot, text: str, name: str) -> None:
    assert [p.commune.name for p in find_communes(text, names_of(snapshot.communes.values()))] == [name]


@pytest.mark.parametrize(
    "text", ["je ne vaux rien", "il a la peau lisse", "un melon", "madame Livry", "", "?"]
)
def test_ordinary_words_are_not_communes(snapshot: Snapshot, text: str) -> None:
    assert find_communes(text, names_of(snapshot.communes.values())) == []


def test_what_remains_says_what_not_where(snapshot: Snapshot) -> None:
    places = find_communes("police à Melun", names_of(snapshot.communes.values()))
    assert mask_communes("police à Melun", places) == "police a ville"


@given(st.text(max_size=200))
def test_any_text_is_read_without_error(snapshot: Snapshot, text: str) -> None:
    places = find_communes(text, names_of(snapshot.communes.values()))
    mask_communes(text, places)


_DEGREES = st.tuples(st.floats(-89, 89), st.floats(-179, 179))


@given(_DEGREES, _DEGREES)
def test_distance_is_symmetric_and_never_negative(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert distance_km(*a, *b) == pytest.approx(distance_km(*b, *a))
    assert 0 <= distance_km(*a, *b) < 20_100
