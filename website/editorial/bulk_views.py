"""« Avec la sélection » in the lists, and the page that undoes it."""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from website.editorial import bulk
from website.editorial.forms.single import day
from website.editorial.models import MODELS, Answer, Service
from website.editorial.usage import edit_url
from website.published.publication import NotFit

_PROBLEMS_SHOWN = 5
_LEFT_SHOWN = 5


class KnowledgeAction(SnippetBulkAction, ABC):
    """One step on the chosen entries: asked once more, done whole or not at all, and told with its way back."""

    template_name = "editorial/bulk.html"
    action: str
    models: Sequence[type[Model]] = tuple(MODELS)
    # The bar below the list has room for about twenty letters; the page says it whole.
    title = ""
    question = ""

    def check_perm(self, row: Any) -> bool:
        return bool(self.request.user.has_perm(f"editorial.{bulk.NEEDS[self.action]}_{row._meta.model_name}"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.title, question=self.question, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        rows, _ = self.get_actionable_objects()
        try:
            done = self.perform(rows, form.cleaned_data)
        except NotFit as error:
            for problem in error.problems[:_PROBLEMS_SHOWN]:
                messages.error(self.request, f"Rien n'a été changé. {problem}")
            return redirect(self.next_url)
        tell(self.request, done, f"{self.title} : {len(done.rows)} fiches.")
        return redirect(self.next_url)

    @abstractmethod
    def perform(self, rows: list[Any], given: dict[str, Any]) -> bulk.Done:
        """Do the step on *rows*, with what was given in the form."""


class ConfirmAction(KnowledgeAction):
    display_name = "Confirmer"
    title = "Confirmé aujourd'hui"
    aria_label = "Noter les services choisis comme confirmés aujourd'hui"
    action_type = "confirm"
    action_priority = 10
    action = bulk.CONFIRM
    question = "Vous avez appelé ces services, et tout ce qui est écrit est juste ?"

    models = (Service,)

    def perform(self, rows: list[Any], given: dict[str, Any]) -> bulk.Done:
        return bulk.confirm(rows, self.request.user)


class ReviewForm(forms.Form):
    review_by = day("À relire avant le", "Douze mois au plus après la relecture.")


class ReviewAction(KnowledgeAction):
    display_name = "Date de relecture"
    title = "Changer la date de relecture"
    aria_label = "Changer la date de relecture des fiches choisies"
    action_type = "review"
    action_priority = 15
    action = bulk.REVIEW
    form_class = ReviewForm
    question = (
        "La date change tout de suite pour les fiches sans brouillon, si vous pouvez publier ; "
        "sinon, dans leur brouillon."
    )

    models = (Answer, Service)

    def perform(self, rows: list[Any], given: dict[str, Any]) -> bulk.Done:
        may_publish = self.request.user.has_perm(f"editorial.publish_{self.model._meta.model_name}")
        return bulk.set_review(rows, given["review_by"], self.request.user, may_publish)


class PublishAction(KnowledgeAction):
    display_name = "Publier"
    title = "Publier les brouillons"
    aria_label = "Publier les brouillons des fiches choisies"
    action_type = "publish"
    action_priority = 20
    action = bulk.PUBLISH
    question = "Ces brouillons deviennent une seule version, vérifiée avant d'être en ligne."

    def perform(self, rows: list[Any], given: dict[str, Any]) -> bulk.Done:
        return bulk.publish(rows, self.request.user)


class DraftAction(KnowledgeAction):
    display_name = title = "Mettre en brouillon"
    aria_label = "Retirer les fiches choisies de ce que les personnes lisent"
    action_type = "draft"
    action_priority = 25
    action = bulk.TO_DRAFT
    question = "Les personnes ne liront plus ces fiches. Leur texte reste, en brouillon."

    def perform(self, rows: list[Any], given: dict[str, Any]) -> bulk.Done:
        return bulk.to_draft(rows, self.request.user)


ACTIONS = (ConfirmAction, ReviewAction, PublishAction, DraftAction)
_NAMES = {action.action: action.title for action in ACTIONS}


def tell(request: HttpRequest, done: bulk.Done, text: str) -> None:
    """Say what was done, with the way back, and what was left alone."""
    if done.rows:
        way_back = messages.button(reverse("knowledge:undo", args=[done.batch]), "Revenir en arrière")
        messages.success(request, text, buttons=[way_back])
    if done.left:
        more = f" Et {len(done.left) - _LEFT_SHOWN} autres." if len(done.left) > _LEFT_SHOWN else ""
        messages.warning(request, f"Laissées : {' '.join(done.left[:_LEFT_SHOWN])}{more}")


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Show what was done at once, and undo it at once."""
    entries = list(bulk.entries_of(batch).select_related("user", "content_type"))
    if not entries:
        raise Http404
    for entry in entries:
        right = f"editorial.{bulk.NEEDS[entry.action]}_{entry.content_type.model}"
        if not request.user.has_perm(right):
            raise PermissionDenied
    if request.method == "POST":
        try:
            done = bulk.undo(batch, request.user)
        except NotFit as error:
            for problem in error.problems[:_PROBLEMS_SHOWN]:
                messages.error(request, f"Rien n'a été changé. {problem}")
        else:
            if done.rows:
                messages.success(request, f"{len(done.rows)} fiches comme avant.")
            if done.left:
                messages.warning(request, f"Laissées : {' '.join(done.left[:_LEFT_SHOWN])}")
        return redirect("knowledge:undo", batch)
    shown = {
        "what": _NAMES[entries[0].action],
        "first": entries[0],
        "rows": [(entry.label, _address(entry)) for entry in entries],
        "undone": bulk.undone(batch),
        "breadcrumbs_items": [{"url": "", "label": "Changement en lot"}],
        "header_title": "Changement en lot",
        "header_icon": "history",
    }
    return render(request, "editorial/undo.html", shown)


def _address(entry: Any) -> str:
    row = entry.content_type.model_class().objects.filter(pk=entry.object_id).first()
    return edit_url(row) if row else ""
