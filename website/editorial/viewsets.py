"""The lists and forms of the knowledge base in /admin, one for each kind of entry."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Revision
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from website.editorial import choices, history, models, panels, spreadsheet
from website.editorial.publishing import in_words, problems_with, problems_without

_NEWER = (
    "%s a enregistré cette fiche pendant que vous écriviez. Pour ne rien recouvrir, plus rien n'est enregistré "
    "tout seul."
)
_PASSED_OVER = (
    "%s avait enregistré cette fiche pendant que vous écriviez. Votre texte est enregistré après le sien, qui "
    "reste dans l'historique : rien n'est perdu."
)
_CHECKS_FIRST = "Les vérifications passent d'abord, puis les personnes la lisent."


class CreateView(snippets.CreateView):
    """A new entry is saved when asked to: its id comes from a title that must be whole by then."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False


class EditView(snippets.EditView):
    """Tells the second of two people on one entry of the first, and who publishes that checks come first."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Wagtail compares revisions: an entry that nobody edited yet has none to compare with.
        history.begin(self.object)
        return super().get(request, *args, **kwargs)

    def is_valid(self, form: Any) -> bool:
        valid: bool = super().is_valid(form)
        if not valid and getattr(self, "produced_error_code", "") == "invalid_revision":
            self.produced_error_message = _NEWER % _who(self.latest_revision)
        return valid

    def form_valid(self, form: Any) -> HttpResponse:
        # What was saved while this person typed is out of date too, but theirs.
        latest = self.latest_revision if self.is_out_of_date else None
        passed_over = latest if latest and latest.user_id != self.request.user.pk else None
        response = super().form_valid(form)
        saved = getattr(self, "new_revision", None)
        if passed_over and saved and not self.expects_json_response:
            address = reverse(
                self.revisions_compare_url_name, args=[quote(self.object.pk), passed_over.pk, saved.pk]
            )
            messages.warning(
                self.request,
                _PASSED_OVER % _who(passed_over),
                buttons=[messages.button(address, "Comparer les deux")],
            )
        return response

    def workflow_action_action(self) -> Any:
        # The page saves before it approves, and an approval counts for one revision: without this, approving here
        # asked for another approval without end. Where an edit needs another reader, the form has refused it.
        state = self.object.current_workflow_task_state
        state.revision = self.new_revision
        state.save(update_fields=["revision"])
        return super().workflow_action_action()

    def get_success_message(self, instance: Any = None) -> str:
        told = str(super().get_success_message(instance))
        return f"{told} {_CHECKS_FIRST}" if self._proposed() else told

    def get_success_buttons(self) -> list[Any]:
        buttons: list[Any] = super().get_success_buttons()
        return buttons + _follow(self.request) if self._proposed() else buttons

    def _proposed(self) -> bool:
        """Tell whether this save sent the entry to be checked and published now."""
        return self.action in ("publish", "workflow-action") and _is_live(self.object, self.new_revision)


def _is_live(row: models.KnowledgeEntry, revision: Revision) -> bool:
    # Wagtail publishes another copy of the row than a view's.
    return bool(type(row).objects.filter(pk=row.pk, live_revision=revision).exists())


def _follow(request: HttpRequest) -> list[Any]:
    """Return the way to what is being checked, for who may see it."""
    may = request.user.has_perm("published.view_candidate")
    return [messages.button(reverse("publication"), "Suivre la publication")] if may else []


def _who(revision: Revision) -> str:
    return str(get_user_display_name(revision.user)) if revision.user else "Quelqu'un"


class IndexView(snippets.IndexView):
    """The list, and its export to a spreadsheet that can be imported again."""

    custom_value_preprocess = {
        (bool, date, list, dict, type(None)): {
            "csv": spreadsheet.to_cell,
            "xlsx": spreadsheet.to_cell,
        }
    }


class UnpublishView(snippets.UnpublishView):
    """Says why an entry that visitors need cannot be taken away."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _refused(request, self.object, leaving=True):
            return redirect(reverse(self.edit_url_name, args=[quote(self.object.pk)]))
        return super().post(request, *args, **kwargs)


