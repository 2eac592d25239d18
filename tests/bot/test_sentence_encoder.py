"""The encoder that is in the repository, through its public function."""

from __future__ import annotations

import numpy as np
import pytest

from bot.components.sentence_encoder import DIMENSIONS, encode, unseen


def _likeness(one: str, other: str) -> float:
    a, b = encode([one, other])
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


@pytest.mark.parametrize("text", ["", " ", "☠️", "\u200b", "a" * 10_000, "il me tape " * 1500])
def test_any_text_has_a_finite_vector(text: str) -> None:
    (vector,) = encode([text])
    assert vector.shape == (DIMENSIONS,)
    assert np.isfinite(vector).all()


def test_no_text_has_no_vector() -> None:
    assert encode([]).shape == (0, DIMENSIONS)


def test_the_order_of_words_counts() -> None:
    danger = "mon mari me frappe, je ne sais pas quoi faire"
    assert _likeness(danger, "il me tape dessus") > _likeness(danger, "mon mari ne me frappe pas")


def test_a_text_reads_alike_alone_and_among_many() -> None:
    texts = ["il m'a étranglée hier soir", "quels papiers pour le divorce ?", "bonjour"] * 30
    together, alone = encode(texts)[0], encode(texts[:1])[0]
    assert together @ alone / np.linalg.norm(together) / np.linalg.norm(alone) > 0.99


def test_about_one_phrase_in_ten_is_kept_from_tuning() -> None:
    share = np.mean([unseen(f"phrase {number}") for number in range(5000)])
    assert 0.08 < share < 0.12
