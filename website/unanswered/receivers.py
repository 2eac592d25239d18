"""Keeping the one message a visitor agreed to keep: scrubbed first, then stored, never the other way round."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from website.chat.signals import message_kept
from website.unanswered.models import KeptMessage, forget_old
from website.unanswered.scrubbing import scrub


@receiver(message_kept)
def keep(sender: Any, text: str, **kwargs: Any) -> None:
    """Store *text* without what could tell who wrote it; nothing when nothing is left to learn from."""
    forget_old()
    scrubbed = scrub(text)
    if scrubbed:
        KeptMessage.objects.create(text=scrubbed)
