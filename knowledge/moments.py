"""When help is needed: now or later, where a short message says so (« ce soir », « pas pressé »)."""

from __future__ import annotations

import re

from knowledge.text import normalise

NOW, LATER = "now", "later"

_ANSWER = 6
"""A message of more words is not the answer to « maintenant ou plus tard ? »: its « demain » may be the judge's."""
_LATER = re.compile(
    r"\b(?:plus tard|demain|apres demain|semaine (?:prochaine|pro)|mois prochain|pas (?:presse\w*|urgent\w*|tout de suite|maintenant)|"
    r"rien ne presse|ca peut attendre|dans (?:\w+ )?(?:jours?|semaines?|mois)|bientot|un jour)\b"
)
_NOW = re.compile(
    r"\b(?:maintenant|tout de suite|toute suite|ce soir|cette nuit|aujourd hui|immediat\w*|urgent\w*|vite|a le? instant|la tout de suite)\b"
)


def when_needed(text: str) -> str:
    """Return NOW, LATER, or an empty string when *text* is not a short answer that says it."""
    plain = normalise(text).replace("'", " ")
    if len(plain.split()) > _ANSWER:
        return ""
    if _LATER.search(plain):
        return LATER
    return NOW if _NOW.search(plain) else ""
