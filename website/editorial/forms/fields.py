"""Form fields that store what entries.py reads: lines as text, rows as JSON, hours in OpenStreetMap's syntax."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from knowledge.opening_hours import BadHours, check_hours
from knowledge.phone_numbers import BadPhone, french_number
from knowledge.weekly_hours import MAX_SPANS, from_week, to_week
from website.editorial import choices
from website.editorial.forms.widgets import HoursWidget, LinesWidget, PickWidget, RowsWidget
from website.editorial.models import CONFIDENCE


def _is_draft(field: forms.Field) -> bool:
    """Tell whether Wagtail is saving a draft: it is kept as it is, whatever is still missing."""
    return getattr(field, "is_deferred_validation", False)


class LinesField(forms.Field):
    """A list of short texts, one a line in the database."""

    def __init__(self, *, item: str, words: int = 0, rows: int = 1, most: int = 0, **kwargs: Any) -> None:
        super().__init__(widget=LinesWidget(item, words, rows, most), **kwargs)
        self.most, self.item = most, item

    def clean(self, value: list[str]) -> str:
        lines = [" ".join(line.split()) for line in value]
        lines = [line for line in lines if line]
        if self.required and not lines:
            raise ValidationError("Remplissez ce champ.")
        if self.most and len(lines) > self.most and not _is_draft(self):
            raise ValidationError(f"{self.most} au plus : retirez-en {len(lines) - self.most}.")
        return "\n".join(lines)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [line for line in data if line.strip()] != str(initial or "").splitlines()


class PickField(LinesField):
    """Several entries or topics in an order, chosen by name and stored by id."""

    def __init__(self, options: Callable[[], choices.Choices], *, most: int = 0, **kwargs: Any) -> None:
        forms.Field.__init__(self, widget=PickWidget(most), **kwargs)
        self.most, self.item = most, "choix"
        self.widget.options = options


class RowsField(forms.Field):
    """A list of small forms, stored as a JSON list of their values."""

    def __init__(self, row_form: type[forms.Form], *, item: str, add: str, **kwargs: Any) -> None:
        super().__init__(widget=RowsWidget(row_form, item, add), **kwargs)
        self.row_form, self.item = row_form, item

    def clean(self, value: list[dict[str, str]]) -> Any:
        rows, problems = [], []
        preset = {name: field.initial or "" for name, field in self.row_form.base_fields.items()}
        filled = [row for row in value if any(row[name].strip() not in ("", preset[name]) for name in row)]
        for number, raw in enumerate(filled, 1):
            form = self.row_form(data=raw)
            if form.is_valid():
                rows.append({name: _as_json(cell) for name, cell in form.cleaned_data.items()})
                continue
            if _is_draft(self):
                rows.append(dict(raw))
                continue
            for name, errors in form.errors.items():
                label = form.fields[name].label if name in form.fields else ""
                problems += [f"{self.item} {number}, {str(label).lower()} : {error}" for error in errors]
        if problems:
            raise ValidationError(problems)
        if self.required and not rows:
            raise ValidationError("Ajoutez au moins une ligne.")
        return self.stored(rows)

    def stored(self, rows: list[dict[str, Any]]) -> Any:
        """Return the rows as the database keeps them."""
        return rows

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != (initial or self.stored([])))
        except ValidationError:
            return True


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class PhoneRow(forms.Form):
    number = forms.CharField(label="Numéro", max_length=30)
    label = forms.CharField(label="Précision montrée", max_length=100, required=False)
    seen = forms.CharField(label="Année où il a été lu", max_length=30, required=False)

    def clean_number(self) -> str:
        try:
            return french_number(self.cleaned_data["number"])
        except BadPhone as error:
            raise ValidationError(str(error)) from error


class SourceRow(forms.Form):
    url = forms.CharField(label="Adresse ou référence", max_length=500)
    seen = forms.CharField(label="Lue ou datée de", max_length=200, required=False)
    says = forms.CharField(label="Ce qu'elle dit", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    official = forms.TypedChoiceField(
        label="Organisme public, ou le service lui-même",
        choices=[("false", "Non"), ("true", "Oui")],
        coerce=lambda value: value == "true",
        initial="false",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.initial.get("official"), bool):
            self.initial["official"] = str(self.initial["official"]).lower()


class ClosureRow(forms.Form):
    closed_from = forms.DateField(label="Fermé du", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    closed_until = forms.DateField(
        label="au (dernier jour fermé)", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    reason = forms.CharField(label="Raison montrée", max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        first, last = found.get("closed_from"), found.get("closed_until")
        if first and last and last < first:
            self.add_error("closed_until", "ce jour est avant le premier : corrigez une des deux dates")
        return found


class ConfidenceRow(forms.Form):
    field = forms.ChoiceField(label="Information", choices=[("", "Choisissez"), *choices.SERVICE_FIELDS])
    confidence = forms.ChoiceField(label="Confiance", choices=CONFIDENCE)


class ConfidenceField(RowsField):
    """The confidence of single fields of a service, stored as an object."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(ConfidenceRow, item="Information", add="Ajouter une information", **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return [{"field": field, "confidence": sure} for field, sure in value.items()]
        return value

    def clean(self, value: list[dict[str, str]]) -> Any:
        # The confidence always holds a choice: a row without its field was not filled.
        return super().clean([row for row in value if row["field"]])

    def stored(self, rows: list[dict[str, Any]]) -> Any:
        return {row["field"]: row["confidence"] for row in rows}


class HoursField(forms.Field):
    """Opening hours; what was not changed is stored as it was written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=HoursWidget(), **kwargs)

    def clean(self, value: dict[str, Any]) -> str | None:
        spec = self._spec(value)
        if spec:
            try:
                check_hours(spec)
            except BadHours as error:
                if not _is_draft(self):
                    raise ValidationError(str(error)) from error
        elif self.required:
            raise ValidationError("Indiquez les horaires.")
        return spec or None

    def _spec(self, value: dict[str, Any]) -> str:
        if value["mode"] == "always":
            return "24/7"
        if value["mode"] == "other":
            return str(value["other"])
        if value["mode"] != "week":
            return ""
        times = list(zip(value["opens"], value["closes"], strict=False))
        for opens, closes in times:
            if bool(opens) != bool(closes) and not _is_draft(self):
                raise ValidationError("Il manque une heure d'ouverture ou de fermeture.")
            if opens and closes and closes <= opens and not _is_draft(self):
                raise ValidationError(f"{closes} est avant {opens} : après minuit, choisissez « Autre ».")
        week = [
            [(opens, closes) for opens, closes in times[start : start + MAX_SPANS] if opens and closes]
            for start in range(0, len(times), MAX_SPANS)
        ]
        return value["was"] if to_week(value["was"]) == week else from_week(week)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != (initial or None)
        except ValidationError:
            return True
