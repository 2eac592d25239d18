"""« Réapprendre »: train with the phrases staff added, judge the result beside the model in use, and let staff choose.

Training is the programme of bot.cli.train in a process of its own; nothing of Rasa is imported here.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from website.assistant.client import Assistant, RasaAssistant
from website.cases import runner
from website.cases.models import Run, TestCase
from website.published import trained
from website.published.current import PUBLISHED
from website.published.models import TrainedModel, Training
from website.published.publication import lock

State = Training.State
DEAD_AFTER = timedelta(seconds=60)
START_WITHIN = 180.0
_LOOK_EVERY = 0.5
_LINES_KEPT = 200
_OPEN = [State.QUEUED, State.RUNNING]


class Stopped(Exception):
    """Somebody stopped the training."""


class Failed(Exception):
    """A step failed; the message says which, for staff."""


def start(author: str) -> Training:
    """Queue a training, or return the one that is under way."""
    with transaction.atomic():
        lock()
        under_way = Training.objects.filter(state__in=_OPEN).first()
        if under_way is not None:
            return under_way
        training = Training.objects.create(author=author)
        retrain.enqueue(training.pk)
    return training


def stop(training: Training) -> None:
    """Stop a training; the model in use stays."""
    Training.objects.filter(pk=training.pk, state__in=_OPEN).update(
        state=State.STOPPED, finished_at=timezone.now()
    )


def fail_dead_trainings() -> None:
    """Say so of trainings whose worker died in the middle."""
    dead = Training.objects.filter(state=State.RUNNING, beat_at__lt=timezone.now() - DEAD_AFTER)
    dead.update(state=State.FAILED, note="Interrompu par un redémarrage : à relancer.")


@task(queue_name="training")
def retrain(training_id: int) -> None:
    """Train, judge, and keep the model as a candidate."""
    training = Training.objects.get(pk=training_id)
    if not Training.objects.filter(pk=training.pk, state=State.QUEUED).update(state=State.RUNNING):
        return
    try:
        before = trained.in_use()
        model = _learn(training)
        for judged in (model, before):
            if judged is not None and not judged.figures:
                tell(training, f"Le modèle {judged.name} est mis à l'épreuve…")
                judged.figures = judge(training, trained.file_of(judged))
                judged.save(update_fields=["figures"])
        _end(training, State.DONE, model=model)
    except Stopped:
        return
    except (Failed, OSError) as error:
        note = str(error) if isinstance(error, Failed) else f"Écriture impossible : {error.strerror}"
        _end(training, State.FAILED, note=note[:300])
    except BaseException as error:
        _end(training, State.FAILED, note=f"Arrêté par une erreur ({type(error).__name__}).")
        raise


def _learn(training: Training) -> TrainedModel:
    name = f"ariane-{timezone.localtime():%Y%m%d-%H%M%S}-{training.pk}"
    trained.FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="nlu-extra-", dir=settings.VAR) as extra:
        count = write_phrases(Path(extra))
        tell(training, f"{count} phrases ajoutées par l'équipe.")
        more = ["--extra", extra] if count else []
        _step(
            training,
            ["bot.cli.train", "--steps", "--output", str(trained.FOLDER), "--name", name, *more],
            "L'apprentissage a échoué.",
        )
    path = trained.FOLDER / f"{name}.tar.gz"
    checksum = trained.checksum_of(path)
    if not checksum:
        raise Failed("L'apprentissage n'a donné aucun modèle.")
    return TrainedModel.objects.create(
        name=name,
        author=training.author,
        checksum=checksum,
        base=trained.checksum_of(trained.ORIGINAL),
        size=path.stat().st_size,
        phrases=count,
    )


def write_phrases(folder: Path) -> int:
    """Write the phrases of the live answers as training data of Rasa; return how many there are."""
    blocks = [
        {
            "intent": f"faq/{answer.topic}",
            "examples": "".join(f"- {phrase}\n" for phrase in answer.phrases),
        }
        for answer in PUBLISHED.snapshot().answers.values()
        if answer.phrases and answer.facts
    ]
    text = yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, sort_keys=False, width=1000)
    (folder / "phrases.yml").write_text(text, "utf-8")
    return sum(block["examples"].count("\n") for block in blocks)


def judge(training: Training, path: Path) -> dict[str, Any]:
    """Return the figures of the model at *path*: the active test cases, and messages it never learnt."""
    with serving(training, path) as assistant:
        run = runner.queue(TestCase.objects.filter(active=True), "", training.author)
        run = runner.perform(run, lambda run: _alive(training), assistant)
    if run.state == Run.State.STOPPED:
        raise Stopped
    if run.state != Run.State.DONE:
        raise Failed(f"Les cas de test n'ont pas pu passer : {run.note}")
    failed = run.results.filter(passed=False).select_related("case")
    figures: dict[str, Any] = {
        "cases": {
            "hits": run.total - len(failed),
            "of": run.total,
            "vital": [r.case.title for r in failed if r.case.vital],
        }
    }
    tell(training, f"{figures['cases']['hits']} cas réussis sur {run.total}. Messages jamais appris…")
    out = _step(
        training,
        ["bot.cli.evaluate", "--model", str(path), "--json"],
        "La mesure sur les messages jamais appris a échoué.",
        show=False,
    )
    try:
        figures["held_out"] = json.loads(out.strip().splitlines()[-1])
    except (ValueError, IndexError) as error:
        raise Failed("La mesure sur les messages jamais appris n'a rien donné.") from error
    return figures


@contextmanager
def serving(training: Training, path: Path) -> Iterator[Assistant]:
    """Run a second assistant with the model at *path*, on loopback, for as long as the block lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # An empty model server: it must answer with this file and no other.
    env = {
        **os.environ,
        "ARIANE_MODEL": str(path),
        "RASA_PORT": str(port),
        "MODEL_SERVER": "",
        "REDIS_URL": "",
        "INTERNAL_SECRET": settings.INTERNAL_SECRET,
    }
    process = _popen(["bot.cli.serve"], subprocess.DEVNULL, env)
    assistant = RasaAssistant(f"http://127.0.0.1:{port}", settings.INTERNAL_SECRET, 20.0)
    try:
        end = time.monotonic() + START_WITHIN
        while assistant.state() != "ready":
            if process.poll() is not None or time.monotonic() > end:
                raise Failed("Le nouveau modèle ne démarre pas.")
            _or_stopped(training)
            time.sleep(_LOOK_EVERY)
        yield assistant
    finally:
        _terminate(process)


