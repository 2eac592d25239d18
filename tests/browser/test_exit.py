"""Leaving quickly: always in reach, at once, and without a way back (checks 1 to 15)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

HIT = "mon mari me tape jsp ou aller avc les enfants jhabite dammarie"
SECRET = "mot secret zzz"


def by_button(visitor: Any) -> None:
    visitor.exit.click()


def by_shift_in(where: str) -> Any:
    def leave(visitor: Any) -> None:
        visitor.page.locator(where).first.focus()
        for _ in range(3):
            visitor.page.keyboard.press("Shift")

    return leave


@pytest.mark.parametrize("viewport", [(320, 256), (390, 664), (390, 300), (1280, 800)])
def test_exit_field_and_a_line_are_in_view_at_every_size_and_scroll(
    visitor: Any, viewport: tuple[int, int]
) -> None:
    """Checks 1 and 44."""
    page = visitor.page
    page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
    visitor.open_chat().write(HIT)
    page.locator(".urgent").first.wait_for()
    for top in (0, 100_000):
        page.locator(".transcript").evaluate("(node, top) => node.scrollTo(0, top)", top)
        page.mouse.wheel(0, top)
        for locator in (visitor.exit, visitor.field, page.locator(".transcript")):
            box = locator.bounding_box()
            assert box and box["y"] >= 0 and box["y"] + min(box["height"], 40) <= viewport[1] + 1, box
            assert box["x"] >= 0 and box["x"] + box["width"] <= viewport[0] + 1, box
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("context", [{"has_touch": True, "is_mobile": True}], indirect=True)
def test_the_exit_follows_what_is_visible_when_fingers_zoom(visitor: Any) -> None:
    """Check 1."""
    page = visitor.open_chat().page
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    page.evaluate("() => new Promise((done) => setTimeout(done, 150))")
    inside = page.evaluate(
        """() => { const e = document.querySelector('ariane-chat').shadowRoot.querySelector('.exit').getBoundingClientRect(), v = visualViewport;
        return v.scale > 1.5 && e.top >= v.offsetTop - 1 && e.right <= v.offsetLeft + v.width + 1 && e.left >= v.offsetLeft - 1; }"""
    )
    assert inside


def test_the_exit_is_above_everything_a_site_can_put_there(visitor: Any) -> None:
    """Check 2."""
    page = visitor.open_chat().page
    page.evaluate(
        """() => { const d = document.createElement('div');
        d.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:red'; document.body.append(d); }"""
    )
    hit = page.evaluate(
        """() => { const h = document.querySelector('ariane-chat'); const e = h.shadowRoot.querySelector('.exit').getBoundingClientRect();
        return document.elementFromPoint(e.x + e.width / 2, e.y + e.height / 2) === h; }"""
    )
    assert hit


def test_leaving_blanks_the_screen_at_once_even_when_the_target_hangs(visitor: Any) -> None:
    """Checks 3, 9 (the alert filled after it was put there) and 22 (the title stays)."""
    page = visitor.open_chat().page
    visitor.write(SECRET)
    visitor.shows(SECRET)
    title = page.title()
    hanging: list[Any] = []
    page.route("https://meteofrance.com/**", lambda route: hanging.append(route))
    told = page.evaluate(
        """() => new Promise((done) => { let empty;
        new MutationObserver(() => { const a = document.querySelector('[role=alert]'); if (a) empty ??= a.textContent; }).observe(document.body, {childList: true, subtree: true});
        document.querySelector('ariane-chat').shadowRoot.querySelector('.exit').click();
        setTimeout(() => done({empty, text: document.body.innerText.trim(), title: document.title, sheets: document.styleSheets.length,
          colour: getComputedStyle(document.body).backgroundColor, width: document.body.firstChild.offsetWidth}), 80); })"""
    )
    for route in hanging:
        route.abort()
    blank = {"colour": "rgb(255, 255, 255)", "width": 1, "sheets": 0}
    assert told == {"empty": "", "text": "Chargement", "title": title, **blank} and hanging


