"""Hints for the person who writes: long sentences, hard words, acronyms, what is never said.

Hints never stop anything by themselves; check.py holds the rules that do.
"""

from __future__ import annotations

import re

from knowledge.check import FORBIDDEN, MAX_SENTENCES, MAX_WORDS
from knowledge.text import fold

LONG_SENTENCE = 15
# Words of offices and courts, and what people say instead.
HARD_WORDS = {
    "préjudice": "dommage, tort",
    "préalable": "avant",
    "préalablement": "avant",
    "susmentionné": "ce",
    "afin de": "pour",
    "afin que": "pour que",
    "ultérieurement": "plus tard",
    "notamment": "par exemple",
    "nonobstant": "malgré",
    "dispositif": "aide, service",
    "modalités": "comment faire",
    "diligenter": "faire",
    "procédure": "démarches",
    "saisir le juge": "demander au juge",
    "requérant": "personne qui demande",
    "conjoint violent": "personne qui vous fait du mal",
    "domicile conjugal": "maison, logement du couple",
    "à l'encontre de": "contre",
    "dans le cadre de": "pour, pendant",
    "être en mesure de": "pouvoir",
    "effectuer": "faire",
    "solliciter": "demander",
    "bénéficier de": "avoir, recevoir",
    "orienter vers": "indiquer",
    "en vue de": "pour",
    "subvenir": "payer",
    "prise en charge": "aide, soins",
}
# Numbers and names that everybody knows by their letters.
_KNOWN_ACRONYMS = frozenset({"SMS", "SAMU", "CAF", "RSA", "PDF", "TGV", "GPS", "IVG", "VIH", "SIM", "ADN"})
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b(?! ?\()")
_SENTENCE = re.compile(r"[^.?!…:;]+[.?!…:;]*")


def hints(text: str) -> list[str]:
    """Return what could be plainer in one bubble or step, in French; empty when nothing strikes."""
    found: list[str] = []
    words = len(text.split())
    if words > MAX_WORDS:
        found.append(f"{words} mots : {MAX_WORDS} au plus pour une bulle. Coupez en deux ou retirez.")
    sentences = [s.strip() for s in _SENTENCE.findall(text) if s.strip(" .?!…:;")]
    if len(re.findall(r"[.?…](?:\s|$)", text)) > MAX_SENTENCES:
        found.append(f"Plus de {MAX_SENTENCES} phrases.")
    for sentence in sentences:
        length = len(sentence.split())
        if length > LONG_SENTENCE:
            found.append(f"Phrase de {length} mots ({LONG_SENTENCE} conseillés) : « {_cut(sentence)} »")
    for pattern, why in FORBIDDEN.items():
        banned = re.search(pattern, text, re.IGNORECASE)
        if banned:
            found.append(f"« {banned.group()} » : {why}.")
    folded = f" {fold(text)} "
    for hard, plain in HARD_WORDS.items():
        if re.search(rf"\b{re.escape(fold(hard))}\b", folded):
            found.append(f"« {hard} » : plutôt « {plain} ».")
    for acronym in dict.fromkeys(_ACRONYM.findall(text)):
        if acronym not in _KNOWN_ACRONYMS:
            found.append(f"« {acronym} » : écrivez aussi les mots en entier.")
    return found


def _cut(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")
