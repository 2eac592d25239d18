"""A second assistant on loopback with a model of choice: to judge it, or to try it. Visitors never meet it."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

from django.conf import settings

from website.assistant.client import RasaAssistant
from website.published import programme

START_WITHIN = 180.0


class DoesNotStart(Exception):
    """The model cannot answer: its process ended, or did not get ready in time."""


class SecondAssistant:
    """A process of Rasa with the model at *path*; whoever makes one stops it."""

    def __init__(self, path: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        # An empty model server: it must answer with this file and no other.
        self._process = programme.popen(
            ["bot.cli.serve"],
            ARIANE_MODEL=str(path),
            ARIANE_ENDS_WITH=str(os.getpid()),
            RASA_PORT=str(port),
            MODEL_SERVER="",
            REDIS_URL="",
            INTERNAL_SECRET=settings.INTERNAL_SECRET,
        )
        self._end = time.monotonic() + START_WITHIN
        self.assistant = RasaAssistant(f"http://127.0.0.1:{port}", settings.INTERNAL_SECRET, 20.0)

    def ready(self) -> bool:
        """Tell whether it answers already.

        Raises:
            DoesNotStart: it never will.
        """
        if self.assistant.state() == "ready":
            return True
        if self._process.poll() is not None or time.monotonic() > self._end:
            raise DoesNotStart
        return False

    def stop(self) -> None:
        programme.terminate(self._process)
