"""The staff's side: bench, judgements, tasks, cases, runs and campaigns, with an assistant that records calls."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from website.accounts import roles
from website.assistant.client import AssistantUnavailable
from website.assistant.probe import Probed
from website.cases.models import Result, Run, TestCase
from website.console import agreement, bench, campaigns
from website.console.history import columns, told
from website.console.models import Assessment, Campaign, Judgement, Task
from website.published.current import PUBLISHED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_cases_but_ours() -> None:
    TestCase.objects.all().delete()


class NullProbe:
    """Answers every message; remembers what it was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[str], dict[str, str]]] = []
        self.down = False

    def __call__(self, messages: list[str], **settings: str) -> list[Probed]:
        if self.down:
            raise AssistantUnavailable("down")
        self.calls.append((messages, settings))
        turn = {
            "messages": [
                {"type": "urgent", "risk": "danger-immediat", "text": "Appelez.", "contacts": [{"phones": [{"number": "17"}], "sms": "114"}]},
                {"type": "text", "text": "Gardez des preuves."},
                {"type": "choices", "choices": [{"id": "faq/porter-plainte", "title": "Porter plainte"}]},
            ],
            "topics": ["preuves"], "alternatives": [], "risks": ["danger-immediat"], "language": "fr", "knowledge": "1",
        }  # fmt: skip
        why = {
            "ranking": [{"name": "faq/preuves", "confidence": 0.87}, {"name": "faq/porter-plainte", "confidence": 0.06}],
            "risks": [{"name": "danger-immediat", "why": "motif « frappe »"}],
            "entities": [{"entity": "commune", "value": "77288"}],
            "slots": {"concerned": "self", "shown": []}, "entry": "preuves", "milliseconds": 12.5, "model": "modele-1",
        }  # fmt: skip
        return [Probed(turn, why) for _ in messages]


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> NullProbe:
    null = NullProbe()
    monkeypatch.setattr(bench, "probe", null)
    monkeypatch.setattr(campaigns, "probe", null)
    return null


def member(name: str, role: str) -> Client:
    user = get_user_model().objects.create_user(name)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def tester() -> Client:
    return member("testeuse", roles.TESTER)


@pytest.fixture
def editor() -> Client:
    return member("redactrice", roles.EDITOR)


# The bench


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


# Judging


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


def test_an_editor_gets_from_an_answer_to_its_entry(editor: Client, probe: NullProbe) -> None:
    page = editor.post("/equipe/essai", {"text": "x", "messages": "[]"}).content.decode()
    assert 'href="/admin/snippets/editorial/answer/edit/preuves/"' in page


# Cases and runs


@pytest.fixture
def cases() -> list[TestCase]:
    values: list[dict[str, Any]] = [
        {"title": "il me frappe", "messages": ["il me frappe"], "vital": True, "author": "testeuse"},
        {"title": "où dormir", "messages": ["ou dormir ce soir", "être à abri"], "author": "redactrice"},
        {"title": "ancien", "messages": ["x"], "active": False},
    ]
    return [TestCase.objects.create(**value) for value in values]


def outcome(cases: list[TestCase], *passed: bool, state: str = "done") -> Run:
    run = Run.objects.create(state=state, total=len(passed), done=len(passed), author="testeuse")
    for case, ok in zip(cases, passed, strict=False):
        Result.objects.create(
            run=run, case=case, passed=ok, problems=[] if ok else ["Le danger n'est pas vu."]
        )
    return run


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


@pytest.mark.parametrize(
    "address", ["/equipe/cas?q=%00", "/equipe/cas?auteur=%00", "/admin/snippets/editorial/answer/edit/%00/"]
)
def test_an_address_with_a_nul_character_is_refused(tester: Client, address: str) -> None:
    assert tester.get(address).status_code == 400


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


def test_cases_leave_and_come_back_as_csv(tester: Client, cases: list[TestCase]) -> None:
    reply = tester.get("/equipe/cas/export.csv?vital=1")
    text = reply.content.decode("utf-8-sig")
    assert "il me frappe" in text and "où dormir" not in text
    TestCase.objects.all().delete()
    sent = SimpleUploadedFile("cas.csv", text.replace("il me frappe", "il me tape").encode())
    tester.post("/equipe/cas/import", {"file": sent})
    assert TestCase.objects.get().messages == ["il me tape"]
    wrong = SimpleUploadedFile("cas.csv", b"title,messages,topics\nx,y,nulle-part\n")
    page = tester.post("/equipe/cas/import", {"file": wrong}).content.decode()
    assert "Ligne 2" in page and "nulle-part" in page and TestCase.objects.count() == 1
    assert (
        "UTF-8"
        in tester.post(
            "/equipe/cas/import", {"file": SimpleUploadedFile("x.csv", b"\xff\xfe")}
        ).content.decode()
    )


