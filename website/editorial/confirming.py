"""« Confirmé aujourd'hui »: somebody called a service, and what is written about it is right."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from website.editorial.models import Service
from website.editorial.quiet import set_quietly

ACTION = "editorial.confirm"


@transaction.atomic
def confirm(service: Service, user: Any, batch: uuid.UUID | None = None) -> None:
    """Note that *service* was confirmed today; *batch* names what was done at once, to undo it at once."""
    today = timezone.localdate()
    before = service.confirmed_on
    set_quietly(service, user, confirmed_on=today)
    data = {"before": before.isoformat() if before else None, "after": today.isoformat()}
    log(instance=service, action=ACTION, user=user, uuid=batch, data=data)
