"""What may reach a visitor, and what stays a draft for staff to settle.

The rules of data/knowledge/README.md as code. A number, a fact or a field that is not sure enough
is removed from what is published and becomes a Task; nothing is ever shown "probably".
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import Confidence, Fact, Phone, Service

# A local body of these kinds may publish a number of medium confidence (official source, no conflict).
PUBLIC_BODIES = frozenset(
    {
        "mairie",
        "collectivite",
        "travail-social",
        "justice",
        "droit",
        "sante",
        "police",
        "gendarmerie",
    }
)
GENERAL_KNOWLEDGE = "general-knowledge"
_ORDER = {Confidence.low: 0, Confidence.medium: 1, Confidence.high: 2}


@dataclass(frozen=True)
class Task:
    """Something a member of staff must do before more of an entry can be shown."""

    entry: str
    what: str
    urgent: bool = False


def confidence_of(service: Service, field: str) -> Confidence:
    """Return the confidence of one field: its own where it is stated, else the entry's."""
    return service.confidence_fields.get(field, service.confidence)


def has_official_source(service: Service) -> bool:
    """Tell whether a public body, or the service itself, is among the sources."""
    return any(source.official for source in service.sources)


def may_publish_phones(service: Service) -> bool:
    """Tell whether the telephone numbers (and SMS numbers) of a service may reach a visitor."""
    confidence = confidence_of(service, "phones")
    if confidence is Confidence.high:
        return True
    settled = confidence is Confidence.medium and has_official_source(service) and not service.conflicts
    return settled and (service.national or service.kind in PUBLIC_BODIES)


def is_sure(service: Service, field: str) -> bool:
    """Tell whether a field other than a number may be shown: medium confidence at least."""
    return _ORDER[confidence_of(service, field)] >= _ORDER[Confidence.medium]


def may_publish_fact(fact: Fact) -> bool:
    """Tell whether a fact may support a published answer.

    High, or medium with a source other than general knowledge. A fact with an open conflict may be
    used only where the answer is phrased so that both readings are true: the answer says so by
    naming the fact in ``facts``, and check.py lists it for the person who validates the text.
    """
    if fact.confidence is Confidence.high:
        return True
    known = [source for source in fact.sources if source.url != GENERAL_KNOWLEDGE]
    return fact.confidence is Confidence.medium and bool(known)


def published_phone(service: Service, phone: Phone) -> Phone:
    """Return the number as shown: one of medium confidence says when it was last read."""
    if service.national or confidence_of(service, "phones") is Confidence.high:
        return phone.copy(update={"seen": ""})
    seen = f"numéro relevé en {phone.seen}" if phone.seen else "numéro à confirmer"
    return phone.copy(update={"label": seen})


def public_service(service: Service) -> Service | None:
    """Return what a visitor may see of a service, or None when nothing sure leads to it.

    Only fields of medium confidence or more stay; staff notes, sources' remarks and conflicts go.
    """
    if service.status != "published":
        return None
    phones_ok = may_publish_phones(service)
    changes: dict[str, object] = {
        "phones": tuple(published_phone(service, p) for p in service.phones) if phones_ok else (),
        "sms": service.sms if phones_ok else None,
        "note": "",
        "conflicts": (),
        "confirmed_on": None,
    }
    for field in ("email", "url", "address", "hours"):
        if not is_sure(service, field):
            changes[field] = None
    if not is_sure(service, "hours"):
        changes["opening_hours"] = None
    public = service.copy(update=changes)
    reachable = public.phones or public.sms or public.url or public.address or public.email
    return public if reachable else None


def tasks_for(service: Service) -> list[Task]:
    """List what staff must settle for a service, most urgent first."""
    tasks: list[Task] = []
    if service.phones and not may_publish_phones(service):
        numbers = ", ".join(phone.number for phone in service.phones)
        tasks.append(Task(service.id, f"Confirmer par un appel : {numbers} (non publié)"))
    elif service.phones and confidence_of(service, "phones") is not Confidence.high:
        numbers = ", ".join(phone.number for phone in service.phones)
        tasks.append(Task(service.id, f"Confirmer par un appel : {numbers} (publié)", urgent=True))
    if not service.phones and not service.national:
        tasks.append(Task(service.id, "Trouver le numéro de téléphone"))
    tasks += [Task(service.id, f"Trancher : {conflict}") for conflict in service.conflicts]
    return sorted(tasks, key=lambda task: not task.urgent)
