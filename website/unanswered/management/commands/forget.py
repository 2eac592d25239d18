"""Delete kept messages that are 30 days old. The website does it by itself too, four times a day."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from website.unanswered.models import forget_old


class Command(BaseCommand):
    help = "Efface les questions gardées depuis 30 jours."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Questions effacées : {forget_old()}.")