def test_cases_leave_and_come_back_as_test_stories(tester: Client) -> None:
    TestCase.objects.create(title="plainte", messages=["comment porter plainte"], topics=["porter-plainte"])
    text = tester.get("/equipe/cas/test_cas.yml").content.decode()
    assert "stories:" in text and text.startswith("# 0 cas")
    TestCase.objects.all().delete()
    tester.post("/equipe/cas/import", {"file": SimpleUploadedFile("test_cas.yml", text.encode())})
    assert TestCase.objects.get().topics == ["porter-plainte"]
    wrong = SimpleUploadedFile("x.yml", b"stories: [")
    assert tester.post("/equipe/cas/import", {"file": wrong}).status_code == 200


# Campaigns and agreement


def test_nobody_sees_the_others_before_the_end(tester: Client, editor: Client, probe: NullProbe) -> None:
    editor.post("/equipe/campagnes/nouvelle", {"title": "Mars", "lines": "un\n\ndeux\nun"})
    campaign = Campaign.objects.get()
    items = list(campaign.items.all())
    assert [item.message for item in items] == ["un", "deux"], "twice the same is once"
    address = f"/equipe/campagnes/{campaign.pk}"
    for item, verdict in zip(items, ("right", "dangerous"), strict=True):
        editor.post(address, {"item": item.pk, "verdict": verdict, "note": "remarque-secrete"})
    assert "remarque-secrete" in editor.get(address).content.decode()
    page = tester.get(address).content.decode()
    assert "remarque-secrete" not in page and "redactrice" not in page and "Gardez des preuves." in page
    tester.post(address, {"item": items[0].pk, "verdict": "right"})
    tester.post(address, {"item": items[0].pk, "verdict": "wrong"})
    assert Assessment.objects.get(item=items[0], tester__username="testeuse").verdict == "right", (
        "the first view stands"
    )
    assert "remarque-secrete" not in tester.get(address).content.decode(), "one is not all"
    tester.post(address, {"item": items[1].pk, "verdict": "nonsense"})
    assert Assessment.objects.filter(tester__username="testeuse").count() == 1
    tester.post(address, {"item": items[1].pk, "verdict": "wrong"})
    page = tester.get(address).content.decode()
    assert "remarque-secrete" in page and "50 %" in page and "Cohen" in page


def test_an_unfinished_view_counts_once_the_campaign_is_closed_only_if_whole(
    tester: Client, editor: Client, probe: NullProbe
) -> None:
    editor.post("/equipe/campagnes/nouvelle", {"title": "Mars", "lines": "un\ndeux"})
    campaign = Campaign.objects.get()
    tester.post(f"/equipe/campagnes/{campaign.pk}", {"item": campaign.items.first().pk, "verdict": "right"})
    editor.post(f"/equipe/campagnes/{campaign.pk}/clore")
    shown = tester.get(f"/equipe/campagnes/{campaign.pk}")
    assert shown.context["testers"] == [] and shown.context["percent"] is None
    tester.post(f"/equipe/campagnes/{campaign.pk}", {"item": campaign.items.last().pk, "verdict": "right"})
    assert Assessment.objects.count() == 1, "closed is closed"


def test_agreement_is_what_the_books_say() -> None:
    assert agreement.percent_agreement([["a", "a"], ["a", "b"]]) == 0.5
    assert agreement.percent_agreement([["a"]]) is None
    # Cohen 1960, as a table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no gives 0.4.
    first = ["y"] * 25 + ["n"] * 25
    second = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert agreement.cohen_kappa(first, second) == pytest.approx(0.4)
    assert agreement.cohen_kappa(["a", "a"], ["a", "a"]) == 1.0
    # Fleiss 1971: ten subjects, fourteen raters, five categories, 0.210.
    table = [(0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1), (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7)]  # fmt: skip
    items = [[str(kind) for kind, n in enumerate(row) for _ in range(n)] for row in table]
    assert agreement.fleiss_kappa(items) == pytest.approx(0.210, abs=0.001)
    assert agreement.fleiss_kappa([["a", "b"], ["a"]]) is None
    assert (
        agreement.in_words(0.9) == "presque parfait" and agreement.in_words(-0.1) == "moins bon que le hasard"
    )


def test_staff_pages_hold_no_inline_script_or_style(tester: Client, probe: NullProbe) -> None:
    reply = tester.post("/equipe/essai", {"text": "x", "messages": "[]"})
    page = reply.content.decode()
    assert "style=" not in page and "onclick" not in page and "<script>" not in page
    assert "unsafe-inline" not in reply["Content-Security-Policy"]
