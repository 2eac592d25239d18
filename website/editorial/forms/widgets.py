"""Form widgets of the knowledge base: repeatable rows, ordered choices, a week of opening hours.

Rows and choices are sent as repeated fields of one name, so their order on the screen is their order
in the entry. edit.js adds, moves and removes; without it what is there can still be read and corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from knowledge.weekly_hours import DAYS, MAX_SPANS, to_week

DAY_NAMES = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")


def values_of(data: Any, name: str) -> list[str]:
    """Return every value sent under *name*, in order."""
    if hasattr(data, "getlist"):
        return [str(value) for value in data.getlist(name)]
    value = data.get(name, [])
    return [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]


class RepeatedWidget(forms.Widget):
    """What the widgets below share: emptied is a value, not an omission."""

    class Media:
        css = {"all": ["editorial/edit.css"]}
        js = ["editorial/edit.js"]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return ""

    use_fieldset = True


class LinesWidget(RepeatedWidget):
    """One text field a line; with *words*, each counts its words and fetches hints."""

    template_name = "editorial/widgets/lines.html"

    def __init__(self, item: str, words: int = 0, rows: int = 1, most: int = 0) -> None:
        super().__init__()
        self.item, self.words, self.rows, self.most = item, words, rows, most

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return values_of(data, name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        lines = value.splitlines() if isinstance(value, str) else list(value or [])
        context = super().get_context(name, None, attrs)
        context["widget"] |= {"lines": lines or [""], "item": self.item, "words": self.words}
        context["widget"] |= {"rows": self.rows, "most": self.most}
        return context


class PickWidget(RepeatedWidget):
    """An ordered choice of several: a search box adds, buttons move and remove."""

    template_name = "editorial/widgets/pick.html"
    # Where the options come from; filled by the field.
    options: Callable[[], list[tuple[str, str]]]

    def __init__(self, most: int = 0) -> None:
        super().__init__()
        self.most = most

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [value for value in values_of(data, name) if value]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        chosen = value.splitlines() if isinstance(value, str) else list(value or [])
        options = self.options()
        names = dict(options)
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "chosen": [(id_, names.get(id_, f"{id_} (n'existe plus : retirez-le)")) for id_ in chosen],
            "options": [{"id": id_, "name": label} for id_, label in options],
            "most": self.most,
        }
        return context


class RowsWidget(RepeatedWidget):
    """A list of small forms of the same shape."""

    template_name = "editorial/widgets/rows.html"

    def __init__(self, row_form: type[forms.Form], item: str, add: str) -> None:
        super().__init__()
        self.row_form, self.item, self.add = row_form, item, add

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        columns = list(self.row_form.base_fields)
        return [
            dict(zip(columns, row, strict=True))
            for row in zip(*(values_of(data, f"{name}-{column}") for column in columns), strict=False)
        ]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        prefix = (attrs or {}).get("id", f"id_{name}")

        def form(number: str, initial: Mapping[str, Any]) -> forms.Form:
            return self.row_form(initial=dict(initial), prefix=name, auto_id=f"{prefix}-{number}-%s")

        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "rows": [form(str(number), row) for number, row in enumerate(value or [])],
            "blank": form("__new__", {}),
            "item": self.item,
            "add": self.add,
        }
        return context


class HoursWidget(RepeatedWidget):
    """When a service opens: unknown, always, a week of mornings and afternoons, or OpenStreetMap's syntax."""

    template_name = "editorial/widgets/hours.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        return {
            "mode": data.get(f"{name}-mode", ""),
            "opens": values_of(data, f"{name}-opens"),
            "closes": values_of(data, f"{name}-closes"),
            "other": data.get(f"{name}-other", "").strip(),
            "was": data.get(f"{name}-was", ""),
        }

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        sent = value if isinstance(value, dict) else hours_as_sent(value)
        times = list(zip(sent["opens"], sent["closes"], strict=False))
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "sent": sent,
            "days": [
                (day, times[number * MAX_SPANS : (number + 1) * MAX_SPANS])
                for number, day in enumerate(DAY_NAMES)
            ],
        }
        return context


def hours_as_sent(spec: str | None) -> dict[str, Any]:
    """Return stored hours as the widget's fields send them."""
    week = to_week(spec) if spec and spec != "24/7" else None
    spans = [
        (day[number] if number < len(day) else ("", ""))
        for day in (week or [[] for _ in DAYS])
        for number in range(MAX_SPANS)
    ]
    mode = "" if not spec else "always" if spec == "24/7" else "other" if week is None else "week"
    return {
        "mode": mode,
        "opens": [opens for opens, _ in spans],
        "closes": [closes for _, closes in spans],
        "other": spec if mode == "other" else "",
        "was": spec or "",
    }
