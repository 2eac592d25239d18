"""Running test cases through the real assistant, in the background, with progress and a stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from website.assistant import client
from website.assistant.client import Assistant, AssistantUnavailable
from website.assistant.probe import Probed, probe
from website.cases.judging import problems_of
from website.cases.models import Result, Run, TestCase

NO_ASSISTANT = "L'assistant ne répond pas."
INTERRUPTED = "Interrompu par un redémarrage : à relancer."
# A case takes a second at most when all is well; a run that gave no sign for this long has died.
DEAD_AFTER = timedelta(seconds=60)
_BEFORE_RETRY = 1.0
_OPEN = [Run.State.QUEUED, Run.State.RUNNING]


def start(cases: QuerySet[TestCase], knowledge: str = "", author: str = "") -> Run:
    """Queue a run of *cases* against *knowledge* (« » for live, « candidate-7 », « 12 ») and return it."""
    run = queue(cases, knowledge, author)
    execute.enqueue(run.pk)
    return run


def queue(cases: QuerySet[TestCase], knowledge: str, author: str, trial: bool = False) -> Run:
    """Record a run without starting it: for callers that are in the background already.

    A *trial* is a model's, not the visitors': other runs are not compared with it.
    """
    ids = list(cases.values_list("pk", flat=True))
    return Run.objects.create(knowledge=knowledge, author=author, trial=trial, case_ids=ids, total=len(ids))


def stop(run: Run) -> None:
    """Stop a run after the case it is at; what it found stays."""
    Run.objects.filter(pk=run.pk, state__in=_OPEN).update(state=Run.State.STOPPED, finished_at=timezone.now())


@task()
def execute(run_id: int) -> None:
    """Run the cases of a queued run."""
    perform(Run.objects.get(pk=run_id))


def perform(
    run: Run, after_each: Callable[[Run], bool] = lambda run: True, assistant: Assistant | None = None
) -> Run:
    """Run the cases of *run* here and now; it ends done, stopped, or failed when nothing answers.

    Args:
        run: a queued run; one that somebody else has taken is left alone.
        after_each: called after each case; False stops the run.
        assistant: another than the visitors', to judge a model.
    """
    if not Run.objects.filter(pk=run.pk, state=Run.State.QUEUED).update(state=Run.State.RUNNING):
        run.refresh_from_db()
        return run
    try:
        for case in TestCase.objects.filter(pk__in=run.case_ids):
            result, model = _try(case, run, assistant or client.ASSISTANT)
            Result.objects.update_or_create(run=run, case=case, defaults=result)
            run.done += 1
            going = Run.objects.filter(pk=run.pk, state=Run.State.RUNNING).update(
                done=run.done, model=model[:200], beat_at=timezone.now()
            )
            if not going or not after_each(run):
                stop(run)
                break
    except AssistantUnavailable:
        _finish(run, Run.State.FAILED, NO_ASSISTANT)
    except BaseException:
        _finish(run, Run.State.FAILED, "Arrêté par une erreur : voyez le journal.")
        raise
    else:
        _finish(run, Run.State.DONE)
    run.refresh_from_db()
    return run


def _try(case: TestCase, run: Run, assistant: Assistant) -> tuple[dict[str, object], str]:
    """Return what a result holds, and the name of the model.

    Raises:
        AssistantUnavailable: a part is down. When all are up, no answer is the failure of the case.
    """
    try:
        probed = _probe(case, run.knowledge, assistant)
    except AssistantUnavailable:
        time.sleep(_BEFORE_RETRY)
        try:
            probed = _probe(case, run.knowledge, assistant)
        except AssistantUnavailable:
            if assistant.state() != "ready" or client.actions_state() != "ready":
                raise
            problem = "L'assistant n'a rien répondu à ce cas."
            return {"passed": False, "problems": [problem], "topics": [], "risks": []}, run.model
    problems = problems_of(case, probed)
    last = probed[-1].turn
    result = {"passed": not problems, "problems": problems, "topics": last["topics"], "risks": last["risks"]}
    return result, str(probed[-1].why.get("model", ""))


def _probe(case: TestCase, knowledge: str, assistant: Assistant) -> list[Probed]:
    return probe(
        case.messages,
        knowledge=knowledge,
        moment=case.moment,
        who=case.who,
        commune=case.commune,
        assistant=assistant,
    )


def _finish(run: Run, state: Run.State, note: str = "") -> None:
    Run.objects.filter(pk=run.pk, state=Run.State.RUNNING).update(
        state=state, note=note, finished_at=timezone.now()
    )


def fail_dead_runs() -> None:
    """Say so of runs whose worker died in the middle."""
    dead = Run.objects.filter(state=Run.State.RUNNING, beat_at__lt=timezone.now() - DEAD_AFTER)
    dead.update(state=Run.State.FAILED, note=INTERRUPTED, finished_at=timezone.now())


@dataclass(frozen=True)
class Differences:
    """What one run gives that another did not."""

    now_failing: list[TestCase]
    now_passing: list[TestCase]
    new: list[TestCase]


def previous_of(run: Run) -> Run | None:
    """Return the last finished run before *run* against what was live (or the same candidate)."""
    return (
        Run.objects.filter(
            state=Run.State.DONE, trial=run.trial, pk__lt=run.pk, knowledge__in={"", run.knowledge}
        )
        .order_by("-pk")
        .first()
    )


def compare(run: Run, before: Run | None) -> Differences:
    """Return the cases whose outcome differs between two runs, and those that *before* had not."""
    earlier = dict(before.results.values_list("case", "passed")) if before else {}
    results = list(run.results.select_related("case"))
    return Differences(
        now_failing=[r.case for r in results if not r.passed and earlier.get(r.case_id) is True],
        now_passing=[r.case for r in results if r.passed and earlier.get(r.case_id) is False],
        new=[r.case for r in results if r.case_id not in earlier],
    )
