"""What /admin shows of /equipe: the way there, « Tests qui échouent » on the first page, and what is asked of an entry."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from website.cases.models import Run
from website.console.cases import with_last_result
from website.console.menu import parts_for
from website.console.models import Task
from website.console.tasks import OPEN

SHOWN = 5


class TeamMenuItem(MenuItem):
    """Shown to whoever may do something there."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(parts_for(request.user))


@hooks.register("register_admin_menu_item")
def team_menu_item() -> MenuItem:
    return TeamMenuItem("Espace de l'équipe", reverse("console:home"), icon_name="group", order=90)


class TestsPanel(Component):
    """How many test cases fail, the vital ones first."""

    name = "tests"
    order = 60
    template_name = "console/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        cases: Any = with_last_result()
        failing = cases.filter(active=True, last=False)
        return {
            "count": failing.count(),
            "vital": failing.filter(vital=True).count(),
            "first": failing.order_by("-vital", "title")[:SHOWN],
            "run": Run.objects.filter(state=Run.State.DONE, trial=False).first(),
        }


@hooks.register("construct_homepage_panels")
def tests_panel(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("cases.view_testcase"):
        panels.append(TestsPanel())


@hooks.register("before_edit_snippet")
def tell_what_is_asked(request: HttpRequest, row: Any) -> None:
    """Say on the page of an answer what testers ask of it, with the way to the task."""
    if request.method != "GET" or row._meta.label != "editorial.Answer":
        return
    if not request.user.has_perm("console.view_task"):
        return
    for task in Task.objects.filter(entry=row.pk, state__in=OPEN):
        asked = format_html("À traiter : « {} »{}{}", task.title, " : " if task.note else "", task.note)
        messages.info(
            request,
            asked,
            buttons=[messages.button(reverse("console:task", args=[task.pk]), "Voir la tâche")],
        )
