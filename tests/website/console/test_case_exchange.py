"""Test cases leave and come back as CSV and as stories."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from website.cases.models import TestCase


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
