"""The chat in a real browser: a whole visit, exits, traces, keyboard, hostile pages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SIZES = [{"viewport": {"width": 360, "height": 740}}, {"viewport": {"width": 1280, "height": 800}}]
HIT = "mon mari me tape jsp ou aller avc les enfants jhabite dammarie"


@pytest.mark.parametrize("context", SIZES, indirect=True, ids=["phone", "desktop"])
def test_she_reads_whom_to_call_and_taps_a_number(visitor: Any) -> None:
    visitor.open_chat().write(HIT)
    page = visitor.page
    visitor.shows("Ce que vous vivez n'est pas votre faute")
    assert page.locator(".urgent a[href='tel:17']").is_visible()
    assert page.locator(".urgent a[href='sms:114']").is_visible()
    assert page.locator("a[href='tel:115']").count() >= 1
    assert page.get_by_text("journal d’appels").count() >= 1
    assert page.locator(".pinned a[href='tel:17']").is_visible()
    page.get_by_role("button", name="Partir de chez moi avec mes enfants").click()
    visitor.shows("Vous avez choisi : Partir de chez moi avec mes enfants")
    visitor.shows("n'est pas un délit")
    assert visitor.errors == []


def test_nothing_is_stored_and_nobody_else_is_asked(visitor: Any, stack: Any) -> None:
    visitor.open_chat().write("comment porter plainte")
    page = visitor.page
    visitor.shows("Porter plainte est votre choix")
    found = page.evaluate(
        """async () => ({cookie: document.cookie, local: localStorage.length, session: sessionStorage.length,
        databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
        workers: (await navigator.serviceWorker.getRegistrations()).length})"""
    )
    assert found == {"cookie": "", "local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}
    assert page.context.cookies() == []
    assert all(url.startswith((stack.url, "data:", "blob:")) for url in visitor.requests)
    assert not any("plainte" in url for url in visitor.requests)


def test_a_page_with_a_closed_chat_asks_for_the_loader_only(visitor: Any) -> None:
    visitor.page.goto(visitor.base + "/")
    visitor.page.get_by_role("button", name="Besoin d’aide ?").wait_for()
    assert [u for u in visitor.requests if "/widget" in u or "/api/" in u] == [visitor.base + "/widget.js"]


def leave_by_button(page: Any) -> None:
    page.get_by_role("button", name="Quitter vite").click()


def leave_by_shift(page: Any) -> None:
    page.get_by_label("Votre message").focus()
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [leave_by_button, leave_by_shift])
def test_leaving_blanks_the_screen_and_back_does_not_return(visitor: Any, leave: Any) -> None:
    visitor.page.goto(visitor.base + "/urgence")
    visitor.open_chat().write("mot secret zzz")
    page = visitor.page
    visitor.shows("mot secret zzz")
    ended = []
    page.on("request", lambda r: ended.append(r) if r.url.endswith("/api/chat/end") else None)
    referers: list[str | None] = []
    page.context.route(
        "https://meteofrance.com/**",
        lambda route: (
            referers.append(route.request.headers.get("referer")),
            route.fulfill(status=200, body="Ailleurs"),
        ),
    )
    length = page.evaluate("history.length")
    leave(page)
    page.wait_for_url("https://meteofrance.com/**")
    assert page.evaluate("history.length") == length
    assert ended and referers == [None]
    page.go_back(wait_until="commit")
    page.wait_for_timeout(500)
    assert "/chat" not in page.url
    assert "zzz" not in page.content()


def test_leaving_blanks_the_screen_even_when_the_target_cannot_be_reached(visitor: Any) -> None:
    visitor.open_chat().write("mot secret zzz")
    visitor.shows("mot secret zzz")
    visitor.page.context.route("https://meteofrance.com/**", lambda route: route.fulfill(status=204))
    text = visitor.page.evaluate(
        """() => new Promise((done) => { document.querySelector('ariane-chat').shadowRoot.querySelector('.exit').click();
        setTimeout(() => done(document.body.innerText.trim() + document.title), 80); })"""
    )
    assert text == "…"


def test_typing_capitals_does_not_leave(visitor: Any) -> None:
    visitor.open_chat()
    page = visitor.page
    page.get_by_label("Votre message").focus()
    page.keyboard.type("JE SUIS EN DANGER 123 ?!")
    for _ in range(5):
        page.keyboard.press("Shift+Tab")
    page.get_by_label("Votre message").focus()
    for _ in range(3):
        page.keyboard.down("Shift")
        page.mouse.click(180, 400)
        page.keyboard.up("Shift")
    page.wait_for_timeout(200)
    assert page.url.endswith("/chat")


def test_going_away_and_coming_back_shows_nothing(visitor: Any) -> None:
    visitor.open_chat().write("mot secret zzz")
    page = visitor.page
    visitor.shows("mot secret zzz")
    page.get_by_label("Votre message").fill("pas encore envoyé yyy")
    page.goto(visitor.base + "/urgence")
    page.go_back(wait_until="commit")
    page.get_by_role("button", name="Je suis en danger").wait_for()
    assert "zzz" not in visitor.transcript()
    assert page.get_by_label("Votre message").input_value() == ""


@pytest.mark.parametrize("viewport", [(320, 256), (390, 664), (390, 300), (1280, 800)])
def test_exit_composer_and_a_line_are_always_in_view(visitor: Any, viewport: tuple[int, int]) -> None:
    page = visitor.page
    page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
    visitor.open_chat().write(HIT)
    page.locator(".urgent").wait_for()
    for locator in (
        page.get_by_role("button", name="Quitter vite"),
        page.get_by_label("Votre message"),
        page.locator(".transcript"),
    ):
        box = locator.bounding_box()
        assert box and box["y"] >= 0 and box["y"] + min(box["height"], 40) <= viewport[1] + 1, box
        assert box["x"] >= 0 and box["x"] + box["width"] <= viewport[0] + 1, box
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_exit_is_above_everything_a_site_can_put_there(visitor: Any) -> None:
    visitor.open_chat()
    page = visitor.page
    page.evaluate(
        """() => { const d = document.createElement('div');
        d.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:red'; document.body.append(d); }"""
    )
    hit = page.evaluate(
        """() => { const h = document.querySelector('ariane-chat'); const e = h.shadowRoot.querySelector('.exit').getBoundingClientRect();
        return document.elementFromPoint(e.x + e.width / 2, e.y + e.height / 2) === h; }"""
    )
    assert hit


