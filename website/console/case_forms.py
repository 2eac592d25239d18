"""The form of a test case: lists are written one thing a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from knowledge.taxonomy import CONVERSATION, RISKS, TOPICS
from website.cases.models import TestCase
from website.console.forms import MAX_MESSAGES, communes
from website.published.current import PUBLISHED


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    def __init__(self, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class CaseForm(forms.ModelForm):
    """Adding or changing a test case."""

    messages = LinesField(
        rows=4, label="Messages", help_text="Dans l'ordre, un par ligne. « >faq/preuves » est un choix."
    )
    topics = LinesField(
        label="Thèmes attendus", required=False, help_text="L'un d'eux suffit. Vide : tous conviennent."
    )
    risks = LinesField(label="Dangers à voir", required=False, help_text="Tous doivent être vus.")
    services_shown = LinesField(
        label="Services à montrer", required=False, help_text="Identifiants, un par ligne."
    )
    services_hidden = LinesField(label="Services à ne pas montrer", required=False)
    words_expected = LinesField(
        label="Mots attendus", required=False, help_text="Tous, un par ligne, lus dans la dernière réponse."
    )
    words_forbidden = LinesField(label="Mots interdits", required=False)
    commune = forms.ChoiceField(label="Commune", choices=communes, required=False)
    moment = forms.DateTimeField(
        label="Moment",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Vide : au moment du passage. Heure de Paris.",
    )

    class Meta:
        model = TestCase
        fields = (
            "title", "messages", "topics", "risks", "no_risk", "services_shown", "services_hidden",
            "words_expected", "words_forbidden", "who", "commune", "moment", "vital", "active",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.moment:
            self.initial["moment"] = self.instance.moment[:16]

    def clean_moment(self) -> str:
        moment = self.cleaned_data["moment"]
        return moment.strftime("%Y-%m-%dT%H:%M") if moment else ""

    def clean_messages(self) -> list[str]:
        if len(self.cleaned_data["messages"]) > MAX_MESSAGES:
            raise ValidationError(f"{MAX_MESSAGES} messages au plus.")
        return list(self.cleaned_data["messages"])

    def clean_topics(self) -> list[str]:
        return self._known("topics", {*TOPICS, *CONVERSATION})

    def clean_risks(self) -> list[str]:
        return self._known("risks", set(RISKS))

    def clean_services_shown(self) -> list[str]:
        return self._known("services_shown", set(PUBLISHED.snapshot().services))

    def clean_services_hidden(self) -> list[str]:
        return self._known("services_hidden", set(PUBLISHED.snapshot().services))

    def _known(self, field: str, known: set[str]) -> list[str]:
        unknown = [value for value in self.cleaned_data[field] if value not in known]
        if unknown:
            raise ValidationError(f"Inconnu : {', '.join(unknown)}.")
        return list(self.cleaned_data[field])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("no_risk") and given.get("risks"):
            self.add_error("no_risk", "Un cas ne peut pas demander un danger et aucun danger.")
        return given
