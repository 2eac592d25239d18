"""Do what is due by the clock: once, or every minute with --loop (under the supervisor)."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.db import DatabaseError, close_old_connections

from website.editorial import digest
from website.editorial.calendar import night_work, publish_due


class Command(BaseCommand):
    help = "Publie ce qui est programmé, retire ce qui expire, vérifie les liens la nuit, écrit le matin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="toutes les minutes, sans fin")

    def handle(self, *args: Any, loop: bool = False, **options: Any) -> None:
        while True:
            try:
                for row in publish_due():
                    self.stdout.write(f"{row._meta.verbose_name} {row.pk} : fait")
                night_work()
                digest.morning()
            except DatabaseError as error:
                if not loop:
                    raise
                # The database may be restarting: the next minute tries again.
                self.stderr.write(f"base de données : {type(error).__name__}")
            if not loop:
                return
            close_old_connections()
            time.sleep(60)
