"""The form of a service, and the search for its doubles."""

from __future__ import annotations

from typing import Any

from django import forms
from rapidfuzz import fuzz

from knowledge.phone_numbers import BadPhone, french_number
from knowledge.plain_language import hints
from knowledge.text import fold
from website.editorial import choices
from website.editorial.forms.base import KnowledgeForm
from website.editorial.forms.fields import (
    ClosureRow,
    ConfidenceField,
    HoursField,
    LinesField,
    PhoneRow,
    PickField,
    RowsField,
    SourceRow,
)
from website.editorial.forms.single import ChosenField, Known, OptionalText, day, hinted
from website.editorial.models import CONFIDENCE, STATUS, Service

# From this likeness of names (0 to 100) on, two services of one commune may be the same.
_NEAR_SAME = 92


class ServiceForm(KnowledgeForm):
    name = forms.CharField(label="Nom", max_length=200)
    service_kind = ChosenField(choices.kinds, label="Type")
    what = hinted("À quoi cela sert", "Une ou deux phrases simples, montrées à la personne.", 3)
    national = forms.BooleanField(
        label="Service national", help_text="Montré partout, quelle que soit la commune.", required=False
    )
    phones = RowsField(
        PhoneRow,
        label="Téléphones",
        item="Téléphone",
        add="Ajouter un téléphone",
        help_text="Écrivez le numéro comme vous voulez : il sera vérifié et mis en forme.",
        required=False,
    )
    sms = OptionalText(label="SMS", max_length=30, help_text="Numéro où écrire un SMS, par exemple 114.")
    email = OptionalText(label="Courriel", max_length=200)
    url = OptionalText(label="Site internet", max_length=300, help_text="Commence par https://")
    address = OptionalText(label="Adresse", max_length=300, help_text="Sans le code postal ni la commune.")
    postcode = OptionalText(
        label="Code postal", max_length=10, help_text="La commune est proposée d'après lui."
    )
    commune = OptionalText(label="Commune", max_length=100)
    lat = forms.FloatField(label="Latitude", min_value=-90, max_value=90, required=False)
    lon = forms.FloatField(label="Longitude", min_value=-180, max_value=180, required=False)
    hours = OptionalText(
        label="Horaires en mots",
        help_text="Comme le service les donne : « sur rendez-vous, l'après-midi ».",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    opening_hours = HoursField(
        label="Quand est-ce ouvert ?",
        help_text="Sert à dire « ouvert maintenant ». Les jours fériés comptent comme fermés.",
        required=False,
    )
    closures = RowsField(
        ClosureRow,
        label="Fermetures (congés, travaux)",
        item="Fermeture",
        add="Ajouter une fermeture",
        help_text="Ces jours-là, le service est annoncé fermé.",
        required=False,
    )
    free = Known(label="Gratuit")
    anonymous = Known(label="Anonyme")
    on_phone_bill = Known(
        label="L'appel apparaît sur la facture",
        help_text="« Non » seulement si une source le dit et que l'appel est gratuit.",
    )
    languages = OptionalText(label="Langues", widget=forms.Textarea(attrs={"rows": 2}))
    accessible = OptionalText(
        label="Accès pour les personnes sourdes", widget=forms.Textarea(attrs={"rows": 2})
    )
    by_appointment = Known(label="Sur rendez-vous")
    area = PickField(choices.communes, label="Communes servies", help_text="Vide : toutes.", required=False)
    topics = PickField(
        choices.flat_topics,
        label="Thèmes",
        help_text="Pour quelles questions ce service est montré.",
        required=False,
    )
    confidence = forms.ChoiceField(
        label="Confiance dans ces informations",
        choices=CONFIDENCE,
        help_text="Un numéro « pas sûr » n'est pas montré : il devient un appel à passer.",
    )
    confidence_fields = ConfidenceField(
        label="Confiance différente pour une information",
        help_text="Par exemple : tout est sûr sauf les horaires.",
        required=False,
    )
    conflicts = LinesField(
        label="Désaccords entre sources", item="Désaccord", rows=2, required=False,
        help_text="Tant qu'il en reste, un numéro local pas tout à fait sûr n'est pas montré.",
    )  # fmt: skip
    sources = RowsField(
        SourceRow,
        label="Sources",
        item="Source",
        add="Ajouter une source",
        help_text="Où ces informations ont été lues.",
    )
    review_by = day("À relire avant le", required=False)
    confirmed_on = day("Confirmé par un appel le", "Pour l'équipe seulement.", required=False)
    status = forms.ChoiceField(label="État", choices=STATUS)

    def clean_sms(self) -> str | None:
        number = self.cleaned_data["sms"]
        if not number:
            return None
        try:
            return french_number(number)
        except BadPhone as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        postcode, commune = found.get("postcode"), found.get("commune")
        if postcode and not commune:
            known = choices.communes_of_postcode().get(postcode, [])
            if len(known) == 1:
                found["commune"] = known[0]
            elif known:
                self.add_error("commune", f"Choisissez la commune : {', '.join(known)}.")
        return found

    def warnings(self) -> list[str]:
        found = [f"Description : {hint}" for hint in hints(self.instance.what or "")]
        found += [f"Peut-être un doublon : {why}" for why in duplicates(self.instance)]
        known = choices.communes_of_postcode().get(self.instance.postcode or "")
        if known and self.instance.commune and self.instance.commune not in known:
            found.append(f"Le code postal {self.instance.postcode} est celui de {', '.join(known)}.")
        return found


def duplicates(service: Service) -> list[str]:
    """Return the other services with the same number, or nearly the same name, and why."""
    numbers = {_digits(phone.get("number")) for phone in service.phones or []} - {""}
    found = []
    for other in Service.objects.exclude(pk=service.pk).only("name", "phones", "commune"):
        shared = numbers & {_digits(phone.get("number")) for phone in other.phones or []}
        same_name = fuzz.token_sort_ratio(fold(service.name), fold(other.name)) >= _NEAR_SAME
        if shared:
            found.append(f"« {other.name} » a le même numéro de téléphone.")
        elif same_name and service.commune == other.commune:
            found.append(f"« {other.name} » a presque le même nom.")
    return found


def _digits(number: object) -> str:
    return "".join(char for char in str(number or "") if char.isdigit())
