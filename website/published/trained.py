"""Which trained model is in use: the one that came with the programme, or one that staff had trained since.

A model is only good for the programme that trained it: when the programme's own model changes, it is used again
until somebody has the assistant learn once more.
"""

from __future__ import annotations

import hashlib
import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from website.published.models import TrainedModel

ORIGINAL = settings.ROOT / "models" / "ariane.tar.gz"
FOLDER = settings.VAR / "models"
ACTION = "published.use_model"
State = TrainedModel.State
logger = logging.getLogger(__name__)


class NotUsable(Exception):
    """The model cannot be put to work; the message says why to staff."""


def checksum_of(path: Path) -> str:
    """Return the SHA-256 of a file, computed once as long as the file does not change; « » without a file."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return ""
    return _sum(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=16)
def _sum(path: Path, changed: int, size: int) -> str:
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def file_of(model: TrainedModel) -> Path:
    """Return where a model is kept."""
    return ORIGINAL if model.checksum == model.base else FOLDER / f"{model.name}.tar.gz"


def original() -> TrainedModel | None:
    """Return the model that came with the programme, None before `make train`."""
    checksum = checksum_of(ORIGINAL)
    if not checksum:
        return None
    size = ORIGINAL.stat().st_size
    values = {"checksum": checksum, "base": checksum, "size": size}
    return TrainedModel.objects.get_or_create(name=f"programme-{checksum[:12]}", defaults=values)[0]


def in_use() -> TrainedModel | None:
    """Return the model in use: what staff chose, if it is still good, else the programme's own."""
    chosen = TrainedModel.objects.filter(state=State.IN_USE, base=checksum_of(ORIGINAL)).first()
    return chosen if chosen is not None and file_of(chosen).exists() else original()


def served() -> tuple[Path, str]:
    """Return the file that the assistant must answer with, and its checksum (« » when there is none).

    Without a database the programme's own does: an assistant that starts must have one.
    """
    try:
        model = in_use()
    except DatabaseError:
        model = None
    return (file_of(model), model.checksum) if model else (ORIGINAL, checksum_of(ORIGINAL))


def use(model: TrainedModel, user: Any = None, automatic: bool = False) -> None:
    """Put *model* to work; all assistants take it within seconds, conversations go on.

    Args:
        user: who chose it, for the history; None when the assistant did so itself.

    Raises:
        NotUsable: its file is gone or damaged, or it was trained by another version of the programme.
    """
    if checksum_of(file_of(model)) != model.checksum:
        raise NotUsable("Le fichier de ce modèle manque ou est abîmé : réapprenez.")
    if model.base != checksum_of(ORIGINAL):
        raise NotUsable("Ce modèle a été appris par une autre version du programme : réapprenez.")
    with transaction.atomic():
        # One at a time, so that one model is in use.
        list(TrainedModel.objects.select_for_update().order_by("pk"))
        before = in_use()
        gone = [before.pk] if before else []
        TrainedModel.objects.filter(Q(state=State.IN_USE) | Q(pk__in=gone)).update(state=State.RETIRED)
        TrainedModel.objects.filter(pk=model.pk).update(state=State.IN_USE)
        more = {"before": before.name if before else "", "automatic": automatic}
        log(instance=model, action=ACTION, user=user, data=more)
    logger.info("model %s put to work%s", model.name, " by itself" if automatic else "")


def history() -> QuerySet[ModelLogEntry]:
    """Return which models were put to work, when and by whom, newest first."""
    return ModelLogEntry.objects.filter(action=ACTION).select_related("user").order_by("-timestamp", "-pk")
