"""Test cases as Rasa's end-to-end test stories (« test_*.yml »), which `rasa test core --e2e` runs, and back.

A story can ask for an intent and an action only: cases of one typed message with one expected topic become
stories; dangers, services and words travel in the story's metadata, so that reading a file back loses nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import yaml

from knowledge.persons import concerned
from knowledge.places import find_communes, names_of
from knowledge.taxonomy import CONVERSATION, TOPICS
from website.cases.exchange import BadCases, as_plain, from_plain
from website.cases.models import TestCase
from website.published.current import PUBLISHED

# Asked for with a form or answered with it: no single action to expect.
_NO_STORY = {"contacts-locaux", "affirmer", "refuser"}
_MARKED = re.compile(r"\[([^\]]+)\](?:\{[^}]*\}|\([^)]*\))")


def to_stories(cases: Iterable[TestCase]) -> tuple[str, int]:
    """Return the text of a test file, and how many of *cases* no story can express."""
    stories, left_out = [], 0
    names = names_of(PUBLISHED.snapshot().communes.values())
    for case in cases:
        # A commune is a second entity over the same words, which a story cannot mark.
        somewhere = any(find_communes(message, names) for message in case.messages)
        story = None if somewhere else _story(case)
        if story is None:
            left_out += 1
        else:
            stories.append(story)
    text = yaml.safe_dump(
        {"version": "3.1", "stories": stories}, allow_unicode=True, sort_keys=False, width=1000
    )
    return text, left_out


def _story(case: TestCase) -> dict[str, Any] | None:
    if len(case.messages) != 1 or len(case.topics) != 1 or case.who or case.commune:
        return None
    [message], [topic] = case.messages, case.topics
    if message.startswith((">", "/")) or topic in _NO_STORY or re.search(r"[\[\]{}]", message):
        return None
    theme = "conversation" if topic in CONVERSATION else "faq"
    action = "action_conversation" if topic in CONVERSATION else "action_answer"
    return {
        "story": case.title,
        "metadata": {"case": as_plain(case)},
        "steps": [{"user": _marked(message), "intent": theme}, {"action": action}],
    }


def _marked(message: str) -> str:
    """Mark who the message is about, as the assistant does: Rasa compares entities too."""
    person = concerned(message)
    if not person:
        return message
    entity = json.dumps({"entity": "concerned", "value": person})
    return f"[{message}]{entity}"


def from_stories(text: str) -> list[TestCase]:
    """Return the unsaved cases of a test file, of ours or of anybody's.

    Raises:
        BadCases: it is not such a file, or a story holds no message.
    """
    try:
        stories = yaml.safe_load(text)["stories"]
    except (yaml.YAMLError, TypeError, KeyError) as error:
        raise BadCases("Ce fichier n'est pas un fichier d'histoires de test de Rasa") from error
    return [_case(story) for story in stories]


def _case(story: Any) -> TestCase:
    if not isinstance(story, dict) or not isinstance(story.get("steps"), list):
        raise BadCases("Une histoire n'a pas d'étapes")
    title = str(story.get("story", ""))
    kept = (story.get("metadata") or {}).get("case")
    if kept:
        return from_plain(kept, title)
    said = [step for step in story["steps"] if isinstance(step, dict) and "user" in step]
    messages = [_MARKED.sub(r"\1", str(step["user"]).strip()) for step in said]
    topic = str(said[-1].get("intent", "")).partition("/")[2] if said else ""
    known = topic in TOPICS or topic in CONVERSATION
    return from_plain({"title": title, "messages": messages, "topics": [topic] if known else []}, title)
