"""The knowledge base as staff edit it: one snippet an entry, with drafts, revisions and workflow.

Field names are those of knowledge.model, so that entries.py can go both ways without a table.
Only the live row of a snippet is ever published; drafts live in Wagtail's revisions.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from wagtail.models import (
    AbstractGroupApprovalTask,
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from knowledge import model

CONFIDENCE = [("high", "Sûr"), ("medium", "Assez sûr"), ("low", "Pas sûr : à confirmer")]
STATUS = [("published", "À montrer"), ("draft", "Retenue : ne pas montrer")]
ADVICE = [
    ("faire", "À faire"),
    ("ne-pas-faire", "À ne pas faire"),
    ("dire", "À dire"),
    ("ne-pas-dire", "À ne pas dire"),
]


class Lines(models.TextField):
    """A list of short texts, one a line."""


class KnowledgeEntry(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    models.Model,
):
    """What all entries share."""

    kind: ClassVar[type[model.Entry]]
    # Each way to see the entry as the chat shows it; preview.py draws them.
    preview_modes: ClassVar[list[tuple[str, str]]] = [("phone", "Téléphone"), ("plain", "Texte simple")]

    id = models.SlugField("identifiant", primary_key=True, max_length=100)
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState", content_type_field="base_content_type", object_id_field="object_id"
    )
    revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="base_content_type", object_id_field="object_id"
    )
    note = models.TextField("note interne", blank=True)

    class Meta:
        abstract = True

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        from website.editorial.preview import preview

        return preview(request, self, mode_name)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a draft; before the first one, keep what is live, to compare with and to come back to."""
        if self.live and self.live_revision_id is None:
            from website.editorial.history import keep_what_is_live

            keep_what_is_live(self)
        return super().save_revision(*args, **kwargs)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish *revision*, unless what visitors read would then not be fit.

        Raises:
            NotFit: nothing was changed; ``problems`` says why.
        """
        from website.editorial.publishing import refuse_unfit

        refuse_unfit(revision.as_object())
        return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Unpublish, unless what visitors read would then not be fit.

        Raises:
            NotFit: nothing was changed.
        """
        from website.editorial.publishing import refuse_unfit

        refuse_unfit(self, leaving=True)
        return super().unpublish(*args, **kwargs)


