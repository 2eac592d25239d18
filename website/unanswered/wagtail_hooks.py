"""« Questions sans réponse » on the first page of /admin, for who may read them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from website.unanswered.models import KEPT_DAYS, KeptMessage, forget_old

SHOWN = 3


class QuestionsPanel(Component):
    """How many wait, and the oldest: they are deleted first."""

    name = "questions"
    order = 70
    template_name = "unanswered/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        forget_old()
        kept = KeptMessage.objects.all()
        return {"count": kept.count(), "oldest": kept[:SHOWN], "days": KEPT_DAYS}


@hooks.register("construct_homepage_panels")
def questions_panel(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("unanswered.view_keptmessage"):
        panels.append(QuestionsPanel())
