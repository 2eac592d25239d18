"""The whole memory of what visitors did: a day, the name of a counter, a number. Nothing else, ever."""

from __future__ import annotations

from django.db import models


class Count(models.Model):
    """How often something happened on one day."""

    pk = models.CompositePrimaryKey("day", "name")
    day = models.DateField("jour")
    name = models.CharField("compteur", max_length=80)
    value = models.PositiveBigIntegerField("nombre")

    class Meta:
        verbose_name = "chiffre"
        verbose_name_plural = "chiffres"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.day} {self.name} : {self.value}"
