"""Judging a trained model: the active test cases through a second assistant, and messages it never learnt."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from website.assistant.client import Assistant
from website.cases import runner
from website.cases.models import Run, TestCase
from website.published import trained
from website.published.current import PUBLISHED
from website.published.models import TrainedModel, Training
from website.published.second_assistant import DoesNotStart, SecondAssistant
from website.published.training_steps import (
    LOOK_EVERY,
    Failed,
    Stopped,
    alive,
    or_stopped,
    step,
    tell,
)

FEWER_IS_BETTER = {"false_alarms"}
NAMES = {
    "cases": "Cas de test réussis",
    "topic_first": "Bon thème en premier",
    "topic_offered": "Bon thème en premier ou parmi les choix",
    "false_alarms": "Alarme sur un message sans danger",
}
_RISK = "noticed:"
_TOLD_EVERY = 50


def bring_up_to_date(training: Training, model: TrainedModel) -> None:
    """Judge *model*, unless the same cases have judged it on the same knowledge already.

    Raises:
        Stopped: somebody stopped the training.
        Failed: it cannot be judged.
    """
    judged_on = _judged_on()
    if model.figures.get("judged_on") == judged_on:
        return
    path = trained.file_of(model)
    tell(training, f"Le modèle {model.name} est mis à l'épreuve…")
    cases = _cases(training, path)
    tell(training, f"{cases['hits']} cas réussis sur {cases['of']}. Messages jamais appris…")
    held_out = model.figures.get("held_out") or _held_out(training, path)
    model.figures = {"judged_on": judged_on, "cases": cases, "held_out": held_out}
    model.save(update_fields=["figures"])


def in_words(figure: str) -> str:
    """Return the name of a figure as staff read it."""
    return (
        f"Danger remarqué : {figure[len(_RISK) :]}" if figure.startswith(_RISK) else NAMES.get(figure, figure)
    )


def worse(new: TrainedModel, old: TrainedModel) -> list[str]:
    """Return the names of the figures in which *new* is worse than *old*, or not known to be as good."""
    found = []
    cases, before = new.figures.get("cases", {}), old.figures.get("cases", {})
    if new.figures.get("judged_on") != old.figures.get("judged_on"):
        found.append("cases")
    if cases.get("vital") or _missed(cases) > _missed(before):
        found.append("cases")
    figures, earlier = new.figures.get("held_out", {}), old.figures.get("held_out", {})
    for name in {*figures, *earlier}:
        now, then = figures.get(name), earlier.get(name)
        if (
            not now
            or not then
            or now["of"] != then["of"]
            or (now["hits"] > then["hits"] if name in FEWER_IS_BETTER else now["hits"] < then["hits"])
        ):
            found.append(name)
    return sorted(set(found))


def _missed(cases: dict[str, Any]) -> int:
    return int(cases.get("of", 0)) - int(cases.get("hits", 0))


def _judged_on() -> str:
    """Return a name for the active cases as they are and the live knowledge: two judgements compare if it is the same."""
    cases = TestCase.objects.filter(active=True).order_by("pk")
    told = [list(row) for row in cases.values_list(*_WHAT_IS_ASKED)]
    text = json.dumps([PUBLISHED.snapshot().checksum, told], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


_WHAT_IS_ASKED = tuple(
    field.name
    for field in TestCase._meta.concrete_fields
    if field.name not in ("title", "author", "created_at")
)


def _cases(training: Training, path: Path) -> dict[str, Any]:
    def going(run: Run) -> bool:
        if run.done % _TOLD_EVERY == 0:
            tell(training, f"{run.done} cas sur {run.total}…")
        return alive(training)

    with serving(training, path) as assistant:
        run = runner.queue(TestCase.objects.filter(active=True), "", training.author, trial=True)
        run = runner.perform(run, going, assistant)
    if run.state == Run.State.STOPPED:
        raise Stopped
    if run.state != Run.State.DONE:
        raise Failed(f"Les cas de test n'ont pas pu passer : {run.note}")
    failed = run.results.filter(passed=False).select_related("case")
    return {
        "hits": run.total - len(failed),
        "of": run.total,
        "vital": [r.case.title for r in failed if r.case.vital],
    }


def _held_out(training: Training, path: Path) -> dict[str, Any]:
    wrong = "La mesure sur les messages jamais appris a échoué."
    out = step(training, ["bot.cli.evaluate", "--model", str(path), "--json"], wrong, show=False)
    try:
        return dict(json.loads(out.strip().splitlines()[-1]))
    except (ValueError, IndexError) as error:
        raise Failed("La mesure sur les messages jamais appris n'a rien donné.") from error


@contextmanager
def serving(training: Training, path: Path) -> Iterator[Assistant]:
    """Run a second assistant with the model at *path* for as long as the block lasts."""
    second = SecondAssistant(path)
    try:
        while not second.ready():
            or_stopped(training)
            time.sleep(LOOK_EVERY)
        yield second.assistant
    except DoesNotStart as error:
        raise Failed("Le nouveau modèle ne démarre pas.") from error
    finally:
        second.stop()
