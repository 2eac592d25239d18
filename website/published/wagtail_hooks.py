"""The page « Publication » in /admin, for those who may see it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter

from website.published import admin_views, model_views, trained


class PermittedMenuItem(MenuItem):
    """A menu entry for those who hold *permission*."""

    def __init__(self, label: str, url: str, permission: str, icon: str, order: int) -> None:
        super().__init__(label, url, icon_name=icon, order=order)
        self._permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self._permission))


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("publication/", admin_views.index, name="publication"),
        path("publication/<int:pk>/", admin_views.detail, name="publication_detail"),
        path("publication/<int:pk>/decision/", admin_views.decide, name="publication_decide"),
        path("publication/version/<int:number>/", admin_views.go_back, name="publication_go_back"),
        path("modeles/", model_views.index, name="models"),
        path("modeles/reapprendre/", model_views.retrain, name="models_retrain"),
        path("modeles/arreter/<int:pk>/", model_views.stop, name="models_stop"),
        path("modeles/en-service/", model_views.use, name="models_use"),
        path("modeles/automatique/", model_views.automatic, name="models_automatic"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return PermittedMenuItem(
        "Publication", reverse("publication"), "published.view_candidate", "upload", order=110
    )


@hooks.register("register_admin_menu_item")
def models_item() -> MenuItem:
    return PermittedMenuItem("Modèles", reverse("models"), "published.view_trainedmodel", "cogs", order=111)


@hooks.register("register_log_actions")
def models_are_logged(actions: LogActionRegistry) -> None:
    @actions.register_action(trained.ACTION)
    class Used(LogFormatter):
        label = "Mettre un modèle en service"

        def format_message(self, entry: Any) -> str:
            return (
                "Mis en service tout seul : aucun chiffre moins bon"
                if entry.data.get("automatic")
                else "Mis en service"
            )

    @actions.register_action(model_views.SETTING)
    class Automatic(LogFormatter):
        label = "Régler la mise en service des modèles"

        def format_message(self, entry: Any) -> str:
            return f"Mise en service automatique : {'oui' if entry.data.get('automatic') else 'non'}"
