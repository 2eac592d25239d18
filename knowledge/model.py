"""What an answer, a service, a commune, a fact, a risk card and the guide are.

The one vocabulary that the website, the assistant and the actions share. Entries are immutable;
whether their content may be shown to a visitor is decided in ruling.py, never here.
"""

from __future__ import annotations

import json
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel, Extra, Field


class Confidence(str, Enum):
    """How far a fact or a number can be trusted (see data/knowledge/README.md)."""

    high = "high"
    medium = "medium"
    low = "low"


class Entry(BaseModel):
    """Base of every entry: frozen, and refusing keys it does not know."""

    class Config:
        frozen = True
        extra = Extra.forbid


class Source(Entry):
    """Where a fact or a contact was read."""

    url: str
    seen: str = Field("", description="when the source was written or read, as free text")
    says: str = ""
    official: bool = Field(False, description="published by a public body or by the service itself")


class Fact(Entry):
    """One checkable statement, with where it comes from."""

    id: str
    topic: str
    text: str
    confidence: Confidence
    sources: tuple[Source, ...]
    law: str = Field("", description="reference of a French code, e.g. « CP 222-13 »")
    kind: str = Field("", description="for advice: faire, ne-pas-faire, dire, ne-pas-dire")
    conflict: str = Field("", description="what the sources disagree on, empty when they agree")
    check: str = Field("", description="what a person must still verify")
    changed: bool = Field(False, description="recent change of the law or of a figure")
    note: str = Field("", description="for staff only, never shown to a visitor")


class Phone(Entry):
    """A telephone number as it is printed, e.g. « 01 64 79 25 25 » or « 3919 »."""

    number: str
    label: str = ""
    seen: str = Field("", description="year the number was last read in a source, e.g. « 2019 »")


class Closure(Entry):
    """Days on which a service is closed whatever its hours say: holidays, works."""

    closed_from: date
    closed_until: date = Field(description="the last closed day")
    reason: str = Field("", description="shown to a visitor, e.g. « congés d'été »")


class Service(Entry):
    """A body that helps: a national line, an association, a police station, a town hall."""

    id: str
    name: str
    kind: str
    what: str
    national: bool = False
    phones: tuple[Phone, ...] = ()
    sms: str | None = None
    email: str | None = None
    url: str | None = None
    address: str | None = None
    postcode: str | None = None
    commune: str | None = None
    lat: float | None = None
    lon: float | None = None
    hours: str | None = Field(None, description="opening hours in words, as the source gives them")
    opening_hours: str | None = Field(None, description="the same in OpenStreetMap syntax")
    closures: tuple[Closure, ...] = ()
    free: bool | None = None
    anonymous: bool | None = None
    on_phone_bill: bool | None = Field(
        None, description="False only when a source says that the call is not on the bill"
    )
    languages: str | None = None
    accessible: str | None = Field(None, description="how deaf people can reach it")
    by_appointment: bool | None = None
    area: tuple[str, ...] = Field((), description="communes it serves; empty: all of them")
    topics: tuple[str, ...] = ()
    confidence: Confidence
    confidence_fields: dict[str, Confidence] = {}
    conflicts: tuple[str, ...] = ()
    sources: tuple[Source, ...]
    note: str = Field("", description="for staff only, never shown to a visitor")
    review_by: date | None = None
    confirmed_on: date | None = Field(
        None, description="when staff last checked it by a call; for staff only"
    )
    status: str = "published"


class Commune(Entry):
    """A commune of the authority, and the ways people write its name."""

    id: str = Field(description="INSEE code")
    name: str
    postcodes: tuple[str, ...]
    lat: float
    lon: float
    aliases: tuple[str, ...] = ()
    ambiguous_with: tuple[str, ...] = ()
    police_service: str | None = Field(None, description="id of the police station or gendarmerie")
    note: str = Field("", description="for staff only, never shown to a visitor")


class Answer(Entry):
    """What the assistant says on one topic, for the person concerned and for somebody who helps."""

    id: str
    topic: str
    title: str
    choice: str = Field(description="the topic as people think of it, offered as a choice")
    phrases: tuple[str, ...] = Field((), description="other words in which staff were asked for it")
    bubbles: tuple[str, ...]
    bubbles_helping: tuple[str, ...] = Field((), description="the same for somebody who helps")
    bubbles_minor: tuple[str, ...] = Field((), description="the same for a minor (tu)")
    steps_title: str = ""
    steps: tuple[str, ...] = ()
    steps_helping: tuple[str, ...] = ()
    services: tuple[str, ...] = Field((), description="ids of services to show first")
    kinds: tuple[str, ...] = Field((), description="kinds of local services to add, nearest first")
    related: tuple[str, ...] = ()
    facts: tuple[str, ...] = Field((), description="ids of the facts that support every statement")
    guide_page: int | None = None
    reviewed_on: date
    review_by: date
    to_validate_by: tuple[str, ...] = ()
    note: str = Field("", description="for staff only, never shown to a visitor")
    status: str = "published"


class RiskCard(Entry):
    """The urgent card shown first when a danger is noticed."""

    id: str = Field(description="id of the risk in taxonomy")
    title: str
    text: str
    text_helping: str = Field("", description="the same for somebody who helps")
    text_minor: str = Field("", description="the same for a minor (tu)")
    services: tuple[str, ...]
    facts: tuple[str, ...] = ()
    note: str = Field("", description="for staff only, never shown to a visitor")


class InterfaceText(Entry):
    """A sentence of the interface or of the dialogue, by key, e.g. « chat.welcome.1 »."""

    id: str
    text: str
    use: str = Field("", description="where it is shown, for staff")
    note: str = Field("", description="for staff only, never shown to a visitor")


class Guide(Entry):
    """The authority's downloadable guide."""

    id: str
    title: str
    publisher: str
    filename: str | None = Field(None, description="None until the authority's PDF is uploaded")
    note: str = Field("", description="for staff only, never shown to a visitor")


KINDS: dict[str, type[Entry]] = {
    "answers": Answer,
    "services": Service,
    "communes": Commune,
    "facts": Fact,
    "risk_cards": RiskCard,
    "texts": InterfaceText,
    "guides": Guide,
}


def as_plain(entry: Entry) -> dict[str, Any]:
    """Return the entry as JSON-ready values, without the fields that hold their default."""
    plain: dict[str, Any] = json.loads(entry.json(exclude_defaults=True))
    return plain
