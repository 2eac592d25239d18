"""The concepts are found in what people type, and only there."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.concepts import concepts_of, variants
from knowledge.text import fold, normalise

LISTED = variants()
EVERY = [(concept, variant) for concept, listed in LISTED.items() for variant in listed]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Il me tape devant les enfants", {"hit", "child_witness"}),
        ("mon keum ma étranglée hier soir", {"strangle", "recently"}),
        ("rajli kidrebni", {"husband", "hit"}),
        ("I tap amwin", {"hit"}),
        ("ma belle-mère me traite de pute", {"in_laws", "insult"}),
        ("il a mis un airtag dans mon sac", {"spyware"}),
        ("on m'a coupée quand j'étais petite", {"excision"}),
        ("je veux en finir", {"wanting_to_die"}),
        ("J'suis sans-papiers, il garde mon passeport", {"residence_permit", "passport"}),
        ("c gratuit ?", {"free_cost"}),
        ("t'es un robot ?", {"robot"}),
        ("mon ex me fait chanter avec une sextape", {"ex", "blackmail", "nude_images"}),
        ("ma femme me frappe", {"man_victim", "hit"}),
        ("je suis sourde", {"deaf"}),
        ("oui", {"yes"}),
        ("non", {"no"}),
    ],
)
def test_concepts_are_found_in_what_people_type(typed: str, expected: set[str]) -> None:
    assert expected <= set(concepts_of(normalise(typed)))


def test_every_variant_brings_its_concept() -> None:
    assert [
        variant
        for concept, variant in EVERY
        if concept not in concepts_of(f"xq {variant.replace('*', 'xq')} xq")
    ] == []


def _as_matched(variant: str) -> str:
    """Return *variant* as a text holding it is matched; only the last word may be cut short."""
    if not variant.endswith("*"):
        return normalise(variant)
    before, space, last = variant.removesuffix("*").rpartition(" ")
    return f"{normalise(before)}{space}{fold(last)}*"


def test_every_variant_stands_as_the_text_is_matched() -> None:
    assert [variant for _, variant in EVERY if variant != _as_matched(variant)] == []


def test_a_prefix_matches_from_the_start_of_a_word_only() -> None:
    assert "strangle" in concepts_of("etranglement")
    assert "strangle" not in concepts_of("xetranglement")


def test_a_phrase_matches_whole_words_in_their_order() -> None:
    assert "custody_suspect" in concepts_of("il est en garde a vue")
    assert "custody_suspect" not in concepts_of("vue a garde")
    assert "custody_suspect" not in concepts_of("garde a vueltas")


@pytest.mark.parametrize("text", ["", "?", "xylophone bleuatre", "les nuages tournent"])
def test_unrelated_text_brings_nothing(text: str) -> None:
    assert concepts_of(text) == []


def test_a_concept_comes_once_and_in_the_order_of_the_file() -> None:
    found = concepts_of("police police argent frappe frapper strangule etrangle")
    assert len(found) == len(set(found))
    assert found == sorted(found, key=list(LISTED).index)


def test_no_concept_is_empty() -> None:
    assert [concept for concept, listed in LISTED.items() if not listed] == []


def test_no_variant_stands_twice() -> None:
    assert [variant for variant, times in Counter(v for _, v in EVERY).items() if times > 1] == []


def test_no_prefix_is_so_short_that_it_matches_anything() -> None:
    stems = [v.removesuffix("*") for _, v in EVERY if v.endswith("*")]
    assert [stem for stem in stems if len(stem) < 3] == []