@pytest.mark.parametrize(
    "leave", [by_button, by_shift_in("#ariane-text"), by_shift_in(".transcript")], ids=["button", "field", "transcript"]
)  # fmt: skip
def test_after_leaving_back_does_not_return_and_nobody_is_told_where_from(visitor: Any, leave: Any) -> None:
    """Checks 4, 6, 7 and the end call of 11."""
    page = visitor.page
    page.goto(visitor.base + "/urgence")
    visitor.open_chat().write(SECRET)
    visitor.shows(SECRET)
    length = page.evaluate("history.length")
    leave(visitor)
    page.wait_for_url("https://meteofrance.com/**")
    assert page.evaluate("history.length") == length
    assert visitor.referers == [None]
    assert any(url.endswith("/api/chat/end") for url in visitor.requests)
    page.go_back(wait_until="commit")
    page.wait_for_function("document.readyState === 'complete' && location.pathname === '/urgence'")
    assert "zzz" not in page.content()


@pytest.mark.parametrize("where", ["body", "#q"])
def test_three_shifts_leave_from_the_pages_too(visitor: Any, where: str) -> None:
    """Check 7: from the body and from a field of the page."""
    visitor.page.goto(visitor.base + "/annuaire")
    if where != "body":
        visitor.page.locator(where).focus()
    for _ in range(3):
        visitor.page.keyboard.press("Shift")
    visitor.page.wait_for_url("https://meteofrance.com/**")
    assert visitor.referers == [None]


@pytest.mark.parametrize("path", ["/urgence", "/fiches"])
def test_leaving_a_page_by_its_link_replaces_it(visitor: Any, path: str) -> None:
    """Checks 4 and 6."""
    page = visitor.page
    page.goto(visitor.base + "/guide")
    page.goto(visitor.base + path)
    length = page.evaluate("history.length")
    page.get_by_role("link", name="Quitter vite").click()
    page.wait_for_url("https://meteofrance.com/**")
    assert page.evaluate("history.length") == length and visitor.referers == [None]


def test_capitals_shift_with_a_key_and_shift_clicks_do_not_leave(visitor: Any) -> None:
    """Check 8."""
    page = visitor.open_chat().page
    visitor.field.focus()
    page.keyboard.type("JE SUIS EN DANGER 123 ?!")
    page.keyboard.press("Shift+Enter")
    for _ in range(5):
        page.keyboard.press("Shift+Tab")
    visitor.field.focus()
    for _ in range(3):
        page.keyboard.down("Shift")
        page.mouse.click(180, 400)
        page.keyboard.up("Shift")
    page.keyboard.press("Escape")
    assert (
        page.evaluate("() => new Promise((done) => setTimeout(() => done(location.pathname), 150))")
        == "/chat"
    )


def test_each_shift_says_how_many_are_left_and_five_seconds_forget_them(visitor: Any) -> None:
    """Check 9."""
    page = visitor.page
    page.clock.install()
    visitor.open_chat()
    status = page.locator("ariane-chat [role=status]")
    page.keyboard.press("Shift")
    expect(status).to_contain_text("encore 2 fois")
    page.keyboard.press("Shift")
    expect(status).to_contain_text("encore 1 fois")
    page.clock.run_for(5_100)
    expect(status).to_have_text("")
    page.keyboard.press("Shift")
    expect(status).to_contain_text("encore 2 fois")
    assert page.url.endswith("/chat")


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize("path", ["/", "/chat", "/annuaire"])
def test_without_javascript_the_exit_link_works(visitor: Any, path: str) -> None:
    """Checks 6 and 10."""
    visitor.page.goto(visitor.base + path)
    visitor.page.get_by_role("link", name="Quitter vite").click()
    visitor.page.wait_for_url("https://meteofrance.com/**")
    assert visitor.referers == [None]


