"""The knowledge base as staff edit it: one snippet an entry, with drafts, revisions and workflow.

Field names are those of knowledge.model, so that entries.py can go both ways without a table.
Only the live row of a snippet is ever published; drafts live in Wagtail's revisions.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from knowledge import model

_LINES = "Une par ligne."


class Lines(models.TextField):
    """A list of short texts, one a line."""


class KnowledgeEntry(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model
):
    """What all entries share."""

    kind: ClassVar[type[model.Entry]]

    id = models.SlugField("identifiant", primary_key=True, max_length=100)
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState", content_type_field="base_content_type", object_id_field="object_id"
    )
    revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="base_content_type", object_id_field="object_id"
    )

    class Meta:
        abstract = True


class Answer(KnowledgeEntry):
    kind = model.Answer

    topic = models.SlugField("thème", max_length=100)
    title = models.CharField("titre", max_length=200)
    choice = models.CharField("dans les mots des personnes", max_length=60, help_text="Proposé comme choix.")
    phrases = Lines(
        "on me demande aussi comme ça…",
        blank=True,
        help_text="D'autres façons de le demander, une par ligne.",
    )
    bubbles = Lines("réponse", help_text="Une bulle par ligne, deux au plus, 60 mots au plus chacune.")
    bubbles_helping = Lines("réponse à une personne qui aide", blank=True, help_text=_LINES)
    bubbles_minor = Lines("réponse à une personne mineure", blank=True, help_text=_LINES)
    steps_title = models.CharField("titre des étapes", max_length=200, blank=True)
    steps = Lines("étapes", blank=True, help_text="Une par ligne, cinq au plus.")
    steps_helping = Lines("étapes pour une personne qui aide", blank=True, help_text=_LINES)
    services = Lines("services montrés d'abord", blank=True, help_text="Identifiants, un par ligne.")
    kinds = Lines("types de services proches", blank=True, help_text=_LINES)
    related = Lines("thèmes liés", blank=True, help_text="Trois au plus, un par ligne.")
    facts = Lines("faits", blank=True, help_text="Identifiants des faits qui prouvent ce qui est dit.")
    guide_page = models.PositiveIntegerField("page du guide", null=True, blank=True)
    reviewed_on = models.DateField("relue le")
    review_by = models.DateField("à relire avant le")
    to_validate_by = Lines("à faire valider par", blank=True, help_text=_LINES)
    status = models.CharField("état", max_length=20, default="published")

    panels = [
        MultiFieldPanel([FieldPanel("id"), FieldPanel("topic"), FieldPanel("title"), FieldPanel("choice"), FieldPanel("phrases")], "Fiche"),
        MultiFieldPanel([FieldPanel("bubbles"), FieldPanel("steps_title"), FieldPanel("steps")], "Réponse"),
        MultiFieldPanel([FieldPanel("bubbles_helping"), FieldPanel("steps_helping"), FieldPanel("bubbles_minor")], "Pour d'autres personnes"),
        MultiFieldPanel([FieldPanel("services"), FieldPanel("kinds"), FieldPanel("related"), FieldPanel("facts"), FieldPanel("guide_page")], "Liens"),
        MultiFieldPanel([FieldPanel("reviewed_on"), FieldPanel("review_by"), FieldPanel("to_validate_by"), FieldPanel("status")], "Suivi"),
    ]  # fmt: skip
    search_fields = [
        index.SearchField("title"),
        index.SearchField("bubbles"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        verbose_name = "réponse"
        verbose_name_plural = "réponses"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Service(KnowledgeEntry):
    kind = model.Service

    name = models.CharField("nom", max_length=200)
    service_kind = models.SlugField("type", max_length=50)
    what = models.TextField("à quoi cela sert")
    national = models.BooleanField("national", default=False)
    phones = models.JSONField("téléphones", default=list, blank=True)
    sms = models.CharField("SMS", max_length=30, null=True, blank=True)
    email = models.CharField("courriel", max_length=200, null=True, blank=True)
    url = models.CharField("site", max_length=300, null=True, blank=True)
    address = models.CharField("adresse", max_length=300, null=True, blank=True)
    postcode = models.CharField("code postal", max_length=10, null=True, blank=True)
    commune = models.CharField("commune", max_length=100, null=True, blank=True)
    lat = models.FloatField("latitude", null=True, blank=True)
    lon = models.FloatField("longitude", null=True, blank=True)
    hours = models.TextField("horaires en mots", null=True, blank=True)
    opening_hours = models.CharField("horaires (OpenStreetMap)", max_length=300, null=True, blank=True)
    free = models.BooleanField("gratuit", null=True, blank=True)
    anonymous = models.BooleanField("anonyme", null=True, blank=True)
    on_phone_bill = models.BooleanField("visible sur la facture", null=True, blank=True)
    languages = models.TextField("langues", null=True, blank=True)
    accessible = models.TextField("accès pour les personnes sourdes", null=True, blank=True)
    by_appointment = models.BooleanField("sur rendez-vous", null=True, blank=True)
    area = Lines("communes servies", blank=True, help_text="Vide : toutes. Une par ligne.")
    topics = Lines("thèmes", blank=True, help_text=_LINES)
    confidence = models.CharField("confiance", max_length=10)
    confidence_fields = models.JSONField("confiance par champ", default=dict, blank=True)
    conflicts = Lines("désaccords entre sources", blank=True, help_text=_LINES)
    sources = models.JSONField("sources", default=list)
    note = models.TextField("note interne", blank=True)
    review_by = models.DateField("à relire avant le", null=True, blank=True)
    status = models.CharField("état", max_length=20, default="published")

    search_fields = [index.SearchField("name"), index.SearchField("what"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = "service"
        verbose_name_plural = "services"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Fact(KnowledgeEntry):
    kind = model.Fact

    topic = models.SlugField("thème", max_length=100)
    text = models.TextField("texte")
    confidence = models.CharField("confiance", max_length=10)
    sources = models.JSONField("sources", default=list)
    law = models.CharField("loi", max_length=300, blank=True)
    fact_kind = models.CharField("nature", max_length=20, blank=True)
    conflict = models.TextField("désaccord", blank=True)
    to_check = models.TextField("à vérifier", blank=True)
    changed = models.BooleanField("changement récent", default=False)

    search_fields = [index.SearchField("text")]

    class Meta:
        verbose_name = "fait"
        verbose_name_plural = "faits"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.id} : {self.text[:80]}"


class Commune(KnowledgeEntry):
    kind = model.Commune

    name = models.CharField("nom", max_length=100)
    postcodes = Lines("codes postaux", help_text=_LINES)
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")
    aliases = Lines("autres façons de l'écrire", blank=True, help_text=_LINES)
    ambiguous_with = Lines("à ne pas confondre avec", blank=True, help_text=_LINES)
    police_service = models.SlugField("police ou gendarmerie", max_length=100, null=True, blank=True)

    search_fields = [index.SearchField("name")]

    class Meta:
        verbose_name = "commune"
        verbose_name_plural = "communes"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RiskCard(KnowledgeEntry):
    kind = model.RiskCard

    title = models.CharField("titre", max_length=100)
    text = models.TextField("texte")
    text_helping = models.TextField("texte pour une personne qui aide", blank=True)
    services = Lines("services", help_text=_LINES)
    facts = Lines("faits", blank=True, help_text=_LINES)

    search_fields = [index.SearchField("title")]

    class Meta:
        verbose_name = "carte d'urgence"
        verbose_name_plural = "cartes d'urgence"

    def __str__(self) -> str:
        return self.title


class InterfaceText(KnowledgeEntry):
    kind = model.InterfaceText

    id = models.CharField("clé", primary_key=True, max_length=100)
    text = models.TextField("texte")
    use = models.CharField("où", max_length=200, blank=True)

    search_fields = [index.SearchField("text")]

    class Meta:
        verbose_name = "texte de l'interface"
        verbose_name_plural = "textes de l'interface"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.id


class Guide(KnowledgeEntry):
    kind = model.Guide

    title = models.CharField("titre", max_length=200)
    publisher = models.CharField("éditeur", max_length=200)
    filename = models.CharField("fichier", max_length=200, null=True, blank=True)
    note = models.TextField("note", blank=True)

    class Meta:
        verbose_name = "guide"
        verbose_name_plural = "guides"

    def __str__(self) -> str:
        return self.title


MODELS: tuple[type[KnowledgeEntry], ...] = (
    Answer, Service, Fact, Commune, RiskCard, InterfaceText, Guide,
)  # fmt: skip
