"""What the person who writes is told."""

from __future__ import annotations

import pytest

from knowledge.plain_language import hints


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mot " * 61, "61 mots : 60 au plus"),
        (
            "Un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize.",
            "Phrase de 16 mots",
        ),
        ("Il faut partir.", "on ne presse pas"),
        ("Vous aurez un logement.", "c'est une promesse"),
        ("Vous pouvez solliciter une aide.", "plutôt « demander »"),
        ("Allez au CIDFF.", "les mots en entier"),
    ],
)
def test_a_hint_says_what_to_change(text: str, told: str) -> None:
    assert any(told in hint for hint in hints(text))


def test_plain_text_gets_no_hint() -> None:
    assert hints("Ce que vous décrivez est grave. Vous n'y êtes pour rien. Envoyez un SMS au 114.") == []
