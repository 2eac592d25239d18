"""What a message means, by a small transformer that was tuned on the training phrases (bot/encoder).

It reads the words in their order, so that « il m'a frappée », « il ne m'a jamais frappée » and « un film où
il la frappe » lie apart. It scores each risk and each topic; the classifiers weigh its scores against the
wording. Its weights (encoder.onnx, eight bits) and its tokenizer lie in this repository: nothing is
downloaded. Where it comes from and how it was tuned: docs/encoder.md.
"""

from __future__ import annotations

import json
import os
import zlib
from functools import lru_cache
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession, SessionOptions
from sentencepiece import SentencePieceProcessor

from knowledge.text import normalise

_FOLDER = Path(__file__).resolve().parents[1] / "encoder"
WEIGHTS = _FOLDER / "encoder.onnx"
TOKENIZER = _FOLDER / "tokenizer.model"
NAMES = _FOLDER / "scores.json"
START, _FILLING, END = 0, 1, 2
_LONGEST = 256
"""Tokens read at once; a longer message is read in parts of this length, and the parts' mean is taken."""
_MANY = 64
"""From this many texts on, as in training, the encoder may use every core."""


@lru_cache(maxsize=1)
def scored() -> list[str]:
    """Return the name of each score: the risks, then full intents, e.g. « faq/preuves »."""
    return list(json.loads(NAMES.read_text("utf-8")))


def unseen(text: str) -> bool:
    """Return whether a training phrase is kept from the encoder's tuning: one in ten, by its letters.

    How far the encoder can be trusted beside the wording is learnt from these.
    """
    return zlib.crc32(text.encode()) % 10 == 0


def encode(texts: list[str]) -> np.ndarray:
    """Return the scores (logits) of each text, shape (len(texts), len(scored())).

    A text is read normalised. The mean with a second reading, as it was typed, was not better on the
    held-out messages and took twice the time.
    """
    pieces = _tokenizer()
    parts: list[tuple[int, list[int]]] = []  # which text, and its tokens or some of them
    for number, text in enumerate(texts):
        ids = pieces.encode(normalise(text))
        for at in range(0, max(len(ids), 1), _LONGEST - 2):
            parts.append((number, [START, *ids[at : at + _LONGEST - 2], END]))
    parts.sort(key=lambda part: len(part[1]))  # of about one length together: little filling
    session = _session((os.cpu_count() or 1) if len(texts) >= _MANY else 1)
    scores = np.zeros((len(texts), len(scored())), np.float32)
    shares = np.zeros(len(texts), np.float32)
    for at in range(0, len(parts), _MANY):
        some = parts[at : at + _MANY]
        longest = len(some[-1][1])
        ids = np.full((len(some), longest), _FILLING, np.int32)
        mask = np.zeros((len(some), longest), np.float32)
        for row, (_, tokens) in enumerate(some):
            ids[row, : len(tokens)], mask[row, : len(tokens)] = tokens, 1
        (read,) = session.run(None, {"ids": ids, "mask": mask})
        for (number, tokens), row_scores in zip(some, read, strict=True):
            scores[number] += len(tokens) * row_scores
            shares[number] += len(tokens)
    return scores / np.maximum(shares, 1)[:, None]


@lru_cache(maxsize=1)
def _tokenizer() -> SentencePieceProcessor:
    return SentencePieceProcessor(model_file=str(TOKENIZER))


@lru_cache(maxsize=2)
def _session(threads: int) -> InferenceSession:
    """Return the encoder, loaded once a process."""
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return InferenceSession(str(WEIGHTS), options, providers=["CPUExecutionProvider"])
