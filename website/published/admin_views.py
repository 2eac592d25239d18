"""« Publication » in /admin: what is being checked, what stopped and why, what changed, and going back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required

from website.published import candidates
from website.published.models import Candidate, Current, Switch, Version
from website.published.publication import return_to

PAGE = 20
_BREADCRUMBS = [{"url": "", "label": "Publication"}]
_FULL = "La base n'a pas pu écrire (disque plein ?). Rien n'a changé."


@permission_required("published.view_candidate")
def index(request: HttpRequest) -> HttpResponse:
    """List publications, versions and what went live when."""
    shown = Candidate.objects.defer("content").select_related("version")
    versions = Version.objects.defer("content")
    context = {
        "candidates": Paginator(shown, PAGE).get_page(request.GET.get("p")),
        "versions": Paginator(versions, PAGE).get_page(request.GET.get("v")),
        "switches": Switch.objects.select_related("version").defer("version__content")[:PAGE],
        "live": Current.objects.values_list("version", flat=True).first(),
        "breadcrumbs_items": _BREADCRUMBS,
        "header_title": "Publication",
        "header_icon": "upload",
    }
    return render(request, "published/index.html", context)


@permission_required("published.view_candidate")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one publication: progress, problems, changes, and what can be decided."""
    candidate = get_object_or_404(Candidate.objects.defer("content").select_related("version"), pk=pk)
    context = {
        "candidate": candidate,
        "breadcrumbs_items": [
            {"url": reverse("publication"), "label": "Publication"},
            {"url": "", "label": str(candidate)},
        ],
        "header_title": str(candidate),
        "header_icon": "upload",
    }
    return render(request, "published/candidate.html", context)


@require_POST
@permission_required("published.decide_candidate")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm with a reason, or abandon."""
    candidate = get_object_or_404(Candidate, pk=pk)
    name = request.user.get_username()
    try:
        if "abandon" in request.POST:
            candidates.abandon(candidate, name)
            messages.success(request, "Publication abandonnée : rien n'a changé pour les visiteurs.")
        else:
            candidates.confirm(candidate, name, request.POST.get("reason", ""))
            messages.success(
                request, "Confirmée : les cas vitaux passent encore une fois, puis c'est en ligne."
            )
    except candidates.NotNow as error:
        messages.error(request, str(error))
    except DatabaseError:
        messages.error(request, _FULL)
    return redirect("publication_detail", pk=pk)


@require_POST
@permission_required("published.return_version")
def go_back(request: HttpRequest, number: int) -> HttpResponse:
    """Make version *number* live again, at once."""
    version = get_object_or_404(Version, number=number)
    try:
        return_to(version, request.user.get_username(), request.POST.get("why", "").strip()[:500])
        messages.success(request, f"La version {number} est en ligne.")
    except DatabaseError:
        messages.error(request, _FULL)
    return redirect("publication")
