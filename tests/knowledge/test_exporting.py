"""The knowledge goes out as YAML and comes back the same."""

from __future__ import annotations

from pathlib import Path

from knowledge.exporting import export
from knowledge.loading import load


def _key(entry: object) -> tuple[str, str]:
    return type(entry).__name__, getattr(entry, "id", "")


def test_everything_written_is_read_back_the_same(tmp_path: Path) -> None:
    seed = load()
    export(seed, tmp_path)
    assert sorted(load(tmp_path), key=_key) == sorted(seed, key=_key)
