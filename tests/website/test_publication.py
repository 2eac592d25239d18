"""Publishing: whole or not at all, and undone by pointing back."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from knowledge.loading import load
from website.editorial.entries import live_entries, to_entry, to_row
from website.editorial.models import Answer, Service
from website.published.current import PUBLISHED
from website.published.models import Current, Version
from website.published.publication import NotFit, publish, return_to


def test_an_entry_goes_into_the_database_and_back_without_loss(db: None) -> None:
    for entry in load():
        assert to_entry(to_row(entry)) == entry


def test_the_first_start_publishes_version_1_and_a_second_adds_nothing(db: None) -> None:
    call_command("prepare", "--no-demo", verbosity=0)
    assert [v.number for v in Version.objects.all()] == [1]
    assert PUBLISHED.snapshot().version == "1"


def test_a_correction_is_a_new_version_that_visitors_read(db: None, client: Client) -> None:
    row = Service.objects.get(pk="camvs")
    row.name = "Agglomération (corrigé)"
    row.save_revision().publish()
    assert PUBLISHED.snapshot().version == "2"
    assert "Agglomération (corrigé)" in client.get("/annuaire?kind=collectivite").content.decode()


def test_a_draft_reaches_nobody(db: None) -> None:
    row = Answer.objects.get(pk="preuves")
    row.title = "Brouillon"
    row.save_revision()
    assert PUBLISHED.snapshot().answers["preuves"].title != "Brouillon"
    assert Version.objects.count() == 1


def test_a_bad_publication_changes_nothing(db: None) -> None:
    entries = [e for e in live_entries() if getattr(e, "id", "") != "police-secours-17"]
    with pytest.raises(NotFit, match="police-secours-17"):
        publish(entries, "x", "bad")
    assert Version.objects.count() == 1
    assert "police-secours-17" in PUBLISHED.snapshot().services


def test_publishing_the_same_again_adds_no_version(db: None) -> None:
    assert publish(live_entries(), "x", "again").number == 1


def test_going_back_is_one_step(db: None) -> None:
    row = Service.objects.get(pk="camvs")
    row.name = "Autre"
    row.save_revision().publish()
    return_to(Version.objects.get(number=1), "x", "plus sûr")
    assert PUBLISHED.snapshot().version == "1"
    assert Current.objects.count() == 1


def test_internal_knowledge_needs_the_port_and_the_secret(db: None, client: Client, settings) -> None:
    assert client.get("/internal/knowledge").status_code == 404
    right = {"SERVER_PORT": str(settings.INTERNAL_PORT)}
    assert client.get("/internal/knowledge", **right).status_code == 404
    secret = {"x-ariane-secret": settings.INTERNAL_SECRET}
    assert client.get("/internal/knowledge", headers=secret).status_code == 404
    good = client.get("/internal/knowledge", headers=secret, **right)
    assert good.status_code == 200 and good.json()["version"] == "1"
    again = client.get("/internal/knowledge", headers={**secret, "if-none-match": good["ETag"]}, **right)
    assert again.status_code == 304


def test_the_admin_is_in_french_and_needs_an_account(db: None, client: Client, admin_client: Client) -> None:
    assert client.get("/admin/").status_code == 302
    page = admin_client.get("/admin/").content.decode()
    assert "Base de connaissances" in page
    for model in ("answer", "service", "fact", "commune", "riskcard", "interfacetext", "guide"):
        assert admin_client.get(f"/admin/snippets/editorial/{model}/").status_code == 200
    assert admin_client.get("/admin/snippets/editorial/answer/edit/preuves/").status_code == 200
    assert admin_client.get("/admin/snippets/editorial/service/edit/camvs/").status_code == 200
