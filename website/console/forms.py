"""Forms of the bench, of judgements and of campaigns. Whatever comes in is checked against what is live."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from knowledge.taxonomy import CONVERSATION, RISKS, TOPICS
from website.cases.models import WHO
from website.console.models import Judgement, Task, Verdict
from website.published import trained, trial
from website.published.current import PUBLISHED
from website.published.models import Candidate, Version
from website.published.references import DRAFTS

MAX_MESSAGES = 20
MAX_LENGTH = 10_000


class MessagesField(forms.CharField):
    """A conversation as a JSON list of texts; « >faq/preuves » is a choice."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        raw = super().to_python(value)
        try:
            messages = json.loads(raw or "[]")
        except ValueError as error:
            raise ValidationError("La conversation est illisible.") from error
        if not isinstance(messages, list) or not all(isinstance(m, str) and m for m in messages):
            raise ValidationError("La conversation est illisible.")
        if len(messages) > MAX_MESSAGES or any(len(m) > MAX_LENGTH for m in messages):
            raise ValidationError(f"Une conversation d'essai a {MAX_MESSAGES} messages au plus.")
        return messages


def communes() -> list[tuple[str, str]]:
    """Return the communes to choose from, by name."""
    found = sorted(PUBLISHED.snapshot().communes.values(), key=lambda c: c.name)
    return [("", "non précisée"), *((commune.id, commune.name) for commune in found)]


def knowledges() -> list[tuple[str, str]]:
    """Return what can be tried: what is live, publications on their way, the last versions."""
    closed = [Candidate.State.ABANDONED]
    waiting = Candidate.objects.filter(version=None).exclude(state__in=closed)[:10]
    versions = Version.objects.values_list("number", "created_at")[:10]
    return [
        ("", "en ligne"),
        *((c.reference, f"à publier n° {c.pk} ({c.get_state_display()})") for c in waiting),
        *((str(number), f"version {number} du {made:%d/%m/%Y}") for number, made in versions),
    ]


def bench_knowledges() -> list[tuple[str, str]]:
    """Return what the bench can try: drafts too, which may change while a run of cases would be under way."""
    live, *others = knowledges()
    return [live, (DRAFTS, "brouillons, comme si tout était publié"), *others]


def models() -> list[tuple[str, str]]:
    """Return the models to choose from: the one in use, then the others that are kept."""
    current = trained.in_use()
    others = [model for model in trial.kept() if model != current]
    return [("", f"en service ({current})" if current else "en service"), *((m.name, m.name) for m in others)]


class SettingsForm(forms.Form):
    """Who writes, from where, when, to which knowledge, understood by which model."""

    who = forms.ChoiceField(label="Qui écrit", choices=WHO, required=False)
    commune = forms.ChoiceField(label="Commune", choices=communes, required=False)
    moment = forms.DateTimeField(
        label="Moment",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Vide : maintenant.",
    )
    knowledge = forms.ChoiceField(label="Connaissances", choices=bench_knowledges, required=False)
    model = forms.ChoiceField(label="Modèle", choices=models, required=False)
    messages = MessagesField(required=False)

    def clean_moment(self) -> str:
        moment: datetime | None = self.cleaned_data["moment"]
        return moment.strftime("%Y-%m-%dT%H:%M") if moment else ""


class JudgementForm(forms.ModelForm):
    """What one thinks of an answer, and what it should have been."""

    messages = MessagesField()
    topics = MessagesField(required=False)
    risks = MessagesField(required=False)
    verdict = forms.ChoiceField(label="Cette réponse est", choices=Verdict.choices)

    class Meta:
        model = Judgement
        fields = (
            "messages", "knowledge", "version", "moment", "who", "commune", "topics", "risks", "entry",
            "verdict", "expected_topic", "expected_risk", "expected_service", "expected_words", "note",
        )  # fmt: skip

    def clean_expected_topic(self) -> str:
        return self._known("expected_topic", {*TOPICS, *CONVERSATION}, "Ce thème n'existe pas.")

    def clean_expected_risk(self) -> str:
        return self._known("expected_risk", set(RISKS), "Ce danger n'existe pas.")

    def clean_expected_service(self) -> str:
        return self._known("expected_service", set(PUBLISHED.snapshot().services), "Ce service n'existe pas.")

    def _known(self, field: str, known: set[str], otherwise: str) -> str:
        value = str(self.cleaned_data[field]).strip()
        if value and value not in known:
            raise ValidationError(otherwise)
        return value


class TaskForm(forms.ModelForm):
    """Where a task stands."""

    class Meta:
        model = Task
        fields = ("state", "answer")


class CampaignForm(forms.Form):
    """A title and messages, one a line."""

    title = forms.CharField(label="Titre", max_length=200)
    lines = forms.CharField(
        label="Messages",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Un par ligne, 50 au plus. Inventez-les : jamais les mots d'une vraie personne.",
    )

    def clean_lines(self) -> list[str]:
        found = list(dict.fromkeys(line.strip() for line in self.cleaned_data["lines"].splitlines()))
        messages = [line for line in found if line]
        if len(messages) > 50:
            raise ValidationError("50 messages au plus.")
        return messages
