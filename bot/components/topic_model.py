"""The topic model: words, stems and character n-grams of normalised text, and a linear classifier.

Plain scikit-learn, no Rasa inside. Why this and not DIET: docs/decisions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from knowledge.search import terms

_FILE = "topics.joblib"
_FOLDS = 3


def build_features() -> FeatureUnion:
    """Return the untrained features."""
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


def build() -> Pipeline:
    """Return the untrained pipeline: probabilities are calibrated on held-out folds (Platt)."""
    classifier = CalibratedClassifierCV(LinearSVC(C=0.3), cv=_FOLDS, ensemble=False)
    return make_pipeline(build_features(), classifier)


@dataclass(frozen=True)
class TopicModel:
    """A trained pipeline from normalised text to probabilities of labels."""

    pipeline: Any

    @classmethod
    def train(cls, texts: list[str], labels: list[str]) -> TopicModel:
        """Train on normalised *texts*; *labels* are full intents, e.g. « faq/preuves ».

        Every label needs as many texts as there are calibration folds.
        """
        return cls(build().fit(texts, np.array(labels)))

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Return every label with its probability, most probable first."""
        probabilities = self.pipeline.predict_proba([text])[0]
        pairs = zip(self.pipeline.classes_, probabilities, strict=True)
        return sorted(((label, float(p)) for label, p in pairs), key=lambda pair: -pair[1])

    def save(self, folder: Path) -> None:
        joblib.dump(self.pipeline, folder / _FILE)

    @classmethod
    def load(cls, folder: Path) -> TopicModel:
        return cls(joblib.load(folder / _FILE))
