"""The chat on somebody else's website: strict policies, hostile styles, clumsy pages (checks 29 to 39)."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

MODULES = Path(__file__).resolve().parents[2] / "website" / "widget" / "modules"
SCRIPT = "<script type=module src='ARIANE/widget.js'></script>"
ELEMENT = "<ariane-chat id=aide exit='https://www.wikipedia.org/'><p>En danger : <a href='tel:17'>17</a></p></ariane-chat>"
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
BOXES = """() => { const r = document.querySelector('ariane-chat').shadowRoot;
  return ['.exit', '.panel', '.pinned', '.transcript', 'textarea', '.send', '.choice'].map((s) => { const b = r.querySelector(s).getBoundingClientRect();
  return [s, ...[b.x, b.y, b.width, b.height].map(Math.round)]; }); }"""


def policy(ariane: str) -> str:
    return (
        f"default-src 'none'; script-src 'self' {ariane}; style-src 'self'; connect-src {ariane}; "
        "img-src 'self'; frame-ancestors 'none'"
    )


def test_a_whole_visit_breaks_no_strict_policy_and_asks_two_hosts_only(visitor: Any, host_site: Any) -> None:
    """Checks 18, 29 and 30."""
    page = visitor.page
    page.goto(host_site.put("/strict", SCRIPT + ELEMENT, Content_Security_Policy=policy(visitor.base)))
    page.evaluate(
        "window.broken = []; document.addEventListener('securitypolicyviolation', (e) => broken.push(e.violatedDirective))"
    )
    visitor.launch().write("il me frappe")
    page.locator(".urgent").first.wait_for()
    page.get_by_role("button", name="Tout effacer").click()
    visitor.shows("La conversation est effacée")
    page.get_by_role("button", name="Réduire").click()
    assert page.evaluate("[broken.length, document.cookie, localStorage.length, sessionStorage.length]") == [
        0,
        "",
        0,
        0,
    ]
    assert [e for e in visitor.errors if "favicon" not in e and "404" not in e] == []
    assert all(url.startswith((visitor.base, host_site.origin)) for url in visitor.requests)
    visitor.launch()
    page.evaluate("document.addEventListener('securitypolicyviolation', () => (document.title = 'broken'))")
    page.context.route("https://www.wikipedia.org/", lambda route: route.fulfill(status=200, body="Ailleurs"))
    visitor.exit.click()
    page.wait_for_url("https://www.wikipedia.org/")


@pytest.mark.parametrize(
    "path", ["/", "/chat", "/annuaire", "/fiches", "/fiches/preuves", "/guide", "/urgence", "/rien"]
)
def test_our_own_pages_break_no_policy_and_hold_nothing_inline(visitor: Any, path: str) -> None:
    """Check 30."""
    page = visitor.page
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error('policy ' + e.violatedDirective))"
    )
    reply = page.goto(visitor.base + path, wait_until="networkidle")
    assert [e for e in visitor.errors if "404" not in e or path != "/rien"] == []
    source = reply.text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", source)


HOSTILE = [
    "*{font-size:40px!important;letter-spacing:.5em!important;text-transform:uppercase!important;line-height:3!important}",
    "button,textarea,a,p{all:unset!important} div,section,header,form{display:none!important}",
    "html{font-size:62.5%} body{zoom:1;direction:ltr;visibility:hidden;color:red}",
    "ariane-chat{opacity:.1;filter:blur(9px);visibility:hidden!important;text-align:right!important;white-space:nowrap!important}",
]


@pytest.mark.parametrize("context", [DESKTOP], indirect=True)
def test_hostile_styles_of_the_host_change_no_key_box(visitor: Any, host_site: Any) -> None:
    """Check 34; the widget's own sheet reaches nothing outside."""
    page = visitor.page
    page.emulate_media(reduced_motion="reduce")
    page.goto(
        host_site.put("/plain", SCRIPT + ELEMENT + "<main><div><button>Un bouton</button></div></main>")
    )
    outside = "JSON.stringify(document.querySelector('main button').getBoundingClientRect())"
    untouched = page.evaluate(outside)
    visitor.launch()
    assert page.evaluate(outside) == untouched
    before = page.evaluate(BOXES)
    for rules in HOSTILE:
        page.evaluate(
            "(rules) => { const s = new CSSStyleSheet(); s.replaceSync(rules); document.adoptedStyleSheets = [s]; }",
            rules,
        )
        assert page.evaluate(BOXES) == before, rules
        assert (
            page.evaluate("getComputedStyle(document.querySelector('ariane-chat')).visibility") == "visible"
        )


