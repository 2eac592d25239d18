"""Bring the database to the state a start needs: tables, the first knowledge, the demo accounts."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction

from knowledge.loading import KnowledgeError, load, load_texts
from website.accounts.demo import PASSWORD, create_demo_accounts
from website.cases.exchange import load_folder
from website.editorial.entries import live_entries, to_row
from website.editorial.models import InterfaceText
from website.published.models import Version
from website.published.publication import NotFit, publish


class Command(BaseCommand):
    help = "Prépare la base : tables, première base de connaissances (version 1), comptes de démonstration en DEBUG."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="sans comptes de démonstration")

    def handle(self, *args: Any, no_demo: bool = False, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if not Version.objects.exists():
            self._first_version()
            self.stdout.write(f"{load_folder(settings.ROOT / 'data' / 'cases')} cas de test.")
        else:
            self._new_texts()
        if settings.DEBUG and not no_demo:
            self._demo_accounts()

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

    def _new_texts(self) -> None:
        """Add the texts that a newer programme says, for staff to read and change; visitors read them already."""
        held = set(InterfaceText.objects.values_list("id", flat=True))
        new = [text for text in load_texts() if text.id not in held]
        for text in new:
            to_row(text).save()
        if new:
            self.stdout.write(
                f"{len(new)} textes nouveaux du programme : ils comptent dans la prochaine version."
            )

    def _demo_accounts(self) -> None:
        for name in create_demo_accounts():
            self.stdout.write(f"Compte de démonstration (DEBUG seulement) : {name} / {PASSWORD}")
