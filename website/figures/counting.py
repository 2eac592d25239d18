"""Counting without cost: numbers gather in memory, and one thread writes them once a minute.

A turn adds to a dictionary and nothing more. What cannot be written is kept for the next time; a
normal shutdown writes the rest.
"""

from __future__ import annotations

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.db.models import F
from django.utils import timezone

logger = logging.getLogger(__name__)

FLUSH_SECONDS = 60.0
FLUSH_COUNTS = 500


class Counts:
    """Counters of this process that are not written yet; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Counter[tuple[date, str]] = Counter()
        self._enough = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, names: Iterable[str]) -> None:
        """Count each name once, today."""
        today = timezone.localdate()
        with self._lock:
            for name in names:
                self._waiting[today, name] += 1
            many = sum(self._waiting.values()) >= FLUSH_COUNTS
        if many:
            self._enough.set()

    def flush(self) -> None:
        """Write what waits: one UPDATE a counter. When the database is away it goes on waiting."""
        with self._lock:
            waiting, self._waiting = self._waiting, Counter()
        try:
            with transaction.atomic():
                for (day, name), number in sorted(waiting.items()):
                    _write(day, name, number)
        except DatabaseError as error:
            logger.warning("figures not written yet: %s", type(error).__name__)
            with self._lock:
                self._waiting.update(waiting)

    def start(self) -> None:
        """Write once a minute, and at the end; the website's process calls this, tests do not."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="figures", daemon=True)
            self._thread.start()
            atexit.register(self.flush)

    def _run(self) -> None:
        while True:
            self._enough.wait(FLUSH_SECONDS)
            self._enough.clear()
            close_old_connections()
            self.flush()
            connection.close()


def _write(day: date, name: str, number: int) -> None:
    from website.figures.models import Count

    row = Count.objects.filter(day=day, name=name)
    if row.update(value=F("value") + number):
        return
    # Another process may have made the row since: then the insert changes nothing and the update counts.
    Count.objects.bulk_create([Count(day=day, name=name, value=0)], ignore_conflicts=True)
    row.update(value=F("value") + number)


COUNTS = Counts()
"""The counters of this process."""
