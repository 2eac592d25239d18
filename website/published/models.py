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


class Current(models.Model):
    """The one row that says which version is live."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT)

    class Meta:
        verbose_name = "version en ligne"
