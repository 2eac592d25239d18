"""Test cases: the table with its filters, and the form of one case."""

from __future__ import annotations

import json
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from website.cases.models import Result, Run, TestCase
from website.console.access import needs
from website.console.case_forms import CaseForm
from website.console.forms import knowledges

RESULTS = (("echec", "en échec"), ("reussi", "réussis"), ("jamais", "jamais passés"))
_A_PAGE = 100


def with_last_result() -> QuerySet[TestCase]:
    """Return all cases, each with ``last`` (its last outcome for visitors, not for a model on trial) and ``last_problems``."""
    newest = Result.objects.filter(case=OuterRef("pk"), run__trial=False).order_by("-run_id")
    return TestCase.objects.annotate(
        last=Subquery(newest.values("passed")[:1]), last_problems=Subquery(newest.values("problems")[:1])
    )


def filtered(request: HttpRequest) -> QuerySet[TestCase]:
    """Return the cases that the filters of the table leave."""
    found: Any = with_last_result()
    words, result = request.GET.get("q", "").strip(), request.GET.get("resultat", "")
    if words:
        # SQLite holds the accents of a list as escapes.
        escaped = json.dumps(words)[1:-1]
        found = (
            found.filter(title__icontains=words)
            | found.filter(messages__icontains=words)
            | found.filter(messages__icontains=escaped)
        )
    if result:
        found = found.filter(last={"echec": False, "reussi": True}.get(result))
    if request.GET.get("vital"):
        found = found.filter(vital=True)
    if request.GET.get("auteur"):
        found = found.filter(author=request.GET["auteur"])
    if not request.GET.get("inactifs"):
        found = found.filter(active=True)
    return cast("QuerySet[TestCase]", found)


@needs("cases.view_testcase")
def cases(request: HttpRequest) -> HttpResponse:
    """Show the table."""
    found = filtered(request)
    query = request.GET.copy()
    query.pop("page", None)
    shown = {
        "page": Paginator(found, _A_PAGE).get_page(request.GET.get("page")),
        "count": found.count(),
        "query": query.urlencode(),
        "results": RESULTS,
        "authors": TestCase.objects.exclude(author="")
        .values_list("author", flat=True)
        .distinct()
        .order_by("author"),
        "knowledges": knowledges(),
        "runs": Run.objects.all()[:5],
    }
    return render(request, "console/cases.html", shown)


@needs("cases.add_testcase")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a case."""
    form = CaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.instance.author = request.user.get_username()
        form.save()
        messages.success(request, "Le cas est ajouté.")
        return redirect("console:cases")
    return render(request, "console/case.html", {"form": form, "may_change": True})


@needs("cases.view_testcase")
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case with its results; who may, changes it."""
    found = get_object_or_404(TestCase, pk=pk)
    may_change = request.user.has_perm("cases.change_testcase")
    form = CaseForm(request.POST or None, instance=found)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        if form.is_valid():
            form.save()
            messages.success(request, "Le cas est à jour.")
            return redirect("console:cases")
    results = found.results.select_related("run").order_by("-run_id")[:10]
    return render(
        request,
        "console/case.html",
        {"case": found, "form": form, "results": results, "may_change": may_change},
    )


@needs("cases.delete_testcase")
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a case with its results; « actif » is there for a case that only sleeps."""
    get_object_or_404(TestCase, pk=pk).delete()
    messages.success(request, "Le cas est effacé.")
    return redirect("console:cases")
