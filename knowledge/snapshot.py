"""A snapshot: everything published at one moment, immutable, with a version and a checksum.

Written by the website when somebody publishes, read by the actions and by the website itself.
Only what ruling.py allows is in it: drafts cannot leak from something that does not hold them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from knowledge.loading import first_texts
from knowledge.model import (
    KINDS,
    Answer,
    Commune,
    Entry,
    Fact,
    Guide,
    InterfaceText,
    RiskCard,
    Service,
    as_plain,
)
from knowledge.ruling import may_publish_fact, public_service
from knowledge.text import normalise

EMERGENCY_IDS = (
    "police-secours-17",
    "urgence-europe-112",
    "urgence-114",
    "samu-15",
    "violences-femmes-info-3919",
)


@dataclass(frozen=True)
class Snapshot:
    """Entries by kind and id. ``version`` is what visitors and staff are told, e.g. « 12 »."""

    version: str
    answers: dict[str, Answer] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    communes: dict[str, Commune] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    risk_cards: dict[str, RiskCard] = field(default_factory=dict)
    texts: dict[str, InterfaceText] = field(default_factory=dict)
    guides: dict[str, Guide] = field(default_factory=dict)

    @cached_property
    def by_topic(self) -> dict[str, Answer]:
        """The answer of each topic; the first entry of a topic wins."""
        found: dict[str, Answer] = {}
        for answer in self.answers.values():
            found.setdefault(answer.topic, answer)
        return found

    @cached_property
    def by_phrase(self) -> dict[str, str]:
        """The topic of each phrase that staff gave an answer, in normalised words."""
        return {
            normalise(phrase): answer.topic for answer in self.answers.values() for phrase in answer.phrases
        }

    @cached_property
    def commune_by_name(self) -> dict[str, Commune]:
        return {commune.name: commune for commune in self.communes.values()}

    @property
    def emergency(self) -> list[Service]:
        """The emergency services, in the order to show them."""
        return [self.services[id_] for id_ in EMERGENCY_IDS if id_ in self.services]

    def text(self, key: str) -> str:
        """Return an interface text.

        A version that is older than the programme, after an upgrade or a return, lacks what only the new
        programme says: then the first knowledge has it.

        Raises:
            KeyError: no text has this key.
        """
        held = self.texts.get(key)
        return held.text if held else first_texts()[key]

    def to_plain(self) -> dict[str, Any]:
        """Return the content (without the version) as JSON-ready values, in a stable order."""
        return {kind: [as_plain(entry) for _, entry in sorted(getattr(self, kind).items())] for kind in KINDS}

    @cached_property
    def checksum(self) -> str:
        """SHA-256 of the content, in hexadecimal; equal content has equal checksums."""
        canonical = json.dumps(self.to_plain(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()


def from_plain(version: str, content: dict[str, Any]) -> Snapshot:
    """Build a snapshot from what ``to_plain`` returned.

    Raises:
        pydantic.ValidationError: an entry does not fit its model.
    """
    kinds: dict[str, Any] = {
        kind: {raw["id"]: model.parse_obj(raw) for raw in content.get(kind, [])}
        for kind, model in KINDS.items()
    }
    return Snapshot(version, **kinds)


def content_of(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return *entries*, whole, as JSON-ready values by kind: what is kept of a publication before its checks."""
    names = {model: kind for kind, model in KINDS.items()}
    content: dict[str, Any] = {kind: [] for kind in KINDS}
    for entry in entries:
        content[names[type(entry)]].append(as_plain(entry))
    return content


def entries_of(content: dict[str, Any]) -> list[Entry]:
    """Return the entries that ``content_of`` (or ``to_plain``) wrote.

    Raises:
        pydantic.ValidationError: an entry does not fit its model.
    """
    return [model.parse_obj(raw) for kind, model in KINDS.items() for raw in content.get(kind, [])]


def publishable(version: str, entries: Iterable[Entry]) -> Snapshot:
    """Build the snapshot of what a visitor may see of *entries*; the rest stays behind."""
    kinds: dict[type[Entry], dict[str, Any]] = {model: {} for model in KINDS.values()}
    for entry in entries:
        shown: Entry | None = entry
        if isinstance(entry, Service):
            shown = public_service(entry)
        elif isinstance(entry, Fact):
            shown = entry if may_publish_fact(entry) else None
        elif isinstance(entry, Answer):
            shown = entry if entry.status == "published" else None
        if shown is not None:
            shown = shown.copy(update={"note": ""})
            kinds[type(entry)][shown.id] = shown  # type: ignore[attr-defined]  # every kind has an id
    return Snapshot(version, **{kind: kinds[model] for kind, model in KINDS.items()})
