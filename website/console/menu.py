"""The parts of /equipe, and the permission that opens each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """One entry of the menu, told in a sentence on the first page."""

    url: str
    title: str
    permission: str
    what: str


PARTS = (
    Part("console:bench", "Banc d'essai", "console.use_bench", "Écrire comme une visiteuse et voir pourquoi le programme répond ainsi."),
    Part("console:tasks", "À traiter", "console.view_task", "Les réponses jugées fausses ou dangereuses, à corriger dans les fiches."),
    Part("console:cases", "Cas de test", "cases.view_testcase", "Ce que le programme doit répondre, vérifié avant chaque publication."),
    Part("console:campaigns", "Campagnes", "console.view_campaign", "Juger à plusieurs les mêmes messages, sans voir l'avis des autres."),
    Part("unanswered:list", "Questions gardées", "unanswered.view_keptmessage", "Les messages que des personnes ont accepté de garder."),
    Part("figures:page", "Chiffres", "figures.view_count", "Ce qui est compté par jour, sans aucun texte."),
)  # fmt: skip


def parts_for(user: Any) -> list[Part]:
    """Return the parts that *user* may open."""
    return [part for part in PARTS if user.has_perm(part.permission)]
