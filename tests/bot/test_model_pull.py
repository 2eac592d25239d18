"""Taking a new model: loaded beside the old one, which goes on whatever happens."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import pytest
from rasa.core import agent as rasa_agent
from rasa.utils.endpoints import EndpointConfig

from bot.model_pull import pull_beside


class Agent:
    """What of Rasa's agent a pull touches."""

    def __init__(self) -> None:
        self.loaded: list[tuple[str, str]] = []
        self.fingerprint = "random"
        self.broken = False

    def is_ready(self) -> bool:
        return bool(self.loaded)

    def load_model(self, path: str, fingerprint: str) -> None:
        if self.broken:
            raise RuntimeError("not a model")
        self.loaded.append((Path(path).name, fingerprint))
        self.fingerprint = fingerprint

    def _set_fingerprint(self, fingerprint: str) -> None:
        self.fingerprint = fingerprint


@pytest.fixture
def local(tmp_path: Path) -> Path:
    path = tmp_path / "ariane.tar.gz"
    path.write_bytes(b"own")
    return path


@pytest.fixture
def pull(local: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Pull once from a website that offers ``offer`` (None: nothing new)."""
    monkeypatch.setattr(rasa_agent, "_update_model_from_server", None)
    pull_beside(local)

    def once(agent: Agent, offer: str | None, url: str = "http://x/internal/model") -> None:
        async def answer(server: EndpointConfig, fingerprint: str, folder: str) -> str | None:
            if offer == "away":
                raise OSError
            if offer and offer != fingerprint:
                (Path(folder) / "new.tar.gz").write_bytes(b"new")
                return offer
            return None

        monkeypatch.setattr(rasa_agent, "_pull_model_and_fingerprint", answer)
        asyncio.run(rasa_agent._update_model_from_server(EndpointConfig(url), agent))

    return once


@pytest.mark.parametrize("offer", [None, "away"])
def test_without_a_model_from_the_website_the_file_on_disk_answers(pull: Any, offer: str | None) -> None:
    agent = Agent()
    pull(agent, offer)
    assert agent.loaded == [("ariane.tar.gz", hashlib.sha256(b"own").hexdigest())]


def test_a_new_model_is_taken_once_and_known_by_its_name(pull: Any) -> None:
    agent = Agent()
    pull(agent, "sum-1")
    pull(agent, "sum-1")
    assert agent.loaded == [("new.tar.gz", "sum-1")]


def test_a_model_that_does_not_load_leaves_the_old_one_and_is_not_sent_again(pull: Any) -> None:
    agent = Agent()
    pull(agent, "sum-1")
    agent.broken = True
    pull(agent, "sum-2")
    assert agent.loaded == [("new.tar.gz", "sum-1")] and agent.fingerprint == "sum-2"


def test_with_an_empty_address_the_file_on_disk_is_the_only_model(pull: Any) -> None:
    agent = Agent()
    pull(agent, "sum-1", url="")
    assert agent.loaded[0][0] == "ariane.tar.gz"
