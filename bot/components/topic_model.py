"""The topic model: how a message is worded and what it speaks of, weighed against the sentence encoder.

Words, stems, letters and the concepts of the lexicon, read by one linear support vector machine; its scores
and the encoder's are added with two weights, which also make honest probabilities of them. The weights are
fitted on phrases that neither was trained on (temperature scaling, Guo and others, « On Calibration of Modern
Neural Networks », 2017, with two scores instead of one). Plain scikit-learn, no Rasa inside. Why this and not
DIET: docs/decisions.md.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import log_softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from knowledge.concepts import concepts_of
from knowledge.search import terms

_FILE = "topics.joblib"
_UNKNOWN = -20.0
"""The score of a topic that one of the two has never met."""


def build_features() -> FeatureUnion:
    """Return the untrained features of the wording; each block has length 1 for every text."""
    return FeatureUnion(
        [
            (
                "words",
                TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+", min_df=2),
            ),
            ("stems", TfidfVectorizer(analyzer=terms, sublinear_tf=True)),
            ("concepts", TfidfVectorizer(analyzer=concepts_of)),
            (
                "letters",
                TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=3),
            ),
        ]
    )


def fit_linear(matrix: csr_matrix, labels: np.ndarray, counted: np.ndarray) -> LinearSVC:
    """Return the trained model; a topic of few phrases weighs more, by the square root of its rarity.

    *counted* is how many times each text counts.
    """
    counts = Counter(labels)
    mean = len(labels) / len(counts)
    weights = {label: float((mean / count) ** 0.5) for label, count in counts.items()}
    return LinearSVC(C=0.3, tol=0.01, class_weight=weights).fit(matrix, labels, counted)


@dataclass
class TopicModel:
    """Trained features, the model over them, and the weights of its scores and of the encoder's."""

    features: Any
    linear: Any
    weights: tuple[float, float]
    encoder: list[str]

    @property
    def labels(self) -> list[str]:
        return [str(label) for label in self.linear.classes_]

    @classmethod
    def train(
        cls,
        texts: list[str],
        scores: list[np.ndarray | None],
        labels: list[str],
        encoder: list[str],
        counted: list[float],
    ) -> TopicModel:
        """Train on normalised *texts*; *labels* are full intents, e.g. « faq/preuves ».

        *counted* is how many times each text counts.

        *scores* are the encoder's scores of the intents *encoder*, in that order, for the texts it was not
        tuned on, which the wording does not learn either; None for the others.
        """
        target = np.array(labels)
        features = build_features()
        matrix = features.fit_transform(texts).tocsr()
        aside = np.array([found is not None for found in scores])
        aside &= np.isin(target, target[~aside])  # a topic of one phrase is learnt
        times = np.array(counted)
        linear = fit_linear(matrix[~aside], target[~aside], times[~aside])
        model = cls(features, linear, (1.0, 1.0), encoder)
        read = model._placed(np.array([scores[n] for n in np.flatnonzero(aside)]), encoder)
        worded = linear.decision_function(matrix[aside])
        right = np.searchsorted(linear.classes_, target[aside])
        model.weights = _best_weights(worded, read, right)
        return model

    def probabilities(self, texts: list[str], scores: np.ndarray) -> np.ndarray:
        """Return a row of probabilities a text, in the order of ``labels``."""
        worded = self.linear.decision_function(self.features.transform(texts))
        return np.asarray(np.exp(_mixed(self.weights, worded, self._placed(scores, self.encoder))))

    def knows_a_word(self, text: str) -> bool:
        """Tell whether any word of a normalised *text* was ever learnt: without one, a ranking is a guess at letters."""
        blocks = dict(self.features.transformer_list)
        words, stems = blocks["words"].vocabulary_, blocks["stems"].vocabulary_
        return any(word in words for word in text.split()) or any(stem in stems for stem in terms(text))

    def rank(self, text: str, scores: np.ndarray) -> list[tuple[str, float]]:
        """Return every label with its probability, most probable first."""
        row = self.probabilities([text], scores[np.newaxis])[0]
        pairs = zip(self.labels, row, strict=True)
        return sorted(((label, float(p)) for label, p in pairs), key=lambda pair: -pair[1])

    def _placed(self, scores: np.ndarray, names: list[str]) -> np.ndarray:
        """Return *scores* of the labels *names* in the order of ``labels``."""
        column = {name: n for n, name in enumerate(names)}
        placed = np.full((len(scores), len(self.labels)), _UNKNOWN)
        for n, label in enumerate(self.labels):
            if label in column:
                placed[:, n] = scores[:, column[label]]
        return placed

    def save(self, folder: Path) -> None:
        joblib.dump(self, folder / _FILE)

    @classmethod
    def load(cls, folder: Path) -> TopicModel:
        model: TopicModel = joblib.load(folder / _FILE)
        return model


def _mixed(weights: tuple[float, float], worded: np.ndarray, read: np.ndarray) -> np.ndarray:
    return np.asarray(log_softmax(weights[0] * worded + weights[1] * read, axis=1))


def _best_weights(worded: np.ndarray, read: np.ndarray, target: np.ndarray) -> tuple[float, float]:
    """Return the two weights that make the labels of the texts kept aside most likely."""

    def loss(logarithms: np.ndarray) -> float:
        logs = _mixed(tuple(np.exp(logarithms)), worded, read)
        return float(-logs[np.arange(len(target)), target].mean())

    found = np.exp(minimize(loss, np.zeros(2), method="Nelder-Mead").x)
    return float(found[0]), float(found[1])
