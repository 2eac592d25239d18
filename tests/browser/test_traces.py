"""Nothing remains of a visit: no storage, no third party, no draft sent (checks 17 to 28)."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
NOT_NEUTRAL = ("violence", "victime", "conjugal", "viol", "abus", "danger", "agress", "harcel", "femme")
STORES = """async () => ({cookie: document.cookie, local: localStorage.length, session: sessionStorage.length,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length})"""
EMPTY = {"cookie": "", "local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}


@pytest.mark.parametrize("context", [DESKTOP], indirect=True)
def test_a_page_with_a_closed_chat_asks_for_the_loader_only(visitor: Any) -> None:
    """Check 17."""
    page = visitor.page
    page.goto(visitor.base + "/", wait_until="networkidle")
    page.get_by_role("button", name="Besoin d’aide ?").wait_for()
    ours = [u for u in visitor.requests if "/widget" in u or "/api/" in u]
    # The page's own exit needs leaving.js; the chat needs its loader and nothing more.
    assert sorted(ours) == [visitor.base + "/widget.js", visitor.base + "/widget/leaving.js"]
    assert page.evaluate(STORES) == EMPTY and page.context.cookies() == []


def test_a_host_page_with_a_closed_chat_asks_for_the_loader_only(visitor: Any, host_site: Any) -> None:
    """Check 17, on another site."""
    page = visitor.page
    page.goto(
        host_site.put(
            "/closed", "<script type=module src='ARIANE/widget.js'></script><ariane-chat></ariane-chat>"
        ),
        wait_until="networkidle",
    )
    page.get_by_role("button", name="Besoin d’aide ?").wait_for()
    assert [u for u in visitor.requests if u.startswith(visitor.base)] == [visitor.base + "/widget.js"]
    assert page.evaluate(STORES) == EMPTY and page.context.cookies() == []


def test_a_whole_conversation_stores_nothing_and_asks_nobody_else(visitor: Any, stack: Any) -> None:
    """Checks 18, 20 (addresses) and 29."""
    page = visitor.open_chat().page
    visitor.write("comment porter plainte")
    page.locator(".theirs").nth(1).wait_for()
    page.locator(".theirs").nth(1).get_by_role("button").first.click()
    visitor.shows("Vous avez choisi")
    page.goto(visitor.base + "/annuaire")
    assert page.evaluate(STORES) == EMPTY and page.context.cookies() == []
    assert all(url.startswith((stack.url, "data:", "blob:")) for url in visitor.requests)
    assert not any("plainte" in url for url in visitor.requests)


def test_title_and_icon_never_change(visitor: Any) -> None:
    """Check 22."""
    page = visitor.page
    page.goto(visitor.base + "/urgence")
    look = "() => [document.querySelector('link[rel=icon]').href, document.querySelectorAll('link[rel=icon]').length]"
    page.goto(visitor.base + "/chat", wait_until="commit")
    page.wait_for_load_state("domcontentloaded")
    before = (page.title(), page.evaluate(look))
    page.get_by_role("button", name="Je suis en danger").wait_for()
    visitor.write("il me frappe")
    page.locator(".urgent").first.wait_for()
    assert (page.title(), page.evaluate(look)) == before
    assert not any(word in before[0].lower() for word in NOT_NEUTRAL)


def test_no_sound_notification_vibration_or_question_on_leaving(visitor: Any) -> None:
    """Check 23."""
    page = visitor.page
    page.add_init_script(
        """window.spied = [];
        for (const name of ['Audio', 'Notification', 'AudioContext', 'SpeechSynthesisUtterance']) window[name] = function () { spied.push(name); };
        navigator.vibrate = () => spied.push('vibrate');
        const listen = EventTarget.prototype.addEventListener;
        EventTarget.prototype.addEventListener = function (name, ...rest) { if (/unload/.test(name)) spied.push(name); return listen.call(this, name, ...rest); };"""
    )
    visitor.open_chat().write("j'ai peur il va me tuer")
    page.locator(".urgent").first.wait_for()
    assert page.evaluate("[spied.length, typeof onbeforeunload, onbeforeunload]") == [0, "object", None]


def test_print_hides_the_conversation_and_nothing_offers_a_copy(visitor: Any) -> None:
    """Check 24."""
    page = visitor.open_chat().page
    page.emulate_media(media="print")
    assert not page.locator(".transcript").is_visible() and not visitor.field.is_visible()
    page.emulate_media(media="screen")
    names = " ".join(
        page.get_by_role("button").all_inner_texts() + page.get_by_role("link").all_inner_texts()
    )
    assert not any(word in names.lower() for word in ("copier", "télécharger", "imprimer", "mail"))
    assert page.locator("ariane-chat a[download], ariane-chat a[href^=mailto]").count() == 0


def test_what_is_not_sent_never_leaves_the_page(visitor: Any) -> None:
    """Check 25."""
    page = visitor.open_chat().page
    before = len(visitor.requests)
    page.on("websocket", lambda socket: visitor.requests.append(socket.url))
    visitor.field.press_sequentially("je n'envoie pas encore ce que j'écris " * 6)
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    assert visitor.requests[before:] == []
    for name, value in {"autocomplete": "off", "spellcheck": "false"}.items():
        assert visitor.field.get_attribute(name) == value


def test_pulling_down_inside_the_chat_never_reloads(visitor: Any) -> None:
    """Check 26."""
    page = visitor.open_chat().page
    kept = page.evaluate(
        """() => [document.documentElement, document.querySelector('ariane-chat').shadowRoot.querySelector('.transcript')]
        .map((e) => getComputedStyle(e).overscrollBehaviorY)"""
    )
    assert kept == ["none", "contain"]


def test_every_public_address_is_made_of_neutral_words(visitor: Any) -> None:
    """Check 28: addresses of the resolver, of the links on the pages, and of the sources in the chat."""
    routes = [
        str(p.pattern)
        for top in get_resolver().url_patterns
        for p in getattr(top, "url_patterns", [top])
        # What lies below a prefix is the staff's.
        if isinstance(p, URLPattern) and (top is p or not str(top.pattern))
    ]
    page = visitor.page
    links: list[str] = []
    for path in ("/", "/fiches", "/annuaire", "/guide", "/urgence"):
        page.goto(visitor.base + path)
        links += page.locator(f"a[href^='/'], a[href^='{visitor.base}']").evaluate_all(
            "all => all.map(a => a.href)"
        )
    visitor.open_chat().write("il me force la nuit, c'est un viol ?")
    page.locator(".theirs").nth(1).wait_for()
    links += [
        a
        for a in page.locator(".transcript a").evaluate_all("all => all.map(a => a.href)")
        if a.startswith(visitor.base)
    ]
    assert len(links) > 80
    for address in [*links, *(r for r in routes if not r.startswith(("admin", "equipe")))]:
        assert not any(word in address.lower() for word in NOT_NEUTRAL), address


def test_a_search_leaves_no_word_in_the_history(visitor: Any) -> None:
    """Check 28, for what she types on the pages."""
    page = visitor.page
    for path in ("/annuaire", "/fiches"):
        page.goto(visitor.base + path)
        page.get_by_label("Vos mots").fill("plainte")
        page.get_by_role("button", name="Chercher").click()
        page.wait_for_load_state()
        assert page.url == visitor.base + path
        assert page.get_by_label("Vos mots").input_value() == "plainte"
        assert page.locator("main li").count() > 0
    assert visitor.errors == []
