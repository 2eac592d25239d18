"""The page « Publication » in /admin, for those who may see it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from website.published import admin_views, model_views


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
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return PermittedMenuItem(
        "Publication", reverse("publication"), "published.view_candidate", "upload", order=110
    )


@hooks.register("register_admin_menu_item")
def models_item() -> MenuItem:
    return PermittedMenuItem("Modèles", reverse("models"), "published.view_trainedmodel", "cogs", order=111)
