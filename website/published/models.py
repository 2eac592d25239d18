"""What visitors read: immutable, numbered versions of the knowledge, and which one is current."""

from __future__ import annotations

from django.db import models


class Version(models.Model):
    """One publication. Rows are only ever added; going back points at an older one."""

    number = models.PositiveIntegerField("version", unique=True)
    created_at = models.DateTimeField("publiée le", auto_now_add=True)
    author = models.CharField("par", max_length=150, blank=True)
    note = models.CharField("pourquoi", max_length=500, blank=True)
    checksum = models.CharField("empreinte", max_length=64)
    content = models.JSONField("contenu")

    class Meta:
        ordering = ["-number"]
        verbose_name = "version publiée"
        verbose_name_plural = "versions publiées"

    def __str__(self) -> str:
        return f"Version {self.number}"


class Candidate(models.Model):
    """Knowledge that somebody wants to put live: frozen, checked in the background, then live or not."""

    class State(models.TextChoices):
        WAITING = "waiting", "en attente"
        CHECKING = "checking", "vérification"
        REFUSED = "refused", "refusée"
        LIVE = "live", "en ligne"
        TO_CONFIRM = "to-confirm", "à confirmer"
        ABANDONED = "abandoned", "abandonnée"

    created_at = models.DateTimeField("proposée le", auto_now_add=True)
    author = models.CharField("par", max_length=150, blank=True)
    why = models.CharField("pourquoi", max_length=500, blank=True)
    content = models.JSONField("contenu", help_text="Toutes les fiches, telles qu'au moment de la demande.")
    changes = models.JSONField("ce qui change", default=list)
    state = models.CharField("état", max_length=12, choices=State.choices, default=State.WAITING)
    note = models.CharField("remarque", max_length=500, blank=True)
    problems = models.JSONField("problèmes", default=list)
    done = models.PositiveIntegerField("cas passés", default=0)
    total = models.PositiveIntegerField("cas à passer", default=0)
    beat_at = models.DateTimeField("dernier signe de vie", auto_now_add=True)
    claim = models.CharField("vérificateur", max_length=32, blank=True)
    confirmed_by = models.CharField("confirmée par", max_length=150, blank=True)
    confirmed_at = models.DateTimeField("confirmée le", null=True, blank=True)
    reason = models.CharField("raison", max_length=500, blank=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "publication"
        verbose_name_plural = "publications"
        permissions = [
            ("decide_candidate", "Peut confirmer ou abandonner une publication"),
            ("return_version", "Peut revenir à une version"),
        ]

    def __str__(self) -> str:
        return f"Publication {self.pk}"

    @property
    def reference(self) -> str:
        """The name under which the assistant can read it before it is live."""
        return f"candidate-{self.pk}"


class Current(models.Model):
    """The one row that says which version is live."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT)

    class Meta:
        verbose_name = "version en ligne"


class Switch(models.Model):
    """What went live when, and who did it: the history of publications and of returns."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT)
    at = models.DateTimeField("le", auto_now_add=True)
    author = models.CharField("par", max_length=150, blank=True)
    why = models.CharField("pourquoi", max_length=500, blank=True)
    is_return = models.BooleanField("retour", default=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "mise en ligne"
        verbose_name_plural = "mises en ligne"

    def __str__(self) -> str:
        return f"{'Retour à la' if self.is_return else 'Mise en ligne de la'} version {self.version.number}"


class TrainedModel(models.Model):
    """A model of the assistant: the one the installation came with, or one that staff had trained."""

    class State(models.TextChoices):
        CANDIDATE = "candidate", "candidat"
        IN_USE = "in-use", "en service"
        RETIRED = "retired", "retiré"

    name = models.SlugField("nom", unique=True, max_length=100)
    created_at = models.DateTimeField("appris le", auto_now_add=True)
    author = models.CharField("par", max_length=150, blank=True)
    checksum = models.CharField("empreinte", max_length=64)
    base = models.CharField(
        "programme", max_length=64, help_text="Empreinte du modèle livré avec le programme."
    )
    size = models.PositiveBigIntegerField("taille")
    phrases = models.PositiveIntegerField("phrases de l'équipe", default=0)
    figures = models.JSONField("chiffres", default=dict)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.CANDIDATE)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "modèle"
        verbose_name_plural = "modèles"
        permissions = [("use_trainedmodel", "Peut mettre un modèle en service")]

    def __str__(self) -> str:
        return self.name


class Training(models.Model):
    """One « Réapprendre »: how far it is, and the model it gave."""

    class State(models.TextChoices):
        QUEUED = "queued", "en attente"
        RUNNING = "running", "en cours"
        DONE = "done", "terminé"
        STOPPED = "stopped", "arrêté"
        FAILED = "failed", "échoué"

    started_at = models.DateTimeField("demandé le", auto_now_add=True)
    finished_at = models.DateTimeField("fini le", null=True, blank=True)
    beat_at = models.DateTimeField("dernier signe de vie", auto_now_add=True)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.QUEUED)
    author = models.CharField("par", max_length=150, blank=True)
    lines = models.TextField("déroulement", blank=True)
    note = models.CharField("remarque", max_length=300, blank=True)
    model = models.ForeignKey(TrainedModel, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "apprentissage"
        verbose_name_plural = "apprentissages"

    def __str__(self) -> str:
        return f"Apprentissage {self.pk}"


class Learning(models.Model):
    """The one row that says how models are put to work."""

    automatic = models.BooleanField("mise en service automatique", default=False)

    class Meta:
        verbose_name = "réglage des modèles"
        verbose_name_plural = "réglages des modèles"

    @classmethod
    def is_automatic(cls) -> bool:
        """Tell whether a new model that is no worse goes to work by itself; off unless staff said so."""
        return bool(cls.objects.filter(pk=1, automatic=True).exists())

    @classmethod
    def set_automatic(cls, automatic: bool) -> None:
        cls.objects.update_or_create(pk=1, defaults={"automatic": automatic})
