"""Form fields of one value: a choice that keeps what an entry holds, yes/no/unknown, texts and days."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminDateInput

from knowledge.check import MAX_WORDS
from website.editorial import choices


class ChosenField(forms.ChoiceField):
    """One choice of a list read at each request; what an entry already holds stays choosable."""

    def __init__(self, options: Any, *, null: bool = False, **kwargs: Any) -> None:
        super().__init__(choices=lambda: self._all(), **kwargs)
        self.options, self.held, self.null = options, "", null
        self.choices = lambda: self._all()

    def _all(self) -> list[Any]:
        found = list(self.options())
        known = {id_ for id_, name in found if not isinstance(name, list)}
        known |= {id_ for _, group in found if isinstance(group, list) for id_, _ in group}
        if self.held and self.held not in known:
            found.append((self.held, f"{self.held} (n'est plus dans la liste)"))
        blank = [("", "Choisissez")] if "" not in known else []
        return [*blank, *found]

    def clean(self, value: Any) -> Any:
        return super().clean(value) or (None if self.null else "")


class Known(forms.TypedChoiceField):
    """Yes, no, or not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=choices.YES_NO,
            coerce={"true": True, "false": False}.get,
            empty_value=None,
            required=False,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return str(value).lower() if isinstance(value, bool) else value or ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != (data or "")


class OptionalText(forms.CharField):
    """A text that may be unknown: stored as null, never as an empty answer."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, empty_value=None, **kwargs)


def day(label: str, help_text: str = "", required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, required=required, widget=AdminDateInput())


def text(label: str, help_text: str = "", rows: int = 3, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=widget)


def hinted(label: str, help_text: str = "", rows: int = 4, required: bool = True) -> forms.CharField:
    """Return a text field that counts its words and fetches hints (edit.js)."""
    field = text(label, help_text, rows, required)
    field.widget.attrs |= {"data-words": str(MAX_WORDS)}
    return field