class Answer(KnowledgeEntry):
    kind = model.Answer
    preview_modes = [
        ("phone", "Téléphone : la personne concernée"),
        ("helping", "Téléphone : une personne qui aide"),
        ("minor", "Téléphone : une personne mineure"),
        ("plain", "Texte simple"),
    ]

    topic = models.SlugField("thème", max_length=100)
    title = models.CharField("titre", max_length=200)
    choice = models.CharField("dans les mots des personnes", max_length=60)
    phrases = Lines("on me demande aussi comme ça…", blank=True)
    bubbles = Lines("réponse")
    bubbles_helping = Lines("réponse à une personne qui aide", blank=True)
    bubbles_minor = Lines("réponse à une personne mineure", blank=True)
    steps_title = models.CharField("titre des étapes", max_length=200, blank=True)
    steps = Lines("étapes", blank=True)
    steps_helping = Lines("étapes pour une personne qui aide", blank=True)
    services = Lines("services montrés d'abord", blank=True)
    kinds = Lines("types de services proches", blank=True)
    related = Lines("thèmes liés", blank=True)
    facts = Lines("faits", blank=True)
    guide_page = models.PositiveIntegerField("page du guide", null=True, blank=True)
    reviewed_on = models.DateField("relue le")
    review_by = models.DateField("à relire avant le")
    to_validate_by = Lines("à faire valider par", blank=True)
    status = models.CharField("état", max_length=20, default="published", choices=STATUS)

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
    closures = models.JSONField("fermetures", default=list, blank=True)
    free = models.BooleanField("gratuit", null=True, blank=True)
    anonymous = models.BooleanField("anonyme", null=True, blank=True)
    on_phone_bill = models.BooleanField("visible sur la facture", null=True, blank=True)
    languages = models.TextField("langues", null=True, blank=True)
    accessible = models.TextField("accès pour les personnes sourdes", null=True, blank=True)
    by_appointment = models.BooleanField("sur rendez-vous", null=True, blank=True)
    area = Lines("communes servies", blank=True)
    topics = Lines("thèmes", blank=True)
    confidence = models.CharField("confiance", max_length=10, choices=CONFIDENCE)
    confidence_fields = models.JSONField("confiance par champ", default=dict, blank=True)
    conflicts = Lines("désaccords entre sources", blank=True)
    sources = models.JSONField("sources", default=list)
    review_by = models.DateField("à relire avant le", null=True, blank=True)
    confirmed_on = models.DateField("confirmé le", null=True, blank=True)
    status = models.CharField("état", max_length=20, default="published", choices=STATUS)

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
    confidence = models.CharField("confiance", max_length=10, choices=CONFIDENCE)
    sources = models.JSONField("sources", default=list)
    law = models.CharField("loi", max_length=300, blank=True)
    fact_kind = models.CharField("nature", max_length=20, blank=True, choices=ADVICE)
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
    preview_modes = []

    name = models.CharField("nom", max_length=100)
    postcodes = Lines("codes postaux")
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")
    aliases = Lines("autres façons de l'écrire", blank=True)
    ambiguous_with = Lines("à ne pas confondre avec", blank=True)
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
    preview_modes = [
        ("phone", "Téléphone : la personne concernée"),
        ("helping", "Téléphone : une personne qui aide"),
        ("minor", "Téléphone : une personne mineure"),
        ("plain", "Texte simple"),
    ]

    title = models.CharField("titre", max_length=100)
    text = models.TextField("texte")
    text_helping = models.TextField("texte pour une personne qui aide", blank=True)
    text_minor = models.TextField("texte pour une personne mineure", blank=True, default="")
    services = Lines("services")
    facts = Lines("faits", blank=True)

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
    preview_modes = []

    title = models.CharField("titre", max_length=200)
    publisher = models.CharField("éditeur", max_length=200)
    filename = models.CharField("fichier", max_length=200, null=True, blank=True)

    class Meta:
        verbose_name = "guide"
        verbose_name_plural = "guides"

    def __str__(self) -> str:
        return self.title


MODELS: tuple[type[KnowledgeEntry], ...] = (
    Answer, Service, Fact, Commune, RiskCard, InterfaceText, Guide,
)  # fmt: skip


class SecondReading(AbstractGroupApprovalTask):
    """The step of the workflow at which somebody else reads: never the person who wrote (publishing.py)."""

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        from website.editorial.publishing import may_publish_own

        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if may_publish_own(obj.get_latest_revision_as_object(), user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    class Meta:
        verbose_name = "relecture par une seconde personne"
        verbose_name_plural = "relectures par une seconde personne"


class LinkCheck(models.Model):
    """What the last try of one address gave."""

    url = models.CharField("adresse", max_length=500, unique=True)
    works = models.BooleanField("répond")
    problem = models.CharField("problème", max_length=200, blank=True)
    checked_at = models.DateTimeField("essayée le")
    broken_since = models.DateTimeField("en panne depuis", null=True, blank=True)

    class Meta:
        verbose_name = "lien vérifié"
        verbose_name_plural = "liens vérifiés"
        ordering = ["works", "url"]

    def __str__(self) -> str:
        return self.url


class DigestSent(models.Model):
    """A day whose morning mail went out, and which entries it told: the next one says what is new."""

    day = models.DateField("jour", unique=True)
    entries = models.JSONField("fiches", default=list)

    class Meta:
        verbose_name = "courriel du matin"
        verbose_name_plural = "courriels du matin"
        default_permissions = ()
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
