"""Runs of test cases: start, progress, stop, differences since the last one, and the history as a picture."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from website.cases import runner
from website.cases.models import Run, TestCase
from website.console.access import needs
from website.console.cases import filtered
from website.console.forms import knowledges
from website.console.history import WIDTH, columns, told

_OPEN = (Run.State.QUEUED, Run.State.RUNNING)


@needs("cases.add_run")
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Run the chosen cases, or all that the filters leave."""
    if request.POST.get("which") == "chosen":
        ids = [pk for pk in request.POST.getlist("case") if pk.isdigit()]
        found = TestCase.objects.filter(pk__in=ids)
    else:
        # A query with annotations cannot be counted by everybody: the ids are enough.
        found = TestCase.objects.filter(pk__in=list(filtered(request).values_list("pk", flat=True)))
    knowledge = request.POST.get("knowledge", "")
    if not found.exists() or knowledge not in dict(knowledges()):
        messages.error(request, "Cochez au moins un cas.")
        return redirect("console:cases")
    run = runner.start(found, knowledge=knowledge, author=request.user.get_username())
    return redirect("console:run", run.pk)


@needs("cases.view_run")
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a run: how far it is, what failed, what differs from the run before."""
    runner.fail_dead_runs()
    found = get_object_or_404(Run, pk=pk)
    before = runner.previous_of(found)
    failed = found.results.filter(passed=False).select_related("case")
    shown = {
        "run": found,
        "open": found.state in _OPEN,
        "failed": failed,
        "passed": found.results.filter(passed=True).count(),
        "before": before,
        "differences": runner.compare(found, before),
    }
    return render(request, "console/run.html", shown)


@needs("cases.view_run")
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell how far a run is, for the page that shows it."""
    runner.fail_dead_runs()
    found = get_object_or_404(Run, pk=pk)
    return JsonResponse({"done": found.done, "total": found.total, "open": found.state in _OPEN})


@needs("cases.change_run")
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a run after the case it is at."""
    runner.stop(get_object_or_404(Run, pk=pk))
    return redirect("console:run", pk)


@needs("cases.view_run")
def history(request: HttpRequest) -> HttpResponse:
    """Show the last runs as a picture and a table."""
    return render(request, "console/runs.html", {"runs": list(_counted()[:50]), "picture": picture()})


def _counted() -> Any:
    """Return runs with their counts, newest first; counting drops the order that runs have by themselves."""
    return Run.objects.annotate(
        passed=Count("results", filter=Q(results__passed=True)),
        failed=Count("results", filter=Q(results__passed=False)),
    ).order_by("-pk")


def picture() -> dict[str, Any]:
    """Return the last thirty finished runs as columns, oldest first, and in words."""
    runs = list(_counted().filter(state=Run.State.DONE, trial=False)[:30])[::-1]
    counted = [(run.pk, run.passed, run.failed) for run in runs]
    return {"columns": columns(counted), "told": told(counted), "width": WIDTH}