@pytest.mark.parametrize(
    "context",
    [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}],
    indirect=True,
)
def test_axe_finds_no_violation_in_any_state(visitor: Any) -> None:
    visitor.open_chat()
    states = ["start"]
    for text in (HIT, "xqzt wkvj", "comment porter plainte"):
        visitor.write(text)
        visitor.page.wait_for_timeout(700)
        states.append(text)
    problems = Axe().run(visitor.page).response["violations"]
    assert problems == [], json.dumps(
        [(p["id"], [n["html"][:120] for n in p["nodes"]]) for p in problems], indent=1
    )


@pytest.mark.parametrize("path", ["/", "/urgence", "/annuaire?commune=melun", "/fiches", "/fiches/preuves", "/guide",
                                  "/confidentialite", "/accessibilite", "/mentions-legales"])  # fmt: skip
def test_axe_finds_no_violation_on_the_pages(visitor: Any, path: str) -> None:
    visitor.page.goto(visitor.base + path)
    visitor.page.wait_for_timeout(300)
    problems = Axe().run(visitor.page).response["violations"]
    assert problems == [], [(p["id"], [n["html"][:120] for n in p["nodes"]]) for p in problems]
    assert visitor.errors == []


def test_the_whole_visit_works_by_keyboard_alone(visitor: Any) -> None:
    page = visitor.page
    page.goto(visitor.base + "/")
    launcher = page.get_by_role("button", name="Besoin d’aide ?")
    launcher.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Je suis en danger").wait_for()
    page.get_by_label("Votre message").focus()
    page.keyboard.type("comment porter plainte")
    page.keyboard.press("Enter")
    visitor.shows("Porter plainte est votre choix")
    assert page.evaluate("document.querySelector('ariane-chat').shadowRoot.activeElement.id") == "ariane-text"
    page.keyboard.press("Escape")
    assert page.url.endswith("/") and not page.get_by_label("Votre message").is_visible()
    assert (
        page.evaluate("document.querySelector('ariane-chat').shadowRoot.activeElement.textContent")
        == "Besoin d’aide ?"
    )


def test_a_screen_reader_hears_each_answer_once(visitor: Any) -> None:
    visitor.open_chat()
    page = visitor.page
    assert page.locator(".transcript").get_attribute("aria-live") is None
    visitor.write("comment porter plainte")
    heard = page.locator("[role=log]")
    expect(heard).to_contain_text("Porter plainte est votre choix")
    expect(heard).to_have_text("")


