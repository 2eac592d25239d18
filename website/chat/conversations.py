"""Anonymous conversations: an unguessable token and what was offered last. One text may wait for one turn, see keeping.py.

Kept in memory (or in Redis without persistence), forgotten after CONVERSATION_TTL seconds of
silence. The token itself is stored nowhere: only its digest, which is also the assistant's sender.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict, dataclass, field

from django.core.cache import caches


class UnknownConversation(Exception):
    """No such conversation: never started, ended, or expired."""


@dataclass
class Conversation:
    """What must be known between two turns."""

    sender: str
    offered: list[str] = field(default_factory=list)
    unsure: str = ""
    """The last message, when it was not understood and its writer was just asked whether to keep it."""
    danger: bool = False


def start() -> tuple[str, Conversation]:
    """Return the token to give to the visitor (256 bit) and the new conversation."""
    token = secrets.token_urlsafe(32)
    conversation = Conversation(_digest(token))
    save(conversation)
    return token, conversation


def find(token: str) -> Conversation:
    """Return the conversation of *token*.

    Raises:
        UnknownConversation: it is unknown, over or expired.
    """
    sender = _digest(token)
    known = caches["conversations"].get(sender)
    if known is None:
        raise UnknownConversation
    return Conversation(sender, **known)


def save(conversation: Conversation) -> None:
    """Keep the conversation for another CONVERSATION_TTL seconds."""
    known = asdict(conversation)
    caches["conversations"].set(known.pop("sender"), known)


def forget(token: str) -> str:
    """Delete the conversation of *token*; return its sender so that the assistant forgets it too."""
    sender = _digest(token)
    caches["conversations"].delete(sender)
    return sender


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
