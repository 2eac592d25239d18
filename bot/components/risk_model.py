"""The risk model: one binary linear classifier a risk, over how a message is worded and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

from knowledge.concepts import concepts_of
from knowledge.taxonomy import RISKS

_FILE = "risks.joblib"
_MEANING = 2.0
"""Weight of the sentence vector beside the three tf-idf blocks (each of length 1)."""


def build_features() -> FeatureUnion:
    """Return the untrained features: who does what to whom shows in sequences of words."""
    return FeatureUnion(
        [
            (
                "words",
                TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, token_pattern=r"\S+", min_df=2),
            ),
            ("concepts", TfidfVectorizer(analyzer=concepts_of)),
            (
                "letters",
                TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=3),
            ),
        ]
    )


@dataclass(frozen=True)
class RiskModel:
    """Trained features and one classifier a risk."""

    features: Any
    classifiers: dict[str, Any]

    @classmethod
    def train(cls, texts: list[str], vectors: np.ndarray, labels: list[list[str]]) -> RiskModel:
        """Train on normalised *texts* and their sentence *vectors*; *labels* are the risks each holds."""
        features = build_features().fit(texts)
        matrix = _matrix(features, texts, vectors)
        targets = {risk: [risk in found for found in labels] for risk in RISKS}
        known = [risk for risk in RISKS if any(targets[risk])]
        trained = Parallel(n_jobs=2)(delayed(_fit)(matrix, targets[risk]) for risk in known)
        return cls(features, dict(zip(known, trained, strict=True)))

    def probabilities(self, text: str, vector: np.ndarray) -> dict[str, float]:
        """Return the probability of each risk for a normalised text and its sentence vector."""
        row = _matrix(self.features, [text], vector[np.newaxis])
        return {risk: float(m.predict_proba(row)[0, 1]) for risk, m in self.classifiers.items()}

    def save(self, folder: Path) -> None:
        joblib.dump((self.features, self.classifiers), folder / _FILE)

    @classmethod
    def load(cls, folder: Path) -> RiskModel:
        return cls(*joblib.load(folder / _FILE))


def _fit(matrix: csr_matrix, target: list[bool]) -> LogisticRegression:
    model = LogisticRegression(C=5.0, class_weight="balanced", solver="liblinear", tol=0.001)
    return model.fit(matrix, target)


def _matrix(features: FeatureUnion, texts: list[str], vectors: np.ndarray) -> csr_matrix:
    return hstack([features.transform(texts), csr_matrix(_MEANING * vectors)]).tocsr()
