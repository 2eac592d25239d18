"""What /admin shows of the knowledge base."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from website.editorial import confirming, report
from website.editorial.dashboard import KnowledgePanel
from website.editorial.viewsets import KnowledgeGroup

register_snippet(KnowledgeGroup)


@hooks.register("register_admin_urls")
def knowledge_urls() -> list[URLPattern | URLResolver]:
    """Our own pages, below /admin, for who may enter it."""
    return [path("connaissances/", include("website.editorial.urls", namespace="knowledge"))]


class DueMenuItem(MenuItem):
    """« À faire », for who may see the services."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(report.CHANGE) or request.user.has_perm(report.VIEW))


@hooks.register("register_admin_menu_item")
def due_menu_item() -> MenuItem:
    return DueMenuItem("À faire", reverse("knowledge:due"), name="due", icon_name="tasks", order=50)


@hooks.register("construct_main_menu")
def only_what_is_used(request: HttpRequest, items: list[MenuItem]) -> None:
    """There are no pages, images or documents here: their menus would only puzzle."""
    items[:] = [item for item in items if item.name not in ("explorer", "images", "documents", "help")]


@hooks.register("construct_homepage_panels")
def knowledge_first(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(report.CHANGE) or request.user.has_perm(report.VIEW):
        panels.insert(0, KnowledgePanel())


@hooks.register("construct_homepage_summary_items")
def no_page_counts(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("insert_global_admin_css")
def knowledge_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/edit.css"))


@hooks.register("register_log_actions")
def confirmation_is_logged(actions: LogActionRegistry) -> None:
    actions.register_action(confirming.ACTION, "Confirmer un service", "Confirmé par un appel")
