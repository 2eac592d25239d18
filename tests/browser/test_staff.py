"""The staff's side in a real browser, as each role: keyboard, axe, and what each may open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.staff import LAPTOP, Staff
from tests.conftest import Chat


@pytest.fixture(scope="module", autouse=True)
def warm(stack: Any) -> None:
    """The first turn after a start loads what the others find in memory."""
    Chat(stack.url).start().post(text="bonjour")


@pytest.fixture
def staff(browser: Browser, stack: Any) -> Iterator[Staff]:
    context = browser.new_context(viewport=LAPTOP, locale="fr-FR")
    context.set_default_timeout(10_000)
    yield Staff(context.new_page(), stack.url)
    context.close()


def test_a_tester_talks_judges_and_makes_a_case(staff: Staff) -> None:
    page = staff.log_in("demo-test").open("/equipe/essai")
    staff.is_clean()
    staff.say("il me frappe, j'habite à Melun")
    expect(page.locator(".urgent").first).to_contain_text("17")
    why = page.locator(".why").first
    expect(why).to_contain_text("danger-immediat")
    expect(why).to_contain_text("commune = 77288")
    expect(why).to_contain_text("ms")
    staff.say("comment porter plainte")
    assert page.locator(".mine").count() == 2, "the conversation goes on without leaving the page"
    expect(page.get_by_label("Message", exact=True)).to_be_focused()
    staff.is_clean()
    page.get_by_text("Juger cette réponse").last.click()
    page.get_by_label("fausse").last.check()
    page.get_by_label("Thème attendu").last.fill("plainte-sans-preuve")
    page.get_by_label("Une phrase pour la rédaction").last.fill("Elle n'a pas de preuve.")
    page.get_by_role("button", name="Noter cet avis").last.click()
    expect(page.get_by_role("heading", name="Réponse fausse")).to_be_visible()
    staff.is_clean()
    page.get_by_role("button", name="Créer le cas de test").click()
    expect(page.get_by_label("Thèmes attendus")).to_have_value("plainte-sans-preuve")
    staff.is_clean()
    staff.open("/equipe/a-traiter")
    expect(page.get_by_role("link", name="comment porter plainte").first).to_be_visible()
    staff.is_clean()


def test_the_same_message_as_a_witness_on_a_sunday_night(staff: Staff) -> None:
    page = staff.log_in("demo-test").open("/equipe/essai")
    staff.say("comment porter plainte")
    page.get_by_label("Qui écrit").select_option("other")
    page.get_by_label("Moment").fill("2026-11-29T03:00")
    page.get_by_role("button", name="Rejouer").click()
    expect(page.locator(".why").first).to_contain_text("concerned = other")
    expect(page.get_by_label("Moment")).to_have_value("2026-11-29T03:00")
    expect(page.locator(".contacts").first).to_contain_text("fermé")


def test_a_choice_is_taken_with_the_keyboard_alone(staff: Staff) -> None:
    page = staff.log_in("demo-test").open("/equipe/essai")
    staff.say("comment porter plainte")
    choice = page.locator("button.choice").first
    choice.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".mine")).to_have_count(2)


def test_without_javascript_the_bench_works(browser: Browser, stack: Any) -> None:
    context = browser.new_context(viewport=LAPTOP, java_script_enabled=False)
    context.set_default_timeout(10_000)
    staff = Staff(context.new_page(), stack.url)
    page = staff.log_in("demo-test").open("/equipe/essai")
    page.get_by_label("Message", exact=True).fill("comment porter plainte")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".bubble").first).to_be_visible()
    context.close()


def test_every_page_of_an_editor_is_clean(staff: Staff) -> None:
    staff.log_in("demo-redaction")
    for path in (
        "", "a-traiter", "cas", "cas/nouveau", "cas/import", "passages", "campagnes", "campagnes/nouvelle", "questions",
        "chiffres", "compte", "compte/mot-de-passe", "compte/second-facteur",
    ):  # fmt: skip
        staff.open(f"/equipe/{path}")
        staff.is_clean()


def test_a_campaign_is_judged_blindly_by_two(staff: Staff, browser: Browser, stack: Any) -> None:
    page = staff.log_in("demo-redaction").open("/equipe/campagnes/nouvelle")
    page.get_by_label("Titre").fill("Essai à deux")
    page.get_by_label("Messages").fill("comment porter plainte\nje cherche un logement")
    page.get_by_role("button", name="Ouvrir").click()
    for _ in range(2):
        staff.is_clean()
        page.get_by_label("bonne").check()
        page.get_by_role("button", name="Noter et continuer").click()
    expect(page.get_by_text("Vous avez fini")).to_be_visible()
    address = page.url.removeprefix(stack.url)
    context = browser.new_context(viewport=LAPTOP)
    context.set_default_timeout(10_000)
    other = Staff(context.new_page(), stack.url).log_in("demo-test")
    for verdict in ("bonne", "dangereuse"):
        other.open(address).get_by_label(verdict).check()
        assert "demo-redaction" not in other.page.get_by_role("main").inner_text()
        other.page.get_by_role("button", name="Noter et continuer").click()
    expect(other.page.get_by_text("Accord entre 2 personnes : 50 %")).to_be_visible()
    other.is_clean()
    context.close()


@pytest.mark.parametrize(
    ("name", "kept_out"),
    [("demo-accueil", ["/equipe/essai", "/equipe/cas", "/equipe/questions"]), ("demo-test", ["/equipe/questions", "/equipe/campagnes/nouvelle"])],
)  # fmt: skip
def test_a_role_is_kept_out_of_what_it_does_not_need(staff: Staff, name: str, kept_out: list[str]) -> None:
    page = staff.log_in(name).page
    for path in kept_out:
        staff.open(path)
        expect(page.get_by_role("heading", name="Accès refusé")).to_be_visible()
    staff.open("/admin/users/")
    assert urlsplit(page.url).path in ("/admin/", "/equipe/connexion")


def test_a_visitor_s_page_knows_nothing_of_the_staff(browser: Browser, stack: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(stack.url + "/")
    assert "/equipe" not in page.content() and context.cookies() == []
    assert json.dumps(context.storage_state()["origins"]) == "[]"
    context.close()
