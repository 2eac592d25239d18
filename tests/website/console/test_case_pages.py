"""Test cases in /equipe: the table, the form, runs and their history."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.website.console_cast import outcome
from website.cases.models import Run, TestCase
from website.console.history import columns, told


def titles(reply: Any) -> set[str]:
    return {case.title for case in reply.context["page"]}


def test_the_table_filters_by_words_result_author_and_weight(tester: Client, cases: list[TestCase]) -> None:
    outcome(cases, False, True)
    assert titles(tester.get("/equipe/cas")) == {"il me frappe", "où dormir"}
    assert titles(tester.get("/equipe/cas?q=dormir")) == {"où dormir"}
    assert titles(tester.get("/equipe/cas?q=à+abri")) == {"où dormir"}
    assert titles(tester.get("/equipe/cas?resultat=echec")) == {"il me frappe"}
    assert titles(tester.get("/equipe/cas?resultat=reussi")) == {"où dormir"}
    assert titles(tester.get("/equipe/cas?resultat=jamais&inactifs=1")) == {"ancien"}
    assert titles(tester.get("/equipe/cas?vital=1")) == {"il me frappe"}
    assert titles(tester.get("/equipe/cas?auteur=redactrice")) == {"où dormir"}
    outcome(cases, True, True)
    assert titles(tester.get("/equipe/cas?resultat=echec")) == set(), "the last result counts"


def test_a_case_is_added_and_changed_in_a_form(tester: Client) -> None:
    given = {"title": "plainte", "messages": "bonjour\ncomment porter plainte", "topics": "porter-plainte", "active": "on", "vital": "on", "moment": "2026-03-01T03:00"}  # fmt: skip
    assert tester.post("/equipe/cas/nouveau", given).status_code == 302
    case = TestCase.objects.get()
    assert case.messages == ["bonjour", "comment porter plainte"] and case.author == "testeuse" and case.vital
    page = tester.get(f"/equipe/cas/{case.pk}").content.decode()
    assert 'value="2026-03-01T03:00"' in page and "bonjour\ncomment porter plainte" in page
    tester.post(f"/equipe/cas/{case.pk}", {**given, "title": "autre"})
    case.refresh_from_db()
    assert case.title == "autre"


@pytest.mark.parametrize(
    "wrong",
    [{"topics": "inconnu"}, {"risks": "inconnu"}, {"services_shown": "inconnu"}, {"messages": ""}, {"risks": "danger-immediat", "no_risk": "on"}],
)  # fmt: skip
def test_a_case_that_means_nothing_is_refused(tester: Client, wrong: dict[str, str]) -> None:
    reply = tester.post("/equipe/cas/nouveau", {"title": "x", "messages": "x", **wrong})
    assert reply.status_code == 200 and not TestCase.objects.exists()


def test_chosen_cases_or_all_shown_are_run(tester: Client, cases: list[TestCase], monkeypatch: Any) -> None:
    asked: list[set[str]] = []

    def start(found: Any, knowledge: str, author: str) -> Run:
        asked.append(set(found.values_list("title", flat=True)))
        return Run.objects.create(author=author)

    monkeypatch.setattr("website.cases.runner.start", start)
    tester.post("/equipe/passages/nouveau", {"which": "chosen", "case": [str(cases[1].pk)], "knowledge": ""})
    reply = tester.post("/equipe/passages/nouveau?vital=1", {"which": "all", "knowledge": ""})
    assert asked == [{"où dormir"}, {"il me frappe"}]
    assert reply.url == f"/equipe/passages/{Run.objects.first().pk}"
    tester.post("/equipe/passages/nouveau", {"which": "chosen"})
    tester.post("/equipe/passages/nouveau", {"which": "all", "knowledge": "candidate-999"})
    assert len(asked) == 2


def test_a_run_shows_its_progress_and_can_be_stopped(tester: Client, cases: list[TestCase]) -> None:
    run = outcome(cases, True, state="running")
    assert tester.get(f"/equipe/passages/{run.pk}/progression").json() == {
        "done": 1,
        "total": 1,
        "open": True,
    }
    assert "Arrêter" in tester.get(f"/equipe/passages/{run.pk}").content.decode()
    tester.post(f"/equipe/passages/{run.pk}/arreter")
    assert tester.get(f"/equipe/passages/{run.pk}/progression").json()["open"] is False


def test_a_run_tells_what_differs_from_the_one_before(tester: Client, cases: list[TestCase]) -> None:
    outcome(cases, True, False)
    run = outcome(cases, False, True)
    page = tester.get(f"/equipe/passages/{run.pk}").content.decode()
    assert (
        "1 ne passent plus" in page
        and "1 passent maintenant" in page
        and "Le danger n&#x27;est pas vu." in page
    )


def test_the_history_is_a_picture_and_words(tester: Client, cases: list[TestCase]) -> None:
    first, last = outcome(cases, True, True), outcome(cases, True, False)
    reply = tester.get("/equipe/passages")
    assert (
        "<svg" in reply.content.decode() and f"n° {last.pk} : 1 réussis, 1 en échec" in reply.content.decode()
    )
    assert [c.run for c in reply.context["picture"]["columns"]] == [first.pk, last.pk], "oldest first"
    assert list(reply.context["runs"]) == [last, first]
    drawn = columns([(1, 200, 1), (2, 100, 0)])
    assert drawn[0].failed_height >= 3 and drawn[1].failed_height == 0
    assert (
        drawn[0].passed_height == 2 * drawn[1].passed_height
        or drawn[0].passed_height > drawn[1].passed_height
    )
    assert told([]) == "Aucun passage terminé."


@pytest.mark.parametrize(
    "address", ["/equipe/cas?q=%00", "/equipe/cas?auteur=%00", "/admin/snippets/editorial/answer/edit/%00/"]
)
def test_an_address_with_a_nul_character_is_refused(tester: Client, address: str) -> None:
    assert tester.get(address).status_code == 400
