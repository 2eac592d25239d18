"""A morning mail to who looks after entries past their date: titles and links, nothing that a visitor wrote.

The person who last edited an entry looks after it; administration does for the others. A mail goes out when
something new is late, and on Mondays; without mail settings, none does.
"""

from __future__ import annotations

import logging
import smtplib
from collections import defaultdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from website.editorial import due
from website.editorial.due import Due
from website.editorial.models import DigestSent
from website.editorial.publishing import APPROVERS

logger = logging.getLogger(__name__)

RIGHT = "editorial.change_service"
SHOWN = 15
_FROM_HOUR = 7
_MONDAY = 0


def morning(now: datetime | None = None) -> int:
    """Send today's mails if they are due and not sent; return how many went out."""
    now = timezone.localtime(now or timezone.now())
    if not settings.EMAIL_FROM or now.hour < _FROM_HOUR or DigestSent.objects.filter(day=now.date()).exists():
        return 0
    late = late_entries(now)
    told = DigestSent.objects.order_by("-day").values_list("entries", flat=True).first() or []
    keys = [_key(item) for items in late.values() for item in items]
    nothing_new = not set(keys) - set(told) and now.weekday() != _MONDAY
    # The day is taken before anything is sent: a mail server that fails half-way must not send twice.
    _, first = DigestSent.objects.get_or_create(day=now.date(), defaults={"entries": keys})
    return 0 if nothing_new or not first else send(late)


def late_entries(now: datetime) -> dict[str, list[Due]]:
    """Return what is late, by what must be done."""
    today = timezone.localtime(now).date()
    return {"À relire": due.past_review(today), "À confirmer par un appel": due.to_confirm(today)}


def send(late: dict[str, list[Due]]) -> int:
    """Send each person what they look after; return how many mails went out."""
    connection = get_connection()
    sent = 0
    for person, parts in _by_person(late).items():
        count = sum(len(items) for items in parts.values())
        message = EmailMessage(
            f"Ariane : {count} fiche{'s' if count > 1 else ''} à relire ou à confirmer",
            _text(person, parts),
            settings.EMAIL_FROM,
            [person.email],
            connection=connection,
        )
        try:
            sent += message.send()
        except (OSError, smtplib.SMTPException) as error:
            # Not the address, nor the server's words, which may hold it.
            logger.warning("a morning mail was not sent: %s", type(error).__name__)
    connection.close()
    return sent


def _by_person(late: dict[str, list[Due]]) -> dict[Any, dict[str, list[Due]]]:
    people = {user.pk: user for user in get_user_model().objects.filter(is_active=True).exclude(email="")}
    admins = [
        user for user in people.values() if user.is_superuser or user.groups.filter(name=APPROVERS).exists()
    ]
    found: dict[Any, dict[str, list[Due]]] = defaultdict(lambda: defaultdict(list))
    for title, items in late.items():
        for item in items:
            owner = people.get(item.owner or 0)
            for person in [owner] if owner is not None and owner.has_perm(RIGHT) else admins:
                found[person][title].append(item)
    return found


def _text(person: Any, parts: dict[str, list[Due]]) -> str:
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    shown = [
        (title, [(item, base + item.url) for item in items[:SHOWN]], max(0, len(items) - SHOWN))
        for title, items in parts.items()
    ]
    return render_to_string(
        "editorial/digest.txt",
        {"person": person, "parts": shown, "page": base + reverse("knowledge:due")},
    )


def _key(item: Due) -> str:
    return f"{item.url} {item.why}"
