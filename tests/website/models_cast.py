"""Fixtures of the tests of trained models: a programme with its own model, and its commands without running them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from website.assistant.client import Reply
from website.published import model_judging, trained, training
from website.published.models import TrainedModel, Training
from website.published.training_steps import Failed


@pytest.fixture
def folder(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A programme whose own model holds « own », and an empty folder of trained ones."""
    monkeypatch.setattr(trained, "ORIGINAL", tmp_path / "ariane.tar.gz")
    monkeypatch.setattr(trained, "FOLDER", tmp_path / "models")
    trained.ORIGINAL.write_bytes(b"own")
    trained.FOLDER.mkdir()
    return tmp_path


def model(name: str, content: bytes = b"new") -> TrainedModel:
    path = trained.FOLDER / f"{name}.tar.gz"
    path.write_bytes(content)
    return TrainedModel.objects.create(
        name=name,
        checksum=trained.checksum_of(path),
        base=trained.checksum_of(trained.ORIGINAL),
        size=len(content),
    )


class Judged:
    """An assistant that the second Rasa would be."""

    def turn(self, sender: str, text: str, choice: str = "", metadata: dict[str, Any] | None = None) -> Reply:
        return Reply([{"type": "text", "text": "…"}], [], {"topics": [text]}, why={"model": "candidate"})

    def end(self, sender: str) -> None:
        pass

    def state(self) -> str:
        return "ready"

    def model(self) -> str:
        return "candidate"


class Commands:
    """What the programme's commands would do, without running them."""

    def __init__(self) -> None:
        self.ran: list[list[str]] = []
        self.phrases = ""
        self.fails = ""
        self.held_out: list[str] = []
        """What each measure gives in turn; the last one again and again."""

    def __call__(self, training_: Training, argv: list[str], wrong: str, show: bool = True) -> str:
        self.ran.append(argv)
        if argv[0] == self.fails:
            raise Failed(wrong)
        if argv[0] == "bot.cli.evaluate":
            figures = self.held_out.pop(0) if self.held_out else '{"topic_first": {"hits": 8, "of": 10}}'
            return figures + "\n"
        if "--extra" in argv:
            self.phrases = (Path(argv[argv.index("--extra") + 1]) / "phrases.yml").read_text("utf-8")
        name = argv[argv.index("--name") + 1]
        (trained.FOLDER / f"{name}.tar.gz").write_bytes(b"learnt")
        return ""


@pytest.fixture
def commands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    made = Commands()

    @contextmanager
    def serving(*args: Any) -> Iterator[Judged]:
        yield Judged()

    monkeypatch.setattr(training, "step", made)
    monkeypatch.setattr(model_judging, "step", made)
    monkeypatch.setattr(model_judging, "serving", serving)
    return made
