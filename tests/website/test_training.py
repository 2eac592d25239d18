"""« Réapprendre »: the steps, what can go wrong in each, and when a model goes to work by itself."""

from __future__ import annotations

import errno
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import timezone

from tests.website.models_cast import Commands
from website.cases.models import Run, TestCase
from website.editorial.entries import live_entries
from website.published import programme, trained, training, training_steps
from website.published.models import Learning, TrainedModel, Training
from website.published.publication import publish

State = TrainedModel.State


def test_learning_again_gives_a_judged_candidate_and_changes_nothing_yet(commands: Commands) -> None:
    TestCase.objects.create(title="oui", messages=["preuves"], topics=["preuves"])
    TestCase.objects.create(title="non", messages=["preuves"], topics=["urgence"], vital=True)
    done = training.start("amina")
    done.refresh_from_db()
    assert done.state == Training.State.DONE and done.model is not None
    assert done.model.figures["cases"] == {"hits": 1, "of": 2, "vital": ["non"]}
    assert done.model.figures["held_out"] == {"topic_first": {"hits": 8, "of": 10}}
    assert done.model.state == State.CANDIDATE and trained.served()[0] == trained.ORIGINAL
    own = trained.original()
    assert own is not None, "the model in use is judged beside it"
    assert own.figures["judged_on"] == done.model.figures["judged_on"]
    assert "1 cas réussis sur 2" in done.lines


def test_the_phrases_of_staff_are_learnt(commands: Commands) -> None:
    entries = [
        e.copy(update={"phrases": ("mes captures ça compte ?", "les vocaux : preuve ?")})
        if getattr(e, "id", "") == "preuves"
        else e
        for e in live_entries()
    ]
    publish(entries, "x", "phrases")
    done = training.start("amina")
    done.refresh_from_db()
    assert done.model is not None and done.model.phrases == 2
    [block] = yaml.safe_load(commands.phrases)["nlu"]
    assert block == {
        "intent": "faq/preuves",
        "metadata": {"team": True},
        "examples": "- mes captures ça compte ?\n- les vocaux : preuve ?\n",
    }


def test_a_training_that_fails_says_so_and_keeps_no_model(commands: Commands) -> None:
    commands.fails = "bot.cli.train"
    done = training.start("amina")
    done.refresh_from_db()
    assert done.state == Training.State.FAILED and done.note.startswith("L'apprentissage a échoué")
    assert not TrainedModel.objects.filter(author="amina").exists()


def test_one_training_at_a_time(folder: Path) -> None:
    running = Training.objects.create(state=Training.State.RUNNING)
    assert training.start("amina") == running and Training.objects.count() == 1


def test_a_stopped_training_ends_its_command_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    popen = programme.popen

    def sleeper(argv: list[str], *args: Any, **env: str) -> Any:
        process = popen(["timeit", "-n1", "-r1", "import time; time.sleep(60)"], *args, **env)
        started.append(process)
        Training.objects.update(state=Training.State.STOPPED)
        return process

    monkeypatch.setattr(programme, "popen", sleeper)
    done = training.start("amina")
    done.refresh_from_db()
    assert done.state == Training.State.STOPPED and started[0].poll() is not None
    assert TrainedModel.objects.filter(author="amina").count() == 0


def test_what_the_command_prints_is_shown_line_by_line(folder: Path) -> None:
    made = Training.objects.create(state=Training.State.RUNNING)
    with (folder / "out").open("w+b") as out:
        out.write(b"noise\nStarting to train component 'RiskClassifier'.\nFinished train")
        out.flush()
        shown = training_steps._show(made, out, 0)
        out.write(b"ing component 'RiskClassifier'.\n")
        out.flush()
        training_steps._show(made, out, shown)
    assert made.lines.splitlines() == ["Apprend les dangers…", "A appris les dangers."]


def test_a_training_whose_worker_died_is_said_to_have_failed(folder: Path) -> None:
    made = Training.objects.create(state=Training.State.RUNNING)
    Training.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
    training.fail_dead_trainings()
    made.refresh_from_db()
    assert made.state == Training.State.FAILED and "redémarrage" in made.note


def learnt(author: str = "amina") -> Training:
    done = training.start(author)
    done.refresh_from_db()
    return done


