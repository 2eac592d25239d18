"""Who a message is about: the writer, somebody the writer worries for, a minor, an author.

Reviewed patterns over normalised text. Only clear signs count: without one, nothing is concluded
and the conversation keeps what it knew.
"""

from __future__ import annotations

import re

from knowledge.text import fold, normalise

SELF, OTHER, MINOR, AUTHOR = "self", "other", "minor", "author"

_RELATIVE = (
    r"(?:ma|une|mes|notre|la|une de mes|la petite) (?:meilleure |jeune |grande |petite |pauvre |vieille |nouvelle )?"
    r"(?:soeur|mere|fille|amie|copine|voisine|collegue|cousine|niece|tante|belle mere|belle fille|belle soeur|patiente|"
    r"cliente|eleve|etudiante|salariee|locataire|grand mere|nounou|femme de menage|coloc|camarade|employee|dame|residente)"
)
_MALE_RELATIVE = r"(?:mon|un) (?:ami|meilleur ami|pote|coloc|fils|frere|voisin|collegue|patient|eleve|etudiant|cousin|salarie|petit fils|neveu)"
_HER_ABUSER = r"(?:son|sa) (?:mari|copain|mec|conjoint|compagnon|ex|homme|petit ami|concubin|pere|mere|beau pere|frere|patron|femme|copine)"
_MY_ABUSER = (
    r"\b(?:mon|mes) (?:\w+ )?(?:mari|copain|conjoint|compagnon|ex|homme|petit ami|concubin|pere|beau pere|frere|patron|chef|"
    r"fils|mari\w*)\b"
)
_ME = re.compile(
    r"\b(?:il|elle|on|ils|qui|lui) (?:ne )?(?:me|m) \w+|\bje ai (?:peur de lui|mal|ete)|\bje suis (?:battue|frappee|enceinte|victime|enfermee)"
    r"|\bje (?:veux|vais|voudrais|pense a|ai envie de) (?:\w+ ){0,2}(?:mourir|crever|en finir|me tuer|disparaitre|me suicider|partir)"
    r"|\bje me (?:suis fait|scarifie|coupe|fais du mal)|\bje viens de me faire"
)
_OTHER = re.compile(
    rf"\b{_RELATIVE}\b.*\b(?:elle|son|sa|se|est|vient|subit|vit|a|lui|frappe\w*|bat\w*|tape|cogne)\b|\b{_MALE_RELATIVE}\b.*\b(?:il|sa|son|se|subit|est)\b"
    rf"|\b{_HER_ABUSER}\b.*\b(?:la|l|le|lui|elle)\b|\b(?:elle|une femme|une dame|une fille)\b.*\b{_HER_ABUSER}\b"
    r"|\baider (?:une|ma|un|mon|cette)\b|\bles voisins\b|\bchez (?:mes|les|le|la|ma|mon) voisin"
    r"|\b(?:au dessus|en dessous|a cote) (?:de chez|j entends|je entends|ca)|\bje entends (?:des|ma|la|mes|crier|hurler|frapper)"
)
_PROFESSIONAL = re.compile(
    r"\bje suis (?:infirmiere?|medecin|docteur|prof\w*|enseignante?|institutrice|instit|assistante? sociale?|educatrice|educateur|"
    r"sage femme|atsem|directrice|pharmacien\w*|policier|gendarme|avocate?|benevole|psychologue|kine|aide soignante|animatrice|animateur|"
    r"cpe|dentiste|rh|manager|employeur|puericultrice|elue?|travailleu\w+ social\w*)\b|\bune? de mes (?:patiente?s?|eleves?|salariee?s?)\b"
)
_MINOR = re.compile(
    r"\b(?:je ai|moi) (?:que |seulement |juste )?(?:8|9|1[0-7]|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix sept) ans\b(?! de| que)"
    r"|\bje suis (?:en |au )(?:cp|ce1|ce2|cm1|cm2|[3-6](?:e|eme)|sixieme|cinquieme|quatrieme|troisieme|college|lycee|seconde|2nde|primaire)\b"
    r"|\bje suis mineure?\b"
)
# Who says « papa » of the one that hits writes as a child; over folded text, since normalised it is « pere ».
_CHILD = re.compile(
    r"\b(?:papa|maman) (?:il |elle |i )?(?:me |m')(?:a )?(?:tap\w*|frapp\w*|bat\b|battue?\b|fait mal|fait du mal|touch\w*|gifl\w*|cogn\w*|enferm\w*)"
)
_AUTHOR = re.compile(
    r"\bje (?:la|le|l|ai|l ai) ?(?:la |le )?(?:frappe\w*|tape\w*|bats|battue?|gifle\w*|cogne\w*|etrangle\w*|bouscule\w*|pousse\w*) (?:ma|mon|quand|parfois|et)"
    r"|\bje (?:frappe|tape|bats|gifle|cogne|insulte) ma (?:femme|copine|compagne)\b|\bje ai (?:frappe|tape|gifle|battu|cogne|pousse|etrangle) ma (?:femme|copine|compagne)\b"
    r"|\bje (?:l ai|la|le ai) (?:encore )?(?:frappee?|tapee?|giflee?|cognee?|bousculee?|poussee?|etranglee?)\b"
    r"|\bje suis (?:violent|un homme violent|l auteur|le auteur)\b|\bje (?:perds|pete) (?:le controle|les plombs) (?:avec|sur|contre) (?:ma|elle)"
    r"|\bj? ?ai peur de (?:la frapper|devenir violent|lui faire du mal)"
)

