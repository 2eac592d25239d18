"""The actions' copy of the published knowledge: never worse than the last good one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from actions.knowledge_store import KnowledgeStore, NoKnowledge
from knowledge.snapshot import Snapshot


class Reply:
    """What the website would answer."""

    def __init__(self, status: int, body: Any = None, etag: str = "") -> None:
        self.status_code, self.text, self.headers = status, json.dumps(body), {"ETag": etag}

    def json(self) -> Any:
        return json.loads(self.text)

    def raise_for_status(self) -> None:
        assert self.status_code == 200


def store(tmp_path: Path, *replies: Reply) -> KnowledgeStore:
    made = KnowledgeStore("http://x", "secret", tmp_path / "copy.json")
    waiting = list(replies)
    made._session.get = lambda *a, **k: waiting.pop(0)
    return made


def document(snapshot: Snapshot, version: str = "1") -> dict[str, Any]:
    return {"version": version, "content": snapshot.to_plain()}


def test_before_anything_is_published_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(NoKnowledge):
        _ = store(tmp_path).snapshot


def test_a_new_version_replaces_the_old_one_and_304_changes_nothing(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    held = store(
        tmp_path,
        Reply(200, document(snapshot), '"1"'),
        Reply(304),
        Reply(200, document(snapshot, "2"), '"2"'),
    )
    assert held.refresh() and held.snapshot.version == "1"
    assert not held.refresh() and held.snapshot.version == "1"
    assert held.refresh() and held.snapshot.version == "2"


def test_what_is_not_a_snapshot_never_replaces_a_good_one(tmp_path: Path, snapshot: Snapshot) -> None:
    held = store(
        tmp_path,
        Reply(200, document(snapshot)),
        Reply(200, {"version": "2", "content": {"answers": [{"id": 1}]}}),
    )
    held.refresh()
    with pytest.raises(ValueError):
        held.refresh()
    assert held.snapshot.version == "1"


def test_the_copy_on_disk_answers_after_a_restart_without_the_website(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    store(tmp_path, Reply(200, document(snapshot))).refresh()
    restarted = store(tmp_path)
    restarted._load_copy()
    assert restarted.snapshot.version == "1"


def test_a_damaged_copy_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "copy.json").write_text("{half", "utf-8")
    damaged = store(tmp_path)
    damaged._load_copy()
    with pytest.raises(NoKnowledge):
        _ = damaged.snapshot


def test_named_knowledge_is_fetched_once_and_the_oldest_is_let_go(tmp_path: Path, snapshot: Snapshot) -> None:
    asked: list[str] = []
    held = store(tmp_path)

    def get(url: str, **kwargs: Any) -> Reply:
        asked.append(url)
        return Reply(200, document(snapshot, url.rpartition("/")[2]))

    held._session.get = get  # type: ignore[method-assign]
    for name in ("candidate-1", "candidate-1", "2", "3", "4", "5", "candidate-1"):
        assert held.named(name)[0].version == name
    assert [url.rpartition("/")[2] for url in asked] == ["candidate-1", "2", "3", "4", "5", "candidate-1"]
    with pytest.raises(NoKnowledge):
        held.named("")
