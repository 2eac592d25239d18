"""Write what is live as the YAML of data/knowledge."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

from knowledge.exporting import export
from website.editorial.entries import live_entries


class Command(BaseCommand):
    help = "Écrit la base de connaissances en YAML, comme data/knowledge."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="dossier où écrire")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        self.stdout.write(f"{export(live_entries(), folder)} fichiers écrits dans {folder}.")
