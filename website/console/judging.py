"""Judging an answer: kept as a judgement, made a task when something is wrong, a test case in one click."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from website.cases.models import TestCase
from website.console.access import needs
from website.console.entries import entry_link
from website.console.forms import JudgementForm
from website.console.models import Judgement, Task, Verdict

_ASKS_NOTHING = (
    "Ce cas n'attend rien encore : toute réponse lui convient. Écrivez plus bas un thème, un service ou des "
    "mots attendus, puis enregistrez."
)


@needs("console.add_judgement")
@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """Keep a judgement; a wrong or dangerous answer becomes a task for the editors."""
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return render(request, "console/judge_again.html", {"form": form}, status=400)
    form.instance.author = request.user
    with transaction.atomic():
        judgement = form.save()
        if judgement.verdict != Verdict.RIGHT:
            Task.objects.create(
                title=judgement.last_message[:200],
                note=judgement.note,
                entry=judgement.entry,
                urgent=judgement.verdict == Verdict.DANGEROUS,
                judgement=judgement,
            )
    messages.success(request, "Votre avis est noté.")
    return redirect("console:judgement", judgement.pk)


@needs("console.view_judgement")
def judgement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a judgement and what came of it."""
    found = get_object_or_404(Judgement.objects.select_related("author", "case"), pk=pk)
    task = Task.objects.filter(judgement=found).first()
    shown = {"judgement": found, "task": task, "entry_url": entry_link(request.user, found.entry)}
    return render(request, "console/judgement.html", shown)


@needs("console.view_judgement", "cases.add_testcase")
@require_POST
def make_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the test case that the judgement describes; once."""
    with transaction.atomic():
        found = get_object_or_404(Judgement.objects.select_for_update(of=("self",)), pk=pk)
        if found.case is None:
            found.case = TestCase.objects.create(**case_of(found), author=request.user.get_username())
            found.save(update_fields=["case"])
            messages.success(request, "Le cas de test est créé.")
            if found.case.asks_nothing:
                messages.warning(request, _ASKS_NOTHING)
    return redirect("console:case", found.case.pk)


def case_of(judgement: Judgement) -> dict[str, Any]:
    """Return the values of the test case: what was right stays expected, what was wrong is replaced."""
    right = judgement.verdict == Verdict.RIGHT
    risks = [judgement.expected_risk] if judgement.expected_risk else []
    topics = [judgement.expected_topic] if judgement.expected_topic else []
    if right:
        risks, topics = risks or judgement.risks, topics or judgement.topics
    return {
        "title": judgement.last_message[:200],
        "messages": judgement.messages,
        "topics": topics,
        "risks": risks,
        "no_risk": right and not risks,
        "services_shown": [judgement.expected_service] if judgement.expected_service else [],
        "words_expected": _parts(judgement.expected_words),
        "moment": judgement.moment,
        "who": judgement.who,
        "commune": judgement.commune,
        "vital": judgement.verdict == Verdict.DANGEROUS,
    }


def _parts(words: str) -> list[str]:
    """Return what stands between commas or line ends: each must be in the answer."""
    return [part.strip() for part in re.split(r"[,;\n]", words) if part.strip()]
