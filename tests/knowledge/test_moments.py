from __future__ import annotations

import pytest

from knowledge.moments import LATER, NOW, when_needed


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("pour ce soir", NOW),
        ("MAINTENANT", NOW),
        ("tt de suite", NOW),
        ("cette nuit svp", NOW),
        ("plus tard", LATER),
        ("pas pressé", LATER),
        ("demain", LATER),
        ("la semaine prochaine peut-être", LATER),
        ("à Melun", ""),
        ("", ""),
        ("je vois le juge demain et je ne sais pas quoi lui dire", ""),
    ],
)
def test_a_short_answer_says_when(text: str, when: str) -> None:
    assert when_needed(text) == when
