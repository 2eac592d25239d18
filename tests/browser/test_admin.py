"""An admin with ten minutes: correct a number, see why something is refused, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT

LAPTOP = {"width": 1280, "height": 800}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """Logged in as the demonstration admin, on a 13-inch screen."""
    context = browser.new_context(viewport=LAPTOP, locale="fr-FR", base_url=site)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto("/admin/")
    page.locator("[name=username]").fill("demo-admin")
    page.locator("[name=password]").fill("demo-not-secret")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Base de connaissances").wait_for()
    yield page
    context.close()


def publish(page: Page) -> None:
    """Choose « Publier » in the menu of actions, by keyboard."""
    page.locator("footer [data-w-dropdown-target=toggle]").first.focus()
    page.keyboard.press("Enter")
    page.locator("button[name=action-publish]").focus()
    page.keyboard.press("Enter")


def test_a_corrected_number_waits_for_its_checks_and_visitors_read_the_old_one(page: Page, site: str) -> None:
    """No assistant runs here to try the test cases; with one, see tests/conversations/test_publication_live.py."""
    page.goto("/admin/snippets/editorial/service/edit/camvs/")
    page.get_by_label("Numéro", exact=True).fill("0164792526")
    publish(page)
    page.get_by_text("modifié(e) et publié(e)").or_(page.get_by_text("publié")).first.wait_for()
    page.goto("/admin/publication/")
    expect(page.get_by_text("en attente").first).to_be_visible()
    listed = requests.get(f"{site}/annuaire?kind=collectivite", timeout=5).text
    assert "01 64 79 25 25" in listed and "01 64 79 25 26" not in listed


def test_a_refusal_is_told_and_what_was_typed_stays(page: Page) -> None:
    page.goto("/admin/snippets/editorial/service/edit/camvs/")
    page.get_by_label("Numéro", exact=True).fill("01 64 79")
    publish(page)
    page.get_by_text("n'est pas un numéro français").first.wait_for()
    expect(page.get_by_label("Numéro", exact=True)).to_have_value("01 64 79")


def test_rows_and_choices_are_added_and_removed_with_the_keyboard(page: Page) -> None:
    page.goto("/admin/snippets/editorial/service/edit/camvs/")
    page.get_by_role("button", name="Ajouter un téléphone").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("3919")
    expect(page.get_by_label("Numéro", exact=True)).to_have_count(2)
    search = page.locator("#id_topics-search")
    search.focus()
    page.keyboard.type("preuves")
    page.keyboard.press("Enter")
    expect(page.locator("#id_topics [data-ed-list]")).to_contain_text("Garder des preuves")
    page.locator("#id_topics [data-ed-list] [data-ed-remove]").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_topics [data-ed-list]")).not_to_contain_text("Garder des preuves")


def test_words_are_counted_and_hints_are_given_while_typing(page: Page) -> None:
    page.goto("/admin/snippets/editorial/answer/edit/preuves/")
    bubble = page.get_by_label("Bulle 1").first
    bubble.fill("Vous devez partir.")
    expect(page.locator(".ed-count").first).to_have_text("3 mots sur 60")
    expect(page.locator(".ed-hints").first).to_contain_text("met la pression")


def test_the_preview_looks_like_the_chat(page: Page) -> None:
    page.goto("/admin/snippets/editorial/answer/edit/preuves/")
    page.locator("[data-side-panel-toggle=preview], [data-side-panel=preview] button").first.click()
    frame = page.frame_locator("#w-preview-iframe, iframe").first
    frame.locator(".bubble").first.wait_for()
    assert frame.locator(".call, .site").count() > 0


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/connaissances/a-faire/",
        "/admin/connaissances/echanger/",
        "/admin/snippets/editorial/service/",
        "/admin/snippets/editorial/service/edit/camvs/",
        "/admin/snippets/editorial/answer/edit/preuves/",
    ],
)
def test_staff_pages_have_no_accessibility_fault_that_axe_finds(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_timeout(1_000)
    results: dict[str, Any] = Axe().run(page, options=RULES).response
    faults = [
        (fault["id"], [node["html"][:160] for node in fault["nodes"]][:3]) for fault in results["violations"]
    ]
    assert faults == []


def test_the_screens_of_the_guide_are_there() -> None:
    guide = (ROOT / "docs" / "admin.md").read_text("utf-8")
    shown = [Path(part.split(")")[0]) for part in guide.split("](images/")[1:]]
    assert shown and all((ROOT / "docs" / "images" / name).exists() for name in shown)
