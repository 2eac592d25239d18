"""The form of an answer."""

from __future__ import annotations

from typing import Any

from django import forms

from knowledge.check import MAX_BUBBLES, MAX_STEPS, MAX_WORDS
from website.editorial import choices
from website.editorial.forms.base import KnowledgeForm, hints_of
from website.editorial.forms.fields import LinesField, PickField
from website.editorial.forms.single import ChosenField, day
from website.editorial.models import STATUS


class AnswerForm(KnowledgeForm):
    topic = ChosenField(choices.topics, label="Thème", help_text="Un thème, une réponse.")
    title = forms.CharField(label="Titre", max_length=200, help_text="Montré dans les fiches publiques.")
    choice = forms.CharField(
        label="Dans les mots des personnes",
        max_length=45,
        help_text="Le texte du bouton proposé dans le dialogue, par exemple « Il contrôle mon argent ».",
    )
    phrases = LinesField(
        label="On me demande aussi comme ça…",
        help_text="D'autres façons de poser la question : la recherche les connaît aussitôt.",
        item="Phrase",
        words=40,
        rows=1,
        most=50,
        required=False,
    )
    bubbles = LinesField(
        label="Réponse à la personne concernée",
        help_text="Une ou deux bulles, « vous ». D'abord reconnaître ce qui est vécu, puis informer.",
        item="Bulle",
        words=MAX_WORDS,
        rows=5,
        most=MAX_BUBBLES,
    )
    bubbles_helping = LinesField(
        label="Réponse à une personne qui aide",
        help_text="Pour une amie, un voisin, une professionnelle.",
        item="Bulle",
        words=MAX_WORDS,
        rows=5,
        most=MAX_BUBBLES,
        required=False,
    )
    bubbles_minor = LinesField(
        label="Réponse à une personne mineure",
        help_text="« Tu », très court, avec le 119. Vide : la réponse ordinaire est montrée.",
        item="Bulle",
        words=MAX_WORDS,
        rows=4,
        most=MAX_BUBBLES,
        required=False,
    )
    steps_title = forms.CharField(label="Titre des étapes", max_length=200, required=False)
    steps = LinesField(
        label="Étapes",
        help_text="Ce qui peut être fait d'abord, cinq étapes au plus, 25 mots au plus chacune.",
        item="Étape",
        words=25,
        rows=2,
        most=MAX_STEPS,
        required=False,
    )
    steps_helping = LinesField(
        label="Étapes pour une personne qui aide",
        help_text="Vide : les mêmes étapes.",
        item="Étape",
        words=25,
        rows=2,
        most=MAX_STEPS,
        required=False,
    )
    services = PickField(
        choices.services,
        label="Services montrés d'abord",
        help_text="Trois au plus, le plus utile en premier.",
        most=3,
        required=False,
    )
    kinds = PickField(
        choices.kinds,
        label="Puis les services proches de ces types",
        help_text="Le dialogue ajoute les plus proches de la commune de la personne.",
        required=False,
    )
    related = PickField(
        choices.flat_topics,
        label="Thèmes proposés ensuite",
        help_text="Trois au plus.",
        most=3,
        required=False,
    )
    facts = PickField(
        choices.facts,
        label="Faits qui prouvent ce qui est dit",
        help_text="Cherchez par un mot du fait. Chaque affirmation doit avoir le sien.",
        required=False,
    )
    guide_page = forms.IntegerField(label="Page du guide", min_value=1, required=False)
    reviewed_on = day("Relue le")
    review_by = day("À relire avant le", "Douze mois au plus après la relecture.")
    to_validate_by = forms.MultipleChoiceField(
        label="Reste à valider par",
        choices=choices.VALIDATORS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    status = forms.ChoiceField(label="État", choices=STATUS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["to_validate_by"] = str(self.initial.get("to_validate_by") or "").splitlines()

    def clean_to_validate_by(self) -> str:
        return "\n".join(self.cleaned_data["to_validate_by"])

    def new_id(self) -> str:
        return str(self.instance.topic or self.cleaned_data.get("topic") or "") or super().new_id()

    def warnings(self) -> list[str]:
        names = ("bubbles", "bubbles_helping", "bubbles_minor", "steps", "steps_helping")
        return hints_of(self, names)
