"""The first page of /admin: what waits for me, what is live, and whether everything answers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from knowledge.snapshot import Snapshot, from_plain, publishable
from website.assistant import client
from website.editorial import due
from website.editorial.entries import live_entries
from website.published.models import Current, Version

_STATES = {"ready": "répond", "starting": "démarre", "down": "ne répond pas"}


class KnowledgePanel(Component):
    """The panel of the knowledge base on the first page."""

    name = "knowledge"
    order = 50
    template_name = "editorial/home.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        current = Current.objects.select_related("version").first()
        version = current.version if current else None
        return {
            "tasks": tasks(),
            "version": version,
            "changed": changed_since(version)[:10] if version else [],
            "before": Version.objects.filter(number__lt=version.number).first() if version else None,
            "parts": [
                ("Assistant", _STATES.get(client.ASSISTANT.state(), "?")),
                ("Actions", _STATES.get(client.actions_state(), "?")),
                ("Base de données", "répond"),
            ],
        }


def tasks() -> list[tuple[str, int, str]]:
    """Return what waits: its name, how many, and where."""
    page = reverse("knowledge:due")
    counts = [
        ("à approuver", len(due.proposals()), "#propositions"),
        ("brouillons à terminer", len(due.drafts()), "#brouillons"),
        ("fiches à relire (date passée)", len(due.past_review()), "#relecture"),
        ("services à confirmer (plus de 6 mois)", len(due.to_confirm()), "#confirmer"),
        ("appels et désaccords à régler", len(due.calls()), "#appels"),
        ("réponses à faire valider", len(due.to_validate()), "#valider"),
        ("liens qui ne répondent pas", due.broken_links().count(), "#liens"),
    ]
    return [(name, count, page + anchor) for name, count, anchor in counts]


def changed_since(version: Version) -> list[str]:
    """Return what is live in the knowledge base but not in *version*: not published yet, or refused."""
    return differences(from_plain(str(version.number), version.content), publishable("now", live_entries()))


def differences(old: Snapshot, new: Snapshot) -> list[str]:
    """Return the entries that differ between two snapshots, in words."""
    found = []
    for kind, words in _KINDS.items():
        before, after = getattr(old, kind), getattr(new, kind)
        for id_ in sorted({*before, *after}):
            if before.get(id_) != after.get(id_):
                how = "ajouté" if id_ not in before else "retiré" if id_ not in after else "modifié"
                found.append(f"{words} « {_name(after.get(id_) or before[id_])} » : {how}")
    return found


_KINDS = {
    "answers": "Réponse",
    "services": "Service",
    "communes": "Commune",
    "facts": "Fait",
    "risk_cards": "Carte d'urgence",
    "texts": "Texte",
    "guides": "Guide",
}


def _name(entry: Any) -> str:
    return str(getattr(entry, "title", "") or getattr(entry, "name", "") or entry.id)
