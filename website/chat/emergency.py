"""The emergency numbers: from what is live, whatever else is down."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from knowledge.contact import to_contact
from knowledge.opening_hours import PARIS
from website.published.current import PUBLISHED


def emergency_contacts() -> list[dict[str, Any]]:
    """Return the emergency numbers as contacts."""
    now = datetime.now(PARIS)
    return [to_contact(service, now) for service in PUBLISHED.snapshot().emergency]
