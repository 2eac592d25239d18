"""What /admin shows of the knowledge base."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from website.editorial import bulk, bulk_views, calendar, confirming, exchange_views, history, report
from website.editorial.dashboard import KnowledgePanel
from website.editorial.models import KnowledgeEntry
from website.editorial.usage import edit_url
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


class ExchangeMenuItem(MenuItem):
    """« Exporter et importer », for who may publish."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(exchange_views.PERMISSION))


@hooks.register("register_settings_menu_item")
def exchange_menu_item() -> MenuItem:
    return ExchangeMenuItem("Exporter et importer", reverse("knowledge:exchange"), icon_name="download")


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


@hooks.register("before_delete_snippet")
def live_entries_stay(request: HttpRequest, rows: list[Any]) -> HttpResponse | None:
    """What visitors read is unpublished first, where the checks say whether it may go."""
    live = [row for row in rows if isinstance(row, KnowledgeEntry) and row.live]
    if not live:
        return None
    messages.error(request, f"Rien n'a été supprimé. Dépubliez d'abord : {', '.join(map(str, live))}.")
    return redirect(edit_url(live[0]))


@hooks.register("insert_global_admin_css")
def knowledge_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/edit.css"))


@hooks.register("register_log_actions")
def confirmation_is_logged(actions: LogActionRegistry) -> None:
    actions.register_action(confirming.ACTION, "Confirmer un service", "Confirmé par un appel")
    actions.register_action(
        history.ACTION,
        "Garder ce qui est en ligne",
        "Ce qui était en ligne, gardé avant le premier changement",
    )
    actions.register_action(bulk.TO_DRAFT, "Mettre en brouillon", "Mis en brouillon avec d'autres fiches")
    actions.register_action(bulk.REVIEW, "Changer la date de relecture", "Date de relecture changée")
    actions.register_action(bulk.PUBLISH, "Publier des brouillons", "Publié avec d'autres fiches")
    actions.register_action(bulk.UNDO, "Annuler un changement en lot", "Remis comme avant")
    actions.register_action(calendar.REFUSED, "Refuser une publication prévue", "Publication prévue refusée")


for action in bulk_views.ACTIONS:
    hooks.register("register_bulk_action", action)
