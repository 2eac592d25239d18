"""What /admin shows of /equipe: the way there, and « Tests qui échouent » on the first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from website.cases.models import Run
from website.console.cases import with_last_result
from website.console.menu import parts_for

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
