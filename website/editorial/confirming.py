"""« Confirmé aujourd'hui »: somebody called a service, and what is written about it is right."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from website.editorial.models import Service

ACTION = "editorial.confirm"


@transaction.atomic
def confirm(service: Service, user: Any) -> None:
    """Note that *service* was confirmed today, in what is live and in its draft; visitors see no change."""
    today = timezone.localdate()
    Service.objects.filter(pk=service.pk).update(confirmed_on=today)
    service.confirmed_on = today
    if service.has_unpublished_changes:
        draft = service.get_latest_revision_as_object()
        draft.confirmed_on = today
        draft.save_revision(user=user)
    log(instance=service, action=ACTION, user=user)
