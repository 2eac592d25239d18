"""One conversation through the real assistant, for staff: any knowledge, any moment, and why it answered so.

Only staff code calls this. Metadata that changes what the assistant reads is set here and nowhere else;
the public chat never passes any. Nothing of a probe stays: its conversation is fresh, and ended at once.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from website.assistant import client
from website.chat.turns import make_turn
from website.published.references import snapshot_of


@dataclass(frozen=True)
class Probed:
    """A turn as a visitor would read it, and why."""

    turn: dict[str, Any]
    why: dict[str, Any] = field(default_factory=dict)


def probe(
    messages: list[str],
    *,
    knowledge: str = "",
    moment: str = "",
    who: str = "",
    commune: str = "",
    assistant: client.Assistant | None = None,
) -> list[Probed]:
    """Send *messages* one after the other and return a turn for each.

    Args:
        messages: texts, or choices written « >faq/preuves ».
        knowledge: « » for what is live, « candidate-7 », or a version number.
        moment: ISO date and time in Paris, « » for now.
        who: self, other, minor or author, as if the conversation had told it already.
        commune: INSEE code, as if the conversation had told it already.
        assistant: another assistant than the one of the visitors, to try a model.

    Raises:
        website.published.references.UnknownReference: there is no such knowledge.
        website.assistant.client.AssistantUnavailable: the assistant is down, or had nothing to say.
    """
    snapshot = snapshot_of(knowledge)
    assistant = assistant or client.ASSISTANT
    sender = f"probe-{secrets.token_hex(16)}"
    slots = {name: value for name, value in (("concerned", who), ("commune", commune)) if value}
    metadata: dict[str, Any] = {"knowledge": knowledge, "moment": moment, "explain": True}
    probed = []
    try:
        for number, message in enumerate(messages):
            choice = message[1:] if message.startswith(">") else ""
            text = "" if choice else message
            first = {"slots": slots} if number == 0 and slots else {}
            started = time.monotonic()
            reply = assistant.turn(sender, text, choice, {**metadata, **first})
            milliseconds = round((time.monotonic() - started) * 1000, 1)
            turn = make_turn(reply, snapshot, moment)
            answer = snapshot.by_topic.get((turn["topics"] or [""])[0])
            entry = answer.id if answer else ""
            why = {
                **reply.why,
                "risks": reply.risks,
                "entry": entry,
                "milliseconds": milliseconds,
            }
            probed.append(Probed(turn, why))
    finally:
        assistant.end(sender)
    return probed
