"""Judging an answer: a judgement, a task, a test case."""

from __future__ import annotations

from typing import Any

from django.test import Client

from website.cases.models import TestCase
from website.console.models import Judgement, Task
from website.published.current import PUBLISHED


def judged(client: Client, **more: str) -> Any:
    given = {
        "messages": '["il me frappe"]',
        "topics": '["preuves"]',
        "risks": "[]",
        "entry": "preuves",
        "version": "1",
        **more,
    }
    return client.post("/equipe/juger", given)


def test_a_wrong_answer_becomes_a_task_and_in_one_click_a_case(tester: Client, editor: Client) -> None:
    reply = judged(tester, verdict="wrong", expected_topic="porter-plainte", note="Elle parlait de plainte.")
    judgement = Judgement.objects.get()
    assert reply.url == f"/equipe/jugements/{judgement.pk}" and judgement.author.username == "testeuse"
    task = Task.objects.get()
    assert task.note == "Elle parlait de plainte." and task.entry == "preuves" and not task.urgent
    assert task.title in editor.get("/equipe/a-traiter").content.decode()
    tester.post(f"/equipe/jugements/{judgement.pk}/cas")
    tester.post(f"/equipe/jugements/{judgement.pk}/cas")
    case = TestCase.objects.get(title="il me frappe")
    assert case.topics == ["porter-plainte"] and case.author == "testeuse" and not case.vital


def test_a_dangerous_answer_comes_first_and_makes_a_vital_case(tester: Client, editor: Client) -> None:
    judged(tester, verdict="wrong")
    service = sorted(PUBLISHED.snapshot().services)[0]
    judged(tester, verdict="dangerous", expected_risk="danger-immediat", expected_service=service)
    judgement = Judgement.objects.get(verdict="dangerous")
    assert Task.objects.first().urgent
    tester.post(f"/equipe/jugements/{judgement.pk}/cas")
    case = TestCase.objects.get()
    assert case.vital and case.risks == ["danger-immediat"] and case.services_shown == [service]


def test_a_right_answer_is_no_task_and_its_case_expects_the_same(tester: Client) -> None:
    judged(tester, verdict="right")
    assert not Task.objects.exists()
    tester.post(f"/equipe/jugements/{Judgement.objects.get().pk}/cas")
    case = TestCase.objects.get()
    assert case.topics == ["preuves"] and case.no_risk


def test_what_does_not_exist_cannot_be_expected(tester: Client) -> None:
    reply = judged(tester, verdict="wrong", expected_topic="inconnu")
    assert reply.status_code == 400 and "n&#x27;existe pas" in reply.content.decode()
    assert not Judgement.objects.exists()


def test_editors_move_a_task_and_testers_only_see_it(tester: Client, editor: Client) -> None:
    judged(tester, verdict="wrong")
    task = Task.objects.get()
    assert tester.get(f"/equipe/a-traiter/{task.pk}").status_code == 200
    assert tester.post(f"/equipe/a-traiter/{task.pk}", {"state": "done"}).status_code == 403
    editor.post(f"/equipe/a-traiter/{task.pk}", {"state": "done", "answer": "Fiche corrigée."})
    task.refresh_from_db()
    assert task.state == "done" and task.changed_by == "redactrice"
    assert task.title not in tester.get("/equipe/a-traiter").content.decode()
    assert task.title in tester.get("/equipe/a-traiter?etat=done").content.decode()


def test_words_that_were_missed_are_what_the_case_expects(tester: Client) -> None:
    judged(tester, verdict="wrong", expected_words="sous pli fermé")
    page = tester.post(f"/equipe/jugements/{Judgement.objects.get().pk}/cas", follow=True).content.decode()
    assert TestCase.objects.get().words_expected == ["sous pli fermé"]
    assert "Lancer ce cas" in page and "n&#x27;attend rien" not in page


def test_a_case_that_any_answer_would_pass_says_so(tester: Client) -> None:
    judged(tester, verdict="wrong", note="La réponse est floue.")
    page = tester.post(f"/equipe/jugements/{Judgement.objects.get().pk}/cas", follow=True).content.decode()
    assert TestCase.objects.get().asks_nothing and "n&#x27;attend rien encore" in page


def test_an_editor_takes_a_task_up_and_finds_the_entry_and_the_case(tester: Client, editor: Client) -> None:
    judged(tester, verdict="wrong", expected_topic="porter-plainte", note="Elle parlait de plainte.")
    tester.post(f"/equipe/jugements/{Judgement.objects.get().pk}/cas")
    entry = "/admin/snippets/editorial/answer/edit/preuves/"
    assert entry in editor.get("/equipe/a-traiter").content.decode()
    task = Task.objects.get()
    page = editor.post(f"/equipe/a-traiter/{task.pk}", {"state": "doing"}, follow=True).content.decode()
    assert entry in page and "en cours" in page and "jamais passé" in page and "Lancer ce cas" in page
    assert (
        "occupe" not in page
        and "Lancer ce cas" in tester.get(f"/equipe/a-traiter/{task.pk}").content.decode()
    )
    asked = editor.get(entry).content.decode()
    assert "Elle parlait de plainte." in asked and f"/equipe/a-traiter/{task.pk}" in asked
    editor.post(f"/equipe/a-traiter/{task.pk}", {"state": "done"})
    assert "Elle parlait de plainte." not in editor.get(entry).content.decode()
