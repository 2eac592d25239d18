"""The knowledge goes out and comes back without loss; an import makes drafts only."""

from __future__ import annotations

import csv
import html
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from knowledge.loading import load
from website.editorial.entries import live_entries, to_entry
from website.editorial.exchange import changes, export_zip, read, read_zip
from website.editorial.models import MODELS, Answer, Service
from website.published.models import Version

pytestmark = pytest.mark.django_db
PAGE = "/admin/connaissances/echanger/"


def _sorted(entries: list[Any]) -> list[Any]:
    return sorted(entries, key=lambda entry: (type(entry).__name__, entry.id))


def test_the_database_as_yaml_and_back_is_the_same(knowledge_base: None, tmp_path: Path) -> None:
    before = _sorted(live_entries())
    call_command("export_knowledge", tmp_path, verbosity=0)
    assert _sorted(load(tmp_path)) == before
    for model in MODELS:
        model.objects.all().delete()
    call_command("import_knowledge", tmp_path, "--publish", verbosity=0)
    assert _sorted(live_entries()) == before
    assert Version.objects.count() == 1


def test_a_zip_read_back_changes_nothing(knowledge_base: None) -> None:
    assert changes(read_zip(export_zip())) == []


def test_an_import_makes_drafts_and_keeps_what_is_absent(knowledge_base: None, tmp_path: Path) -> None:
    call_command("export_knowledge", tmp_path, verbosity=0)
    file = tmp_path / "answers" / "preuves.yml"
    file.write_text(
        file.read_text("utf-8").replace("title: Garder des preuves", "title: Des preuves"), "utf-8"
    )
    (tmp_path / "answers" / "emprise.yml").unlink()
    call_command("import_knowledge", tmp_path, verbosity=0)
    row = Answer.objects.get(pk="preuves")
    assert row.title == "Garder des preuves" and row.has_unpublished_changes
    assert row.get_latest_revision_as_object().title == "Des preuves"
    assert Answer.objects.filter(pk="emprise", live=True).exists()
    assert Version.objects.count() == 1


def test_an_import_that_is_not_fit_changes_nothing(knowledge_base: None, tmp_path: Path) -> None:
    call_command("export_knowledge", tmp_path, verbosity=0)
    file = tmp_path / "services" / "ligne-nationale.yml"
    file.write_text(file.read_text("utf-8").replace("number: '17'", "number: '18'"), "utf-8")
    with pytest.raises(CommandError, match="police-secours-17"):
        call_command("import_knowledge", tmp_path, "--publish", verbosity=0)
    assert Service.objects.get(pk="police-secours-17").phones[0]["number"] == "17"


def test_the_page_shows_what_would_change_then_does_it(approver: Client) -> None:
    content = approver.get(PAGE + "zip/").content
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            text = source.read(name).decode()
            archive.writestr(name, text.replace("title: Garder des preuves", "title: Des preuves"))
    page = approver.post(PAGE, {"archive": SimpleUploadedFile("k.zip", target.getvalue())}).content.decode()
    assert "Ce que ce fichier changerait : 1 fiche" in page and "titre" in page
    assert not Answer.objects.get(pk="preuves").has_unpublished_changes
    approver.post(PAGE, {"confirm": "1"})
    assert Answer.objects.get(pk="preuves").get_latest_revision_as_object().title == "Des preuves"
    assert Version.objects.count() == 1


@pytest.mark.parametrize("content", [b"not a zip", b""])
def test_a_file_that_is_not_ours_is_told(approver: Client, content: bytes) -> None:
    page = approver.post(PAGE, {"archive": SimpleUploadedFile("k.zip", content)}).content.decode()
    assert "ZIP" in page and "erreur" not in page.lower().split("<main")[0]
    assert Version.objects.count() == 1


def test_a_social_worker_does_not_import(editor: Client) -> None:
    assert editor.get(PAGE).status_code in (302, 403)
    assert editor.get(PAGE + "zip/").status_code in (302, 403)


# Spreadsheets


def download(client: Client, model: type[Any], form: str) -> bytes:
    reply = client.get(f"/admin/snippets/editorial/{model._meta.model_name}/?export={form}")
    assert reply.status_code == 200
    return b"".join(reply.streaming_content)  # type: ignore[arg-type]  # streamed


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("model", MODELS)
def test_a_list_as_spreadsheet_read_back_is_the_same(approver: Client, model: type[Any], form: str) -> None:
    found = read(download(approver, model, form))
    assert len(found) == model.objects.count()
    assert changes(found) == []


def test_a_spreadsheet_holds_everything_even_when_nothing_is_left(approver: Client) -> None:
    before = _sorted([to_entry(row) for row in Service.objects.all()])
    content = download(approver, Service, "xlsx")
    Service.objects.all().delete()
    assert _sorted(read(content)) == before


def test_related_entries_stand_by_their_own_keys(approver: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(download(approver, Answer, "csv").decode())))
    row = next(row for row in rows if row["Identifiant"] == "preuves")
    assert (
        row["Services montrés d'abord"].splitlines() == Answer.objects.get(pk="preuves").services.splitlines()
    )
    assert "memo-de-vie" in row["Services montrés d'abord"]


def as_csv(headings: str, *rows: str, mark: str = "") -> bytes:
    return (mark + "\n".join([headings, *rows]) + "\n").encode()


def test_what_a_french_spreadsheet_programme_saves_is_read(knowledge_base: None) -> None:
    content = as_csv(
        "Identifiant;Nom;Gratuit;À relire avant le;Longitude",
        'camvs;"Agglo";oui;24/12/2026;2,65',
        mark="\ufeff",
    )
    [change] = changes(read(content))
    assert change.entry.name == "Agglo" and change.entry.lon == 2.65  # type: ignore[attr-defined]
    assert str(change.entry.review_by) == "2026-12-24"  # type: ignore[attr-defined]
    assert set(change.fields) <= {"name", "free", "review_by", "lon"}, "what has no column stays as it is"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (as_csv("Identifiant,Gratuit", "camvs,peut-être"), "Ligne 2, « Gratuit » : écrivez oui, non"),
        (as_csv("Identifiant,À relire avant le,Nom", "camvs,demain,X"), "comme 24/11/2026"),
        (as_csv("Identifiant,Téléphones", 'camvs,"{number: "'), "Téléphones"),
        (as_csv("Identifiant,Nom", "tout-nouveau,Nouveau"), "Ligne 2 : il manque ou il faut corriger"),
        (as_csv("Couleur,Taille", "x,y"), "celle des titres"),
        (b"Identifiant,Nom\n\xff\xfe,x\n", "UTF-8"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_by_line_and_column(
    approver: Client, content: bytes, told: str
) -> None:
    page = approver.post(PAGE, {"archive": SimpleUploadedFile("s.csv", content)}).content.decode()
    assert told in html.unescape(page)
    assert not Service.objects.filter(has_unpublished_changes=True).exists()


def test_a_corrected_spreadsheet_makes_drafts(approver: Client) -> None:
    content = download(approver, Answer, "csv").replace(b"Garder des preuves", b"Des preuves")
    page = approver.post(PAGE, {"archive": SimpleUploadedFile("reponses.csv", content)}).content.decode()
    assert "fiche" in page and "titre" in page
    approver.post(PAGE, {"confirm": "1"})
    assert Answer.objects.get(pk="preuves").get_latest_revision_as_object().title == "Des preuves"
