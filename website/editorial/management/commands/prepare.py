"""Bring the database to the state a start needs: tables, the first knowledge, the demo account."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction

from knowledge.loading import KnowledgeError, load
from website.cases.exchange import load_folder
from website.editorial.entries import live_entries, to_row
from website.published.models import Version
from website.published.publication import NotFit, publish

DEMO_USER = "demo-admin"
DEMO_PASSWORD = "demo-not-secret"


class Command(BaseCommand):
    help = "Prépare la base : tables, première base de connaissances (version 1), compte de démonstration en DEBUG."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="sans compte de démonstration")

    def handle(self, *args: Any, no_demo: bool = False, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if not Version.objects.exists():
            self._first_version()
            self.stdout.write(f"{load_folder(settings.ROOT / 'data' / 'cases')} cas de test.")
        if settings.DEBUG and not no_demo:
            self._demo_account()

    def _first_version(self) -> None:
        self.stdout.write("Première base de connaissances…")
        try:
            entries = load()
            with transaction.atomic():
                for entry in entries:
                    to_row(entry).save()
                version = publish(live_entries(), "", "Première base de connaissances")
        except KnowledgeError as error:
            raise CommandError(str(error)) from error
        except NotFit as error:
            raise CommandError(f"La première base ne peut pas être publiée :\n{error}") from error
        self.stdout.write(f"Version {version.number} en ligne ({len(entries)} fiches).")

    def _demo_account(self) -> None:
        users = get_user_model().objects
        if not users.filter(username=DEMO_USER).exists():
            users.create_superuser(DEMO_USER, password=DEMO_PASSWORD)
            self.stdout.write(f"Compte de démonstration (DEBUG seulement) : {DEMO_USER} / {DEMO_PASSWORD}")
