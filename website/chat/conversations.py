"""Anonymous conversations: an unguessable token and what was offered last. One text may wait for one turn, see keeping.py.

Kept in memory (or in Redis without persistence, see docs/exploitation.md), forgotten after CONVERSATION_TTL seconds of
silence. The token itself is stored nowhere: only its digest, which is also the assistant's sender.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field

from django.core.cache import caches
from redis.exceptions import RedisError


class UnknownConversation(Exception):
    """No such conversation: never started, ended, or expired."""


class ConversationsAway(Exception):
    """Redis does not answer: whether a conversation is known cannot be told."""


@dataclass
class Conversation:
    """What must be known between two turns."""

    sender: str
    offered: list[str] = field(default_factory=list)
    unsure: str = ""
    """The last message, when it was not understood and its writer was just asked whether to keep it."""
    danger: bool = False


def start(offered: list[str]) -> str:
    """Begin a conversation that offers some choices; return the token (256 bit) to give to the visitor.

    It begins even when it cannot be kept: the visitor can write, and gets what can be said without a memory.
    """
    token = secrets.token_urlsafe(32)
    with suppress(ConversationsAway):
        _write(Conversation(_digest(token), offered))
    return token


def find(token: str) -> Conversation:
    """Return the conversation of *token*.

    Raises:
        UnknownConversation: it is unknown, over or expired.
        ConversationsAway: see there; so do the functions below.
    """
    sender = _digest(token)
    with _reaching():
        known = caches["conversations"].get(sender)
    if known is None:
        raise UnknownConversation
    return Conversation(sender, **known)


def save(conversation: Conversation) -> None:
    """Keep the conversation for another CONVERSATION_TTL seconds.

    Raises:
        UnknownConversation: it was ended meanwhile, and does not come back.
    """
    with _reaching():
        known = caches["conversations"].touch(conversation.sender)
    if not known:
        raise UnknownConversation
    _write(conversation)


def forget(token: str) -> str:
    """Delete the conversation of *token*; return its sender so that the assistant forgets it too."""
    sender = _digest(token)
    with _reaching():
        caches["conversations"].delete(sender)
    return sender


def reachable() -> bool:
    """Tell whether conversations can be kept."""
    try:
        with _reaching():
            caches["conversations"].get("")
    except ConversationsAway:
        return False
    return True


def _write(conversation: Conversation) -> None:
    known = asdict(conversation)
    with _reaching():
        caches["conversations"].set(known.pop("sender"), known)


@contextmanager
def _reaching() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        raise ConversationsAway(type(error).__name__) from None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
