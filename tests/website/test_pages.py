"""The public pages: no JavaScript needed, no trace, a way to help on each."""

from __future__ import annotations

import json

import pytest
from django.test import Client

PAGES = ["/", "/chat", "/urgence", "/annuaire", "/fiches", "/fiches/preuves", "/guide", "/confidentialite",
         "/accessibilite", "/mentions-legales"]  # fmt: skip
NOT_NEUTRAL = ("violence", "victime", "conjugal", "viol")


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PAGES, "/nothing"])
def test_a_page_has_the_numbers_the_exit_and_strict_headers(client: Client, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == (404 if path == "/nothing" else 200)
    page = reply.content.decode()
    for must in (
        'href="tel:17"',
        'href="sms:114"',
        'href="tel:3919"',
        "Quitter vite",
        "/confidentialite",
        "/mentions-legales",
    ):
        assert must in page, must
    assert "default-src 'none'" in reply["Content-Security-Policy"]
    assert "unsafe" not in reply["Content-Security-Policy"]
    assert not reply.cookies and reply["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_addresses_and_titles_are_neutral(client: Client, db: None, path: str) -> None:
    title = client.get(path).content.decode().partition("<title>")[2].partition("</title>")[0].lower()
    assert not any(word in path or word in title for word in NOT_NEUTRAL)


@pytest.mark.django_db
def test_the_directory_is_searched_without_javascript(client: Client) -> None:
    page = client.get("/annuaire?commune=damarie&kind=police").content.decode()
    assert "01 64 79 41 00" in page and "numéro relevé en 2017" in page


@pytest.mark.django_db
def test_the_directory_as_data_is_nearest_first(client: Client) -> None:
    services = client.get("/api/services?commune=Melun").json()["services"]
    near = [s["distance_km"] for s in services if s["distance_km"] is not None]
    assert near == sorted(near)
    open_now = client.get("/api/services?open=now").json()["services"]
    assert open_now and all(s["open_now"] is True for s in open_now)
    assert client.get("/api/services?topic=animaux&kind=mairie&q=zzz").json() == {"services": []}


@pytest.mark.django_db
def test_a_sheet_shows_its_sources(client: Client) -> None:
    page = client.get("/fiches/porter-plainte").content.decode()
    assert "Sources" in page and "à relire avant le" in page


@pytest.mark.django_db
def test_the_guide_says_plainly_that_it_is_not_there(client: Client) -> None:
    assert "n'est pas encore dans cette page" in client.get("/guide").content.decode()


@pytest.mark.django_db
def test_the_emergency_numbers_as_data(client: Client) -> None:
    body = json.dumps(client.get("/api/emergency").json())
    for number in ('"17"', '"112"', '"15"', '"3919"', '"114"'):
        assert number in body


@pytest.mark.django_db
def test_the_openapi_document_tells_of_the_public_api_only(client: Client) -> None:
    paths = client.get("/api/schema").json()["paths"]
    assert set(paths) == {
        "/api/chat/start",
        "/api/chat/message",
        "/api/chat/extend",
        "/api/chat/end",
        "/api/emergency",
        "/api/services",
    } | ({"/api/schema"} & set(paths))
