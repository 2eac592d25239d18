"""What testers leave: judgements, the tasks that come of them, and campaigns judged blindly.

The messages are the testers' own. Nothing here comes from a visitor.
"""

from __future__ import annotations

import json

from django.conf import settings
from django.db import models

from website.cases.models import WHO, TestCase


class Verdict(models.TextChoices):
    """What a person thinks of an answer."""

    RIGHT = "right", "bonne"
    WRONG = "wrong", "fausse"
    DANGEROUS = "dangerous", "dangereuse"


class Judgement(models.Model):
    """One person's view of one answer at the test bench."""

    messages = models.JSONField("messages", default=list)
    knowledge = models.CharField("connaissances", max_length=60, blank=True)
    version = models.CharField("version", max_length=60, blank=True)
    moment = models.CharField("moment", max_length=40, blank=True)
    who = models.CharField("qui écrit", max_length=10, blank=True, choices=WHO)
    commune = models.CharField("commune", max_length=10, blank=True)
    topics = models.JSONField("thèmes de la réponse", default=list)
    risks = models.JSONField("dangers vus", default=list)
    entry = models.CharField("fiche", max_length=100, blank=True)
    verdict = models.CharField("avis", max_length=10, choices=Verdict.choices)
    expected_topic = models.CharField("thème attendu", max_length=100, blank=True)
    expected_risk = models.CharField("danger attendu", max_length=100, blank=True)
    expected_service = models.CharField("service attendu", max_length=100, blank=True)
    expected_words = models.CharField("mots attendus", max_length=200, blank=True)
    note = models.CharField("pour la rédaction", max_length=500, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    created_at = models.DateTimeField("le", auto_now_add=True)
    case = models.ForeignKey(TestCase, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        verbose_name = "jugement"
        verbose_name_plural = "jugements"
        ordering = ["-pk"]
        default_permissions = ("add", "view")
        permissions = [("use_bench", "Essayer le programme au banc d'essai")]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} : {self.last_message}"

    @property
    def last_message(self) -> str:
        return str(self.messages[-1]) if self.messages else ""

    @property
    def messages_json(self) -> str:
        """The conversation as the bench takes it."""
        return json.dumps(self.messages, ensure_ascii=False)


class Task(models.Model):
    """Something for the editors to put right."""

    class State(models.TextChoices):
        TODO = "todo", "à traiter"
        DOING = "doing", "en cours"
        DONE = "done", "corrigé"
        REFUSED = "refused", "sans suite"

    title = models.CharField("sujet", max_length=200)
    note = models.TextField("demande", blank=True)
    entry = models.CharField("fiche", max_length=100, blank=True)
    urgent = models.BooleanField("dangereux", default=False)
    judgement = models.OneToOneField(Judgement, on_delete=models.CASCADE, null=True, blank=True)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.TODO)
    answer = models.CharField("ce qui a été fait", max_length=500, blank=True)
    created_at = models.DateTimeField("demandé le", auto_now_add=True)
    changed_at = models.DateTimeField("changé le", auto_now=True)
    changed_by = models.CharField("par", max_length=150, blank=True)

    class Meta:
        verbose_name = "tâche"
        verbose_name_plural = "tâches"
        ordering = ["-urgent", "pk"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.title


class Campaign(models.Model):
    """Messages that several people judge, each without seeing the others' view."""

    title = models.CharField("titre", max_length=200)
    author = models.CharField("par", max_length=150, blank=True)
    created_at = models.DateTimeField("créée le", auto_now_add=True)
    closed = models.BooleanField("close", default=False)

    class Meta:
        verbose_name = "campagne"
        verbose_name_plural = "campagnes"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class CampaignItem(models.Model):
    """One message with the answer it had when the campaign was made: everybody judges the same."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    message = models.TextField("message")
    turn = models.JSONField("réponse")

    class Meta:
        ordering = ["position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="one_item_a_position"),
        ]

    def __str__(self) -> str:
        return self.message[:80]


class Assessment(models.Model):
    """One person's view of one item."""

    item = models.ForeignKey(CampaignItem, on_delete=models.CASCADE, related_name="assessments")
    tester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    verdict = models.CharField("avis", max_length=10, choices=Verdict.choices)
    note = models.CharField("remarque", max_length=500, blank=True)

    class Meta:
        verbose_name = "avis"
        verbose_name_plural = "avis"
        default_permissions = ("add",)
        constraints = [
            models.UniqueConstraint(fields=["item", "tester"], name="one_assessment_a_person"),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
