"""Forgetting by itself: the website deletes old kept messages at its start and four times a day."""

from __future__ import annotations

import logging
import threading
import time

from django.db import DatabaseError, connection

from website.unanswered.models import forget_old

logger = logging.getLogger(__name__)

EVERY_SECONDS = 6 * 3600


def start() -> None:
    """Begin; the website's process calls this, tests do not."""
    threading.Thread(target=_run, name="forgetting", daemon=True).start()


def _run() -> None:
    while True:
        try:
            forget_old()
        except DatabaseError as error:
            logger.warning("kept messages not looked through: %s", type(error).__name__)
        connection.close()
        time.sleep(EVERY_SECONDS)
