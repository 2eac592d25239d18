"""Send the morning mail now, whatever was sent today; the calendar sends it by itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from website.editorial import digest


class Command(BaseCommand):
    help = "Envoie maintenant le courriel des fiches à relire ou à confirmer."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMAIL_FROM:
            raise CommandError("EMAIL_FROM est vide dans .env : aucun courriel ne part.")
        count = digest.send(digest.late_entries(timezone.now()))
        self.stdout.write(f"{count} courriels envoyés.")
