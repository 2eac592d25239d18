"""The first page of /equipe and the test bench."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.website.console_cast import NullProbe, member
from tests.website.models_cast import model
from website.accounts import roles
from website.console.forms import models
from website.editorial.models import Answer
from website.published import references, trained, trial
from website.published.models import TrainedModel
from website.published.second_assistant import DoesNotStart


def test_the_first_page_shows_what_one_may_do(tester: Client, editor: Client) -> None:
    page = member("accueillante", roles.DUTY).get("/equipe/").content.decode()
    assert "Chiffres" in page and "Cas de test" not in page and "/admin/" not in page
    page = tester.get("/equipe/").content.decode()
    assert "Cas de test" in page and "Questions gardées" not in page
    page = editor.get("/equipe/").content.decode()
    assert "Questions gardées" in page and 'href="/admin/"' in page
    assert '"/equipe/"' in editor.get("/admin/").content.decode(), "and back"


def test_beside_each_answer_stands_why(tester: Client, probe: NullProbe) -> None:
    page = tester.post("/equipe/essai", {"text": "il me frappe", "messages": "[]"}).content.decode()
    for shown in ("Gardez des preuves.", "Appelez.", "SMS au 114", "87 %", "faq/preuves", "motif « frappe »", "77288", "modele-1", "12,5", "concerned = self"):  # fmt: skip
        assert shown in page, shown
    assert "shown =" not in page, "an empty slot tells nothing"


def test_the_conversation_goes_on_in_the_page_alone(tester: Client, probe: NullProbe) -> None:
    first = tester.post("/equipe/essai", {"text": "bonjour", "messages": "[]"})
    again = first.context["messages_json"]
    tester.post("/equipe/essai", {"choice": "faq/porter-plainte", "messages": again})
    assert probe.calls[-1][0] == ["bonjour", ">faq/porter-plainte"]
    tester.post("/equipe/essai", {"step": "back", "messages": json.dumps(["a", "b"])})
    assert probe.calls[-1][0] == ["a"]
    assert tester.post("/equipe/essai", {"step": "restart", "messages": again}).context["exchanges"] == []
    assert "bonjour" not in json.dumps(dict(tester.session))


def test_the_same_messages_are_tried_as_somebody_else_elsewhere_at_another_hour(
    tester: Client, probe: NullProbe
) -> None:
    settings = {"who": "other", "commune": "77288", "moment": "2026-03-01T03:00", "knowledge": ""}
    tester.post(
        "/equipe/essai", {"step": "again", "messages": '["bonjour"]', "text": "pas envoyé", **settings}
    )
    messages, given = probe.calls[-1]
    assert messages == ["bonjour"]
    assert (
        given["who"] == "other"
        and given["commune"] == "77288"
        and given["moment"].startswith("2026-03-01T03:00")
    )


def test_a_text_is_never_a_choice(tester: Client, probe: NullProbe) -> None:
    tester.post("/equipe/essai", {"text": ">faq/preuves", "messages": "[]"})
    assert probe.calls[-1][0] == ["faq/preuves"]


@pytest.mark.parametrize("messages", ["{", '"a"', "[1]", '[""]', json.dumps(["x"] * 21)])
def test_a_broken_conversation_is_refused_calmly(tester: Client, probe: NullProbe, messages: str) -> None:
    assert tester.post("/equipe/essai", {"text": "x", "messages": messages}).status_code == 200
    assert probe.calls == []


def test_the_bench_says_when_the_assistant_is_down_and_keeps_the_text(
    tester: Client, probe: NullProbe
) -> None:
    probe.down = True
    page = tester.post("/equipe/essai", {"text": "mon message", "messages": "[]"}).content.decode()
    assert "ne répond pas" in page and ">mon message</textarea>" in page


def test_an_editor_gets_from_an_answer_to_its_entry(editor: Client, probe: NullProbe) -> None:
    page = editor.post("/equipe/essai", {"text": "x", "messages": "[]"}).content.decode()
    assert 'href="/admin/snippets/editorial/answer/edit/preuves/"' in page


def test_staff_pages_hold_no_inline_script_or_style(tester: Client, probe: NullProbe) -> None:
    reply = tester.post("/equipe/essai", {"text": "x", "messages": "[]"})
    page = reply.content.decode()
    assert "style=" not in page and "onclick" not in page and "<script>" not in page
    assert "unsafe-inline" not in reply["Content-Security-Policy"]


# Any model, and drafts


class Second:
    """A second assistant that is ready when told to be."""

    started: list[str] = []

    def __init__(self, path: Path) -> None:
        self.started.append(path.name)
        self.is_ready, self.fails, self.stopped = False, False, False
        self.assistant = f"assistant of {path.name}"

    def ready(self) -> bool:
        if self.fails:
            raise DoesNotStart
        return self.is_ready

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def second(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[trial.Trial]:
    """The trial of models, without starting any, and two kept models."""
    Second.started = []
    model("un"), model("deux", b"2")
    made = trial.Trial(Second, look_every=0.05)  # type: ignore[arg-type]  # stands in for it
    monkeypatch.setattr(trial, "TRIAL", made)
    yield made
    made.stop()


def ask(tester: Client, name: str, **more: str) -> Any:
    return tester.post("/equipe/essai", {"text": "bonjour", "messages": '["avant"]', "model": name, **more})


def test_a_kept_model_is_tried_once_it_has_loaded_and_the_text_is_not_sent_twice(
    tester: Client, probe: NullProbe, second: trial.Trial
) -> None:
    reply = ask(tester, "un")
    page = reply.content.decode()
    assert "Le modèle se charge (10 s)" in page and "data-again" in page and ">bonjour</textarea>" in page
    assert reply.context["messages_json"] == '["avant"]', "the text stands in its field alone"
    assert probe.calls == []
    second._second.is_ready = True  # type: ignore[union-attr]
    assert "se charge" not in ask(tester, "un").content.decode()
    assert probe.calls[-1][0] == ["avant", "bonjour"]
    assert probe.calls[-1][1]["assistant"] == "assistant of un.tar.gz"
    assert Second.started == ["un.tar.gz"], "one process, however often one asks"


def test_the_model_in_use_needs_no_second_assistant(
    tester: Client, probe: NullProbe, second: trial.Trial, assistant: Any
) -> None:
    trained.use(TrainedModel.objects.get(name="un"))
    assert trial.TRIAL.assistant_with("un") is assistant
    ask(tester, "")
    assert Second.started == [] and probe.calls[-1][1]["assistant"] is assistant
    options = dict(models())
    assert options[""] == "en service (un)" and "un" not in options and "deux" in options


def test_another_model_takes_the_place_of_the_first(
    tester: Client, probe: NullProbe, second: trial.Trial
) -> None:
    ask(tester, "un")
    first: Any = second._second
    ask(tester, "deux")
    assert first.stopped and Second.started == ["un.tar.gz", "deux.tar.gz"]


def test_after_idle_minutes_the_second_assistant_ends(
    tester: Client, probe: NullProbe, second: trial.Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(tester, "un")
    started: Any = second._second
    time.sleep(0.2)
    assert not started.stopped
    monkeypatch.setattr(trial, "IDLE", 0.0)
    end = time.monotonic() + 5
    while not started.stopped and time.monotonic() < end:
        time.sleep(0.05)
    assert started.stopped and second._second is None


def test_a_model_that_does_not_start_is_said_and_the_next_try_starts_afresh(
    tester: Client, probe: NullProbe, second: trial.Trial
) -> None:
    ask(tester, "un")
    second._second.fails = True  # type: ignore[union-attr]
    assert "ne démarre pas" in ask(tester, "un").content.decode()
    assert "se charge" in ask(tester, "un").content.decode()


def test_a_model_that_is_gone_cannot_be_chosen(tester: Client, probe: NullProbe, second: trial.Trial) -> None:
    trained.file_of(TrainedModel.objects.get(name="deux")).unlink()
    assert ask(tester, "deux").context["form"].errors["model"]
    assert ask(tester, "nulle-part").context["form"].errors["model"]
    assert Second.started == []


def test_drafts_are_tried_as_if_they_were_published(
    tester: Client, probe: NullProbe, knowledge_base: None
) -> None:
    answer = Answer.objects.get(pk="preuves")
    answer.title = "Garder des traces"
    answer.save_revision()
    tester.post("/equipe/essai", {"text": "x", "messages": "[]", "knowledge": references.DRAFTS})
    name = probe.calls[-1][1]["knowledge"]
    assert name.startswith("drafts-")
    assert references.snapshot_of(name).answers["preuves"].title == "Garder des traces"
    assert references.snapshot_of("").answers["preuves"].title != "Garder des traces"
    answer.title = "Encore autre chose"
    answer.save_revision()
    with pytest.raises(references.UnknownReference):
        references.snapshot_of(name)


def test_a_draft_that_is_not_whole_yet_is_left_out(knowledge_base: None) -> None:
    answer = Answer.objects.get(pk="preuves")
    before, answer.review_by = answer.title, None
    answer.title = "Pas fini"
    answer.save_revision(clean=False)
    assert references.drafts().answers["preuves"].title == before
