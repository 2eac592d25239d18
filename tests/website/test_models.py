"""Trained models: learning again, judging, putting to work, going back; and Rasa's model server protocol."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.utils import timezone

from website.assistant.client import Reply
from website.cases.models import TestCase
from website.editorial.entries import live_entries
from website.published import trained, training
from website.published.model_views import comparison
from website.published.models import TrainedModel, Training
from website.published.publication import publish
from website.published.trained import NotUsable

State = TrainedModel.State


@pytest.fixture
def folder(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A programme whose own model holds « own », and an empty folder of trained ones."""
    monkeypatch.setattr(trained, "ORIGINAL", tmp_path / "ariane.tar.gz")
    monkeypatch.setattr(trained, "FOLDER", tmp_path / "models")
    trained.ORIGINAL.write_bytes(b"own")
    trained.FOLDER.mkdir()
    return tmp_path


def model(name: str, content: bytes = b"new") -> TrainedModel:
    path = trained.FOLDER / f"{name}.tar.gz"
    path.write_bytes(content)
    return TrainedModel.objects.create(
        name=name,
        checksum=trained.checksum_of(path),
        base=trained.checksum_of(trained.ORIGINAL),
        size=len(content),
    )


class Judged:
    """An assistant that the second Rasa would be."""

    def turn(self, sender: str, text: str, choice: str = "", metadata: dict[str, Any] | None = None) -> Reply:
        return Reply([{"type": "text", "text": "…"}], [], {"topics": [text]}, why={"model": "candidate"})

    def end(self, sender: str) -> None:
        pass

    def state(self) -> str:
        return "ready"

    def model(self) -> str:
        return "candidate"


class Commands:
    """What the programme's commands would do, without running them."""

    def __init__(self) -> None:
        self.ran: list[list[str]] = []
        self.phrases = ""
        self.fails = ""

    def __call__(self, training_: Training, argv: list[str], wrong: str, show: bool = True) -> str:
        self.ran.append(argv)
        if argv[0] == self.fails:
            raise training.Failed(wrong)
        if argv[0] == "bot.cli.evaluate":
            return '{"topic_first": {"hits": 8, "of": 10}}\n'
        if "--extra" in argv:
            self.phrases = (Path(argv[argv.index("--extra") + 1]) / "phrases.yml").read_text("utf-8")
        name = argv[argv.index("--name") + 1]
        (trained.FOLDER / f"{name}.tar.gz").write_bytes(b"learnt")
        return ""


@pytest.fixture
def commands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    made = Commands()

    @contextmanager
    def serving(*args: Any) -> Iterator[Judged]:
        yield Judged()

    monkeypatch.setattr(training, "_step", made)
    monkeypatch.setattr(training, "serving", serving)
    return made


def test_learning_again_gives_a_judged_candidate_and_changes_nothing_yet(commands: Commands) -> None:
    TestCase.objects.create(title="oui", messages=["preuves"], topics=["preuves"])
    TestCase.objects.create(title="non", messages=["preuves"], topics=["urgence"], vital=True)
    done = training.start("amina")
    done.refresh_from_db()
    assert done.state == Training.State.DONE and done.model is not None
    assert done.model.figures == {
        "cases": {"hits": 1, "of": 2, "vital": ["non"]},
        "held_out": {"topic_first": {"hits": 8, "of": 10}},
    }
    assert done.model.state == State.CANDIDATE and trained.served()[0] == trained.ORIGINAL
    own = trained.original()
    assert own is not None and own.figures, "the model in use is judged beside it"
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
        "examples": "- mes captures ça compte ?\n- les vocaux : preuve ?\n",
    }


def test_a_training_that_fails_says_so_and_keeps_no_model(commands: Commands) -> None:
    commands.fails = "bot.cli.train"
    done = training.start("amina")
    done.refresh_from_db()
    assert (done.state, done.note) == (Training.State.FAILED, "L'apprentissage a échoué.")
    assert not TrainedModel.objects.filter(author="amina").exists()


def test_one_training_at_a_time(folder: Path) -> None:
    running = Training.objects.create(state=Training.State.RUNNING)
    assert training.start("amina") == running and Training.objects.count() == 1


def test_a_stopped_training_ends_its_command_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    popen = training._popen

    def sleeper(argv: list[str], out: Any, env: dict[str, str]) -> Any:
        process = popen(["timeit", "-n1", "-r1", "import time; time.sleep(60)"], out, env)
        started.append(process)
        Training.objects.update(state=Training.State.STOPPED)
        return process

    monkeypatch.setattr(training, "_popen", sleeper)
    done = training.start("amina")
    done.refresh_from_db()
    assert done.state == Training.State.STOPPED and started[0].poll() is not None
    assert TrainedModel.objects.filter(author="amina").count() == 0


