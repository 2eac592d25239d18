"""The current snapshot in this process: read from the database at most once a second, kept in memory.

When the database is down the last one read goes on answering; after a restart without a database,
the copy on disk does. A version is immutable, so only its number needs asking for.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from knowledge.loading import load
from knowledge.model import Answer, Service
from knowledge.search import Index, answer_index, service_index
from knowledge.snapshot import Snapshot, from_plain, publishable

logger = logging.getLogger(__name__)

CHECK_EVERY = 0.5


class Published:
    """Holds the current snapshot and its search indexes; safe between threads."""

    def __init__(self, copy: Path) -> None:
        self._copy = copy
        self._lock = threading.Lock()
        self._checked = 0.0
        self._snapshot: Snapshot | None = None
        self._indexes: tuple[Index[Answer], Index[Service]] | None = None

    def snapshot(self) -> Snapshot:
        """Return what is live. Never fails: the copy on disk, then the seed, stand in."""
        now = time.monotonic()
        if self._snapshot is None or now - self._checked > CHECK_EVERY:
            with self._lock:
                if self._snapshot is None or now - self._checked > CHECK_EVERY:
                    self._checked = now
                    self._refresh()
        assert self._snapshot is not None
        return self._snapshot

    def answers(self) -> Index[Answer]:
        """Return the search index of the live answers."""
        return self._built()[0]

    def services(self) -> Index[Service]:
        """Return the search index of the live services."""
        return self._built()[1]

    def _built(self) -> tuple[Index[Answer], Index[Service]]:
        snapshot = self.snapshot()
        if self._indexes is None:
            self._indexes = (answer_index(snapshot), service_index(snapshot))
        return self._indexes

    def forget(self) -> None:
        """Read the database again at the next call: something was just published."""
        self._checked = 0.0

    def _refresh(self) -> None:
        from website.published.models import Current, Version

        try:
            number = Current.objects.values_list("version__number", flat=True).first()
            if number is None:
                self._stand_in()
                return
            if self._snapshot is not None and self._snapshot.version == str(number):
                return
            content = Version.objects.values_list("content", flat=True).get(number=number)
        except DatabaseError as error:
            logger.warning("database not readable: %s", type(error).__name__)
            close_old_connections()
            self._stand_in()
            return
        self._use(from_plain(str(number), content))
        self._save({"version": str(number), "content": content})

    def _use(self, snapshot: Snapshot) -> None:
        self._snapshot, self._indexes = snapshot, None

    def _stand_in(self) -> None:
        if self._snapshot is not None:
            return
        try:
            document = json.loads(self._copy.read_text("utf-8"))
            self._use(from_plain(document["version"], document["content"]))
        except (OSError, ValueError, KeyError):
            self._use(publishable("0", load()))

    def _save(self, document: dict[str, object]) -> None:
        part = self._copy.with_suffix(".part")
        try:
            part.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
            os.replace(part, self._copy)
        except OSError as error:
            logger.warning("copy of the published knowledge not written: %s", error.strerror)


PUBLISHED = Published(settings.VAR / "published.json")
