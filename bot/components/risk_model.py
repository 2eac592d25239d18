"""The risk model: for each risk, how a message is worded and what the sentence encoder makes of it.

Five logistic regressions over the wording; five more weigh their scores and the encoder's against each other.
The weighing is learnt from phrases that neither was trained on (« stacking », Wolpert, 1992). Plain
scikit-learn, no Rasa inside. What it was compared with: docs/decisions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

from knowledge.concepts import concepts_of
from knowledge.taxonomy import RISKS

_FILE = "risks.joblib"


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
    """The features and regressions of the wording, and what weighs them against the encoder, by risk."""

    features: Any
    wording: dict[str, Any]
    weighing: dict[str, Any]

    @classmethod
    def train(cls, texts: list[str], scores: list[np.ndarray | None], labels: list[list[str]]) -> RiskModel:
        """Train on normalised *texts*; *labels* are the risks each holds.

        *scores* are the encoder's scores of the risks, shape (risks,), for the texts it was not tuned on;
        None for the others. The regressions of the wording learn the others alone, so that the weighing is
        learnt from texts that are new to both.
        """
        features = build_features()
        matrix = features.fit_transform(texts).tocsr()
        target = np.array([[risk in found for risk in RISKS] for found in labels])
        aside = np.array([found is not None for found in scores])
        known = [n for n in range(len(RISKS)) if target[~aside, n].any() and target[aside, n].any()]
        wording = Parallel(n_jobs=2)(delayed(_fit)(matrix[~aside], target[~aside, n]) for n in known)
        inputs = np.hstack(
            [_scores_of(wording, matrix[aside]), np.array([s for s in scores if s is not None])]
        )
        return cls(
            features,
            {RISKS[n]: model for n, model in zip(known, wording, strict=True)},
            {
                RISKS[n]: LogisticRegression(C=0.003, max_iter=500).fit(inputs, target[aside, n])
                for n in known
            },
        )

    def probabilities(self, text: str, scores: np.ndarray) -> dict[str, float]:
        """Return the probability of each risk for a normalised text and the encoder's scores of the risks."""
        row = self.features.transform([text])
        inputs = np.hstack([_scores_of(list(self.wording.values()), row), scores[np.newaxis]])
        return {risk: float(m.predict_proba(inputs)[0, 1]) for risk, m in self.weighing.items()}

    def save(self, folder: Path) -> None:
        joblib.dump((self.features, self.wording, self.weighing), folder / _FILE)

    @classmethod
    def load(cls, folder: Path) -> RiskModel:
        return cls(*joblib.load(folder / _FILE))


def _fit(matrix: csr_matrix, target: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=5.0, solver="liblinear", tol=0.001).fit(matrix, target)


def _scores_of(models: list[LogisticRegression], matrix: csr_matrix) -> np.ndarray:
    return np.column_stack([model.decision_function(matrix) for model in models])
