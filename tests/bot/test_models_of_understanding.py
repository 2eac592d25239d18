"""The topic model and the risk model on a few toy phrases: what is learnt from which scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.components.risk_model import RiskModel
from bot.components.topic_model import TopicModel
from knowledge.taxonomy import RISKS

_TEXTS = {
    "faq/avocat": "un avocat pour le divorce",
    "faq/sante": "un medecin pour ma sante",
    "faq/travail": "mon patron au travail",
}
_NAMES = ["faq/sante", "faq/avocat"]  # the encoder has another order, and has never met « travail »


def _phrases() -> tuple[list[str], list[str], list[bool]]:
    rows = [(f"{text} {n}", label, n % 4 == 0) for label, text in _TEXTS.items() for n in range(12)]
    texts, labels, aside = zip(*rows, strict=True)
    return list(texts), list(labels), list(aside)


def test_topics_are_read_from_the_wording_and_the_encoder(tmp_path: Path) -> None:
    texts, labels, aside = _phrases()
    scores = [
        np.array([3.0 * (label == name) for name in _NAMES]) if kept else None
        for label, kept in zip(labels, aside, strict=True)
    ]
    model = TopicModel.train(texts, scores, labels, _NAMES, [1.0] * len(texts))
    model.save(tmp_path)
    model = TopicModel.load(tmp_path)
    ranking = model.rank("un avocat", np.zeros(2))
    assert ranking[0][0] == "faq/avocat"
    assert abs(sum(p for _, p in ranking) - 1) < 1e-6
    assert model.rank("mon patron", np.zeros(2))[0][0] == "faq/travail"
    assert min(model.weights) > 0
    assert model.knows_a_word("un avocat xyz") and not model.knows_a_word("xyz")
    model.weights = (0.0, 1.0)  # the encoder alone
    assert model.rank("xyz", np.array([-3.0, 3.0]))[0][0] == "faq/avocat"
    assert model.rank("xyz", np.array([3.0, -3.0]))[0][0] == "faq/sante"


def test_a_phrase_that_counts_ten_times_is_learnt_better() -> None:
    texts, labels, aside = _phrases()
    scores = [np.zeros(2) if kept else None for kept in aside]
    texts, labels, scores = [*texts, "le barzingue"], [*labels, _NAMES[0]], [*scores, None]

    def sure(times: float) -> float:
        model = TopicModel.train(texts, scores, labels, _NAMES, [1.0] * (len(texts) - 1) + [times])
        return dict(model.rank("le barzingue", np.zeros(2)))[_NAMES[0]]

    assert sure(10.0) > sure(1.0)


def test_a_risk_is_weighed_from_both(tmp_path: Path) -> None:
    texts = [f"il me tape {n}" for n in range(20)] + [f"il me parle {n}" for n in range(20)]
    labels = [["danger-immediat"]] * 20 + [[]] * 20
    scores = [
        np.array([4.0 if found else -4.0, *[-4.0] * (len(RISKS) - 1)]) if n % 4 == 0 else None
        for n, found in enumerate(labels)
    ]
    model = RiskModel.train(texts, scores, labels)
    model.save(tmp_path)
    model = RiskModel.load(tmp_path)
    high, low = np.array([4.0, -4, -4, -4, -4]), np.full(5, -4.0)
    hit, said = model.probabilities("il me tape", high), model.probabilities("il me parle", low)
    assert list(hit) == ["danger-immediat"], "a risk that no phrase holds is never noticed"
    assert hit["danger-immediat"] > 0.5 > said["danger-immediat"]
    assert hit["danger-immediat"] > model.probabilities("il me tape", low)["danger-immediat"]
