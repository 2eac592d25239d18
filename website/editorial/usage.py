"""Where an entry is used: answers that show a service, answers that a fact proves, and so on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin.utils import quote
from django.db.models import Q, QuerySet
from django.urls import reverse

from website.editorial.models import Answer, Commune, Fact, KnowledgeEntry, RiskCard, Service


@dataclass(frozen=True)
class Usage:
    """One entry that uses another, and how."""

    title: str
    how: str
    url: str


def edit_url(row: KnowledgeEntry) -> str:
    """Return the address of the form of an entry."""
    name = f"wagtailsnippets_editorial_{row._meta.model_name}:edit"
    return reverse(name, args=[quote(row.pk)])


def used_by(row: KnowledgeEntry) -> list[Usage]:
    """Return what uses *row*; an entry used nowhere can be changed or withdrawn without a surprise."""
    if isinstance(row, Service):
        return [
            *_usages(_naming(Answer, "services", row.pk), "réponse qui montre ce service"),
            *_usages(_naming(RiskCard, "services", row.pk), "carte d'urgence qui montre ce service"),
            *_usages(Commune.objects.filter(police_service=row.pk), "commune dont c'est la police"),
        ]
    if isinstance(row, Fact):
        return [
            *_usages(_naming(Answer, "facts", row.pk), "réponse que ce fait prouve"),
            *_usages(_naming(RiskCard, "facts", row.pk), "carte d'urgence que ce fait prouve"),
        ]
    if isinstance(row, Answer):
        return [
            *_usages(_naming(Answer, "related", row.topic), "réponse qui la propose ensuite"),
            *_usages(_naming(Service, "topics", row.topic), "service montré pour ce thème"),
        ]
    if isinstance(row, Commune):
        return [
            *_usages(Service.objects.filter(commune=row.name), "service qui s'y trouve"),
            *_usages(_naming(Service, "area", row.name), "service qui la sert"),
        ]
    return []


def _naming(model: type[KnowledgeEntry], field: str, name: str) -> QuerySet[KnowledgeEntry]:
    """Return the rows whose list *field* holds *name* as a whole line."""
    whole = Q(**{f"{field}": name})
    first, last = Q(**{f"{field}__startswith": f"{name}\n"}), Q(**{f"{field}__endswith": f"\n{name}"})
    return model.objects.filter(whole | first | last | Q(**{f"{field}__contains": f"\n{name}\n"}))


def _usages(rows: Iterable[KnowledgeEntry], how: str) -> list[Usage]:
    return [Usage(str(row), how, edit_url(row)) for row in rows]
