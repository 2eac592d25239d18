"""« Réapprendre »: train with the phrases staff added, judge the result beside the model in use, and choose.

Training is the programme of bot.cli.train in a process of its own; nothing of Rasa is imported here.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from website.published import model_judging, trained
from website.published.current import PUBLISHED
from website.published.models import Learning, TrainedModel, Training
from website.published.publication import lock
from website.published.training_steps import Failed, Stopped, cannot_write, need_room, or_stopped, step, tell

State = Training.State
DEAD_AFTER = timedelta(seconds=60)
_OPEN = [State.QUEUED, State.RUNNING]


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


def stop(training: Training) -> bool:
    """Stop a training and tell whether there was anything to stop; the model in use stays."""
    stopped = Training.objects.filter(pk=training.pk, state__in=_OPEN)
    return bool(stopped.update(state=State.STOPPED, finished_at=timezone.now()))


def fail_dead_trainings() -> None:
    """Say so of trainings whose worker died in the middle."""
    dead = Training.objects.filter(state=State.RUNNING, beat_at__lt=timezone.now() - DEAD_AFTER)
    note = "Interrompu par un redémarrage : à relancer. Le modèle en service n'a pas changé."
    dead.update(state=State.FAILED, finished_at=timezone.now(), note=note)


@task(queue_name="training")
def retrain(training_id: int) -> None:
    """Train, judge, and keep the model as a candidate; put it to work if staff allowed that and it is no worse."""
    training = Training.objects.get(pk=training_id)
    queued = Training.objects.filter(pk=training.pk, state=State.QUEUED)
    if not queued.update(state=State.RUNNING, beat_at=timezone.now()):
        return
    try:
        before = trained.in_use()
        model = _learn(training)
        for judged in (model, before):
            if judged is not None:
                model_judging.bring_up_to_date(training, judged)
        _put_to_work_if_allowed(training, model, before)
        _end(training, State.DONE, model=model)
    except Stopped:
        return
    except (Failed, OSError) as error:
        note = str(error) if isinstance(error, Failed) else cannot_write(error)
        _end(training, State.FAILED, note=note[:300])
    except BaseException as error:
        _end(training, State.FAILED, note=f"Arrêté par une erreur ({type(error).__name__}).")
        raise


def _learn(training: Training) -> TrainedModel:
    name = f"ariane-{timezone.localtime():%Y%m%d-%H%M%S}-{training.pk}"
    path = trained.FOLDER / f"{name}.tar.gz"
    need_room(trained.FOLDER)
    try:
        count = _train(training, name)
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
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, Failed):
            # A disk that filled up meanwhile explains the failure better than the command can.
            need_room(trained.FOLDER)
        raise


def _train(training: Training, name: str) -> int:
    with tempfile.TemporaryDirectory(prefix="nlu-extra-", dir=settings.VAR) as extra:
        count = write_phrases(Path(extra))
        tell(training, f"{count} phrases ajoutées par l'équipe.")
        more = ["--extra", extra] if count else []
        step(
            training,
            ["bot.cli.train", "--steps", "--output", str(trained.FOLDER), "--name", name, *more],
            "L'apprentissage a échoué ; le journal du serveur dit pourquoi. Le modèle en service n'a pas changé.",
        )
    return count


def write_phrases(folder: Path) -> int:
    """Write the phrases of the live answers as training data of Rasa; return how many there are."""
    taught = [answer for answer in PUBLISHED.snapshot().answers.values() if answer.phrases and answer.facts]
    blocks = [
        {
            "intent": f"faq/{answer.topic}",
            "metadata": {"team": True},
            "examples": "".join(f"- {phrase}\n" for phrase in answer.phrases),
        }
        for answer in taught
    ]
    text = yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, sort_keys=False, width=1000)
    (folder / "phrases.yml").write_text(text, "utf-8")
    return sum(len(answer.phrases) for answer in taught)


def _put_to_work_if_allowed(training: Training, model: TrainedModel, before: TrainedModel | None) -> None:
    """Put *model* to work by itself when staff allowed it and nothing got worse; say what was done and why."""
    if not Learning.is_automatic() or before is None:
        return
    or_stopped(training)
    worse = [model_judging.in_words(name) for name in model_judging.worse(model, before)]
    if worse:
        tell(training, f"Pas mis en service tout seul. Moins bon : {', '.join(worse)}. À vous de choisir.")
    elif trained.in_use() != before:
        tell(training, "Pas mis en service tout seul : quelqu'un a choisi un autre modèle entre-temps.")
    else:
        try:
            trained.use(model, automatic=True)
        except trained.NotUsable as error:
            tell(training, f"Pas mis en service tout seul. {error}")
            return
        tell(training, f"{model.name} est mis en service tout seul : aucun chiffre n'est moins bon.")


def _end(training: Training, state: Training.State, **values: Any) -> None:
    Training.objects.filter(pk=training.pk, state=State.RUNNING).update(
        state=state, finished_at=timezone.now(), **values
    )
