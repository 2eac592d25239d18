"""Taking out of a message what could tell who wrote it, or about whom.

In doubt a word goes: patterns take numbers, addresses, handles, dates and places, then every word that is not
ordinary French, a commune or close to an ordinary word is taken for a name. What goes is replaced by what it was.
"""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from website.unanswered.vocabulary import communes, first_names, ordinary, plain

MAX_TEXT = 1_000
_NAME, _NUMBER, _PLACE, _DATE, _CONTACT = "[nom]", "[nombre]", "[lieu]", "[date]", "[contact]"
_MONTHS = "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
_WAY = (
    "rue|ruelle|avenue|av|bd|boulevard|blvd|all[ée]es?|impasse|imp|chemin|route|place|square|quai|cours|passage|sentier|villa|"
    "voie|rond[- ]point|r[ée]sidence|r[ée]s|b[âa]timent|b[âa]t|immeuble|imm|tour|escalier|appartement|appart|appt|apt|porte|"
    "[ée]tage|quartier|cit[ée]|zone|zac|lotissement|hameau|lieu[- ]dit|domaine|ferme|centre commercial|arr[êe]t|gare|"
    "[ée]cole|coll[èe]ge|lyc[ée]e|cr[èe]che|maternelle|clinique|h[ôo]pital|[ée]glise|mosqu[ée]e|synagogue|temple|stade|"
    "bar|caf[ée]|restaurant|h[ôo]tel|camping|pharmacie|soci[ée]t[ée]|entreprise|magasin"
)
# What follows a kind of place: little words, then what names it.
_LITTLE = r"(?:(?:de|du|des|d|la|le|les|l|aux?|en|n°|no|num[ée]ro)[\s'’]+)*"
_TITLE = r"(?i:m\.|mr\.?|mme|mlle|monsieur|madame|mademoiselle|docteur|dr\.?|ma[iî]tre|professeur|commandant|brigadier|capitaine)|Me"
# Words that begin the name of a street and say nothing without the next.
_HONOURED = (
    r"(?:(?:saintes?|saints?|ste?|g[ée]n[ée]ral|mar[ée]chal|docteur|dr|pr[ée]sident|abb[ée]|capitaine|colonel|jean|jules|paul|pierre|"
    r"marie|victor|charles|louis|henri|georges|anatole|[ée]mile|grande?|petite?|vieux|vieille)[\s\-]+)*"
)
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"\S+\s?(?:@|\(at\)|\[at\]|\barobase\b)\s?\S+(?:\s?(?:\.|\bpoint\b)\s?\w{2,6}\b)*", _CONTACT),
        (r"(?<!\w)@\w[\w.\-]*", _CONTACT),
        (r"\b(?:https?://|www\.)\S+|\b[\w\-]+\.(?:fr|com|net|org|eu|io|be|ch|gouv)\b\S*", _CONTACT),
        (r"\b(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|facebook|fb|whats ?app|telegram|discord|pseudo|login|compte)\s*(?::|=|est|c'est|c est)\s*\S+", _CONTACT),
        (r"\b\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{2,4}\b", _DATE),
        (rf"\b(?:le\s+)?(?:\d{{1,2}}|1er|premier)\s+(?:{_MONTHS})(?:\s+\d{{2,4}})?\b", _DATE),
        (rf"\b(?:{_MONTHS})\s+\d{{2,4}}\b|\b(?:19|20)\d\d\b", _DATE),
        (r"(?:\+|00)?\d(?:[\s.\-/]?\d){5,}", _NUMBER),
        (r"\b[a-z]{2}-\d{3}-[a-z]{2}\b|(?-i:\b[A-Z]{2}\s?\d{3}\s?[A-Z]{2}\b|\b\d{1,4}\s?[A-Z]{1,3}\d*\b)", _NUMBER),
    )
)  # fmt: skip
# With capitals any kind of place is sure; without them, only one with its number, or « rue x ».
_PLACES = re.compile(
    rf"(?:\b\d+[\s,]*(?:bis|ter|quater)?[\s,]+)?\b(?:{_WAY})\b\.?\s+{_LITTLE}"
    rf"(?:[A-ZÀ-Ý0-9][\w'’\-]*(?:[\s\-]+{_LITTLE}[A-ZÀ-Ý0-9][\w'’\-]*)*)",
)
_STREETS = re.compile(
    rf"(?:\b\d+[\s,]*(?:bis|ter|quater)?[\s,]+)(?:{_WAY})\b\.?\s+{_LITTLE}{_HONOURED}\w[\w'’\-]*"
    rf"|\b(?:rue|avenue|boulevard|bd|all[ée]e|impasse|chemin|square|quai|r[ée]sidence|quartier|cit[ée]|lotissement|hameau|"
    rf"[ée]cole|coll[èe]ge|lyc[ée]e)\s+{_LITTLE}{_HONOURED}\w[\w'’\-]*",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?i:je m['’ ]?appel+es?|s['’ ]?appel+es?|se nomme|nomm[ée]e?|surnomm[ée]e?|pr[ée]noms?|noms?(?: de famille)?)"
    r"\s*(?i:est|:|c['’ ]est)?\s+([^\W\d_][\w'’\-]*(?:\s+[A-ZÀ-Ý][\w'’\-]*)*)"
)
_TITLED = re.compile(rf"(?<!\w)(?:{_TITLE})\s+([A-ZÀ-Ý][\w'’\-]*(?:\s+[A-ZÀ-Ý][\w'’\-]*)*)")
_KIN = re.compile(
    r"\b(?i:mari|mec|copain|copine|conjointe?|compagnon|compagne|ex|fils|fille|fr[èe]re|s[œo]e?ur|voisine?|patron|chef|coll[èe]gue|amie?|"
    r"p[èe]re|m[èe]re|oncle|tante|cousine?|neveu|ni[èe]ce|b[ée]b[ée]|enfants?)\s+([A-ZÀ-Ý][a-zà-ÿ][\w'’\-]*)"
)
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
_ELISION = re.compile(r"^((?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)['’])(.+)$", re.IGNORECASE)
_TOKEN = re.compile(r"\[(?:nom|nombre|lieu|date|contact)\]|[^\W\d_](?:[^\W\d_]|['’\-](?=[^\W\d_]))*")
# Numbers that everybody may call or that say an age in years or a count say nothing of who writes.
_PUBLIC_NUMBERS = {"15", "17", "18", "112", "114", "115", "116", "119", "3919", "3114", "3018", "3039"}
_SHORT = {
    "sos",
    "sms",
    "rdv",
    "svp",
    "stp",
    "jsp",
    "ok",
    "oui",
    "non",
    "pv",
    "caf",
    "cpam",
    "ofpra",
    "cispd",
    "tgd",
    "bar",
    "ccas",
}


