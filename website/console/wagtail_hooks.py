"""The way from /admin back to /equipe."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from website.console.menu import parts_for


class TeamMenuItem(MenuItem):
    """Shown to whoever may do something there."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(parts_for(request.user))


@hooks.register("register_admin_menu_item")
def team_menu_item() -> MenuItem:
    return TeamMenuItem("Espace de l'équipe", reverse("console:home"), icon_name="group", order=90)
