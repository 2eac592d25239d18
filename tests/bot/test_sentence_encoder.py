"""The encoder that is in the repository, through its public functions."""

from __future__ import annotations

import numpy as np
import pytest

from bot.components.sentence_encoder import encode, scored, unseen
from knowledge.taxonomy import RISKS


def _score(text: str, name: str) -> float:
    return float(encode([text])[0, scored().index(name)])


def test_the_first_scores_are_the_risks_the_others_intents() -> None:
    assert scored()[: len(RISKS)] == list(RISKS)
    assert all("/" in name or name.islower() for name in scored()[len(RISKS) :])


@pytest.mark.parametrize("text", ["", " ", "☠️", "\u200b", "a" * 10_000, "il me tape " * 1500])
def test_any_text_has_finite_scores(text: str) -> None:
    (scores,) = encode([text])
    assert scores.shape == (len(scored()),)
    assert np.isfinite(scores).all()


def test_no_text_has_no_scores() -> None:
    assert encode([]).shape == (0, len(scored()))


@pytest.mark.parametrize(
    "harmless",
    [
        "mon mari ne m'a jamais frappée",
        "dans le film il la frappe tous les soirs",
        "mon premier mari me frappait, c'était il y a vingt ans",
    ],
)
def test_words_around_a_blow_count(harmless: str) -> None:
    assert (
        _score("mon mari me frappe tous les soirs", "danger-immediat")
        > _score(harmless, "danger-immediat") + 1
    )


def test_a_text_reads_alike_alone_and_among_many() -> None:
    texts = ["il m'a étranglée hier soir", "quels papiers pour le divorce ?", "bonjour"] * 30
    assert np.abs(encode(texts)[0] - encode(texts[:1])[0]).max() < 0.01


def test_about_one_phrase_in_ten_is_kept_from_tuning() -> None:
    share = np.mean([unseen(f"phrase {number}") for number in range(5000)])
    assert 0.08 < share < 0.12
