"""The published knowledge inside the actions process: fetched over HTTP, kept in memory and on disk.

A newer version is noticed within two seconds, without a restart. When the website is down the last
good copy answers; a copy that does not parse never replaces a good one.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections import OrderedDict
from pathlib import Path

import requests

from knowledge.model import Answer
from knowledge.search import Index, answer_index
from knowledge.snapshot import Snapshot, from_plain

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
# Knowledge that is not live, kept for the next message of whoever tries it out.
NAMED_KEPT = 4


class NoKnowledge(Exception):
    """Nothing was ever published to this process: neither the website nor the disk has a copy."""


class KnowledgeStore:
    """Holds the current snapshot; ``refresh`` asks for a newer one, ``start`` keeps doing so."""

    def __init__(self, url: str, secret: str, copy: Path) -> None:
        self._url = url
        self._secret = secret
        self._copy = copy
        self._etag = ""
        self._current: tuple[Snapshot, Index[Answer]] | None = None
        self._named: OrderedDict[str, tuple[Snapshot, Index[Answer]]] = OrderedDict()
        self._stop = threading.Event()
        self._session = requests.Session()

    @property
    def snapshot(self) -> Snapshot:
        """The current snapshot.

        Raises:
            NoKnowledge: there is none yet.
        """
        return self._held()[0]

    @property
    def index(self) -> Index[Answer]:
        """The search index over the current answers; raises like ``snapshot``."""
        return self._held()[1]

    def _held(self) -> tuple[Snapshot, Index[Answer]]:
        if self._current is None:
            raise NoKnowledge("aucune version publiée n'est disponible")
        return self._current

    def named(self, reference: str) -> tuple[Snapshot, Index[Answer]]:
        """Return the knowledge that *reference* names (a candidate, a version), or what is live for « ».

        Raises:
            NoKnowledge: there is nothing live yet.
            requests.RequestException: the website does not know that name, or does not answer.
        """
        if not reference:
            return self._held()
        held = self._named.get(reference)
        if held is None:
            headers = {"X-Ariane-Secret": self._secret}
            reply = self._session.get(f"{self._url}/{reference}", headers=headers, timeout=5)
            reply.raise_for_status()
            document = reply.json()
            snapshot = from_plain(str(document["version"]), document["content"])
            held = (snapshot, answer_index(snapshot))
        # Named knowledge never changes; the least recently used goes first.
        self._named[reference] = held
        self._named.move_to_end(reference)
        while len(self._named) > NAMED_KEPT:
            self._named.popitem(last=False)
        return held

    def start(self) -> None:
        """Load the copy on disk, then poll in a daemon thread until ``stop``."""
        self._load_copy()
        threading.Thread(target=self._poll, name="knowledge", daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _poll(self) -> None:
        while not self._stop.wait(0 if self._current is None and not self._etag else POLL_SECONDS):
            try:
                self.refresh()
            except (requests.RequestException, ValueError, KeyError) as error:
                logger.debug("knowledge not refreshed: %s", type(error).__name__)
                self._stop.wait(POLL_SECONDS)

    def refresh(self) -> bool:
        """Fetch the published knowledge if it changed; return whether it did.

        Raises:
            requests.RequestException: the website does not answer as it should.
            ValueError: what it sent is not a snapshot; the current one stays.
        """
        headers = {"X-Ariane-Secret": self._secret}
        if self._etag:
            headers["If-None-Match"] = self._etag
        reply = self._session.get(self._url, headers=headers, timeout=5)
        if reply.status_code == 304:
            return False
        reply.raise_for_status()
        self._use(reply.json())
        self._etag = reply.headers.get("ETag", "")
        self._save(reply.text)
        return True

    def _use(self, document: dict[str, object]) -> None:
        snapshot = from_plain(str(document["version"]), document["content"])  # type: ignore[arg-type]  # JSON
        self._current = (snapshot, answer_index(snapshot))
        logger.info("knowledge version %s in use", snapshot.version)

    def _save(self, text: str) -> None:
        """Write the copy whole or not at all; a full disk costs the copy, not the service."""
        part = self._copy.with_suffix(".part")
        try:
            self._copy.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(text, "utf-8")
            os.replace(part, self._copy)
        except OSError as error:
            logger.warning("knowledge copy not written: %s", error.strerror)

    def _load_copy(self) -> None:
        try:
            self._use(json.loads(self._copy.read_text("utf-8")))
        except FileNotFoundError:
            return
        except (OSError, ValueError, KeyError) as error:
            logger.warning("knowledge copy on disk not usable: %s", type(error).__name__)


def from_environment() -> KnowledgeStore:
    """Return the store of this installation, from the environment (.env)."""
    root = Path(__file__).resolve().parent.parent
    port = os.environ.get("INTERNAL_PORT", "8001")
    return KnowledgeStore(
        f"http://127.0.0.1:{port}/internal/knowledge",
        os.environ.get("INTERNAL_SECRET", ""),
        Path(os.environ.get("ARIANE_VAR", root / "var")) / "knowledge.json",
    )


STORE = from_environment()
"""The one store of the process. Nothing is fetched before ``start``."""
