"""What every step of a training needs: to tell how far it is, to stop when somebody says so, to fail in words."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from website.published import programme
from website.published.models import Training

logger = logging.getLogger(__name__)

LOOK_EVERY = 0.5
ROOM = 500_000_000
"""Bytes that a training needs: the model, what Rasa keeps to learn faster next time, and temporary files."""
_LINES_KEPT = 200
_ERRORS_KEPT = 4_000
_SHOWN = ("Starting to train", "Finished training", "Restored", "Modèle")
_PARTS = {"RulePolicy": "les règles", "RiskClassifier": "les dangers", "TopicClassifier": "les thèmes"}
_CANNOT_WRITE = {
    errno.ENOSPC: "le disque du serveur est plein",
    errno.EDQUOT: "le disque du serveur est plein",
    errno.EACCES: "le dossier des modèles est interdit d'écriture",
    errno.EPERM: "le dossier des modèles est interdit d'écriture",
    errno.EROFS: "le disque du serveur est en lecture seule",
}


class Stopped(Exception):
    """Somebody stopped the training."""


class Failed(Exception):
    """A step failed; the message says which, for staff."""


def tell(training: Training, line: str) -> None:
    """Add a line to what staff read of the training."""
    training.lines = "\n".join([*training.lines.splitlines(), line][-_LINES_KEPT:])
    Training.objects.filter(pk=training.pk).update(lines=training.lines, beat_at=timezone.now())


def alive(training: Training) -> bool:
    """Give a sign of life; False when the training was stopped."""
    held = Training.objects.filter(pk=training.pk, state=Training.State.RUNNING)
    return bool(held.update(beat_at=timezone.now()))


def or_stopped(training: Training) -> None:
    if not alive(training):
        raise Stopped


def cannot_write(error: OSError) -> str:
    """Return for staff why nothing could be written."""
    why = _CANNOT_WRITE.get(error.errno or 0, "le dossier des modèles ne convient pas")
    return f"Rien n'a pu être écrit : {why}. Prévenez le support, puis réapprenez. Le modèle en service n'a pas changé."


def need_room(folder: Path) -> None:
    """Make sure that a model can be written in *folder*.

    Raises:
        OSError: the folder cannot be made or written.
        Failed: there is too little room on a disk that a training writes on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass
    left = min(shutil.disk_usage(place).free for place in (folder, settings.ROOT, tempfile.gettempdir()))
    if left < ROOM:
        raise Failed(
            f"Il reste {left // 1_000_000} Mo sur le disque du serveur ; apprendre en demande {ROOM // 1_000_000}. "
            "Faites de la place, puis réapprenez. Le modèle en service n'a pas changé."
        )


def step(training: Training, argv: list[str], wrong: str, show: bool = True) -> str:
    """Run a command of the programme to its end and return what it printed.

    Raises:
        Stopped: somebody stopped the training; the command was ended.
        Failed: the command failed; *wrong* says so, and the journal holds its last lines.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = programme.popen(argv, out, err)
        shown = 0
        try:
            while process.poll() is None:
                or_stopped(training)
                shown = _show(training, out, shown) if show else 0
                time.sleep(LOOK_EVERY)
        finally:
            programme.terminate(process)
        if show:
            _show(training, out, shown)
        if process.returncode != 0:
            logger.error("%s ended with %s:\n%s", argv[0], process.returncode, _last(err))
            killed = " Le système l'a arrêté : la mémoire du serveur ne suffit peut-être pas."
            raise Failed(wrong + (killed if process.returncode < 0 else ""))
        out.seek(0)
        return out.read().decode("utf-8", "replace")


def _show(training: Training, out: Any, shown: int) -> int:
    # The child writes at the end of the same file: reading must not move where it writes.
    text = os.pread(out.fileno(), 1 << 20, shown)
    whole = text[: text.rfind(b"\n") + 1]
    for line in whole.decode("utf-8", "replace").splitlines():
        if line.startswith(_SHOWN):
            tell(training, in_words(line))
    return shown + len(whole)


def in_words(line: str) -> str:
    """Return a line of Rasa's progress as staff read it."""
    part = next((words for name, words in _PARTS.items() if f"'{name}'" in line), "")
    if not part:
        return line
    if line.startswith("Starting"):
        return f"Apprend {part}…"
    return f"A appris {part}." if line.startswith("Finished") else f"Reprend {part}, qui n'ont pas changé."


def _last(err: Any) -> str:
    size = err.seek(0, os.SEEK_END)
    err.seek(max(0, size - _ERRORS_KEPT))
    return str(err.read().decode("utf-8", "replace")).strip()