def test_what_she_typed_survives_a_lost_connection(visitor: Any) -> None:
    visitor.open_chat()
    page = visitor.page
    page.context.set_offline(True)
    visitor.write("comment porter plainte")
    page.get_by_role("button", name="Renvoyer").wait_for()
    assert "comment porter plainte" in visitor.transcript() and "17" in visitor.transcript()
    page.context.set_offline(False)
    page.get_by_role("button", name="Renvoyer").click()
    visitor.shows("Porter plainte est votre choix")
    assert visitor.transcript().count("comment porter plainte") == 1


def test_text_over_the_limit_is_said_before_sending(visitor: Any) -> None:
    visitor.open_chat().write("a" * 10_001)
    field = visitor.page.get_by_label("Votre message")
    assert field.get_attribute("aria-invalid") == "true" and len(field.input_value()) == 10_001


ATTACKS = ["<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "javascript:alert(1)", "[x](javascript:alert(1))", "<script>alert(1)</script>",
           "&lt;b&gt;", "\u202eabc", "'\"><iframe src=javascript:alert(1)>", "data:text/html,<script>alert(1)</script>", "{{constructor}}"]  # fmt: skip


def test_no_text_is_ever_markup_and_no_odd_link_is_followed(visitor: Any) -> None:
    opened: list[str] = []
    visitor.page.on("dialog", lambda d: (opened.append(d.message), d.dismiss()))
    bad = [{"type": "text", "text": a} for a in ATTACKS] + [
        {"type": "source", "title": a, "url": a, "page": None} for a in ATTACKS
    ]
    contact = {
        "id": "x",
        "name": ATTACKS[0],
        "phones": [{"number": "1", "tel": "javascript:alert(1)", "label": ""}],
        "url": "javascript:alert(1)",
    }
    bad.append({"type": "contacts", "contacts": [contact]})
    turn = {
        "messages": bad,
        "topics": [],
        "alternatives": [],
        "risks": [],
        "language": "fr",
        "knowledge": "1",
    }
    visitor.page.route(
        "**/api/chat/message",
        lambda route: route.fulfill(status=200, content_type="application/json", body=json.dumps(turn)),
    )
    visitor.open_chat().write(ATTACKS[0])
    visitor.shows(ATTACKS[4])
    hrefs = visitor.page.locator(".transcript a").evaluate_all("all => all.map(a => a.protocol)")
    assert set(hrefs) <= {"https:", "http:", "tel:", "sms:", "mailto:"} and opened == []
    assert (
        visitor.page.locator(
            ".transcript img, .transcript svg, .transcript script, .transcript iframe"
        ).count()
        == 0
    )


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_numbers_exit_and_directory_work(visitor: Any) -> None:
    page = visitor.page
    page.goto(visitor.base + "/chat")
    for href in ("tel:17", "tel:112", "sms:114", "tel:3919", "tel:+33164792525"):
        assert page.locator(f"ariane-chat a[href='{href}']").is_visible()
    page.goto(visitor.base + "/annuaire?q=plainte")
    assert page.locator(".contacts li").count() > 0
    page.get_by_role("link", name="Quitter vite").click()
    page.wait_for_url("https://meteofrance.com/**")


def test_a_hostile_page_style_changes_nothing(visitor: Any) -> None:
    visitor.page.goto(visitor.base + "/chat")
    visitor.page.get_by_role("button", name="Je suis en danger").wait_for()
    before = visitor.page.get_by_label("Votre message").bounding_box()
    visitor.page.evaluate(
        """() => { const s = new CSSStyleSheet(); s.replaceSync('textarea,button{font-size:40px!important;all:unset} div{display:none}');
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, s]; }"""
    )
    assert visitor.page.get_by_label("Votre message").bounding_box() == before


def test_the_source_builds_no_html_from_text() -> None:
    from pathlib import Path

    modules = Path(__file__).resolve().parents[2] / "website" / "widget" / "modules"
    sources = {path.name: path.read_text("utf-8") for path in modules.glob("*.js")}
    assert sum(len(text.encode()) for text in sources.values()) < 60_000
    for name, text in sources.items():
        found = re.search(
            r"innerHTML|insertAdjacentHTML|\beval\(|new Function|document\.write|localStorage|sessionStorage|beforeunload|Notification|vibrate",
            text,
        )
        assert not found, (name, found)
