"""Keyboard, focus and screen reader (checks 41 to 43, 48, 51)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
SEEN = """() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  if (!e || e === document.body) return null;
  const b = e.getBoundingClientRect(), s = getComputedStyle(e);
  const x = Math.min(Math.max(b.x + b.width / 2, 1), innerWidth - 2), y = Math.min(Math.max(b.y + Math.min(b.height / 2, 20), 1), innerHeight - 2);
  let hit = document.elementFromPoint(x, y); while (hit?.shadowRoot) { const inner = hit.shadowRoot.elementFromPoint(x, y); if (!inner || inner === hit) break; hit = inner; }
  return {name: (e.textContent || e.id).trim().slice(0, 30), outlined: s.outlineStyle !== 'none', covered: !(e === hit || e.contains(hit) || hit?.contains(e) && hit.className !== 'exit')}; }"""


def test_each_answer_is_announced_once_and_the_transcript_is_not_live(visitor: Any) -> None:
    """Check 41."""
    page = visitor.open_chat().page
    for role in ("log", "status", "alert"):
        assert page.locator(f"ariane-chat [role={role}]").count() >= 1, role
    live = "(node) => [node.ariaLive, node.querySelectorAll('[aria-live],[role=log],[role=status]').length]"
    assert page.locator(".transcript").evaluate(live) == [None, 0]
    heard = page.locator("[role=log]")
    expect(heard).to_have_text("")
    assert heard.get_attribute("aria-live") == "polite"
    visitor.answers(
        {"type": "text", "text": "première"},
        {"type": "choices", "choices": [{"id": "a", "title": "Un choix"}]},
    )
    visitor.write("bonjour")
    expect(heard).to_have_text("premièreChoix : Un choix")
    assert heard.locator("a, button").count() == 0
    expect(heard).to_have_text("")


def test_the_focus_moves_only_by_her_own_action(visitor: Any, host_site: Any) -> None:
    """Check 42."""
    page = visitor.page
    body = "<script type=module src='ARIANE/widget.js'></script><ariane-chat></ariane-chat>"
    page.goto(host_site.put("/focus", body))
    visitor.launch()
    assert visitor.focused() == "ariane-title"
    visitor.field.focus()
    waiting: list[Any] = []
    page.route("**/api/chat/message", lambda route: waiting.append(route))
    visitor.write("bonjour")
    page.get_by_role("button", name="Réduire").focus()
    while not waiting:
        page.wait_for_timeout(20)
    waiting.pop().continue_()
    page.locator(".theirs").nth(1).wait_for()
    assert visitor.focused() == "plain"
    page.unroute("**/api/chat/message")
    page.locator(".theirs").last.get_by_role("button").first.click()
    assert visitor.focused() == "ariane-text"
    page.get_by_role("button", name="Réduire").click()
    assert visitor.focused() == "launcher"


def test_the_focus_is_not_lost_when_a_message_is_sent_again(visitor: Any) -> None:
    """Check 42."""
    page = visitor.open_chat().page
    page.context.set_offline(True)
    visitor.write("bonjour")
    page.get_by_role("button", name="Renvoyer").focus()
    page.keyboard.press("Enter")
    assert visitor.focused() == "ariane-text"


@pytest.mark.parametrize("context", [DESKTOP], indirect=True)
def test_the_whole_visit_works_by_keyboard_alone(visitor: Any, host_site: Any) -> None:
    """Check 43: no trap, focus seen and never covered, Escape closes and never leaves."""
    page = visitor.page
    body = "<a href='/x'>avant</a><script type=module src='ARIANE/widget.js'></script><ariane-chat></ariane-chat><a href='/y'>après</a>"
    page.goto(host_site.put("/keys", body))
    page.get_by_role("button", name="Besoin d’aide ?").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Je suis en danger").wait_for()
    names = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        if seen is None or seen["name"] == "après":
            names.append("out")
            break
        assert seen["outlined"] and not seen["covered"], seen
        names.append(seen["name"])
    assert names[-1] == "out" and "Je suis en danger" in names and "Envoyer" in names, names
    visitor.field.focus()
    page.keyboard.type("comment porter plainte")
    page.keyboard.press("Enter")
    page.locator(".theirs").nth(1).wait_for()
    assert visitor.focused() == "ariane-text"
    page.keyboard.press("Escape")
    assert page.url.endswith("/keys") and not visitor.field.is_visible() and visitor.focused() == "launcher"
    page.keyboard.press("Enter")
    assert "comment porter plainte" in visitor.transcript(), "what was said is still there"


def test_an_error_of_the_field_is_told_tied_to_it_and_keeps_what_was_written(visitor: Any) -> None:
    """Check 48."""
    page = visitor.open_chat().page
    expect(page.get_by_text("Votre message", exact=True)).to_be_visible()
    visitor.write("a" * 10_001)
    assert (
        visitor.field.get_attribute("aria-invalid") == "true" and len(visitor.field.input_value()) == 10_001
    )
    expect(visitor.field).to_have_accessible_description(
        "Votre message dépasse 10 000 caractères. Envoyez-le en plusieurs fois. 1 caractère en trop. Envoyez-le en plusieurs fois."
    )
    assert visitor.focused() == "ariane-text"
    visitor.field.fill("court")
    assert visitor.field.get_attribute("aria-invalid") is None
    visitor.field.fill("")
    page.keyboard.press("Enter")
    assert visitor.field.get_attribute("aria-invalid") == "true"
    for path in ("/annuaire", "/fiches"):
        page.goto(visitor.base + path)
        for field in page.locator("main input:not([type=hidden]), main select").all():
            assert field.evaluate("(e) => e.labels.length === 1 && e.labels[0].checkVisibility()")


@pytest.mark.parametrize("context", [DESKTOP], indirect=True)
def test_nothing_of_a_minimised_chat_is_left_for_a_screen_reader(visitor: Any) -> None:
    """Check 51."""
    page = visitor.page
    page.goto(visitor.base + "/")
    visitor.launch()
    page.get_by_role("button", name="Réduire").click()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    names = " ".join(str(n.get("name", {}).get("value", "")) for n in tree if not n.get("ignored"))
    assert "Besoin d’aide ?" in names
    for gone in ("Votre message", "Conversation", "Je suis en danger", "Tout effacer"):
        assert gone not in names
    assert not visitor.exit.is_visible()
