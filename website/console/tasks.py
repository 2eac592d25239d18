"""The list « À traiter »: what testers found, for the editors."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from website.cases.models import TestCase
from website.console.access import needs
from website.console.cases import with_last_result
from website.console.entries import entry_link
from website.console.forms import TaskForm
from website.console.models import Task

OPEN = (Task.State.TODO, Task.State.DOING)


@needs("console.view_task")
def tasks(request: HttpRequest) -> HttpResponse:
    """List tasks: the open ones, or those of one state."""
    state = request.GET.get("etat", "")
    chosen = [state] if state in Task.State.values else list(OPEN)
    found = Task.objects.filter(state__in=chosen).select_related("judgement")
    shown = {
        "tasks": [(task, entry_link(request.user, task.entry)) for task in found],
        "state": state,
        "states": Task.State.choices,
    }
    return render(request, "console/tasks.html", shown)


@needs("console.view_task")
@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a task; editors change where it stands."""
    found = get_object_or_404(Task.objects.select_related("judgement"), pk=pk)
    may_change = request.user.has_perm("console.change_task")
    form = TaskForm(request.POST or None, instance=found)
    if request.method == "POST":
        if not may_change:
            return render(request, "console/forbidden.html", status=403)
        if form.is_valid():
            form.instance.changed_by = request.user.get_username()
            form.save()
            messages.success(request, "La tâche est à jour.")
            # Whoever takes a task up goes on from its page; a closed one leads to the next.
            return redirect("console:task", pk) if found.state in OPEN else redirect("console:tasks")
    shown = {
        "task": found,
        "case": _case_of(found),
        "form": form,
        "may_change": may_change,
        "entry_url": entry_link(request.user, found.entry),
    }
    return render(request, "console/task.html", shown)


def _case_of(task: Task) -> TestCase | None:
    """Return the test case that was made of the task's judgement, with its last result."""
    pk = task.judgement.case_id if task.judgement else None
    return with_last_result().filter(pk=pk).first() if pk else None
