"""What the forms of all entries share: an id made from the title, and the checks before publication.

What stops a publication is an error here, before anything is lost; what could be better is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify
from wagtail.admin.forms.models import WagtailAdminModelForm

from knowledge.plain_language import hints
from website.editorial.forms.single import ChosenField, text
from website.editorial.publishing import in_words, may_publish_own, problems_with

_PUBLISHING = ("action-publish", "action-workflow-action")


class KnowledgeForm(WagtailAdminModelForm):
    """What the forms of all entries share: an id made from the title, and checks before publication."""

    note = text("Note interne", "Pour l'équipe seulement : jamais publiée.", required=False)

    class Media:
        css = {"all": ["editorial/edit.css"]}
        js = ["editorial/edit.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, ChosenField):
                field.held = str(getattr(self.instance, name, "") or "")

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.instance.pk:
            self.instance.pk = self._free_id()
        if self.errors or not self._is_publishing():
            return
        refusal = may_publish_own(self.instance, self.for_user, self.has_changed())
        if refusal:
            self.add_error(None, refusal)
        for problem in problems_with(self.instance):
            self.add_error(None, in_words(problem, self.instance))

    def _is_publishing(self) -> bool:
        if self.data.get("workflow-action-name", "approve") != "approve":
            return False
        return any(name in self.data for name in _PUBLISHING)

    def warnings(self) -> list[str]:
        """Return what the editor should look at again; nothing of it stops a save."""
        return []

    def new_id(self) -> str:
        """Return the id that a new entry should have."""
        return slugify(str(self.instance)) or "fiche"

    def _free_id(self) -> str:
        wanted = self.new_id()[:90]
        taken = set(type(self.instance).objects.values_list("pk", flat=True))
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return wanted if wanted not in taken else next(id_ for id_ in numbered if id_ not in taken)


def hints_of(form: KnowledgeForm, names: Iterable[str]) -> list[str]:
    found = []
    for name in names:
        field = form.fields[name]
        for number, line in enumerate(str(getattr(form.instance, name) or "").splitlines(), 1):
            found += [f"{field.label}, {number} : {hint}" for hint in hints(line)]
    return found