_HER = r"(?:ma|mon) (?:ex )?(?:femme|copine|compagne|epouse|meuf|ex|conjointe|fiancee|nana)"
_LOOKS_FOR_HER = re.compile(
    rf"\b(?:dans (?:quel|quelle) \w+|ou) (?:est|sont|se cache|se trouve|est partie|vit|dort|habite|loge) (?:\w+ )?{_HER}\b"
    rf"|\b(?:je (?:cherche|recherche)|retrouver|localiser|ramener) {_HER}\b"
    rf"|\b(?:adresse|nom|numero) (?:du|de la|de le|des) (?:refuge|foyer|centre|hotel|association)\b.{{0,20}}\bou (?:est|se cache|vit|dort) (?:\w+ )?{_HER}\b"
    r"|\belle (?:est partie|se cache|me? a quittee?|a quitte)\b.{0,40}\b(?:donne\w*|dites|dis) moi (?:(?:l|le|son) ?)?(?:adresse\b|ou elle (?:est|se cache|vit|dort|habite|loge)\b)"
    rf"|\b{_HER}\b.{{0,60}}\b(?:partie|quittee?|enfuie|refugiee|disparue?|hebergee)\b.{{0,80}}\b(?:ou|dans (?:quel|quelle) \w+) elle "
    r"(?:est|se est|vit|se cache|se trouve|habite|dort|loge)\b"
    rf"|\b(?:foyer|refuge|centre|ville|hotel|hebergement|association)\b.{{0,30}}\bou (?:(?:est|vit|dort|se cache|se trouve) {_HER}\b|{_HER} (?:est|se est|vit|dort|se cache|se trouve)\b)"
    rf"|\b(?:adresse|nom|numero) (?:du|de la|de le|des|de un) (?:foyer|refuge|centre|hotel|association)\b.{{0,70}}\b{_HER} (?:est|se est) (?:\w+ )?"
    r"(?:la bas|la|dedans|cachee|partie|refugiee|hebergee)\b"
    rf"|\b{_HER} (?:\w+ )?(?:est elle|est) (?:\w+ )?(?:chez vous|dans (?:un|votre|quel) (?:foyer|refuge|centre))\b"
)


def looks_for_her(text: str) -> bool:
    """Tell whether the writer asks where a woman who left is: nothing may help to find her."""
    return bool(_LOOKS_FOR_HER.search(normalise(text)))


def concerned(text: str) -> str | None:
    """Return SELF, OTHER, MINOR, AUTHOR, or None when the message does not tell."""
    plain = normalise(text)
    if _AUTHOR.search(plain):
        return AUTHOR
    if _MINOR.search(plain) or _CHILD.search(fold(text)):
        return MINOR
    if _PROFESSIONAL.search(plain):
        return OTHER
    about_me = bool(_ME.search(plain) or re.search(_MY_ABUSER, plain))
    if _OTHER.search(plain) and not about_me:
        return OTHER
    return SELF if about_me else None
