"""What everybody must be able to perceive: axe in every state, sizes, spacing, motion (checks 40, 44 to 47, 49, 50, 54)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
HIT = "mon mari me tape jsp ou aller avc les enfants jhabite dammarie"
LOOKS = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"],
    "rules": {"target-size": {"enabled": True}},
}
PAGES = ["/", "/urgence", "/annuaire?commune=melun", "/annuaire?q=zzzz", "/fiches", "/fiches/preuves", "/guide", "/confidentialite", "/accessibilite",
         "/mentions-legales", "/rien"]  # fmt: skip


def check(page: Any, state: str) -> None:
    # What is still moving has colours of its own.
    page.evaluate(
        "() => Promise.all([...document.getAnimations(), ...(document.querySelector('ariane-chat')?.shadowRoot?.getAnimations() ?? [])].map((a) => a.finished))"
    )
    found = AXE.run(page, options=RULES).response["violations"]
    assert found == [], state + json.dumps(
        [(p["id"], [n["html"][:150] for n in p["nodes"]]) for p in found], indent=1
    )


@pytest.mark.parametrize("context", LOOKS, indirect=True, ids=["light", "dark", "forced colours"])
def test_axe_finds_nothing_in_any_state_of_the_chat(visitor: Any) -> None:
    """Check 40."""
    page = visitor.page
    page.emulate_media(reduced_motion="reduce")
    visitor.open_chat()
    check(page, "start")
    for number, (state, text) in enumerate(
        {"danger": HIT, "not understood": "xqzt wkvj", "answer": "comment porter plainte"}.items(), 1
    ):
        visitor.write(text)
        page.locator(".theirs").nth(number).wait_for()
        check(page, state)
    page.locator(".theirs").last.get_by_role("button").first.click()
    visitor.shows("Vous avez choisi")
    check(page, "choice made")
    visitor.field.fill("a" * 10_001)
    page.keyboard.press("Enter")
    check(page, "too long")
    page.context.set_offline(True)
    visitor.write("perdu")
    page.get_by_role("button", name="Renvoyer").wait_for()
    check(page, "error")


@pytest.mark.parametrize("context", LOOKS, indirect=True, ids=["light", "dark", "forced colours"])
def test_axe_finds_nothing_when_opened_over_a_page_or_closed(visitor: Any, host_site: Any) -> None:
    """Check 40."""
    body = "<script type=module src='ARIANE/widget.js'></script><main><h1>Ville</h1></main><ariane-chat></ariane-chat>"
    page = visitor.page
    page.goto(host_site.put("/axe", body))
    page.get_by_role("button", name="Besoin d’aide ?").wait_for()
    check(page, "closed")
    visitor.launch()
    check(page, "open")
    page.get_by_role("button", name="Réduire").click()
    check(page, "closed again")


@pytest.mark.parametrize("context", LOOKS, indirect=True, ids=["light", "dark", "forced colours"])
def test_axe_finds_nothing_on_the_pages(visitor: Any) -> None:
    """Check 40, for the pages around the chat."""
    for path in PAGES:
        visitor.page.goto(visitor.base + path)
        check(visitor.page, path)


@pytest.mark.parametrize("path", ["/chat", *PAGES])
def test_at_320_pixels_with_text_twice_as_big_nothing_scrolls_sideways(visitor: Any, path: str) -> None:
    """Check 44."""
    page = visitor.page
    page.set_viewport_size({"width": 320, "height": 512})
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.goto(visitor.base + path)
    if path == "/chat":
        page.get_by_role("button", name="Je suis en danger").wait_for()
        assert page.evaluate("getComputedStyle(document.querySelector('ariane-chat')).fontSize") == "32px"
        for locator in (
            visitor.exit,
            visitor.field,
            page.locator(".transcript"),
            page.get_by_role("button", name="Envoyer"),
        ):
            box = locator.bounding_box()
            assert (
                box
                and box["y"] >= 0
                and box["y"] + min(box["height"], 48) <= 513
                and box["x"] + box["width"] <= 321
            ), box
        assert page.locator(".transcript").evaluate("(node) => node.scrollWidth <= node.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_wider_text_spacing_loses_nothing(visitor: Any) -> None:
    """Check 45."""
    page = visitor.open_chat().page
    visitor.write(HIT)
    page.locator(".theirs").nth(1).wait_for()
    lost = page.evaluate(
        """() => { const r = document.querySelector('ariane-chat').shadowRoot, s = new CSSStyleSheet();
        s.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}');
        r.adoptedStyleSheets = [...r.adoptedStyleSheets, s];
        return [...r.querySelectorAll('p,button,a,label,li,h3')].filter((e) => !e.closest('.unseen,header') && e.offsetParent &&
          (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible' || e.getBoundingClientRect().right > innerWidth + 1)).map((e) => e.outerHTML.slice(0, 80)); }"""
    )
    assert lost == []


def test_targets_are_large_enough(visitor: Any) -> None:
    """Check 46."""
    page = visitor.open_chat().page
    visitor.write(HIT)
    page.locator(".theirs").nth(1).wait_for()
    sizes = page.evaluate(
        """() => [...document.querySelector('ariane-chat').shadowRoot.querySelectorAll('a,button,textarea')].filter((e) => e.checkVisibility())
        .map((e) => { const b = e.getBoundingClientRect(); return [e.className || e.id, b.width, b.height]; })"""
    )
    assert {"exit", "send", "call", "choice", "number"} <= {name for name, *_ in sizes}
    for name, width, height in sizes:
        least = 44 if name in ("exit", "send", "call", "choice", "ariane-text") else 24
        assert round(height) >= least and width >= min(least, 24), (name, width, height)


def test_nothing_moves_for_who_asked_so_and_nothing_moves_long(visitor: Any) -> None:
    """Check 47."""
    page = visitor.page
    running = "() => document.querySelector('ariane-chat').shadowRoot.getAnimations().concat(document.getAnimations()).map((a) => a.effect.getComputedTiming().endTime)"
    page.emulate_media(reduced_motion="reduce")
    visitor.open_chat().write("bonjour")
    page.locator(".theirs").nth(1).wait_for()
    assert page.evaluate(running) == []
    page.emulate_media(reduced_motion="no-preference")
    visitor.write("comment porter plainte")
    page.locator(".theirs").nth(2).wait_for()
    assert all(end <= 5_000 for end in page.evaluate(running))


def test_the_author_of_each_message_is_told_in_text(visitor: Any) -> None:
    """Check 49."""
    visitor.answers({"type": "text", "text": "réponse"})
    page = visitor.open_chat().page
    visitor.write("question")
    visitor.shows("réponse")
    told = page.locator(".transcript").evaluate(
        "(node) => [...node.querySelectorAll('.mine, .theirs')].map((e) => e.textContent)"
    )
    assert told[1].startswith("Vous : question") and told[2].startswith("Programme : réponse")
    visitor.page.unroute("**/api/chat/message")
    visitor.answers({"type": "person", "name": "Conseillère", "text": "je prends le relais"})
    visitor.write("quelqu'un ?")
    visitor.shows("Conseillère :")


def test_a_choice_once_taken_stays_readable(visitor: Any) -> None:
    """Check 50."""
    page = visitor.open_chat().page
    taken = page.get_by_role("button", name="Je m'inquiète pour quelqu'un")
    taken.click()
    visitor.shows("Vous avez choisi : Je m'inquiète pour quelqu'un")
    page.locator(".theirs").nth(1).wait_for()
    assert taken.get_attribute("aria-disabled") == "true" and taken.get_attribute("disabled") is None
    taken.click(force=True)
    page.get_by_role("button", name="Est-ce que c'est de la violence ?").click()
    visitor.shows("Vous avez choisi : Est-ce que c'est de la violence ?")
    assert visitor.transcript().count("Vous avez choisi : Je m'inquiète") == 1


@pytest.mark.parametrize("path", ["/", "/chat", "/annuaire"])
def test_fields_are_never_smaller_than_16_pixels_and_zoom_is_free(visitor: Any, path: str) -> None:
    """Check 54."""
    page = visitor.page
    page.goto(visitor.base + path)
    page.wait_for_load_state("networkidle")
    fields = page.locator("input, select, textarea").evaluate_all(
        "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert all(size >= 16 for size in fields) and (fields or path == "/")
    viewport = page.locator("meta[name=viewport]").get_attribute("content")
    assert "maximum-scale" not in viewport and "user-scalable" not in viewport
