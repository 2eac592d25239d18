"""The topic model: how a message is worded and what it means, each read by a linear model, pooled.

Wording: words, stems and letters of the normalised text, a linear support vector machine. Meaning: the
sentence vector, a linear discriminant analysis with shrinkage. Their logarithms are added (a logarithmic
opinion pool) and brought to honest probabilities by one temperature, fitted on held-out folds
(Guo and others, « On Calibration of Modern Neural Networks », 2017).
Plain scikit-learn, no Rasa inside. Why this and not DIET: docs/decisions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from knowledge.search import terms

_FILE = "topics.joblib"
_FOLDS = 3
_WORDING, _MEANING = 6.0, 0.3
"""Weights of the pool, chosen by cross-validation; margins of the first are small, hence the 6."""


def build_features() -> FeatureUnion:
    """Return the untrained features of the wording."""
    return FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+")),
            ("stems", TfidfVectorizer(analyzer=terms, sublinear_tf=True)),
            (
                "letters",
                TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
            ),
        ]
    )


def build_wording() -> Pipeline:
    """Return the untrained model of the wording."""
    return make_pipeline(build_features(), LinearSVC(C=0.1))


def build_meaning(classes: int) -> LinearDiscriminantAnalysis:
    """Return the untrained model of the meaning; every class is as likely before anything is read."""
    priors = np.full(classes, 1 / classes)
    return LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.4, priors=priors)


@dataclass
class TopicModel:
    """Two trained models over the same classes, and the temperature of their pool."""

    wording: Any
    meaning: Any
    temperature: float = 1.0

    @property
    def labels(self) -> list[str]:
        return [str(label) for label in self.wording.classes_]

    @classmethod
    def train(cls, texts: list[str], vectors: np.ndarray, labels: list[str]) -> TopicModel:
        """Train on normalised *texts* and their sentence *vectors*, shape (texts, dimensions).

        *labels* are full intents, e.g. « faq/preuves »; each needs as many texts as there are folds.
        """
        words, target = np.array(texts, dtype=object), np.array(labels)
        pooled = np.empty((len(texts), len(set(labels))))
        for train, held_out in StratifiedKFold(_FOLDS, shuffle=True, random_state=1).split(words, target):
            fold = cls._fit(words[train], vectors[train], target[train])
            pooled[held_out] = fold._pool(list(words[held_out]), vectors[held_out])
        model = cls._fit(words, vectors, target)
        model.temperature = _best_temperature(pooled, np.searchsorted(model.wording.classes_, target))
        return model

    @classmethod
    def _fit(cls, texts: np.ndarray, vectors: np.ndarray, labels: np.ndarray) -> TopicModel:
        classes = len(np.unique(labels))
        return cls(build_wording().fit(texts, labels), build_meaning(classes).fit(vectors, labels))

    def _pool(self, texts: list[str], vectors: np.ndarray) -> np.ndarray:
        wording = log_softmax(_WORDING * self.wording.decision_function(texts), axis=1)
        meaning = log_softmax(_MEANING * self.meaning.decision_function(vectors), axis=1)
        return np.asarray(wording + meaning)

    def probabilities(self, texts: list[str], vectors: np.ndarray) -> np.ndarray:
        """Return a row of probabilities a text, in the order of ``labels``."""
        pooled = self._pool(texts, vectors) / self.temperature
        return np.asarray(np.exp(log_softmax(pooled, axis=1)))

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


def _best_temperature(pooled: np.ndarray, target: np.ndarray) -> float:
    """Return the temperature that makes the held-out labels most likely."""

    def loss(log_temperature: float) -> float:
        logs = log_softmax(pooled / np.exp(log_temperature), axis=1)
        return float(-logs[np.arange(len(target)), target].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 2.0), method="bounded").x))
