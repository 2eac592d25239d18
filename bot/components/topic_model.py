"""The topic model: how a message is worded, what it speaks of and what it means, read by one linear model.

Words, stems and letters of the normalised text, the concepts of the lexicon and the sentence vector side by
side, one linear support vector machine, brought to honest probabilities by one temperature, fitted on
messages it was not trained on (Guo and others, « On Calibration of Modern Neural Networks », 2017).
Plain scikit-learn, no Rasa inside. Why this and not DIET: docs/decisions.md.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from joblib import Parallel, delayed
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from knowledge.concepts import concepts_of
from knowledge.search import terms

_FILE = "topics.joblib"
_FOLDS = 5
"""One fifth is kept aside to fit the temperature."""


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


def fit_linear(matrix: csr_matrix, labels: np.ndarray) -> LinearSVC:
    """Return the trained model; a topic of few phrases weighs more, by the square root of its rarity."""
    counts = Counter(labels)
    mean = len(labels) / len(counts)
    weights = {label: float((mean / count) ** 0.5) for label, count in counts.items()}
    return LinearSVC(C=0.3, tol=0.01, class_weight=weights).fit(matrix, labels)


@dataclass
class TopicModel:
    """Trained features, the model over them, and its temperature."""

    features: Any
    linear: Any
    temperature: float = 1.0

    @property
    def labels(self) -> list[str]:
        return [str(label) for label in self.linear.classes_]

    @classmethod
    def train(cls, texts: list[str], vectors: np.ndarray, labels: list[str]) -> TopicModel:
        """Train on normalised *texts* and their sentence *vectors*, shape (texts, dimensions).

        *labels* are full intents, e.g. « faq/preuves »; each needs as many texts as there are folds.
        """
        target = np.array(labels)
        features = build_features().fit(texts)
        matrix = _matrix(features, texts, vectors)
        folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=1)
        kept, aside = next(folds.split(matrix, target))
        linear, fold = Parallel(n_jobs=2)(
            delayed(fit_linear)(rows, found)
            for rows, found in ((matrix, target), (matrix[kept], target[kept]))
        )
        scores = fold.decision_function(matrix[aside])
        right = np.searchsorted(fold.classes_, target[aside])
        return cls(features, linear, _best_temperature(scores, right))

    def probabilities(self, texts: list[str], vectors: np.ndarray) -> np.ndarray:
        """Return a row of probabilities a text, in the order of ``labels``."""
        scores = self.linear.decision_function(_matrix(self.features, texts, vectors))
        return np.asarray(np.exp(log_softmax(scores / self.temperature, axis=1)))

    def rank(self, text: str, vector: np.ndarray) -> list[tuple[str, float]]:
        """Return every label with its probability, most probable first."""
        row = self.probabilities([text], vector[np.newaxis])[0]
        pairs = zip(self.labels, row, strict=True)
        return sorted(((label, float(p)) for label, p in pairs), key=lambda pair: -pair[1])

    def save(self, folder: Path) -> None:
        joblib.dump(self, folder / _FILE)

    @classmethod
    def load(cls, folder: Path) -> TopicModel:
        model: TopicModel = joblib.load(folder / _FILE)
        return model


def _matrix(features: FeatureUnion, texts: list[str], vectors: np.ndarray) -> csr_matrix:
    return hstack([features.transform(texts), csr_matrix(vectors)]).tocsr()


def _best_temperature(scores: np.ndarray, target: np.ndarray) -> float:
    """Return the temperature that makes the labels of the texts kept aside most likely."""

    def loss(log_temperature: float) -> float:
        logs = log_softmax(scores / np.exp(log_temperature), axis=1)
        return float(-logs[np.arange(len(target)), target].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-4.0, 2.0), method="bounded").x))
