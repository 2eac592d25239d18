"""A service as a visitor reads it: the Contact of the public API."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from knowledge.model import Commune, Service
from knowledge.opening_hours import status
from knowledge.places import distance_km


def tel_link(number: str) -> str:
    """Return the link that dials *number*: « tel:3919 », « tel:+33164792525 »."""
    digits = re.sub(r"\D", "", number)
    if len(digits) == 10 and digits.startswith("0"):
        return f"tel:+33{digits[1:]}"
    return f"tel:{digits}"


def distance_from(service: Service, here: Commune | None, where: Commune | None) -> float | None:
    """Return the kilometres from commune *here* to the service, located itself or by its commune."""
    if here is None:
        return None
    if service.lat is not None and service.lon is not None:
        return round(distance_km(here.lat, here.lon, service.lat, service.lon), 1)
    if where is None:
        return None
    return round(distance_km(here.lat, here.lon, where.lat, where.lon), 1)


def to_contact(
    service: Service, now: datetime, here: Commune | None = None, where: Commune | None = None
) -> dict[str, Any]:
    """Return the contact of contract.md; what is not known is null.

    Args:
        now: the moment for which « open now » is told.
        here: the visitor's commune, for the distance.
        where: the commune of the service.
    """
    hours = status(service.opening_hours, now, service.closures)
    words = " — ".join(part for part in (hours.words, service.hours) if part) or None
    if service.opening_hours == "24/7" and hours.open_now:
        words = service.hours or hours.words
    address = service.address
    if address and service.commune:
        address = f"{address}, {service.postcode or ''} {service.commune}".replace("  ", " ")
    return {
        "id": service.id,
        "name": service.name,
        "kind": service.kind,
        "what": service.what,
        "phones": [
            {"number": phone.number, "tel": tel_link(phone.number), "label": phone.label}
            for phone in service.phones
        ],
        "sms": service.sms,
        "email": service.email,
        "url": service.url,
        "address": address,
        "commune": service.commune,
        "distance_km": distance_from(service, here, where),
        "hours": words,
        "open_now": hours.open_now,
        "next_open": hours.next_open,
        "free": service.free,
        "anonymous": service.anonymous,
        "on_phone_bill": service.on_phone_bill,
    }
