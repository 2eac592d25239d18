"""Read YAML as data/knowledge holds it: as drafts, or with --publish as the new version."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from knowledge.loading import KnowledgeError, load
from website.editorial.exchange import import_drafts, import_live
from website.published.publication import NotFit


class Command(BaseCommand):
    help = "Lit la base de connaissances en YAML : en brouillons, ou publiée d'un coup avec --publish."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="dossier à lire")
        parser.add_argument("--publish", action="store_true", help="publier au lieu de faire des brouillons")

    def handle(self, *args: Any, folder: Path, publish: bool = False, **options: Any) -> None:
        try:
            entries = load(folder)
            if not entries:
                raise CommandError(f"Aucune fiche dans {folder}.")
            if publish:
                version = import_live(entries)
                self.stdout.write(f"Version {version.number} en ligne.")
                return
            self.stdout.write(f"{len(import_drafts(entries))} brouillons faits.")
        except KnowledgeError as error:
            raise CommandError(str(error)) from error
        except NotFit as error:
            raise CommandError(f"Rien n'a été changé :\n{error}") from error
