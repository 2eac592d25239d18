"""Messages that were not understood and that their writers agreed to keep: scrubbed, and for 30 days at most."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

KEPT_DAYS = 30


class KeptMessage(models.Model):
    """One message, without what could tell who wrote it. A day, no time, no link to a conversation."""

    text = models.TextField("message")
    kept_on = models.DateField("gardé le", default=timezone.localdate)

    class Meta:
        verbose_name = "question gardée"
        verbose_name_plural = "questions gardées"
        ordering = ["kept_on", "pk"]
        default_permissions = ("view", "change", "delete")

    def __str__(self) -> str:
        return self.text[:80]


def forget_old() -> int:
    """Delete what was kept for 30 days; return how many."""
    oldest = timezone.localdate() - timedelta(days=KEPT_DAYS)
    return KeptMessage.objects.filter(kept_on__lte=oldest).delete()[0]
