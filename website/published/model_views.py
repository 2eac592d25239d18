"""« Modèles » in /admin: have the assistant learn again, compare, put to work, go back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required
from wagtail.log_actions import log

from website.assistant import client
from website.published import trained, training
from website.published.model_judging import FEWER_IS_BETTER, in_words
from website.published.models import Learning, TrainedModel, Training

SHOWN = 10
SETTING = "published.automatic"
USES_SHOWN = 5
WAITS_TOO_LONG = timedelta(seconds=30)


@permission_required("published.view_trainedmodel")
def index(request: HttpRequest) -> HttpResponse:
    """Show the models side by side, and the training that is under way."""
    current = trained.in_use()
    models = list(TrainedModel.objects.all()[:SHOWN])
    answering = client.ASSISTANT.model()
    last = Training.objects.select_related("model").first()
    context = {
        "models": models,
        "automatic": Learning.is_automatic(),
        "uses": trained.history()[:USES_SHOWN],
        "nobody_starts": nobody_starts(last),
        "current": current,
        "rows": comparison(models),
        "answering": next((m.name for m in models if trained.file_of(m).name == answering), answering),
        # Another file than the chosen one answers: it takes the chosen one within seconds.
        "switching": bool(answering and current and answering != trained.file_of(current).name),
        "training": last,
        "open": last is not None and last.state in (Training.State.QUEUED, Training.State.RUNNING),
        "breadcrumbs_items": [{"url": "", "label": "Modèles"}],
        "header_title": "Modèles",
        "header_icon": "cogs",
    }
    return render(request, "published/models.html", context)


def nobody_starts(last: Training | None) -> bool:
    """Tell whether a training waits for so long that nothing seems to work on trainings."""
    if last is None or last.state != Training.State.QUEUED:
        return False
    return timezone.now() - last.started_at > WAITS_TOO_LONG


def comparison(models: list[TrainedModel]) -> list[dict[str, Any]]:
    """Return a row a figure, with one cell a model."""
    keys = dict.fromkeys(key for model in models for key in model.figures.get("held_out", {}))
    rows = [{"name": "Cas de test réussis", "cells": [_rate(m.figures.get("cases")) for m in models]}]
    vital = [m.figures.get("cases", {}).get("vital", []) for m in models]
    if any(vital):
        rows.append({"name": "Cas vitaux en échec", "cells": [", ".join(titles) or "—" for titles in vital]})
    for key in keys:
        name = in_words(key) + (" (moins, c'est mieux)" if key in FEWER_IS_BETTER else "")
        rows.append({"name": name, "cells": [_rate(m.figures.get("held_out", {}).get(key)) for m in models]})
    return rows


def _rate(raw: dict[str, Any] | None) -> str:
    if not raw or not raw.get("of"):
        return "—"
    percent = f"{100 * raw['hits'] / raw['of']:.1f}".replace(".", ",")
    return f"{percent} % ({raw['hits']}/{raw['of']})"


@require_POST
@permission_required("published.add_training")
def retrain(request: HttpRequest) -> HttpResponse:
    """Start learning again."""
    training.start(request.user.get_username())
    messages.success(request, "L'apprentissage est demandé. Le modèle en service répond pendant ce temps.")
    return redirect("models")


@require_POST
@permission_required("published.add_training")
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the training."""
    if training.stop(get_object_or_404(Training, pk=pk)):
        messages.success(request, "Apprentissage arrêté : rien n'a changé.")
    else:
        messages.info(request, "Cet apprentissage était déjà fini : rien n'a été arrêté.")
    return redirect("models")


@require_POST
@permission_required("published.use_trainedmodel")
def use(request: HttpRequest) -> HttpResponse:
    """Put a model to work, new or old."""
    try:
        trained.use(get_object_or_404(TrainedModel, name=request.POST.get("name", "")), request.user)
        messages.success(request, "Mis en service : l'assistant le prend dans les secondes qui suivent.")
    except trained.NotUsable as error:
        messages.error(request, str(error))
    return redirect("models")


@require_POST
@permission_required("published.use_trainedmodel")
def automatic(request: HttpRequest) -> HttpResponse:
    """Let a new model that is no worse go to work by itself, or not any more."""
    on = request.POST.get("automatic") == "on"
    Learning.set_automatic(on)
    log(instance=Learning.objects.get(pk=1), action=SETTING, user=request.user, data={"automatic": on})
    if on:
        messages.success(
            request, "Un nouveau modèle dont aucun chiffre n'est moins bon ira en service tout seul."
        )
    else:
        messages.success(request, "Un nouveau modèle attend désormais qu'une personne le mette en service.")
    return redirect("models")
