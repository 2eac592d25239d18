"""Throw-away PostgreSQL and Redis for the tests: data in a temporary folder, on loopback, gone at the end.

A test that needs one fails where it is not installed; deploy/ensure-test-tools installs both.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class Server:
    """A process on a loopback port that can be killed and started again where it was."""

    def __init__(self) -> None:
        # Not below pytest's folder, which only its owner may enter: PostgreSQL runs as somebody else.
        self.folder = Path(tempfile.mkdtemp(prefix="ariane-test-"))
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        raise NotImplementedError

    def command(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        with socket.socket() as sock:
            return sock.connect_ex(("127.0.0.1", self.port)) == 0

    def start(self, **how: Any) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, **how
            )
        end = time.monotonic() + 30
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > end:
                raise AssertionError(
                    f"{self.command()[0]}: {(self.folder / 'log').read_text('utf-8')[-2000:]}"
                )
            time.sleep(0.05)

    def kill(self) -> None:
        """End it without a goodbye, as a crash does."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def remove(self) -> None:
        """End it and delete its data."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Redis(Server):
    """Redis as docs/exploitation.md asks for it: nothing is written to disk."""

    @property
    def url(self) -> str:
        return self.database(0)

    def database(self, number: int) -> str:
        return f"redis://127.0.0.1:{self.port}/{number}"

    def command(self) -> list[str]:
        return [
            found("redis-server"), "--bind", "127.0.0.1", "--port", str(self.port),
            "--save", "", "--appendonly", "no", "--dir", str(self.folder),
        ]  # fmt: skip

    def pause(self) -> None:
        """Let it hold its connections and answer nothing, as behind a broken network."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)


class PostgreSQL(Server):
    """A new, empty cluster; the one that root starts runs as « postgres », since root's is refused."""

    def __init__(self) -> None:
        super().__init__()
        self._user: dict[str, Any] = {}
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self._user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        made = subprocess.run(
            [
                found("initdb"), "--pgdata", str(self.folder / "data"), "--username", "ariane", "--auth", "trust",
                "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
            ],
            cwd=self.folder, capture_output=True, text=True, **self._user,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr

    @property
    def url(self) -> str:
        return self.database("postgres")

    def database(self, name: str) -> str:
        return f"postgresql://ariane@127.0.0.1:{self.port}/{name}"

    def command(self) -> list[str]:
        # Speed instead of safety: what a power cut would lose is thrown away anyway.
        settings = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings |= {"listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [found("postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), *given]

    def start(self, **how: Any) -> None:
        # What a killed server leaves behind would stop the next one.
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        super().start(cwd=self.folder, **self._user)

    def answers(self) -> bool:
        import psycopg2

        try:
            psycopg2.connect(self.url, connect_timeout=5).close()
        except psycopg2.OperationalError:
            return False
        return True

    def kill(self) -> None:
        """End it at once, its helpers too: SIGQUIT is PostgreSQL's own way to crash."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
            self._process = None


def found(name: str) -> str:
    """Return the path of a server's programme; Debian keeps PostgreSQL's outside PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    path = shutil.which(name) or (str(debian[-1]) if debian else None)
    assert path, f"{name} is not installed: run deploy/ensure-test-tools"
    return path
