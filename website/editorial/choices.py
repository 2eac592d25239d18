"""What an editor can choose from, in French: topics, kinds, services, facts, communes.

Lists come from the taxonomy and from the entries of the database, drafts included, so that a new
service can be chosen before it is published.
"""

from __future__ import annotations

from knowledge.kinds import KIND_NAMES
from knowledge.taxonomy import RISKS, THEMES
from website.editorial import models

Choices = list[tuple[str, str]]
Grouped = list[tuple[str, Choices]]

YES_NO: Choices = [("", "Je ne sais pas"), ("true", "Oui"), ("false", "Non")]
VALIDATORS: Choices = [
    ("service-social", "le service social"),
    ("juriste", "une ou un juriste"),
    ("medecin-legiste", "une ou un médecin légiste"),
]
SERVICE_FIELDS: Choices = [
    ("phones", "Téléphones et SMS"),
    ("address", "Adresse"),
    ("email", "Courriel"),
    ("url", "Site internet"),
    ("hours", "Horaires"),
    ("what", "Description"),
    ("area", "Communes servies"),
]
RISK_NAMES = {
    "danger-immediat": "Danger immédiat",
    "urgence-medicale": "Urgence médicale",
    "risque-suicidaire": "Risque suicidaire",
    "enfant-en-danger": "Enfant en danger",
    "viol-recent": "Viol récent",
}
_THEME_NAMES = {
    "comprendre": "Comprendre",
    "se-proteger": "Se protéger",
    "justice": "Justice",
    "famille": "Famille",
    "vie-quotidienne": "Vie quotidienne",
    "aider": "Aider",
    "contacts": "Contacts",
    "conversation": "La conversation elle-même",
}


def kinds() -> Choices:
    """Return the kinds of services."""
    return [*KIND_NAMES.items(), ("gendarmerie", "Gendarmerie")]


def kind_name(kind: str) -> str:
    """Return the French name of a kind, or the kind itself when it has none."""
    return dict(kinds()).get(kind, kind)


def topic_names() -> dict[str, str]:
    """Return the French name of every topic: the title of its answer."""
    titles = dict(models.Answer.objects.order_by("-title").values_list("topic", "title"))
    ids = [topic for topics in THEMES.values() for topic in topics]
    return {topic: titles.get(topic, topic.replace("-", " ").capitalize()) for topic in ids}


def topics() -> Grouped:
    """Return the topics by theme."""
    names = topic_names()
    return [(_THEME_NAMES[theme], [(id_, names[id_]) for id_ in ids]) for theme, ids in THEMES.items()]


def topics_and_risks() -> Grouped:
    """Return what a fact can be about: the dangers, then the topics."""
    return [("Dangers", risks()), *topics()]


def flat_topics() -> Choices:
    """Return the topics without their themes."""
    return list(topic_names().items())


def risks() -> Choices:
    """Return the dangers that a card can be for."""
    return [(id_, RISK_NAMES.get(id_, id_)) for id_ in RISKS]


def services() -> Choices:
    """Return every service with its commune."""
    rows = models.Service.objects.values_list("id", "name", "commune")
    return [(id_, f"{name} ({commune})" if commune else name) for id_, name, commune in rows]


def police_services() -> Choices:
    """Return the police stations and gendarmeries."""
    rows = models.Service.objects.filter(service_kind__in=("police", "gendarmerie"))
    return list(rows.values_list("id", "name"))


def facts() -> Choices:
    """Return every fact by its text."""
    return [(id_, text) for id_, text in models.Fact.objects.values_list("id", "text")]


def communes() -> Choices:
    """Return the names of the communes."""
    return [(name, name) for name in models.Commune.objects.values_list("name", flat=True)]


def communes_of_postcode() -> dict[str, list[str]]:
    """Return the communes of each postcode."""
    found: dict[str, list[str]] = {}
    for name, postcodes in models.Commune.objects.values_list("name", "postcodes"):
        for postcode in postcodes.split():
            found.setdefault(postcode, []).append(name)
    return found
