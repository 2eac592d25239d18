"""Test cases of the social workers: what the assistant must answer, and what each run of them found.

A case holds invented messages, never a visitor's.
"""

from __future__ import annotations

from django.db import models

WHO = [
    ("", "non précisé"),
    ("self", "la personne concernée"),
    ("other", "une personne qui aide"),
    ("minor", "une personne mineure"),
    ("author", "une personne qui commet des violences"),
]


class TestCase(models.Model):
    """Messages of one conversation, and what the answer to the last one must be."""

    title = models.CharField("titre", max_length=200)
    messages = models.JSONField(
        "messages", default=list, help_text="Dans l'ordre ; « >faq/preuves » est un choix."
    )
    topics = models.JSONField(
        "thèmes attendus", default=list, blank=True, help_text="L'un d'eux ; vide : tous conviennent."
    )
    risks = models.JSONField("dangers à voir", default=list, blank=True, help_text="Tous.")
    no_risk = models.BooleanField("aucun danger", default=False, help_text="Aucun danger ne doit être vu.")
    services_shown = models.JSONField("services à montrer", default=list, blank=True, help_text="Tous.")
    services_hidden = models.JSONField("services à ne pas montrer", default=list, blank=True)
    words_expected = models.JSONField("mots attendus", default=list, blank=True, help_text="Tous.")
    words_forbidden = models.JSONField("mots interdits", default=list, blank=True)
    moment = models.CharField("moment", max_length=40, blank=True, help_text="Vide : maintenant.")
    who = models.CharField("qui écrit", max_length=10, blank=True, choices=WHO)
    commune = models.CharField("commune", max_length=10, blank=True, help_text="Code INSEE.")
    vital = models.BooleanField("vital", default=False, help_text="Un échec arrête toute publication.")
    author = models.CharField("écrit par", max_length=150, blank=True)
    created_at = models.DateTimeField("créé le", auto_now_add=True)
    active = models.BooleanField("actif", default=True)

    __test__ = False  # pytest: this is no test class

    class Meta:
        verbose_name = "cas de test"
        verbose_name_plural = "cas de test"
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def asks_nothing(self) -> bool:
        """Tell whether any answer at all would do: such a case never fails."""
        asked = (
            self.topics, self.risks, self.no_risk, self.services_shown, self.services_hidden,
            self.words_expected, self.words_forbidden,
        )  # fmt: skip
        return not any(asked)


class Run(models.Model):
    """One passage of a set of cases."""

    class State(models.TextChoices):
        QUEUED = "queued", "en attente"
        RUNNING = "running", "en cours"
        DONE = "done", "terminé"
        STOPPED = "stopped", "arrêté"
        FAILED = "failed", "interrompu"

    started_at = models.DateTimeField("demandé le", auto_now_add=True)
    finished_at = models.DateTimeField("fini le", null=True, blank=True)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.QUEUED)
    knowledge = models.CharField("connaissances", max_length=60, blank=True, help_text="Vide : en ligne.")
    model = models.CharField("modèle", max_length=200, blank=True)
    trial = models.BooleanField(
        "essai d'un modèle", default=False, help_text="Un modèle qui n'est pas celui des visiteurs."
    )
    total = models.PositiveIntegerField("cas", default=0)
    done = models.PositiveIntegerField("faits", default=0)
    author = models.CharField("par", max_length=150, blank=True)
    beat_at = models.DateTimeField("dernier signe de vie", auto_now_add=True)
    case_ids = models.JSONField("cas demandés", default=list)
    note = models.CharField("remarque", max_length=300, blank=True)

    class Meta:
        verbose_name = "passage des cas"
        verbose_name_plural = "passages des cas"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Passage {self.pk}"


class Result(models.Model):
    """What one case gave in one run."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="results")
    case = models.ForeignKey(TestCase, on_delete=models.CASCADE, related_name="results")
    passed = models.BooleanField("réussi")
    problems = models.JSONField("problèmes", default=list)
    topics = models.JSONField("thèmes", default=list)
    risks = models.JSONField("dangers", default=list)

    class Meta:
        verbose_name = "résultat"
        verbose_name_plural = "résultats"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "case"], name="one_result_a_case_and_run")]

    def __str__(self) -> str:
        return f"{self.case} : {'réussi' if self.passed else 'échec'}"
