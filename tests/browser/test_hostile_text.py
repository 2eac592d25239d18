"""No text is ever markup, whoever wrote it (check 31)."""

from __future__ import annotations

from typing import Any

ATTACKS = [
    "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert`1`>", "<script>alert(1)</script>", "</textarea><script>alert(1)</script>",
    "'\"><iframe src=javascript:alert(1)>", "<iframe srcdoc='<script>parent.alert(1)</script>'>", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>", "<a href=javascript:alert(1)>x</a>", "<form action=javascript:alert(1)><button>x", "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example>", "<meta http-equiv=refresh content='0;url=//evil.example'>", "<object data=javascript:alert(1)>",
    "<math><mtext><style><img src onerror=alert(1)>", "<template><img src=x onerror=alert(1)></template>", "<slot onslotchange=alert(1)>", "<!--><img src=x onerror=alert(1)>-->",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "\u0001javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)",
    "blob:https://evil.example/x", "//evil.example/x", "file:///etc/passwd", "[x](javascript:alert(1))", "[![x](x)](data:text/html,x)", "**<b onmouseover=alert(1)>gras</b>**",
    "&lt;b&gt;", "&#106;avascript:alert(1)", "\u202egnp.exe\u202c", "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "%3Cscript%3Ealert(1)%3C/script%3E", "\\u003cimg src=x onerror=alert(1)\\u003e",
]  # fmt: skip
FORBIDDEN = "img, svg, script, iframe, style, link, meta, object, details, video, math, template, slot, b"


def watch(visitor: Any) -> list[str]:
    opened: list[str] = []
    visitor.page.on("dialog", lambda d: (opened.append(d.message), d.dismiss()))
    visitor.page.on("popup", lambda p: opened.append(p.url))
    return opened


def is_inert(visitor: Any, opened: list[str]) -> None:
    page = visitor.page
    assert opened == [] and visitor.errors == []
    assert page.locator(", ".join(f".transcript {tag.strip()}" for tag in FORBIDDEN.split(","))).count() == 0
    protocols = page.locator(".transcript a, .pinned a").evaluate_all(
        "(all, base) => all.map(a => a.protocol === 'http:' && a.origin === base ? 'ours' : a.protocol)",
        visitor.base,
    )
    assert set(protocols) <= {"https:", "tel:", "sms:", "mailto:", "ours"}
    assert not any("evil" in url for url in visitor.requests)


def test_what_a_visitor_writes_is_text(visitor: Any) -> None:
    assert len(ATTACKS) >= 30
    opened = watch(visitor)
    visitor.answers({"type": "text", "text": "reçu"})
    visitor.open_chat()
    for number, attack in enumerate(ATTACKS, 1):
        visitor.write(attack)
        visitor.page.locator(".theirs").nth(number).wait_for()
    mine = visitor.page.locator(".mine p").evaluate_all("all => all.map(p => p.lastChild.data)")
    assert mine == [a.strip().replace("\r", "") for a in ATTACKS]
    is_inert(visitor, opened)


def test_what_the_gateway_says_is_text_in_every_kind_of_message(visitor: Any) -> None:
    opened = watch(visitor)
    messages: list[dict[str, Any]] = []
    for a in ATTACKS:
        contact = {
            "id": a,
            "name": a,
            "what": a,
            "phones": [{"number": a, "tel": a, "label": a}],
            "sms": a,
            "url": a,
            "hours": a,
            "address": a,
            "open_now": True,
        }
        messages += [
            {"type": "text", "text": a, "lang": a, "dir": a},
            {"type": "steps", "title": a, "steps": [a]},
            {"type": "source", "title": a, "url": a, "page": None},
            {"type": "contacts", "contacts": [contact]},
            {"type": "urgent", "risk": a, "text": a, "contacts": [contact]},
            {"type": "choices", "choices": [{"id": a, "title": a}]},
            {"type": "person", "name": a, "text": a},
            {"type": "form", "form": a, "text": a, "fields": [{"name": a}]},
            {"type": a, "text": a},
        ]
    visitor.answers(*messages)
    visitor.open_chat().write("bonjour")
    visitor.shows(ATTACKS[0])
    assert visitor.page.locator(".transcript .bubble").filter(has_text=ATTACKS[3]).count() >= 3
    is_inert(visitor, opened)


def test_an_unknown_or_broken_message_costs_only_itself(visitor: Any) -> None:
    visitor.answers(
        {"type": "hologram", "text": "x"}, {"type": "constructor"}, {"type": "__proto__"}, {"type": "steps", "title": "x"},
        {"type": "contacts", "contacts": None}, {}, {"type": "form", "form": "callback", "fields": []}, {"type": "text", "text": "et pourtant"},
    )  # fmt: skip
    visitor.open_chat().write("bonjour")
    visitor.shows("et pourtant")
    assert visitor.errors == []


def test_a_turn_with_nothing_to_show_still_gives_a_number(visitor: Any) -> None:
    visitor.answers({"type": "hologram"})
    visitor.open_chat().write("bonjour")
    visitor.shows("3919")
    assert visitor.errors == []