def test_what_the_command_prints_is_shown_line_by_line(folder: Path) -> None:
    made = Training.objects.create(state=Training.State.RUNNING)
    with (folder / "out").open("w+b") as out:
        out.write(b"noise\nStarting to train component 'X'.\nFinished train")
        out.flush()
        shown = training._show(made, out, 0)
        out.write(b"ing component 'X'.\n")
        out.flush()
        training._show(made, out, shown)
    assert made.lines.splitlines() == [
        "Starting to train component 'X'.",
        "Finished training component 'X'.",
    ]


def test_a_training_whose_worker_died_is_said_to_have_failed(folder: Path) -> None:
    made = Training.objects.create(state=Training.State.RUNNING)
    Training.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
    training.fail_dead_trainings()
    made.refresh_from_db()
    assert made.state == Training.State.FAILED and "redémarrage" in made.note


def test_putting_to_work_and_going_back_are_one_step_each(folder: Path) -> None:
    first, second = model("first", b"1"), model("second", b"2")
    trained.use(first)
    trained.use(second)
    assert trained.served() == (trained.file_of(second), second.checksum)
    trained.use(first)
    assert trained.served()[1] == first.checksum
    own = trained.original()
    assert own is not None
    trained.use(own)
    assert trained.served()[0] == trained.ORIGINAL
    assert TrainedModel.objects.filter(state=State.IN_USE).count() == 1


def test_a_damaged_or_lost_model_is_not_put_to_work(folder: Path) -> None:
    made = model("made")
    trained.file_of(made).write_bytes(b"half a model")
    with pytest.raises(NotUsable, match="abîmé"):
        trained.use(made)
    trained.file_of(made).unlink()
    with pytest.raises(NotUsable, match="manque"):
        trained.use(made)


def test_after_an_upgrade_the_programme_answers_with_its_own_model(folder: Path) -> None:
    made = model("made")
    trained.use(made)
    trained.ORIGINAL.write_bytes(b"another programme")
    assert trained.served()[0] == trained.ORIGINAL
    with pytest.raises(NotUsable, match="autre version"):
        trained.use(made)


def test_the_model_server_speaks_rasas_protocol(folder: Path, client: Client, settings: Any) -> None:
    made = model("made")
    trained.use(made)
    right = {"SERVER_PORT": str(settings.INTERNAL_PORT)}
    secret = {"x-ariane-secret": settings.INTERNAL_SECRET}
    assert client.get("/internal/model", **right).status_code == 404
    assert client.get("/internal/model", headers=secret).status_code == 404
    sent = client.get("/internal/model", headers=secret, **right)
    assert sent.status_code == 200 and sent["ETag"] == made.checksum and sent["filename"] == "made.tar.gz"
    assert io.BytesIO(b"".join(sent.streaming_content)).getvalue() == b"new"
    again = client.get("/internal/model", headers={**secret, "if-none-match": made.checksum}, **right)
    assert again.status_code == 204
    trained.ORIGINAL.unlink()
    TrainedModel.objects.all().delete()
    assert client.get("/internal/model", headers=secret, **right).status_code == 204


def test_models_are_compared_figure_by_figure(folder: Path) -> None:
    one, two = model("one"), model("two", b"2")
    one.figures = {"cases": {"hits": 9, "of": 10, "vital": []}, "held_out": {"noticed:viol-recent": {"hits": 1, "of": 4}}}  # fmt: skip
    rows = {row["name"]: row["cells"] for row in comparison([one, two])}
    assert rows["Cas de test réussis"] == ["90,0 % (9/10)", "—"]
    assert rows["Danger remarqué : viol-recent"] == ["25,0 % (1/4)", "—"]


@pytest.mark.parametrize(("group", "may"), [("administration", True), ("redaction", False)])
def test_only_administration_teaches_and_chooses(
    group: str, may: bool, commands: Commands, assistant: Any
) -> None:
    user = User.objects.create_user("someone", password="x")
    user.groups.add(Group.objects.get(name=group))
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    made = model("made")
    page = client.get("/admin/modeles/")
    assert page.status_code == (200 if may else 302)
    if may:
        assert "Mettre made en service" in page.content.decode()
    client.post("/admin/modeles/en-service/", {"name": "made"})
    made.refresh_from_db()
    assert (made.state == State.IN_USE) is may
    client.post("/admin/modeles/reapprendre/")
    assert Training.objects.exists() is may
