"""The page « À faire »: everything that waits, with one click to the entry."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from website.editorial import due
from website.editorial.confirming import confirm
from website.editorial.models import Service

CHANGE = "editorial.change_service"
VIEW = "editorial.view_service"


class DueView(WagtailAdminTemplateMixin, TemplateView):
    """Lists what waits; read by whoever may see the services."""

    template_name = "editorial/due.html"
    page_title = "À faire"
    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not (request.user.has_perm(CHANGE) or request.user.has_perm(VIEW)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["may_confirm"] = self.request.user.has_perm(CHANGE)
        context["sections"] = sections()
        return context


def sections() -> list[dict[str, Any]]:
    """Return the parts of the page, most pressing first."""
    links = [due.Due(link.url, link.problem, "") for link in due.broken_links()]
    return [
        _section("propositions", "À approuver", "Proposé par une collègue.", due.proposals()),
        _section(
            "relecture", "Date de relecture passée", "Relisez, puis changez la date.", due.past_review()
        ),
        _section(
            "confirmer",
            "Services à confirmer",
            "Appelez. Si tout est juste : « Confirmé aujourd'hui ». Sinon, corrigez la fiche.",
            due.to_confirm(),
            confirm=True,
        ),
        _section("appels", "Appels et désaccords", "Ce qui empêche de montrer un numéro.", due.calls()),
        _section("brouillons", "Brouillons", "Changements que personne ne lit encore.", due.drafts()),
        _section("valider", "À faire valider", "Par qui doit encore lire ces réponses.", due.to_validate()),
        _section("liens", "Liens qui ne répondent pas", "Essayés chaque nuit.", links),
    ]


def _section(anchor: str, title: str, help_text: str, items: list[due.Due], **more: Any) -> dict[str, Any]:
    return {"anchor": anchor, "title": title, "help": help_text, "items": items, **more}


@require_POST
def confirm_today(request: HttpRequest, pk: str) -> HttpResponse:
    """Note that a service was confirmed by a call today."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    service = get_object_or_404(Service, pk=unquote(pk))
    confirm(service, request.user)
    messages.success(request, f"« {service} » : confirmé aujourd'hui.")
    return redirect(reverse("knowledge:due") + "#confirmer")