@pytest.mark.parametrize(
    "body",
    [
        SCRIPT + SCRIPT.replace("widget.js", "widget.js?again") + ELEMENT,
        SCRIPT + ELEMENT + ELEMENT.replace("id=aide", ""),
        ELEMENT + SCRIPT + "<p>après</p>",
    ],
    ids=["script twice", "element twice", "element before the script"],
)
def test_one_instance_works_however_it_is_included(visitor: Any, host_site: Any, body: str) -> None:
    """Check 35."""
    page = visitor.page
    page.goto(host_site.put("/clumsy", body))
    page.get_by_role("button", name="Besoin d’aide ?").wait_for()
    assert page.get_by_role("button", name="Besoin d’aide ?").count() == 1
    visitor.launch().write("bonjour")
    page.locator(".theirs").nth(1).wait_for()
    assert page.locator("[role=log]").count() == 1
    assert [e for e in visitor.errors if "404" not in e] == []


@pytest.mark.parametrize("context", [DESKTOP], indirect=True)
def test_an_element_that_comes_late_moves_or_goes_is_no_error(visitor: Any, host_site: Any) -> None:
    """Check 35: late, first in the page though second in time, moved, and taken away."""
    page = visitor.page
    page.goto(host_site.put("/late", SCRIPT + "<main></main>"))
    page.evaluate("() => new Promise((done) => setTimeout(done, 200))")
    page.evaluate("document.body.append(document.createElement('ariane-chat'))")
    visitor.launch()
    page.evaluate("document.body.prepend(document.createElement('ariane-chat'))")
    assert page.locator("ariane-chat .exit").count() == 1
    page.evaluate("document.querySelector('main').append(document.querySelectorAll('ariane-chat')[1])")
    expect(visitor.exit).to_be_visible()
    visitor.write("bonjour")
    page.locator(".theirs").nth(1).wait_for()
    with page.expect_request("**/api/chat/end"):
        page.evaluate("document.querySelector('main').replaceChildren()")
    for _ in range(3):
        page.keyboard.press("Shift")
    assert page.url.endswith("/late") and [e for e in visitor.errors if "404" not in e] == []


def test_a_link_of_the_host_leads_to_the_exit_without_a_trace(visitor: Any, host_site: Any) -> None:
    """Check 12: the skip link of the README."""
    page = visitor.page
    page.goto(host_site.put("/skip", "<a href='#aide'>Aller à l'aide</a>" + SCRIPT + ELEMENT))
    page.get_by_role("button", name="Besoin d’aide ?").wait_for()
    length = page.evaluate("history.length")
    page.get_by_role("link", name="Aller à l'aide").focus()
    page.keyboard.press("Enter")
    assert visitor.focused() == "launcher"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Je suis en danger").wait_for()
    page.get_by_role("link", name="Aller à l'aide").focus()
    page.keyboard.press("Enter")
    assert visitor.focused() == "exit"
    assert page.evaluate("[history.length, location.hash]") == [length, ""]


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_the_numbers_and_the_directory_are_there(visitor: Any, host_site: Any) -> None:
    """Check 36."""
    page = visitor.page
    page.goto(visitor.base + "/chat")
    for href in ("tel:17", "tel:112", "sms:114", "tel:3919", "tel:+33164792525"):
        assert page.locator(f"ariane-chat a[href='{href}']").is_visible()
    page.goto(visitor.base + "/annuaire?q=plainte")
    assert page.locator(".contacts li").count() > 0
    page.goto(host_site.put("/bare", SCRIPT + ELEMENT))
    assert page.get_by_role("link", name="17").is_visible()


