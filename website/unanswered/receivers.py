"""Keeping the one message a visitor agreed to keep: scrubbed first, then stored, never the other way round."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.dispatch import receiver

from website.chat.signals import message_kept
from website.unanswered.models import KeptMessage, forget_old
from website.unanswered.scrubbing import scrub


class NotKept(Exception):
    """Nothing was stored: the database is away, or no word is left to learn from. Holds no text."""


@receiver(message_kept)
def keep(sender: Any, text: str, **kwargs: Any) -> None:
    """Store *text* without what could tell who wrote it.

    Raises:
        NotKept: nothing was stored; the chat tells the visitor so.
    """
    scrubbed = scrub(text)
    if not scrubbed:
        raise NotKept("nothing left")
    try:
        forget_old()
        KeptMessage.objects.create(text=scrubbed)
    except DatabaseError as error:
        # The database's own words could hold the message: they go no further, not even into a log.
        raise NotKept(type(error).__name__) from None