def scrub(text: str) -> str:
    """Return *text* without names, numbers, addresses, dates and small places; « » when too little is left."""
    text = " ".join(text[:MAX_TEXT].split())
    text = _PLACES.sub(_PLACE, text)
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    text = _STREETS.sub(_PLACE, text)
    for pattern in (_CALLED, _TITLED, _KIN):
        text = pattern.sub(lambda m: m[0][: m.start(1) - m.start()] + _NAME, text)
    text = _NUMBERS.sub(lambda m: m[0] if m[0] in _PUBLIC_NUMBERS else _NUMBER, text)
    text = _TOKEN.sub(lambda m: _word(m[0], text, m.start()), text)
    text = re.sub(r"(\[\w+\])(?:[\s,\-]*\1)+", r"\1", text)
    left = [w for w in re.findall(r"[^\W\d_]+", re.sub(r"\[\w+\]", "", text)) if len(w) > 1]
    return text if len(left) >= 2 else ""


def _word(token: str, text: str, start: int) -> str:
    if token.startswith("["):
        return token
    before = _ELISION.match(token)
    if before:
        return before[1] + _word(before[2], text, start + len(before[1]))
    if "-" in token or "'" in token or "’" in token:
        parts = re.split(r"(['’\-])", token)
        return "".join(part if part in "'’-" else _word(part, text, start) for part in parts)
    return token if _may_stay(token, _begins_sentence(text, start)) else _NAME


def _begins_sentence(text: str, start: int) -> bool:
    return not text[:start].rstrip(' «"(-') or text[:start].rstrip()[-1:] in ".!?:…"


def _may_stay(token: str, first: bool) -> bool:
    word = plain(token)
    if len(word) <= 1 or word in communes() or word in _SHORT:
        return True
    capital = token[0].isupper() and not token.isupper()
    known = word in ordinary()
    if word in first_names():
        return known and not capital and word in _NAMES_THAT_ARE_WORDS
    if capital and not first and len(word) > 2:
        return False
    return known or _misspelt(word)


_NAMES_THAT_ARE_WORDS = frozenset(
    [
        "alix",
        "aurore",
        "claire",
        "clemence",
        "constance",
        "france",
        "franck",
        "jade",
        "jordan",
        "marine",
        "martin",
        "mercedes",
        "nour",
        "noel",
        "olive",
        "pascal",
        "prisca",
        "rose",
        "salome",
        "sam",
        "tour",
        "toussaint",
        "violette",
        "victoire",
        "perle",
    ]
)
"""First names that stay when they are written as the ordinary word, in lower case."""


def _misspelt(word: str) -> bool:
    """Tell whether *word* is an ordinary word with one slip; short words are too close to names to tell."""
    if len(word) < 5 or process.extractOne(
        word, first_names(), scorer=DamerauLevenshtein.distance, score_cutoff=1
    ):
        return False
    return (
        process.extractOne(word, ordinary(), scorer=DamerauLevenshtein.distance, score_cutoff=1) is not None
    )
