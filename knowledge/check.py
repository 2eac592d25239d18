"""Is this knowledge fit to be published? Every problem names its entry and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from string import Formatter

from knowledge.contact import tel_link
from knowledge.languages import ANSWERED, PARTS
from knowledge.loading import SEED, load_texts
from knowledge.model import Answer, Commune, Entry, Fact, RiskCard, Service
from knowledge.opening_hours import BadHours, check_hours
from knowledge.ruling import may_publish_fact
from knowledge.snapshot import EMERGENCY_IDS, Snapshot, publishable
from knowledge.taxonomy import CONVERSATION, RISKS, TOPICS
from knowledge.text import normalise

MAX_WORDS, MAX_SENTENCES, MAX_BUBBLES, MAX_STEPS = 60, 5, 2, 5
REVIEW_AFTER = timedelta(days=366)
# The numbers that must be there, and right, whatever staff edit. Source: the services' own entries.
EMERGENCY_NUMBERS = {
    "police-secours-17": "17",
    "urgence-europe-112": "112",
    "samu-15": "15",
    "violences-femmes-info-3919": "3919",
}
# What is never said to a visitor, and why (requirements: no blame, no pressure, no promise, no pretence).
FORBIDDEN = {
    r"\bpourquoi (?:n'|ne |restez|êtes|avez)": "une question en « pourquoi » accuse",
    r"\bvous devez\b": "« vous devez » met la pression",
    r"\bil faut (?:quitter|partir|porter plainte)\b": "on ne presse pas de partir ni de porter plainte",
    r"êtes-vous sûre": "on ne met pas en doute",
    r"\bvous auriez dû\b": "cela accuse",
    r"\bvous aurez (?:un|une|votre)\b": "c'est une promesse",
    r"\bsera (?:condamné|puni|arrêté)\b": "c'est une promesse",
    r"\bje (?:comprends|ressens) ce que\b": "un programme ne ressent rien",
    r"\btout restera secret\b": "le secret absolu ne peut pas être promis",
    r"!": "pas de point d'exclamation",
}
# The same things said to a minor; « vous » tells a child that the text is not for it.
FORBIDDEN_TO_MINORS = {
    **FORBIDDEN,
    r"(?<!rendez-)\b(?:vous|votre|vos)\b": "on dit « tu » à une personne mineure",
    r"\bpourquoi (?:tu|es-tu|as-tu|restes-tu)\b": "une question en « pourquoi » accuse",
    r"\btu dois\b": "« tu dois » met la pression",
    r"\bes-tu sûre?\b": "on ne met pas en doute",
    r"\btu aurais dû\b": "cela accuse",
    r"\btu (?:auras|seras)\b": "c'est une promesse",
}
_NUMBER = re.compile(
    r"(?<![\d-])(?:116 ?\d{3}|0[1-9](?: ?\d{2}){4}|0 8\d{2}(?: \d{2}){3}|1[15-8]\d?|3\d{3})(?![\d%])"
)
_WEB = re.compile(r"https?://[^\s/]+\.[^\s]+")
_DIALLED = re.compile(r"tel:(?:\+33[1-9]\d{8}|1\d{1,2}|1\d{5}|3\d{3})")
_MARKUP = re.compile(r"[\[\]{}\n]")
_EMERGENCY_TEXTS = {"15", "17", "18", "112", "114", "115", "119", "3919"}
# The numbers that a text in another language must hold.
_NUMBERS_SAID = {"danger": ("17", "112", "114"), "help": ("3919",)}


@dataclass(frozen=True)
class Problem:
    """Why an entry cannot be published, in French, for the person who edits it."""

    entry: str
    message: str

    def __str__(self) -> str:
        return f"« {self.entry} » : {self.message}"


def check(entries: Iterable[Entry], live: Snapshot | None = None) -> list[Problem]:
    """Return every problem that must stop the publication of *entries*; none means fit.

    Given what is *live*, a service that visitors see and could not reach any more is one.
    """
    entries = list(entries)
    snapshot = publishable("candidate", entries)
    facts = {entry.id: entry for entry in entries if isinstance(entry, Fact)}
    problems = [*_emergency(snapshot), *_coverage(snapshot), *_languages(snapshot)]
    for answer in snapshot.answers.values():
        problems += _answer(answer, snapshot, facts)
    for entry in entries:
        if isinstance(entry, Service):
            problems += _service(entry)
            problems += _reachable(entry, snapshot, live)
        elif isinstance(entry, Commune):
            problems += _commune(entry, {e.id for e in entries if isinstance(e, Service)})
    for card in snapshot.risk_cards.values():
        problems += _card(card, snapshot)
    for text in snapshot.texts.values():
        problems += _wording(text.id, text.text)
    problems += _texts(snapshot)
    problems += _phrases(snapshot)
    return problems


def _emergency(snapshot: Snapshot) -> Iterator[Problem]:
    for id_ in EMERGENCY_IDS:
        if id_ not in snapshot.services:
            yield Problem(id_, "ce service d'urgence manque : remettez-le")
    for id_, number in EMERGENCY_NUMBERS.items():
        service = snapshot.services.get(id_)
        if service and [phone.number for phone in service.phones] != [number]:
            yield Problem(id_, f"le numéro d'urgence doit être {number}")
    by_text = snapshot.services.get("urgence-114")
    if by_text and by_text.sms != "114":
        yield Problem("urgence-114", "le numéro de SMS d'urgence doit être 114")


def _coverage(snapshot: Snapshot) -> Iterator[Problem]:
    for topic in [*TOPICS, *CONVERSATION]:
        if topic not in snapshot.by_topic:
            yield Problem(topic, "aucune réponse publiée pour ce thème : écrivez-la")
    for risk in RISKS:
        if risk not in snapshot.risk_cards:
            yield Problem(risk, "aucune carte d'urgence pour ce danger : écrivez-la")


def _languages(snapshot: Snapshot) -> Iterator[Problem]:
    for language in ANSWERED:
        for part in PARTS:
            id_ = f"language.{language}.{part}"
            if id_ not in snapshot.texts:
                yield Problem(id_, "ce texte dans une autre langue manque : remettez-le")
                continue
            for number in _NUMBERS_SAID.get(part, ()):
                if not re.search(rf"(?<!\d){number}(?!\d)", snapshot.text(id_)):
                    yield Problem(id_, f"le numéro {number} manque dans ce texte")


def _wording(entry: str, text: str, forbidden: dict[str, str] = FORBIDDEN) -> Iterator[Problem]:
    for pattern, why in forbidden.items():
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            yield Problem(entry, f"« {found.group()} » : {why}")


def _answer(answer: Answer, snapshot: Snapshot, facts: dict[str, Fact]) -> Iterator[Problem]:
    say: Callable[[str], Problem] = lambda message: Problem(answer.id, message)  # noqa: E731  # reads better below
    topical = answer.topic in TOPICS
    if answer.topic not in TOPICS and answer.topic not in CONVERSATION:
        yield say(f"le thème « {answer.topic} » n'existe pas")
    if topical and not answer.facts:
        yield say("aucun fait : indiquez les faits qui prouvent ce qui est dit")
    for id_ in answer.facts:
        if id_ not in facts:
            yield say(f"le fait « {id_} » n'existe pas")
        elif not may_publish_fact(facts[id_]):
            yield say(f"le fait « {id_} » n'est pas assez sûr : retirez-le ou confirmez-le")
    if topical and not answer.bubbles_helping:
        yield say("il manque le texte pour une personne qui aide")
    for bubbles in (answer.bubbles, answer.bubbles_helping, answer.bubbles_minor):
        if len(bubbles) > MAX_BUBBLES:
            yield say(f"{len(bubbles)} bulles : {MAX_BUBBLES} au plus")
        for bubble in bubbles:
            words = len(bubble.split())
            if words > MAX_WORDS:
                yield say(f"une bulle de {words} mots : {MAX_WORDS} au plus")
            if len(re.findall(r"[.?…](?:\s|$)", bubble)) > MAX_SENTENCES:
                yield say(f"une bulle de plus de {MAX_SENTENCES} phrases")
    if len(answer.steps) > MAX_STEPS or len(answer.steps_helping) > MAX_STEPS:
        yield say(f"plus de {MAX_STEPS} étapes")
    if answer.review_by - answer.reviewed_on > REVIEW_AFTER:
        yield say("la date de relecture est à plus de 12 mois")
    for id_ in answer.services:
        if id_ not in snapshot.services:
            yield say(f"le service « {id_} » n'est pas publié")
    for topic in answer.related:
        if topic not in snapshot.by_topic:
            yield say(f"le thème lié « {topic} » n'est pas publié")
    everything = " ".join(
        (*answer.bubbles, *answer.bubbles_helping, *answer.bubbles_minor, answer.steps_title,
         *answer.steps, *answer.steps_helping, answer.choice)
    )  # fmt: skip
    yield from _wording(answer.id, everything)
    yield from _numbers(answer.id, everything, snapshot, answer.services)


def _numbers(entry: str, text: str, snapshot: Snapshot, services: Iterable[str]) -> Iterator[Problem]:
    known = {tel_link(n) for n in _EMERGENCY_TEXTS}
    for id_ in services:
        if id_ in snapshot.services:
            known |= {tel_link(phone.number) for phone in snapshot.services[id_].phones}
    for number in _NUMBER.findall(text):
        if tel_link(number) not in known:
            yield Problem(entry, f"le numéro {number} n'est pas celui d'un service de cette fiche")


def _service(service: Service) -> Iterator[Problem]:
    if service.status != "published":
        return
    if not service.sources:
        yield Problem(service.id, "aucune source : indiquez où ces informations ont été lues")
    if service.url and not _WEB.fullmatch(service.url):
        yield Problem(
            service.id, f"le lien « {service.url} » ne peut pas s'ouvrir : il commence par https://"
        )
    for phone in service.phones:
        if not _DIALLED.fullmatch(tel_link(phone.number)):
            yield Problem(service.id, f"le numéro « {phone.number} » ne peut pas être appelé")
    if service.opening_hours:
        try:
            check_hours(service.opening_hours)
        except BadHours as error:
            yield Problem(service.id, str(error))


def _reachable(service: Service, snapshot: Snapshot, live: Snapshot | None) -> Iterator[Problem]:
    """A service without a sure way to reach it is not shown: that must be meant, not happen by an edit."""
    seen = live is not None and service.id in live.services
    if seen and service.status == "published" and service.id not in snapshot.services:
        yield Problem(
            service.id,
            "plus aucun moyen sûr de joindre ce service (téléphone, SMS, site, adresse, courriel) : "
            "donnez-en un, ou retirez le service",
        )


def _commune(commune: Commune, services: set[str]) -> Iterator[Problem]:
    if commune.police_service and commune.police_service not in services:
        yield Problem(commune.id, f"la police ou gendarmerie « {commune.police_service} » n'existe pas")


@lru_cache(maxsize=1)
def _needed_texts() -> dict[str, set[str]]:
    """Return the texts that the programme says, and the values that each takes: those of the first knowledge."""
    return {text.id: _values(text.text) for text in load_texts(SEED)}


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _texts(snapshot: Snapshot) -> Iterator[Problem]:
    for key, values in _needed_texts().items():
        if key not in snapshot.texts and key.startswith("language."):
            continue  # said where the languages are checked
        if key not in snapshot.texts:
            yield Problem(key, "ce texte de l'interface manque : remettez-le")
            continue
        try:
            given = _values(snapshot.texts[key].text)
        except ValueError:
            yield Problem(key, "une accolade est ouverte et jamais fermée, ou l'inverse")
            continue
        for name in sorted(given - values):
            yield Problem(key, f"« {{{name}}} » n'est pas une valeur de ce texte : retirez-la")


def _phrases(snapshot: Snapshot) -> Iterator[Problem]:
    """What staff were asked is taught to the assistant as it stands: one topic, and nothing Rasa reads as markup."""
    owners: dict[str, str] = {}
    for answer in snapshot.answers.values():
        for phrase in answer.phrases:
            plain = normalise(phrase)
            if not plain or phrase.startswith("/") or _MARKUP.search(phrase):
                yield Problem(
                    answer.id, f"la phrase « {phrase} » doit être faite de mots, sans / ni crochets"
                )
            elif owners.setdefault(plain, answer.id) != answer.id:
                yield Problem(answer.id, f"la phrase « {phrase} » est aussi dans « {owners[plain]} »")


def _card(card: RiskCard, snapshot: Snapshot) -> Iterator[Problem]:
    if not card.services:
        yield Problem(card.id, "aucun numéro sur la carte d'urgence")
    for id_ in card.services:
        if id_ not in snapshot.services:
            yield Problem(card.id, f"le service « {id_} » n'est pas publié")
    for text in (card.text, card.text_helping, card.text_minor):
        if len(text.split()) > MAX_WORDS:
            yield Problem(card.id, f"plus de {MAX_WORDS} mots")
    yield from _wording(card.id, f"{card.text} {card.text_helping}")
    yield from _wording(card.id, card.text_minor, FORBIDDEN_TO_MINORS)
    yield from _numbers(card.id, card.text_minor, snapshot, card.services)