@pytest.mark.parametrize("missing", ["**/api/**", "**/widget/*.js*", "**/widget*"])
def test_the_exit_works_with_the_gateway_down_and_before_the_bundle(visitor: Any, missing: str) -> None:
    """Check 10: no API; no more than the loader; not even that."""
    page = visitor.page
    page.context.route(missing, lambda route: route.abort())
    page.goto(visitor.base + "/chat")
    page.get_by_role("link", name="Quitter vite").click()
    page.wait_for_url("https://meteofrance.com/**")
    assert visitor.referers == [None]


def test_the_exit_comes_first_by_tab_in_the_chat_and_on_the_pages(visitor: Any) -> None:
    """Check 12."""
    page = visitor.open_chat().page
    page.locator("#main").focus()
    page.keyboard.press("Tab")
    assert "exit" in visitor.focused()
    expect(visitor.exit).to_have_accessible_name("Quitter vite")
    page.goto(visitor.base + "/urgence")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Quitter vite"


def test_a_page_taken_back_from_memory_is_a_clean_start(visitor: Any) -> None:
    """Checks 5 and 13: what the browser tells a page that it keeps, then shows again."""
    page = visitor.open_chat().page
    visitor.write(SECRET)
    visitor.shows(SECRET)
    visitor.field.fill("pas encore envoyé yyy")
    tell = "(name) => window.dispatchEvent(new PageTransitionEvent(name, { persisted: true }))"
    with page.expect_request("**/api/chat/end"):
        page.evaluate(tell, "pagehide")
    assert "zzz" not in visitor.transcript() and visitor.field.input_value() == ""
    page.evaluate(tell, "pageshow")
    page.get_by_role("button", name="Je suis en danger").wait_for()
    visitor.shows("Rien n’a été gardé")
    assert page.locator("body > [role=alert]").count() == 0


def test_going_away_by_a_link_and_back_shows_nothing_earlier(visitor: Any) -> None:
    """Check 5, with the back/forward memory on."""
    page = visitor.open_chat().page
    visitor.write(SECRET)
    visitor.shows(SECRET)
    visitor.field.fill("pas encore envoyé yyy")
    page.get_by_role("link", name="Mentions légales").click()
    page.wait_for_url("**/mentions-legales")
    page.go_back(wait_until="commit")
    page.get_by_role("button", name="Je suis en danger").wait_for()
    visitor.shows("Rien n’a été gardé")
    assert "zzz" not in visitor.transcript() and visitor.field.input_value() == ""


def test_a_reload_and_back_without_memory_show_nothing_earlier(visitor: Any) -> None:
    """Checks 5 and 26."""
    page = visitor.open_chat().page
    page.evaluate("() => { navigator.locks.request('no back/forward memory', () => new Promise(() => {})); }")
    visitor.write(SECRET)
    visitor.shows(SECRET)
    visitor.field.fill("pas encore envoyé yyy")
    page.reload()
    visitor.shows("Nouvelle conversation. Rien n’a été gardé.")
    assert "zzz" not in visitor.transcript() and visitor.field.input_value() == ""


def test_the_exit_leads_to_allowed_sites_only(visitor: Any, settings: Any) -> None:
    """Check 14, for the `exit` attribute of the element."""
    loader = Path(settings.ROOT) / "website" / "widget" / "modules" / "widget.js"
    for site in settings.EXIT_SITES:
        assert f'"{site}"' in loader.read_text("utf-8")
    page = visitor.open_chat().page
    targets = page.evaluate(
        """(asked) => asked.map((exit) => { const e = document.querySelector('ariane-chat'); e.setAttribute('exit', exit); return e.target; })""",
        ["https://www.wikipedia.org/", "https://www.google.com/", "javascript:alert(1)", ""],
    )
    assert targets == ["https://www.wikipedia.org/", *[settings.EXIT_SITES[0]] * 3]


def test_the_notice_says_what_remains_and_how_to_leave_before_the_first_message(visitor: Any) -> None:
    """Check 15."""
    shown = visitor.open_chat().transcript()
    for must in (
        "programme",
        "pas une personne",
        "historique",
        "Quitter vite",
        "touche Majuscule",
        "utilisez-en un autre",
    ):
        assert must in shown, must
