"""From what the chat tells to names of counters. Only ids of the taxonomy pass, never a word."""

from __future__ import annotations

import re
from typing import Any

from django.dispatch import receiver

from knowledge.taxonomy import CONVERSATION, RISKS, TOPICS
from website.chat.signals import conversation_started, turn_answered
from website.figures.counting import COUNTS

PERSON = "parler-a-une-personne"
_KNOWN_TOPICS = {*TOPICS, *CONVERSATION}
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@receiver(conversation_started)
def count_conversation(sender: Any, **kwargs: Any) -> None:
    """Count a conversation."""
    COUNTS.add(["conversations"])


@receiver(turn_answered)
def count_turn(
    sender: Any,
    topics: list[str],
    risks: list[str],
    language: str,
    unsure: bool,
    reduced: bool,
    **kwargs: Any,
) -> None:
    """Count a turn by what it was about. Asking for a person is counted as that, not as a topic."""
    COUNTS.add(
        [
            f"language:{language if _LANGUAGE.fullmatch(language) else 'xx'}",
            *(f"topic:{topic}" for topic in topics if topic in _KNOWN_TOPICS and topic != PERSON),
            *(f"risk:{risk}" for risk in risks if risk in RISKS),
            *(["handoffs"] if PERSON in topics else []),
            *(["unsure"] if unsure else []),
            *(["reduced"] if reduced else []),
        ]
    )
