"""The knowledge base in /admin: one menu, a list for each kind of entry."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from website.editorial import models


class AnswerViewSet(SnippetViewSet):
    model = models.Answer
    icon = "comment"
    list_display = ["title", "topic", "review_by", "live"]
    list_filter = ["status", "review_by"]


class ServiceViewSet(SnippetViewSet):
    model = models.Service
    icon = "group"
    list_display = ["name", "service_kind", "commune", "confidence", "live"]
    list_filter = ["service_kind", "confidence", "national"]
    exclude_form_fields = ["latest_revision"]


class FactViewSet(SnippetViewSet):
    model = models.Fact
    icon = "list-ul"
    list_display = ["text", "topic", "confidence", "live"]
    list_filter = ["confidence", "topic"]


class CommuneViewSet(SnippetViewSet):
    model = models.Commune
    icon = "site"


class RiskCardViewSet(SnippetViewSet):
    model = models.RiskCard
    icon = "warning"


class InterfaceTextViewSet(SnippetViewSet):
    model = models.InterfaceText
    icon = "openquote"
    list_display = ["id", "text"]


class GuideViewSet(SnippetViewSet):
    model = models.Guide
    icon = "doc-full"


class KnowledgeGroup(SnippetViewSetGroup):
    menu_label = "Base de connaissances"
    menu_icon = "folder-open-inverse"
    menu_order = 100
    items = (
        AnswerViewSet, ServiceViewSet, FactViewSet, CommuneViewSet,
        RiskCardViewSet, InterfaceTextViewSet, GuideViewSet,
    )  # fmt: skip


register_snippet(KnowledgeGroup)
