"""Test cases: what they ask, running them, comparing runs, and in and out of files."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from website.assistant import client as assistant_client
from website.assistant.client import AssistantUnavailable, Reply
from website.assistant.probe import Probed, probe
from website.cases import exchange, runner, stories
from website.cases.exchange import BadCases
from website.cases.judging import problems_of
from website.cases.models import Run, TestCase

SEED = Path(__file__).resolve().parents[2] / "data" / "cases"
CONTACT = {"id": "police-secours-17", "name": "Police secours", "phones": [{"number": "17", "tel": "tel:17"}]}


def answered(*, topics: list[str] | None = None, risks: list[str] | None = None, text: str = "") -> Probed:
    messages = [{"type": "text", "text": text}, {"type": "contacts", "contacts": [CONTACT]}]
    return Probed({"messages": messages, "topics": topics or [], "risks": risks or []})


class Scripted:
    """An assistant that answers each text with the topic of that name; remembers the metadata."""

    def __init__(self) -> None:
        self.up = True
        self.metadata: list[dict[str, Any]] = []
        self.ended: list[str] = []
        self.wrong: set[str] = set()

    def turn(self, sender: str, text: str, choice: str = "", metadata: dict[str, Any] | None = None) -> Reply:
        if not self.up:
            raise AssistantUnavailable("down")
        self.metadata.append(metadata or {})
        topic = "hors-sujet" if text in self.wrong else text
        return Reply([{"type": "text", "text": "…"}], [], {"topics": [topic]}, why={"model": "ariane.tar.gz"})

    def end(self, sender: str) -> None:
        self.ended.append(sender)

    def state(self) -> str:
        return "ready" if self.up else "down"

    def model(self) -> str:
        return "ariane.tar.gz"


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch, db: None) -> Scripted:
    made = Scripted()
    monkeypatch.setattr(assistant_client, "ASSISTANT", made)
    monkeypatch.setattr(assistant_client, "actions_state", made.state)
    monkeypatch.setattr(runner, "_BEFORE_RETRY", 0)
    return made


def case(topic: str = "preuves", **more: Any) -> TestCase:
    return TestCase.objects.create(title=f"{topic}", messages=[topic], topics=[topic], **more)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"topics": ["preuves", "urgence"]}, 0),
        ({"topics": ["urgence"]}, 1),
        ({"risks": ["danger-immediat"]}, 0),
        ({"risks": ["danger-immediat", "viol-recent"]}, 1),
        ({"no_risk": True}, 1),
        ({"services_shown": ["police-secours-17"]}, 0),
        ({"services_shown": ["samu-15"]}, 1),
        ({"services_hidden": ["police-secours-17"]}, 1),
        ({"words_expected": ["VOUS DEVEZ", "17"]}, 0),
        ({"words_expected": ["le juge"]}, 1),
        ({"words_forbidden": ["VOUS DEVEZ"]}, 1),
        ({"words_forbidden": ["contacts"]}, 0),
    ],
)
def test_what_a_case_asks_is_told_in_a_sentence_when_it_is_not_so(asked: dict[str, Any], found: int) -> None:
    answer = answered(topics=["preuves"], risks=["danger-immediat"], text="Vous devez partir.")
    problems = problems_of(TestCase(title="x", messages=["x"], **asked), [answer])
    assert len(problems) == found
    assert all(problem.endswith(".") for problem in problems)


def test_topics_are_asked_of_the_last_answer_and_what_must_not_be_of_all() -> None:
    talk = [answered(topics=["preuves"], risks=["viol-recent"]), answered(topics=["urgence"])]
    assert problems_of(TestCase(messages=["a", "b"], topics=["urgence"]), talk) == []
    assert len(problems_of(TestCase(messages=["a", "b"], no_risk=True), talk)) == 1


def test_a_probe_says_what_to_read_and_when_and_leaves_no_conversation(scripted: Scripted) -> None:
    [first, second] = probe(
        ["preuves", ">faq/urgence"], moment="2026-12-25T15:00", who="minor", commune="77288"
    )
    assert first.turn["topics"] == ["preuves"] and first.why["entry"] == "preuves"
    assert first.why["model"] == "ariane.tar.gz"
    assert scripted.metadata[0]["slots"] == {"concerned": "minor", "commune": "77288"}
    assert scripted.metadata[0]["moment"] == "2026-12-25T15:00" and "slots" not in scripted.metadata[1]
    assert len(scripted.ended) == 1 and second.turn["messages"]


def test_a_run_counts_and_keeps_each_result(scripted: Scripted) -> None:
    case("preuves")
    case("urgence")
    scripted.wrong = {"urgence"}
    run = runner.start(TestCase.objects.filter(active=True), author="amina")
    run.refresh_from_db()
    assert (run.state, run.done, run.total, run.model) == ("done", 2, 2, "ariane.tar.gz")
    assert {r.case.title: r.passed for r in run.results.all()} == {"preuves": True, "urgence": False}


def test_two_runs_are_compared(scripted: Scripted) -> None:
    better, worse = case("preuves"), case("urgence")
    scripted.wrong = {"preuves"}
    before = runner.start(TestCase.objects.filter(active=True))
    scripted.wrong = {"urgence"}
    new = case("droit")
    run = runner.start(TestCase.objects.filter(active=True))
    assert runner.previous_of(run) == before
    found = runner.compare(run, before)
    assert (found.now_passing, found.now_failing, found.new) == ([better], [worse], [new])


def test_without_the_assistant_a_run_fails_and_says_so(scripted: Scripted) -> None:
    case()
    scripted.up = False
    run = runner.start(TestCase.objects.filter(active=True))
    run.refresh_from_db()
    assert run.state == Run.State.FAILED and "ne répond pas" in run.note


def test_a_run_is_stopped_after_the_case_it_is_at(scripted: Scripted) -> None:
    case("preuves")
    case("urgence")
    run = runner.queue(TestCase.objects.filter(active=True), "", "")
    runner.perform(run, lambda run: False)
    assert run.state == Run.State.STOPPED and run.done == 1


def test_a_run_that_was_stopped_before_it_began_does_not_begin(scripted: Scripted) -> None:
    case()
    run = runner.queue(TestCase.objects.filter(active=True), "", "")
    runner.stop(run)
    assert runner.perform(run).state == Run.State.STOPPED and scripted.metadata == []


def test_a_run_whose_worker_died_is_said_to_have_failed(scripted: Scripted) -> None:
    old = timezone.now() - timedelta(minutes=5)
    run = Run.objects.create(state=Run.State.RUNNING)
    Run.objects.filter(pk=run.pk).update(beat_at=old)
    alive = Run.objects.create(state=Run.State.RUNNING)
    runner.fail_dead_runs()
    run.refresh_from_db()
    alive.refresh_from_db()
    assert (run.state, alive.state) == (Run.State.FAILED, Run.State.RUNNING)


def seed() -> list[TestCase]:
    return [case for path in sorted(SEED.glob("*.yml")) for case in exchange.read_yaml(path)]


def test_the_first_cases_are_many_different_and_name_what_exists(db: None, snapshot: Any) -> None:
    cases = seed()
    assert len(cases) >= 200 and sum(case.vital for case in cases) >= 60
    assert not [title for title, count in Counter(case.title for case in cases).items() if count > 1]
    assert not [text for text, count in Counter(tuple(case.messages) for case in cases).items() if count > 1 and len(text) < 2 and text != ("comment porter plainte",)]  # fmt: skip
    for one in cases:
        assert set(one.services_shown) <= set(snapshot.services), one.title
        assert not one.commune or one.commune in snapshot.communes
    vital = {risk for case in cases if case.vital for risk in case.risks}
    assert vital == {
        "danger-immediat",
        "urgence-medicale",
        "risque-suicidaire",
        "enfant-en-danger",
        "viol-recent",
    }
    assert TestCase.objects.count() == len(cases), "prepare loads them on a new installation"


def same(left: list[TestCase], right: list[TestCase]) -> bool:
    return [exchange.as_plain(c) for c in left] == [exchange.as_plain(c) for c in right]


def test_cases_go_to_csv_and_back_without_loss(db: None) -> None:
    cases = seed()
    cases[0].messages = ["=SUM(A1)", 'ligne ; « guillemets » "droits", virgule']
    cases[1].active = False
    text = exchange.to_csv(cases)
    assert same(exchange.from_csv(text), cases)
    assert "'=SUM(A1)" in text, "no cell is a formula"
    assert same(exchange.from_csv("\ufeff" + text), cases)


def test_cases_go_to_stories_of_rasa_and_back(db: None) -> None:
    cases = seed()
    text, left_out = stories.to_stories(cases)
    back = stories.from_stories(text)
    assert len(back) + left_out == len(cases) and len(back) >= 80
    titles = {case.title for case in back}
    assert same(back, [case for case in cases if case.title in titles])


def test_a_story_that_somebody_wrote_by_hand_becomes_a_case(db: None) -> None:
    text = """
