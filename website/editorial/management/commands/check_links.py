"""Try every address of the knowledge base now."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from website.editorial.links import check_links


class Command(BaseCommand):
    help = "Essaie chaque adresse des services et des sources, et garde le résultat."

    def handle(self, *args: Any, **options: Any) -> None:
        found = check_links()
        broken = [check for check in found if not check.works]
        for check in broken:
            self.stdout.write(f"{check.url} : {check.problem}")
        self.stdout.write(f"{len(found)} adresses, {len(broken)} ne répondent pas.")
