"""Nobody publishes by mistake: what is refused is told on the page, and a second person reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Workflow

from tests.website.editorial_cast import filled, person, url
from website.editorial.models import Answer, RiskCard, Service
from website.published.current import PUBLISHED
from website.published.models import Version

pytestmark = pytest.mark.django_db


def send(client: Client, row: Any, action: str, **changes: Any) -> Any:
    return client.post(url(row), {**filled(client, url(row)), **changes, action: "1"}, follow=True)


def test_what_breaks_a_check_is_told_in_french_and_stays_a_draft(approver: Client) -> None:
    row = Answer.objects.get(pk="preuves")
    page = send(approver, row, "action-publish", bubbles=["Vous devez partir."], title="Pas perdu")
    text = page.content.decode()
    assert "met la pression" in text and "Pas perdu" in text
    row.refresh_from_db()
    assert "Vous devez" not in row.bubbles
    assert Version.objects.count() == 1


def test_an_emergency_number_cannot_be_broken(approver: Client) -> None:
    row = Service.objects.get(pk="police-secours-17")
    page = send(approver, row, "action-publish", **{"phones-number": ["18"]})
    assert "Le numéro d&#x27;urgence doit être 17" in page.content.decode()
    assert PUBLISHED.snapshot().services["police-secours-17"].phones[0].number == "17"


def test_an_entry_that_visitors_need_cannot_be_unpublished(approver: Client) -> None:
    row = Service.objects.get(pk="police-secours-17")
    page = approver.post(url(row, "unpublish"), follow=True).content.decode()
    assert "Rien n&#x27;a été changé" in page and "Ce service d&#x27;urgence manque" in page
    row.refresh_from_db()
    assert row.live and Version.objects.count() == 1


def test_a_social_worker_proposes_and_an_admin_approves(approver: Client, editor: Client) -> None:
    row = Service.objects.get(pk="camvs")
    assert "action-publish" not in editor.get(url(row)).content.decode()
    send(editor, row, "action-publish", name="Refusé")
    assert PUBLISHED.snapshot().services["camvs"].name != "Refusé"
    send(editor, row, "action-submit", **{"phones-number": ["01 64 79 25 26"]})
    row.refresh_from_db()
    assert row.workflow_in_progress
    assert PUBLISHED.snapshot().version == "1"
    state = row.current_workflow_task_state
    approve = f"/admin/snippets/editorial/service/workflow/action/camvs/approve/{state.pk}/"
    page = approver.post(approve, follow=True).content.decode()
    assert "approuvé" in page and "Suivre la publication" in page
    assert PUBLISHED.snapshot().services["camvs"].phones[0].number == "01 64 79 25 26"


@pytest.mark.parametrize(
    ("model", "pk", "change"),
    [(Answer, "preuves", {"title": "Neuf"}), (Service, "camvs", {"phones-number": ["01 64 79 25 26"]})],
)
def test_approving_on_the_page_of_the_entry_publishes_it(
    approver: Client, editor: Client, model: Any, pk: str, change: dict[str, Any]
) -> None:
    person("autre-demonstration", "administration")
    row = model.objects.get(pk=pk)
    send(editor, row, "action-submit", **change)
    page = send(approver, row, "action-workflow-action", **{"workflow-action-name": "approve"})
    row.refresh_from_db()
    assert not row.workflow_in_progress and not row.has_unpublished_changes
    assert Version.objects.count() == 2
    assert "Suivre la publication" in page.content.decode()


def test_an_approver_who_also_changes_a_number_is_sent_to_a_second_reader(
    approver: Client, editor: Client
) -> None:
    person("autre-demonstration", "administration")
    row = Service.objects.get(pk="camvs")
    send(editor, row, "action-submit", **{"phones-number": ["01 64 79 25 26"]})
    changed = {"workflow-action-name": "approve", "phones-number": ["01 64 79 25 27"]}
    page = send(approver, row, "action-workflow-action", **changed).content.decode()
    assert "seconde personne" in page and Version.objects.count() == 1


def test_what_is_approved_is_checked_too(approver: Client, editor: Client) -> None:
    row = Answer.objects.get(pk="preuves")
    send(editor, row, "action-submit", facts=[])
    row.refresh_from_db()
    state = row.current_workflow_task_state
    address = f"/admin/snippets/editorial/answer/workflow/action/preuves/approve/{state.pk}/"
    page = approver.post(address, follow=True).content.decode()
    assert "Rien n&#x27;a été changé" in page and "Aucun fait" in page
    row.refresh_from_db()
    assert row.facts and row.workflow_in_progress and Version.objects.count() == 1


@pytest.mark.parametrize("model", [RiskCard, Service])
def test_nobody_approves_their_own_danger_card_or_number(approver: Client, model: Any) -> None:
    other = person("max-demonstration", "administration")
    row = model.objects.get(pk="danger-immediat" if model is RiskCard else "camvs")
    change = {"title": "En danger"} if model is RiskCard else {"phones-number": ["01 64 79 25 26"]}
    page = send(approver, row, "action-publish", **change)
    assert "seconde personne" in page.content.decode()
    assert Version.objects.count() == 1
    send(approver, row, "action-submit", **change)
    row.refresh_from_db()
    kind, state = row._meta.model_name, row.current_workflow_task_state
    address = f"/admin/snippets/editorial/{kind}/workflow/action/{row.pk}/approve/{state.pk}/"
    approver.post(address)
    assert Version.objects.count() == 1
    other.post(address)
    assert Version.objects.count() == 2


def test_the_only_approver_can_still_correct_a_number(approver: Client) -> None:
    row = Service.objects.get(pk="camvs")
    send(approver, row, "action-publish", **{"phones-number": ["01 64 79 25 26"]})
    assert Version.objects.count() == 2


def test_an_ordinary_change_needs_no_second_reader(approver: Client) -> None:
    person("max-demonstration", "administration")
    send(approver, Service.objects.get(pk="camvs"), "action-publish", what="Autre chose.")
    assert Version.objects.count() == 2


def test_the_roles_and_the_workflow_are_there_from_the_first_start(db: None) -> None:
    assert {"administration", "redaction", "test", "accueil"} <= set(
        Group.objects.values_list("name", flat=True)
    )
    workflow = Workflow.objects.get(name="Relecture")
    for model in (Answer, RiskCard, Service):
        assert model.get_default_workflow() == workflow
    redaction = Group.objects.get(name="redaction")
    codes = set(redaction.permissions.values_list("codename", flat=True))
    assert "change_service" in codes
    assert not any(code.startswith(("publish_", "delete_")) for code in codes)


@pytest.mark.parametrize("group", ["test", "accueil"])
def test_other_roles_change_nothing(knowledge_base: None, group: str) -> None:
    client = person("ange-demonstration", group)
    row = Service.objects.get(pk="camvs")
    assert client.get(url(row)).status_code in (302, 403)
    assert client.post(url(row), {"name": "x"}).status_code in (302, 403)
    row.refresh_from_db()
    assert row.name != "x"


def test_two_editors_on_one_entry_both_keep_their_history(approver: Client, editor: Client) -> None:
    row = Service.objects.get(pk="camvs")
    send(editor, row, "action-draft", what="De Sam.")
    send(approver, row, "action-draft", what="De Claire.")
    page = approver.get(url(row, "history")).content.decode()
    assert "sam-demonstration" in page and "claire-demonstration" in page
    live, *_, last = row.revisions.order_by("created_at", "pk").values_list("pk", flat=True)
    compare = f"/admin/snippets/editorial/service/history/camvs/revisions/compare/{live}...{last}/"
    page = approver.get(compare).content.decode()
    assert "De Claire" in page and "Intercommunalité" in page


def test_what_was_live_before_the_first_change_can_be_restored(approver: Client) -> None:
    row = Service.objects.get(pk="camvs")
    before = row.what
    send(approver, row, "action-publish", what="Autre chose.")
    live = row.revisions.order_by("created_at", "pk").first()
    address = f"/admin/snippets/editorial/service/history/camvs/revisions/{live.pk}/revert/"
    approver.post(address, {**filled(approver, address), "action-publish": "1"})
    assert PUBLISHED.snapshot().services["camvs"].what == before
    assert PUBLISHED.snapshot().version == "3"


def test_what_is_live_cannot_be_deleted(approver: Client) -> None:
    row = Service.objects.get(pk="bav-melun")
    page = approver.post(url(row, "delete"), follow=True).content.decode()
    assert "Dépubliez d&#x27;abord" in page
    assert Service.objects.filter(pk="bav-melun").exists()
    approver.post(url(row, "unpublish"))
    approver.post(url(row, "delete"))
    assert not Service.objects.filter(pk="bav-melun").exists()


def test_a_note_stays_inside(approver: Client) -> None:
    row = Answer.objects.get(pk="preuves")
    send(approver, row, "action-publish", note="à revoir avec le juriste", title="Garder ses preuves")
    answer = PUBLISHED.snapshot().answers["preuves"]
    assert answer.title == "Garder ses preuves" and answer.note == ""


def test_whoever_opened_an_entry_before_its_first_change_is_told_of_it(
    approver: Client, editor: Client
) -> None:
    row = Service.objects.get(pk="camvs")
    page = editor.get(url(row))
    opened = {
        "loaded_revision_id": page.context["object"].latest_revision_id,
        "loaded_revision_created_at": page.context["loaded_revision_created_at"],
    }
    assert opened["loaded_revision_id"], "without a revision Wagtail cannot tell that another came"
    send(approver, row, "action-draft", what="De Claire.")
    typed = {**filled(editor, url(row)), **opened, "what": "De Sam."}
    # As it is typed, nothing is written over the other's text…
    refused = editor.post(url(row), typed, headers={"accept": "application/json"})
    assert refused.status_code == 400 and "pendant que vous écriviez" in refused.json()["error_message"]
    row.refresh_from_db()
    assert row.get_latest_revision_as_object().what == "De Claire."
    # …and a save that is meant is told what it came after.
    saved = editor.post(url(row), {**typed, "action-draft": "1"}, follow=True).content.decode()
    assert "claire-demonstration avait enregistré" in saved and "Comparer les deux" in saved
    assert {"De Claire.", "De Sam."} <= {one.as_object().what for one in row.revisions.all()}


def test_opening_an_entry_changes_nothing_of_it(approver: Client) -> None:
    row = Service.objects.get(pk="camvs")
    for _ in range(2):
        approver.get(url(row))
    row.refresh_from_db()
    assert row.revisions.count() == 1 and row.latest_revision == row.live_revision
    assert not row.has_unpublished_changes and Version.objects.count() == 1


def test_who_publishes_is_told_that_checks_come_first(approver: Client, editor: Client) -> None:
    row = Service.objects.get(pk="camvs")
    assert "vérifications passent d" not in send(approver, row, "action-draft", what="Un.").content.decode()
    page = send(approver, row, "action-publish", what="Deux.").content.decode()
    assert "vérifications passent d" in page and "Suivre la publication" in page