def running(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Make the programme's commands run *code* instead."""
    popen = programme.popen
    monkeypatch.setattr(
        programme, "popen", lambda argv, *files, **env: popen(["timeit", "-n1", "-r1", code], *files, **env)
    )


def test_a_training_that_crashes_is_told_in_french_and_its_cause_in_the_journal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    before = trained.served()
    running(monkeypatch, "raise ValueError('no such component')")
    done = learnt()
    assert done.state == Training.State.FAILED and done.finished_at is not None
    assert "Le modèle en service n'a pas changé" in done.note
    assert "no such component" in caplog.text
    assert trained.served() == before and list(trained.FOLDER.iterdir()) == []


def test_a_training_that_the_system_killed_speaks_of_memory(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running(monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert "mémoire" in learnt().note


def test_half_a_model_of_a_stopped_training_is_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(made: Training, argv: list[str], *args: Any, **kwargs: Any) -> str:
        (trained.FOLDER / f"{argv[argv.index('--name') + 1]}.tar.gz").write_bytes(b"ha")
        assert training.stop(made)
        raise training.Stopped

    monkeypatch.setattr(training, "step", half)
    assert learnt().state == Training.State.STOPPED
    assert list(trained.FOLDER.iterdir()) == []


def test_too_little_room_is_said_before_anything_is_learnt(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Left:
        free = 12_000_000

    monkeypatch.setattr(training_steps.shutil, "disk_usage", lambda place: Left)
    done = learnt()
    assert done.state == Training.State.FAILED and "Il reste 12 Mo" in done.note
    assert commands.ran == [] and trained.served()[0] == trained.ORIGINAL


def test_a_disk_that_fills_up_meanwhile_explains_the_failure(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Left:
        free = 10_000_000_000

    def fills(made: Training, argv: list[str], wrong: str, show: bool = True) -> str:
        Left.free = 3_000_000
        raise training_steps.Failed(wrong)

    monkeypatch.setattr(training_steps.shutil, "disk_usage", lambda place: Left)
    monkeypatch.setattr(training, "step", fills)
    assert "Il reste 3 Mo" in learnt().note


def test_a_folder_that_cannot_be_written_is_said_in_french(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    (trained.ORIGINAL.parent / "file").write_bytes(b"")
    monkeypatch.setattr(trained, "FOLDER", trained.ORIGINAL.parent / "file" / "models")
    done = learnt()
    assert done.state == Training.State.FAILED and "Rien n'a pu être écrit" in done.note
    assert "interdit d'écriture" in training_steps.cannot_write(OSError(errno.EACCES, "Permission denied"))
    assert commands.ran == []


def test_a_model_judged_on_other_cases_is_judged_again_before_it_is_compared(commands: Commands) -> None:
    TestCase.objects.create(title="oui", messages=["preuves"], topics=["preuves"])
    learnt()
    assert Run.objects.filter(trial=True).count() == 2
    learnt()
    assert Run.objects.count() == 3, "the model in use has its figures already"
    TestCase.objects.create(title="aussi", messages=["preuves"], topics=["preuves"])
    learnt()
    assert Run.objects.count() == 5
    own = trained.original()
    assert own is not None and own.figures["cases"]["of"] == 2


@pytest.fixture
def automatic(commands: Commands) -> Commands:
    Learning.set_automatic(True)
    TestCase.objects.create(title="oui", messages=["preuves"], topics=["preuves"])
    return commands


def test_a_model_that_is_no_worse_goes_to_work_by_itself_and_the_history_says_so(automatic: Commands) -> None:
    done = learnt()
    assert done.model is not None and trained.in_use() == done.model
    assert "mis en service tout seul : aucun chiffre" in done.lines
    [entry] = trained.history()
    assert entry.data["automatic"] and entry.label == done.model.name and entry.user is None


def test_off_unless_an_admin_allowed_it(commands: Commands) -> None:
    done = learnt()
    assert trained.in_use() != done.model and not trained.history()


@pytest.mark.parametrize(
    ("new", "old", "name"),
    [
        ('{"topic_first": {"hits": 7, "of": 10}}', '{"topic_first": {"hits": 8, "of": 10}}', "Bon thème"),
        ('{"false_alarms": {"hits": 2, "of": 9}}', '{"false_alarms": {"hits": 1, "of": 9}}', "Alarme"),
        ('{"noticed:viol-recent": {"hits": 3, "of": 9}}', '{"noticed:viol-recent": {"hits": 4, "of": 9}}', "viol-recent"),
        ('{"topic_first": {"hits": 8, "of": 10}}', '{"topic_first": {"hits": 8, "of": 11}}', "Bon thème"),
        ("{}", '{"topic_first": {"hits": 8, "of": 10}}', "Bon thème"),
    ],
)  # fmt: skip
def test_one_figure_that_is_worse_keeps_the_old_model(
    automatic: Commands, new: str, old: str, name: str
) -> None:
    automatic.held_out = [new, old]
    done = learnt()
    assert trained.in_use() == trained.original()
    assert "Pas mis en service tout seul" in done.lines and name in done.lines


def test_a_vital_case_that_fails_keeps_the_old_model_even_when_it_failed_too(automatic: Commands) -> None:
    TestCase.objects.create(title="non", messages=["preuves"], topics=["urgence"], vital=True)
    done = learnt()
    assert trained.in_use() == trained.original() and "Cas de test réussis" in done.lines


def test_a_model_that_somebody_chose_meanwhile_stays(
    automatic: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = learnt().model
    assert first is not None
    own = trained.original()
    assert own is not None
    judge = training.model_judging.bring_up_to_date

    def and_choose(made: Training, judged: TrainedModel) -> None:
        judge(made, judged)
        trained.use(own)

    monkeypatch.setattr(training.model_judging, "bring_up_to_date", and_choose)
    done = learnt()
    assert trained.in_use() == own and "a choisi un autre modèle" in done.lines
