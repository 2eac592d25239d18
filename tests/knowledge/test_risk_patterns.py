"""The reviewed patterns of danger, which work even when everything else is down."""

from __future__ import annotations

import pytest

from knowledge.risk_patterns import matches
from knowledge.text import normalise


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("mon mari me tape", "danger-immediat"),
        ("il va me tuer", "danger-immediat"),
        ("il a un couteau", "danger-immediat"),
        ("au secours", "danger-immediat"),
        ("je suis enfermée", "danger-immediat"),
        ("il m'a étranglée hier", "urgence-medicale"),
        ("je saigne beaucoup", "urgence-medicale"),
        ("je veux mourir", "risque-suicidaire"),
        ("envie d'en finir avec la vie", "risque-suicidaire"),
        ("il frappe mon fils", "enfant-en-danger"),
        ("je me suis fait violer", "viol-recent"),
        ("il m'a violée hier", "viol-recent"),
    ],
)
def test_a_danger_is_noticed(text: str, risk: str) -> None:
    assert risk in matches(normalise(text))


@pytest.mark.parametrize(
    "text",
    [
        "j'ai envie de mourir de rire devant ce film",
        "il ne m'a jamais frappée",
        "quelle peine pour un homme qui frappe sa femme",
        "mon ex me battait il y a dix ans",
        "bonjour",
        "comment porter plainte",
    ],
)
def test_a_harmless_message_fires_no_pattern(text: str) -> None:
    assert matches(normalise(text)) == {}
