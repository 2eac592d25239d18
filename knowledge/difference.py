"""What changes for a visitor between two snapshots, entry by entry and field by field."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from knowledge.model import KINDS
from knowledge.snapshot import Snapshot

KIND_NAMES = {
    "answers": "réponse",
    "services": "service",
    "communes": "commune",
    "facts": "fait",
    "risk_cards": "carte d'urgence",
    "texts": "texte de l'interface",
    "guides": "guide",
}
ADDED, REMOVED, CHANGED = "ajout", "retrait", "modification"
FIELD_NAMES = {
    "title": "titre", "name": "nom", "choice": "dans les mots des personnes", "bubbles": "réponse",
    "bubbles_helping": "réponse à une personne qui aide", "bubbles_minor": "réponse à une personne mineure",
    "steps_title": "titre des étapes", "steps": "étapes", "steps_helping": "étapes pour une personne qui aide",
    "phrases": "on me demande aussi comme ça", "services": "services montrés", "kinds": "types de services proches",
    "related": "thèmes liés", "facts": "faits", "guide_page": "page du guide", "reviewed_on": "relue le",
    "review_by": "à relire avant le", "to_validate_by": "à faire valider par", "topic": "thème", "topics": "thèmes",
    "kind": "type", "what": "à quoi cela sert", "phones": "téléphones", "sms": "SMS", "email": "courriel", "url": "site",
    "address": "adresse", "postcode": "code postal", "postcodes": "codes postaux", "hours": "horaires en mots",
    "opening_hours": "horaires", "free": "gratuit", "anonymous": "anonyme", "on_phone_bill": "visible sur la facture",
    "languages": "langues", "accessible": "accès pour les personnes sourdes", "by_appointment": "sur rendez-vous",
    "area": "communes servies", "text": "texte", "text_helping": "texte pour une personne qui aide",
    "text_minor": "texte pour une personne mineure",
    "aliases": "autres façons de l'écrire", "police_service": "police ou gendarmerie", "lat": "latitude",
    "lon": "longitude", "filename": "fichier", "publisher": "éditeur", "confidence": "confiance", "status": "état",
    "use": "où", "law": "loi", "closures": "fermetures",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One entry that comes, goes or changes; ``fields`` holds name, before and after in words."""

    kind: str
    id: str
    title: str
    what: str
    fields: list[dict[str, str]]

    def to_plain(self) -> dict[str, Any]:
        """Return the change as JSON-ready values."""
        return asdict(self)


def differences(before: Snapshot, after: Snapshot) -> list[Change]:
    """Return every change that leads from *before* to *after*."""
    found = []
    for kind in KINDS:
        old, new = getattr(before, kind), getattr(after, kind)
        for id_ in sorted(old.keys() | new.keys()):
            was, is_ = old.get(id_), new.get(id_)
            if was == is_:
                continue
            what = ADDED if was is None else REMOVED if is_ is None else CHANGED
            entry = is_ or was
            title = str(getattr(entry, "title", "") or getattr(entry, "name", "") or id_)
            fields = _fields(was.dict(), is_.dict()) if was is not None and is_ is not None else []
            found.append(Change(KIND_NAMES[kind], id_, title, what, fields))
    return found


def _fields(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"name": FIELD_NAMES.get(name, name), "before": _words(old[name]), "after": _words(new[name])}
        for name in old
        if old[name] != new[name]
    ]


def _words(value: Any) -> str:
    """Return a value as staff read it: lists a line each, « oui » and « non », nothing as « — »."""
    if value is None or value == "" or value == () or value == {}:
        return "—"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, (list, tuple)):
        return "\n".join(_words(item) for item in value)
    if isinstance(value, dict):
        return " ".join(str(item) for item in value.values() if item not in (None, "", (), {}))
    return str(value)