def test_when_the_chat_cannot_be_fetched_numbers_and_a_new_try_are_shown(
    visitor: Any, host_site: Any
) -> None:
    """Checks 10 and 36: the loader came, the rest did not."""
    page = visitor.page
    page.context.route("**/widget/panel.js", lambda route: route.abort())
    page.goto(host_site.put("/half", SCRIPT + ELEMENT))
    page.get_by_role("button", name="Besoin d’aide ?").click()
    page.get_by_text("Le dialogue ne s’ouvre pas").wait_for()
    assert page.get_by_role("link", name="17").is_visible() and visitor.exit.is_visible()
    page.get_by_role("button", name="Réessayer").click()
    page.get_by_role("button", name="Je suis en danger").wait_for()


def test_only_the_configured_site_may_use_the_gateway(stack: Any, host_site: Any) -> None:
    """Checks 37 and 39."""
    good, bad = {"Origin": host_site.origin}, {"Origin": "https://evil.example"}
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    start = f"{stack.url}/api/chat/start"
    for reply in (
        requests.options(start, headers={**good, **asked}, timeout=5),
        requests.post(start, json={}, headers=good, timeout=5),
        requests.get(f"{stack.url}/widget.js", headers=good, timeout=5),
    ):
        assert reply.ok and reply.headers["Access-Control-Allow-Origin"] == host_site.origin
        assert "Origin" in reply.headers["Vary"]
    for reply in (
        requests.options(start, headers={**bad, **asked}, timeout=5),
        requests.post(start, json={}, headers=bad, timeout=5),
    ):
        assert reply.status_code == 403 and "Access-Control-Allow-Origin" not in reply.headers
        assert "emergency" in reply.json()
    reply = requests.get(f"{stack.url}/widget.js", headers=bad, timeout=5)
    assert "Access-Control-Allow-Origin" not in reply.headers
    assert reply.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_fixed_version_works_under_its_published_hash(visitor: Any, host_site: Any, stack: Any) -> None:
    """Check 39."""
    told = requests.get(f"{stack.url}/widget.json", timeout=5).json()
    source = requests.get(stack.url + told["path"], timeout=5)
    assert source.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    digest = base64.b64encode(hashlib.sha384(source.content).digest()).decode()
    assert told["integrity"] == f"sha384-{digest}"
    pinned = f"<script type=module crossorigin src='ARIANE{told['path']}' integrity='{told['integrity']}'></script>"
    visitor.page.goto(
        host_site.put("/pinned", pinned + ELEMENT, Content_Security_Policy=policy(visitor.base))
    )
    visitor.launch().write("bonjour")
    visitor.page.locator(".theirs").nth(1).wait_for()
    assert [u for u in visitor.requests if "/widget" in u] == [stack.url + told["path"]]


def test_the_widget_stays_small() -> None:
    """Check 33, and the budget of 60 kB in all."""
    sources = {path.name: path.read_bytes() for path in MODULES.glob("*.js")}
    assert sum(len(source) for source in sources.values()) < 60_000
    assert len(gzip.compress(sources["widget.js"])) <= 3_072
    assert len(gzip.compress(b"".join(sources.values()))) <= 30_720


def test_the_source_builds_no_html_from_text_and_stores_nothing() -> None:
    """Check 32."""
    never = r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function|document\.write|localStorage|sessionStorage|indexedDB|beforeunload|Notification|vibrate|\.cookie"
    pages = MODULES.parents[1] / "pages" / "static" / "pages"
    for path in [*MODULES.glob("*.js"), *pages.glob("*.js")]:
        assert not re.search(never, path.read_text("utf-8")), path.name