class WorkflowActionView(snippets.WorkflowActionView):
    """Approving publishes: what is not fit stays a draft, and the page says why."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = self.object.get_latest_revision_as_object()
        if self.action_name == "approve" and _refused(request, draft):
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
            return redirect(reverse(self.redirect_url_name, args=[quote(self.object.pk)]))
        response: HttpResponse = super().post(request, *args, **kwargs)
        if self.action_name == "approve" and _is_live(self.object, draft.latest_revision):
            messages.success(request, f"« {draft} » : approuvé. {_CHECKS_FIRST}", buttons=_follow(request))
        return response


def _refused(request: HttpRequest, row: models.KnowledgeEntry, leaving: bool = False) -> bool:
    problems = problems_without(row) if leaving else problems_with(row)
    for problem in problems:
        messages.error(request, f"Rien n'a été changé. {in_words(problem, row)}")
    return bool(problems)


class KindColumn(Column):
    """A kind of service by its French name."""

    def get_value(self, instance: Any) -> str:
        return choices.kind_name(super().get_value(instance))


class StateColumn(Column):
    """Live, draft, or live with a draft, in words."""

    def get_value(self, instance: Any) -> str:
        return str(instance.status_string).capitalize()


_STATE = StateColumn("live", label="État", sort_key="live")


class KnowledgeViewSet(SnippetViewSet):
    """What the lists of all entries share."""

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    unpublish_view_class = UnpublishView
    workflow_action_view_class = WorkflowActionView
    copy_view_enabled = False
    # Any part of a word is found, and nothing needs indexing: there are about a thousand entries.
    search_backend_name = None
    list_per_page = 50

    @cached_property
    def list_export(self) -> list[str]:
        return [*spreadsheet.columns(self.model), "live"]


class AnswerViewSet(KnowledgeViewSet):
    model = models.Answer
    icon = "comment"
    edit_handler = panels.ANSWER
    list_display = ["title", "choice", "review_by", _STATE, UpdatedAtColumn()]
    list_filter = {
        "live": ["exact"],
        "status": ["exact"],
        "review_by": ["lt", "gt"],
        "to_validate_by": ["icontains"],
    }
    search_fields = ["title", "choice", "bubbles", "bubbles_helping", "steps"]


class ServiceViewSet(KnowledgeViewSet):
    model = models.Service
    icon = "group"
    edit_handler = panels.SERVICE
    list_display = [
        "name",
        KindColumn("service_kind", label="Type", sort_key="service_kind"),
        "commune",
        Column("get_confidence_display", label="Confiance", sort_key="confidence"),
        "confirmed_on",
        _STATE,
    ]
    list_filter = ["service_kind", "confidence", "national", "live", "commune"]
    search_fields = ["name", "what", "commune", "address"]


class FactViewSet(KnowledgeViewSet):
    model = models.Fact
    icon = "list-ul"
    edit_handler = panels.FACT
    list_display = [
        "text",
        Column("get_confidence_display", label="Confiance", sort_key="confidence"),
        _STATE,
    ]
    list_filter = ["confidence", "fact_kind", "changed", "live"]
    search_fields = ["id", "text", "law"]


class CommuneViewSet(KnowledgeViewSet):
    model = models.Commune
    icon = "site"
    edit_handler = panels.COMMUNE
    list_display = ["name", "postcodes", _STATE]
    search_fields = ["name", "aliases", "postcodes"]


class RiskCardViewSet(KnowledgeViewSet):
    model = models.RiskCard
    icon = "warning"
    edit_handler = panels.RISK_CARD
    list_display = ["title", "text", _STATE]
    search_fields = ["title", "text"]


class InterfaceTextViewSet(KnowledgeViewSet):
    model = models.InterfaceText
    icon = "openquote"
    edit_handler = panels.INTERFACE_TEXT
    list_display = ["text", "use", _STATE]
    search_fields = ["id", "text", "use"]


class GuideViewSet(KnowledgeViewSet):
    model = models.Guide
    icon = "doc-full"
    edit_handler = panels.GUIDE


class KnowledgeGroup(SnippetViewSetGroup):
    menu_label = "Connaissances"
    menu_icon = "folder-open-inverse"
    menu_order = 100
    items = (
        AnswerViewSet, ServiceViewSet, FactViewSet, CommuneViewSet,
        RiskCardViewSet, InterfaceTextViewSet, GuideViewSet,
    )  # fmt: skip
