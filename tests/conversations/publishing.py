"""Publishing on the running assistant, without a browser: what the tests of publication share."""

from __future__ import annotations

import json
import time
from typing import Any

_IMPORTS = """
import json
from website.cases.models import TestCase
from website.editorial.models import Answer, Service
from website.published.models import Candidate, Current, Version
from website.published.publication import return_to
"""


def manage(stack: Any, code: str) -> Any:
    """Run Python in a process of the website and return what it prints, as JSON."""
    printed = stack.manage("shell", "-v0", "-c", _IMPORTS + code)
    return json.loads(printed) if printed.strip() else None


def last(stack: Any) -> tuple[str, str, list[dict[str, Any]], int]:
    """Return state, note, problems and cases done of the last publication."""
    asked = (
        "SELECT state, note, CAST(problems AS TEXT), done FROM published_candidate ORDER BY id DESC LIMIT 1"
    )
    state, note, problems, done = stack.read(asked)
    return state, note, json.loads(problems), done


def decided(stack: Any) -> tuple[str, str, list[dict[str, Any]], int]:
    """Wait until the last publication is decided: all test cases run on it."""
    end = time.monotonic() + 180
    while time.monotonic() < end:
        found = last(stack)
        if found[0] not in ("waiting", "checking"):
            return found
        time.sleep(0.3)
    raise AssertionError(found)


def said(chat: Any, text: str) -> str:
    return json.dumps(chat.say(text)["messages"], ensure_ascii=False)


def within_two_seconds(chat: Any, word: str, text: str) -> bool:
    start = time.monotonic()
    while time.monotonic() - start < 2:
        if word in said(chat, text):
            return True
        time.sleep(0.1)
    return False


def rename(title: str) -> str:
    return f"s = Service.objects.get(pk='violences-femmes-info-3919'); s.name = {title!r}; s.save_revision().publish();"
