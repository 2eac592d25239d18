"""A kept model on trial: a second assistant that starts when the bench asks for it, and ends when nobody does any more.

One a process of the website: another model takes the place of the one before. Two assistants take the memory of two,
so that idle minutes end it. Visitors never meet it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from website.assistant import client
from website.assistant.client import Assistant
from website.published import trained
from website.published.models import TrainedModel
from website.published.second_assistant import DoesNotStart, SecondAssistant

IDLE = 600.0
LOOK_EVERY = 15.0


class Loading(Exception):
    """The model loads: ask again in a few seconds."""


class Trial:
    """At most one second assistant, and how long nobody has asked for it."""

    def __init__(
        self, start: Callable[..., SecondAssistant] = SecondAssistant, look_every: float = LOOK_EVERY
    ) -> None:
        self._start = start
        self._look_every = look_every
        self._lock = threading.Lock()
        self._second: SecondAssistant | None = None
        self._name = ""
        self._asked_at = 0.0

    def assistant_with(self, name: str) -> Assistant:
        """Return an assistant that answers with the model called *name*; « » is the one that visitors have.

        Raises:
            Loading: it starts.
            trained.NotUsable: there is no such model, its file is gone, or it does not start.
        """
        current = trained.in_use()
        if not name or (current is not None and current.name == name):
            return client.ASSISTANT
        with self._lock:
            self._asked_at = time.monotonic()
            if self._second is None or self._name != name:
                self._stop()
                self._begin(name)
            assert self._second is not None
            try:
                if not self._second.ready():
                    raise Loading
            except DoesNotStart as error:
                self._stop()
                raise trained.NotUsable("Ce modèle ne démarre pas.") from error
            return self._second.assistant

    def stop(self) -> None:
        with self._lock:
            self._stop()

    def _begin(self, name: str) -> None:
        model = next((model for model in kept() if model.name == name), None)
        if model is None:
            raise trained.NotUsable("Ce modèle n'est plus gardé.")
        self._second, self._name = self._start(trained.file_of(model)), name
        threading.Thread(target=self._watch, args=(self._second,), name="trial", daemon=True).start()

    def _watch(self, second: SecondAssistant) -> None:
        """End *second* after idle minutes; returns when another took its place."""
        while True:
            time.sleep(self._look_every)
            with self._lock:
                if self._second is not second:
                    return
                if time.monotonic() - self._asked_at > IDLE:
                    self._stop()
                    return

    def _stop(self) -> None:
        if self._second is not None:
            self._second.stop()
        self._second, self._name = None, ""


def kept() -> list[TrainedModel]:
    """Return the models that this programme can try: trained by it, with their files, newest first."""
    base = trained.checksum_of(trained.ORIGINAL)
    found = TrainedModel.objects.filter(base=base).order_by("-pk")
    return [model for model in found if trained.file_of(model).exists()]


TRIAL = Trial()
"""The one trial of the process; starts nothing before somebody asks."""
