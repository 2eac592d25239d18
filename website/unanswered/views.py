"""The list of kept messages, and settling one: what is settled is deleted at once."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from knowledge.taxonomy import CONVERSATION, TOPICS
from knowledge.text import normalise
from website.cases.models import TestCase
from website.console.access import needs
from website.console.models import Task
from website.unanswered.models import KEPT_DAYS, KeptMessage, forget_old

_SETTLE = [
    ("task", "en faire une tâche pour la rédaction"),
    ("case", "en faire un cas de test"),
    ("discard", "l'effacer sans suite"),
]


class SettleForm(forms.Form):
    """What to do with a kept message. A task or a case holds our own words, never the visitor's."""

    how = forms.ChoiceField(label="Que faire de cette question ?", choices=_SETTLE, widget=forms.RadioSelect)
    rewritten = forms.CharField(
        label="La même question avec vos mots",
        required=False,
        max_length=200,
        help_text="Demandé pour une tâche ou un cas : les mots de la personne sont effacés.",
    )
    topic = forms.ChoiceField(
        label="Thème attendu",
        required=False,
        choices=[("", "à décider"), *((t, t) for t in sorted((*TOPICS, *CONVERSATION)))],
    )

    def __init__(self, kept: KeptMessage, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._kept = kept

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        words = str(given.get("rewritten", ""))
        if given.get("how") in ("task", "case"):
            if not words.strip():
                self.add_error("rewritten", "Écrivez la question avec vos mots.")
            elif normalise(words) == normalise(self._kept.text):
                self.add_error("rewritten", ValidationError("Ce sont encore les mots de la personne."))
        return given


@needs("unanswered.view_keptmessage")
def kept(request: HttpRequest) -> HttpResponse:
    """List kept messages, oldest first."""
    forget_old()
    return render(request, "unanswered/list.html", {"kept": KeptMessage.objects.all(), "days": KEPT_DAYS})


@needs("unanswered.view_keptmessage", "unanswered.change_keptmessage")
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle one: a task, a test case or nothing, and the message is deleted."""
    forget_old()
    found = get_object_or_404(KeptMessage, pk=pk)
    form = SettleForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["how"] == "case" and not request.user.has_perm("cases.add_testcase"):
            raise PermissionDenied
        with transaction.atomic():
            if given["how"] == "task":
                Task.objects.create(
                    title=given["rewritten"],
                    note=f"Question sans réponse. Thème attendu : {given['topic'] or 'à décider'}.",
                )
            if given["how"] == "case":
                TestCase.objects.create(
                    title=given["rewritten"],
                    messages=[given["rewritten"]],
                    topics=[given["topic"]] if given["topic"] else [],
                    author=request.user.get_username(),
                )
            found.delete()
        messages.success(request, "La question est réglée, le message est effacé.")
        return redirect("unanswered:list")
    return render(request, "unanswered/settle.html", {"kept": found, "form": form})
