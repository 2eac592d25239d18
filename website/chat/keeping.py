"""Asking to keep one message that was not understood; doing nothing is refusing.

The text waits in the conversation's memory for one turn at most, and leaves it only when the visitor chooses so.
Never asked in a conversation in which a danger was noticed or told, of a minor, or in another language than French.
"""

from __future__ import annotations

from typing import Any

from knowledge.persons import MINOR
from website.chat.conversations import Conversation
from website.chat.signals import message_kept
from website.published.current import PUBLISHED

KEEP = "keep-message"
_ASK, _CHOICE, _THANKS, _FAILED = "keep.ask", "keep.choice", "keep.thanks", "keep.failed"
_DANGER = "urgence"
_WAYS_ON = (("find-service", "menu.find-service"), ("faq/parler-a-une-personne", "choice.person"))


def is_unsure(turn: dict[str, Any]) -> bool:
    """Tell whether the assistant did not understand: no topic, and guesses offered instead."""
    return not turn["topics"] and bool(turn["alternatives"])


def offer(conversation: Conversation, text: str, turn: dict[str, Any], who: str) -> None:
    """Ask at the end of *turn* whether its message may be kept; forget the one before in any case."""
    withdraw(conversation, _in_danger(turn))
    texts = PUBLISHED.snapshot().texts
    # Scrubbing knows French only, and so does the question.
    if turn["language"] != "fr" or who == MINOR or _ASK not in texts:
        return
    if not text or not is_unsure(turn) or conversation.danger:
        return
    conversation.unsure = text
    turn["messages"] += [
        {"type": "text", "text": texts[_ASK].text},
        {"type": "choices", "choices": [{"id": KEEP, "title": texts[_CHOICE].text}]},
    ]


def withdraw(conversation: Conversation, danger: bool) -> None:
    """Forget the message that waits, and the question; after a danger it is not asked again."""
    conversation.unsure = ""
    conversation.offered = [id_ for id_ in conversation.offered if id_ != KEEP]
    conversation.danger = conversation.danger or danger


def _in_danger(turn: dict[str, Any]) -> bool:
    """Tell whether a danger was noticed in the words, or told by a choice (not in safety, in danger now)."""
    urgent = any(message["type"] == "urgent" for message in turn["messages"])
    return urgent or bool(turn["risks"]) or _DANGER in turn["topics"]


def keep(conversation: Conversation) -> dict[str, Any]:
    """Hand the waiting message over, forget it here, and return the turn that says so."""
    snapshot = PUBLISHED.snapshot()
    answers = message_kept.send_robust(None, text=conversation.unsure)
    kept = bool(answers) and not any(isinstance(answer, Exception) for _, answer in answers)
    conversation.unsure = ""
    # No turn is a dead end: the ways on are offered again.
    ways = [{"id": id_, "title": snapshot.text(key)} for id_, key in _WAYS_ON]
    offered = [*(id_ for id_, _ in _WAYS_ON), *conversation.offered]
    conversation.offered = [id_ for id_ in dict.fromkeys(offered) if id_ != KEEP]
    return {
        "messages": [
            {"type": "text", "text": snapshot.text(_THANKS if kept else _FAILED)},
            {"type": "choices", "choices": ways},
        ],
        "topics": [],
        "alternatives": [],
        "risks": [],
        "language": "fr",
        "knowledge": snapshot.version,
    }
