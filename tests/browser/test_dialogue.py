"""The conversation as she sees it: danger, choices, slow or broken networks, long texts, languages (checks 52, 53, 59, 62, 69, 89)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

SIZES = [{"viewport": {"width": 360, "height": 740}}, {"viewport": {"width": 1280, "height": 800}}]
HIT = "mon mari me tape jsp ou aller avc les enfants jhabite dammarie"


@pytest.mark.parametrize("context", SIZES, indirect=True, ids=["phone", "desktop"])
def test_she_reads_whom_to_call_and_taps_a_number(visitor: Any) -> None:
    visitor.open_chat().write(HIT)
    page = visitor.page
    page.locator(".theirs").nth(1).wait_for()
    assert page.locator(".urgent a[href='tel:17']").first.is_visible()
    assert page.locator(".urgent a[href='sms:114']").first.is_visible()
    assert page.locator(".transcript a[href='tel:3919']").count() >= 1
    assert page.get_by_text("journal d’appels").count() >= 1
    page.locator(".theirs").last.get_by_role("button").first.click()
    visitor.shows("Vous avez choisi")
    page.locator(".theirs").nth(2).wait_for()
    assert page.locator(".pinned a[href='tel:17']").is_visible()
    assert visitor.errors == []


def test_the_numbers_are_in_sight_with_the_network_cut(visitor: Any) -> None:
    """Check 59."""
    page = visitor.page
    page.context.route("**/api/**", lambda route: route.abort())
    page.goto(visitor.base + "/chat")
    page.get_by_role("button", name="Réessayer").wait_for()
    for href in ("tel:17", "tel:112", "sms:114", "tel:3919"):
        assert page.locator(f".pinned a[href='{href}']").is_visible()
    page.context.unroute("**/api/**")
    page.get_by_role("button", name="Réessayer").click()
    page.get_by_role("button", name="Je suis en danger").wait_for()


def test_a_question_can_be_passed(visitor: Any) -> None:
    """Check 62."""
    page = visitor.open_chat().page
    page.get_by_role("button", name="Trouver de l'aide près de chez moi").click()
    for number in (1, 2, 3):
        page.locator(".theirs").nth(number).wait_for()
        page.locator(".theirs").nth(number).get_by_role("button", name="Passer").click()
    page.locator(".theirs").nth(4).wait_for()
    last = page.locator(".theirs").nth(4)
    assert last.get_by_role("button", name="Passer").count() == 0 and last.locator(".contact").count() >= 1


def test_a_slow_answer_shows_help_then_can_be_sent_again_without_a_duplicate(visitor: Any) -> None:
    """Check 69: slow, then no answer at all."""
    page = visitor.page
    page.clock.install()
    visitor.open_chat()
    waiting: list[Any] = []
    page.route("**/api/chat/message", lambda route: waiting.append(route))
    visitor.write("comment porter plainte")
    status = page.locator("ariane-chat [role=status]")
    expect(status).to_have_text("Le programme écrit…")
    page.clock.run_for(8_100)
    visitor.shows("La réponse tarde")
    assert page.locator(".pinned a[href='tel:17']").is_visible()
    visitor.field.fill("et aussi, un brouillon")
    page.keyboard.press("Enter")
    expect(status).to_have_text("Le programme répond. Un instant.")
    waiting.pop().abort()
    again = page.get_by_role("button", name="Renvoyer")
    again.wait_for()
    expect(status).to_have_text("")
    assert "La réponse tarde" not in visitor.transcript() and "17" in visitor.transcript()
    page.unroute("**/api/chat/message")
    again.click()
    page.locator(".theirs").nth(1).wait_for()
    assert visitor.transcript().count("comment porter plainte") == 1
    assert page.get_by_role("button", name="Renvoyer").count() == 0
    assert visitor.field.input_value() == "et aussi, un brouillon"


def test_when_the_assistant_is_down_the_page_shows_help_and_a_retry(visitor: Any) -> None:
    """Check 69: the 503 of the gateway, as tests/conversations/test_failures.py sees it."""
    seventeen = {
        "id": "police-secours-17",
        "name": "Police",
        "phones": [{"number": "17", "tel": "tel:17", "label": ""}],
    }
    body = {
        "detail": "Le programme ne répond pas en ce moment.",
        "emergency": [seventeen],
        "messages": [
            {"type": "urgent", "risk": "danger-immediat", "text": "Appelez le 17.", "contacts": [seventeen]},
            {"type": "contacts", "contacts": [seventeen]},
        ],
    }
    page = visitor.open_chat().page
    page.route("**/api/chat/message", lambda route: route.fulfill(status=503, json=body))
    visitor.write("il me frappe")
    page.get_by_role("button", name="Renvoyer").wait_for()
    assert page.locator(".urgent a[href='tel:17']").first.is_visible()
    assert page.locator(".transcript .contact").count() == 1
    expect(page.locator("ariane-chat [role=status]")).to_have_text("")
    page.unroute("**/api/chat/message")
    page.get_by_role("button", name="Renvoyer").click()
    page.locator(".theirs").nth(2).wait_for()
    assert page.get_by_role("button", name="Renvoyer").count() == 0
    assert visitor.transcript().count("il me frappe") == 1


def test_a_lost_connection_loses_neither_message_nor_draft(visitor: Any) -> None:
    page = visitor.open_chat().page
    page.context.set_offline(True)
    visitor.write("comment porter plainte")
    page.get_by_role("button", name="Renvoyer").wait_for()
    visitor.field.fill("la suite")
    page.context.set_offline(False)
    page.get_by_role("button", name="Renvoyer").click()
    page.locator(".theirs").nth(1).wait_for()
    assert visitor.field.input_value() == "la suite"
    assert visitor.transcript().count("comment porter plainte") == 1


def test_an_expired_conversation_goes_on_with_a_text_and_begins_anew_with_a_choice(visitor: Any) -> None:
    page = visitor.page

    def expire(started: Any) -> None:
        page.request.post(
            f"{visitor.base}/api/chat/end", data={"conversation": started.value.json()["conversation"]}
        )

    with page.expect_response("**/api/chat/start") as started:
        visitor.open_chat()
    expire(started)
    with page.expect_response("**/api/chat/start") as started:
        visitor.write("comment porter plainte")
    page.locator(".theirs").nth(1).wait_for()
    expire(started)
    page.get_by_role("button", name="Je suis en danger").click()
    page.get_by_role("button", name="Recommencer").click()
    page.locator(".theirs").nth(2).wait_for()
    assert page.get_by_role("button", name="Recommencer").count() == 0


def test_what_is_erased_while_the_answer_is_coming_never_shows(visitor: Any) -> None:
    page = visitor.open_chat().page
    waiting: list[Any] = []
    page.route("**/api/chat/message", lambda route: waiting.append(route))
    visitor.write("comment porter plainte")
    expect(page.locator("ariane-chat [role=status]")).to_have_text("Le programme écrit…")
    with page.expect_request("**/api/chat/end"):
        page.get_by_role("button", name="Tout effacer").click()
    visitor.shows("La conversation est effacée")
    with page.expect_response("**/api/chat/message"):
        waiting.pop().fulfill(
            status=200,
            content_type="application/json",
            body='{"messages": [{"type": "text", "text": "réponse tardive"}]}',
        )
    page.get_by_role("button", name="Je suis en danger").wait_for()
    assert "plainte" not in visitor.transcript() and "tardive" not in visitor.transcript()


def test_near_the_limit_what_is_left_is_told_before_sending(visitor: Any) -> None:
    page = visitor.open_chat().page
    count, status = page.locator(".count"), page.locator("ariane-chat [role=status]")
    visitor.field.fill("a" * 8_000)
    expect(count).to_have_text("")
    visitor.field.fill("a" * 9_100)
    expect(count).to_have_text("Il reste 900 caractères.")
    expect(status).to_have_text("Il reste 900 caractères.")
    visitor.field.fill("a" * 9_200)
    expect(count).to_have_text("Il reste 800 caractères.")
    expect(status).to_have_text("Il reste 900 caractères.")
    visitor.field.fill("é😢" * 5_000)
    expect(count).to_have_text("Il reste 0 caractère.")
    visitor.field.fill("a" * 10_020)
    expect(count).to_have_text("20 caractères en trop. Envoyez-le en plusieurs fois.")
    expect(status).to_have_text("20 caractères en trop. Envoyez-le en plusieurs fois.")
    assert not any(url.endswith("/message") for url in visitor.requests)


def test_each_message_has_its_language_and_direction(visitor: Any) -> None:
    """Check 53."""
    arabic = "اتصلي بالرقم 3919، المكالمة مجانية."
    visitor.answers({"type": "text", "text": "En français."}, {"type": "text", "text": arabic, "lang": "ar", "dir": "rtl"},
                    {"type": "steps", "title": "خطوات", "steps": ["أولا"], "lang": "ar", "dir": "rtl"})  # fmt: skip
    page = visitor.open_chat().page
    visitor.write("مرحبا")
    expect(page.locator("[role=log] [lang=ar][dir=rtl]")).to_have_count(2)
    bubble = page.locator(".bubble[lang=ar]")
    assert bubble.get_attribute("dir") == "rtl"
    assert bubble.evaluate("(e) => getComputedStyle(e).direction") == "rtl"
    assert (
        page.locator(".steps[lang=ar] ol").evaluate("(e) => parseFloat(getComputedStyle(e).paddingRight)")
        > 10
    )
    assert page.locator(".bubble", has_text="En français.").get_attribute("lang") is None
    assert page.locator(".mine p").evaluate("(e) => getComputedStyle(e).direction") == "rtl"
    page.unroute("**/api/chat/message")
    visitor.answers({"type": "text", "text": "Call 3919."}, language="en")
    visitor.write("hello")
    visitor.shows("Call 3919.")
    assert page.locator(".bubble", has_text="Call 3919.").get_attribute("lang") == "en"


@pytest.mark.parametrize(
    "path", ["/", "/chat", "/urgence", "/annuaire", "/fiches", "/guide", "/accessibilite", "/rien"]
)
@pytest.mark.parametrize("context", SIZES, indirect=True, ids=["phone", "desktop"])
def test_legal_pages_are_one_link_away_from_every_page(visitor: Any, path: str) -> None:
    """Check 89."""
    page = visitor.page
    page.goto(visitor.base + path)
    for name in ("Accessibilité : non conforme", "Confidentialité", "Mentions légales"):
        link = page.get_by_role("contentinfo").get_by_role("link", name=name)
        link.scroll_into_view_if_needed()
        assert link.is_visible()
        assert page.request.get(visitor.base + link.get_attribute("href")).ok