def tell(training: Training, line: str) -> None:
    """Add a line to what staff read of the training."""
    training.lines = "\n".join([*training.lines.splitlines(), line][-_LINES_KEPT:])
    Training.objects.filter(pk=training.pk).update(lines=training.lines, beat_at=timezone.now())


def _step(training: Training, argv: list[str], wrong: str, show: bool = True) -> str:
    """Run a command of the programme to its end and return what it printed."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as out:
        process = _popen(argv, out, dict(os.environ))
        try:
            shown = 0
            while process.poll() is None:
                _or_stopped(training)
                shown = _show(training, out, shown) if show else 0
                time.sleep(_LOOK_EVERY)
        finally:
            _terminate(process)
        if show:
            _show(training, out, shown)
        out.seek(0)
        if process.returncode != 0:
            raise Failed(wrong)
        return out.read()


def _show(training: Training, out: Any, shown: int) -> int:
    # The child writes at the end of the same file: reading must not move where it writes.
    text = os.pread(out.fileno(), 1 << 20, shown)
    whole = text[: text.rfind(b"\n") + 1]
    for line in whole.decode("utf-8", "replace").splitlines():
        if line.startswith(("Starting to train", "Finished training", "Restored", "Modèle")):
            tell(training, line)
    return shown + len(whole)


def _popen(argv: list[str], out: Any, env: dict[str, str]) -> subprocess.Popen[bytes]:
    # Training must not slow the visitors' conversations down.
    command = ["nice", "-n", "10", sys.executable, "-m", *argv]
    return subprocess.Popen(command, cwd=settings.ROOT, env=env, stdout=out, stderr=subprocess.DEVNULL)


def _terminate(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _alive(training: Training) -> bool:
    held = Training.objects.filter(pk=training.pk, state=State.RUNNING)
    return bool(held.update(beat_at=timezone.now()))


def _or_stopped(training: Training) -> None:
    if not _alive(training):
        raise Stopped


def _end(training: Training, state: Training.State, **values: Any) -> None:
    Training.objects.filter(pk=training.pk, state=State.RUNNING).update(
        state=state, finished_at=timezone.now(), **values
    )