stories:
- story: plainte
  steps:
  - user: '[comment porter plainte]{"entity": "concerned", "value": "self"} ?'
    intent: faq/porter-plainte
  - action: action_answer
"""
    [made] = stories.from_stories(text)
    assert (made.title, made.messages, made.topics) == (
        "plainte",
        ["comment porter plainte ?"],
        ["porter-plainte"],
    )


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({"title": "x", "messages": []}, "aucun message"),
        ({"title": "", "messages": ["a"]}, "vide"),
        ({"title": "x", "messages": ["a"], "topics": ["météo"]}, "thème « météo »"),
        ({"title": "x", "messages": ["a"], "risks": ["pluie"]}, "danger « pluie »"),
        ({"title": "x", "messages": ["a"], "moment": "demain"}, "moment"),
        ({"title": "x", "messages": ["a"], "who": "moi"}, "qui écrit"),
        ({"title": "x", "messages": ["a"], "couleur": "bleu"}, "couleur"),
        ({"title": "x", "messages": "a"}, "liste"),
        ("x", "un cas est attendu"),
    ],
)
def test_a_case_that_makes_no_sense_is_refused_with_its_reason(db: None, raw: Any, why: str) -> None:
    with pytest.raises(BadCases, match=why):
        exchange.from_plain(raw, "Ligne 3")


def test_importing_replaces_the_case_of_the_same_title(db: None) -> None:
    case("preuves")
    exchange.save([TestCase(title="preuves", messages=["autre"], vital=True)], "amina")
    [found] = TestCase.objects.filter(title="preuves")
    assert (found.messages, found.vital, found.author) == (["autre"], True, "amina")
