"""Fixtures of all tests: the seed as a snapshot, and the whole assistant on free ports."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import requests

from knowledge.loading import load
from knowledge.snapshot import Snapshot, publishable
from tests.servers import free_port

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("ARIANE_DEBUG", "1")
os.environ.setdefault("ARIANE_RATE_LIMIT", "0")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the tests of tests/scaled to the test run that starts PostgreSQL and Redis (see the Makefile)."""
    here = collection_path == ROOT / "tests" / "scaled"
    return True if here and not config.pluginmanager.has_plugin("tests.scaled.plugin") else None


@pytest.fixture(scope="session", autouse=True)
def nothing_outside_is_called() -> Iterator[None]:
    """A test that would call an address beyond this machine fails at once."""
    really = socket.getaddrinfo

    def only_here(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        assert name in (None, "", "localhost", "::1", "0.0.0.0") or str(name).startswith("127."), (
            f"a test called {name}"
        )
        return really(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", only_here)
        yield


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """The seed as it would be published."""
    return publishable("1", load())


PROCESSES = {
    "website": ["website.serve"],
    "actions": ["actions.serve"],
    "rasa": ["bot.cli.serve"],
    "worker": ["website.manage", "worker"],
    "trainer": ["website.manage", "worker", "--queue", "training"],
}
# Training takes minutes: the one test of it starts the trainer.
STARTED = [name for name in PROCESSES if name != "trainer"]


@dataclass
class Stack:
    """The processes, started as `make run` starts them, with their own data folder."""

    var: Path
    log: Path
    env: dict[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.env['ARIANE_PORT']}"

    def start(self, name: str, **env: str) -> None:
        command = [sys.executable, "-m", *PROCESSES[name]]
        with self.log.open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env={**self.env, **env}, stdout=log, stderr=log
            )

    def manage(self, *arguments: str) -> str:
        """Run a command of the website and return what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "website.manage", *arguments],
            cwd=ROOT, env=self.env, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def read(self, query: str) -> tuple[Any, ...]:
        """Return the first row of *query* from the database, without starting a process."""
        address = self.env["DATABASE_URL"]
        connection: Any = (
            psycopg2.connect(address) if address else sqlite3.connect(self.var / "ariane.sqlite3")
        )
        with closing(connection), closing(connection.cursor()) as cursor:
            cursor.execute(query)
            return tuple(cursor.fetchone())

    def kill(self, name: str) -> None:
        process = self.processes.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def ready(self, timeout: float = 120) -> None:
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            try:
                if requests.get(f"{self.url}/readyz", timeout=5).status_code == 200:
                    return
            except requests.RequestException:
                pass
            time.sleep(0.3)
        raise AssertionError("not ready:\n" + self.log.read_text("utf-8", "replace")[-3000:])

    def stop(self) -> None:
        for name in list(self.processes):
            self.kill(name)


@dataclass
class Chat:
    """A visitor of the stack, through the public API alone."""

    base: str
    token: str = ""
    welcome: list[dict[str, Any]] = field(default_factory=list)

    def start(self) -> Chat:
        reply = requests.post(f"{self.base}/api/chat/start", json={}, timeout=20)
        assert reply.status_code == 201
        self.token, self.welcome = reply.json()["conversation"], reply.json()["messages"]
        return self

    def post(self, **what: str) -> requests.Response:
        body = {"conversation": self.token, **what}
        return requests.post(f"{self.base}/api/chat/message", json=body, timeout=20)

    def say(self, text: str) -> dict[str, Any]:
        reply = self.post(text=text)
        assert reply.status_code == 200, reply.text
        return dict(reply.json())

    def choose(self, choice: str) -> dict[str, Any]:
        reply = self.post(choice=choice)
        assert reply.status_code == 200, reply.text
        return dict(reply.json())


@pytest.fixture(scope="session")
def addresses(pytestconfig: pytest.Config) -> dict[str, str]:
    """Where the stack keeps its data: SQLite and memory, or the servers of tests/scaled/plugin.py."""
    scaled: Any = pytestconfig.pluginmanager.get_plugin("tests.scaled.plugin")
    return dict(scaled.addresses(pytestconfig)) if scaled else {"DATABASE_URL": "", "REDIS_URL": ""}


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, addresses: dict[str, str]) -> Iterator[Stack]:
    """The whole assistant with the trained model; starts once a test run (make train comes first)."""
    model = ROOT / "models" / "ariane.tar.gz"
    assert model.exists(), "no trained model: run `make train`"
    var = tmp_path_factory.mktemp("var")
    env = {
        **os.environ,
        "ARIANE_VAR": str(var),
        "ARIANE_HOST": "127.0.0.1",
        "ARIANE_DEBUG": "1",
        "ARIANE_RATE_LIMIT": "0",
        "INTERNAL_SECRET": secrets.token_hex(16),
        **addresses,
        "CONVERSATION_TTL": "1800",
        "EMBED_ORIGINS": f"http://localhost:{free_port()}",
        "RASA_TELEMETRY_ENABLED": "false",
        "OPENBLAS_NUM_THREADS": "1",
        **{name: str(free_port()) for name in ("ARIANE_PORT", "INTERNAL_PORT", "RASA_PORT", "ACTIONS_PORT")},
    }
    running = Stack(var, var / "processes.log", env)
    for command in (["prepare"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        running.manage(*command)
    for name in STARTED:
        running.start(name)
    try:
        running.ready()
        yield running
    finally:
        running.stop()


@pytest.fixture
def chat(stack: Stack) -> Chat:
    """A fresh conversation."""
    return Chat(stack.url).start()
