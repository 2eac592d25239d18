"""The forms of facts, communes, urgent cards, interface texts and the guide."""

from __future__ import annotations

from typing import Any

from django import forms

from knowledge.check import MAX_WORDS
from website.editorial import choices
from website.editorial.forms.base import KnowledgeForm, hints_of
from website.editorial.forms.fields import LinesField, PickField, RowsField, SourceRow
from website.editorial.forms.single import ChosenField, OptionalText, hinted
from website.editorial.forms.single import text as text_field
from website.editorial.models import ADVICE, CONFIDENCE, Fact


class FactForm(KnowledgeForm):
    topic = ChosenField(choices.topics_and_risks, label="Thème ou danger")
    text = text_field("Texte", "Une affirmation vérifiable, une seule.")
    confidence = forms.ChoiceField(
        label="Confiance",
        choices=CONFIDENCE,
        help_text="Un fait « pas sûr » ne peut prouver aucune réponse.",
    )
    sources = RowsField(SourceRow, label="Sources", item="Source", add="Ajouter une source")
    law = forms.CharField(
        label="Article de loi", max_length=300, required=False, help_text="Par exemple « CP 222-13 »."
    )
    fact_kind = forms.ChoiceField(label="Nature", choices=[("", "Un fait"), *ADVICE], required=False)
    conflict = text_field("Ce sur quoi les sources ne sont pas d'accord", rows=2, required=False)
    to_check = text_field("Ce qu'une personne doit encore vérifier", rows=2, required=False)
    changed = forms.BooleanField(
        label="A changé récemment", required=False, help_text="Une loi ou un chiffre nouveau."
    )

    def new_id(self) -> str:
        topic = str(self.cleaned_data.get("topic") or "fait")
        taken = set(Fact.objects.filter(topic=topic).values_list("pk", flat=True))
        numbers = (f"{topic}-{number:02d}" for number in range(1, 1000))
        return next(id_ for id_ in numbers if id_ not in taken)


class CommuneForm(KnowledgeForm):
    name = forms.CharField(label="Nom", max_length=100)
    postcodes = LinesField(label="Codes postaux", item="Code postal")
    lat = forms.FloatField(label="Latitude", min_value=-90, max_value=90)
    lon = forms.FloatField(label="Longitude", min_value=-180, max_value=180)
    aliases = LinesField(
        label="Autres façons de l'écrire",
        item="Écriture",
        required=False,
        help_text="Abréviations et fautes fréquentes : le dialogue les reconnaît.",
    )
    ambiguous_with = LinesField(
        label="À ne pas confondre avec", item="Nom", required=False, help_text="Des lieux au nom proche."
    )
    police_service = ChosenField(
        choices.police_services, null=True, label="Police ou gendarmerie", required=False
    )


class RiskCardForm(KnowledgeForm):
    _TEXTS = ("text", "text_helping", "text_minor")

    title = forms.CharField(label="Titre", max_length=100)
    text = hinted("Texte", "Montré avant tout le reste. 60 mots au plus, aucune question.")
    text_helping = hinted("Texte pour une personne qui aide", "Vide : le même texte.", required=False)
    text_minor = hinted(
        "Texte pour une personne mineure",
        "« Tu », très court, avec les numéros de cette carte. Vide : le texte ordinaire est montré.",
        required=False,
    )
    services = PickField(choices.services, label="Numéros à appeler", help_text="Le plus urgent en premier.")
    facts = PickField(choices.facts, label="Faits", required=False)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self._TEXTS:
            words = len((found.get(name) or "").split())
            if words > MAX_WORDS:
                self.add_error(name, f"{words} mots : {MAX_WORDS} au plus sur une carte d'urgence.")
        return found

    def warnings(self) -> list[str]:
        return hints_of(self, self._TEXTS)


class InterfaceTextForm(KnowledgeForm):
    text = hinted("Texte")
    use = forms.CharField(label="Où il est montré", max_length=200, required=False)

    def warnings(self) -> list[str]:
        return hints_of(self, ("text",))


class GuideForm(KnowledgeForm):
    title = forms.CharField(label="Titre", max_length=200)
    publisher = forms.CharField(label="Éditeur", max_length=200)
    filename = OptionalText(
        label="Fichier",
        max_length=200,
        help_text="Nom du PDF déposé sur le serveur ; vide : pas encore reçu.",
    )
