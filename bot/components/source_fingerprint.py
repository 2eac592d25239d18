"""What Rasa's training cache must know besides a component's class: the code and data it leans on.

Without it a changed spelling list or pattern would silently keep the model trained before.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def source_fingerprint(*paths: str) -> str:
    """Return a digest of the files (or whole folders) at *paths*, relative to the root of the project."""
    digest = hashlib.sha256()
    for path in (_ROOT / name for name in paths):
        files = sorted(path.rglob("*.yml")) if path.is_dir() else [path]
        for file in files:
            digest.update(file.read_bytes())
    return digest.hexdigest()
