"""« Modèles » in /admin: have the assistant learn again, compare, put to work, go back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required

from website.assistant import client
from website.published import trained, training
from website.published.models import TrainedModel, Training

SHOWN = 10
NAMES = {
    "topic_first": "Bon thème en premier",
    "topic_offered": "Bon thème en premier ou parmi les choix",
    "false_alarms": "Alarme sur un message sans danger",
}
_RISK = "noticed:"


@permission_required("published.view_trainedmodel")
def index(request: HttpRequest) -> HttpResponse:
    """Show the models side by side, and the training that is under way."""
    current = trained.in_use()
    models = list(TrainedModel.objects.all()[:SHOWN])
    context = {
        "models": models,
        "current": current,
        "rows": comparison(models),
        "answering": client.ASSISTANT.model(),
        "training": Training.objects.select_related("model").first(),
        "breadcrumbs_items": [{"url": "", "label": "Modèles"}],
        "header_title": "Modèles",
        "header_icon": "cogs",
    }
    return render(request, "published/models.html", context)


def comparison(models: list[TrainedModel]) -> list[dict[str, Any]]:
    """Return a row a figure, with one cell a model."""
    keys = dict.fromkeys(key for model in models for key in model.figures.get("held_out", {}))
    rows = [{"name": "Cas de test réussis", "cells": [_rate(m.figures.get("cases")) for m in models]}]
    vital = [m.figures.get("cases", {}).get("vital", []) for m in models]
    if any(vital):
        rows.append({"name": "Cas vitaux en échec", "cells": [", ".join(titles) or "—" for titles in vital]})
    for key in keys:
        name = f"Danger remarqué : {key[len(_RISK) :]}" if key.startswith(_RISK) else NAMES.get(key, key)
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
    training.stop(get_object_or_404(Training, pk=pk))
    messages.success(request, "Apprentissage arrêté : rien n'a changé.")
    return redirect("models")


@require_POST
@permission_required("published.use_trainedmodel")
def use(request: HttpRequest) -> HttpResponse:
    """Put a model to work, new or old."""
    try:
        trained.use(get_object_or_404(TrainedModel, name=request.POST.get("name", "")))
        messages.success(request, "Mis en service : l'assistant le prend dans les secondes qui suivent.")
    except trained.NotUsable as error:
        messages.error(request, str(error))
    return redirect("models")
