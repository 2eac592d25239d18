"""The topic model: word and character n-grams of normalised text, and a linear classifier.

Plain scikit-learn, no Rasa inside. Why this and not DIET: docs/understanding.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline

_FILE = "topics.joblib"


def build() -> Pipeline:
    """Return the untrained pipeline."""
    features = FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+")),
            (
                "letters",
                TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
            ),
        ]
    )
    return make_pipeline(features, LogisticRegression(C=20.0, max_iter=200))


@dataclass(frozen=True)
class TopicModel:
    """A trained pipeline from normalised text to probabilities of labels."""

    pipeline: Any

    @classmethod
    def train(cls, texts: list[str], labels: list[str]) -> TopicModel:
        """Train on normalised *texts*; *labels* are full intents, e.g. « faq/preuves »."""
        return cls(build().fit(texts, labels))

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Return every label with its probability, most probable first."""
        probabilities = self.pipeline.predict_proba([text])[0]
        pairs = zip(self.pipeline.classes_, probabilities)
        return sorted(((label, float(p)) for label, p in pairs), key=lambda pair: -pair[1])

    def save(self, folder: Path) -> None:
        joblib.dump(self.pipeline, folder / _FILE)

    @classmethod
    def load(cls, folder: Path) -> TopicModel:
        return cls(joblib.load(folder / _FILE))
