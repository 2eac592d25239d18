"""Work in the background, and take up what a restart, a full disk or a missing assistant left waiting."""

from __future__ import annotations

import logging
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, call_command
from django.db import DatabaseError, close_old_connections

from website.cases import runner
from website.published import candidates, training

logger = logging.getLogger(__name__)

LOOK_EVERY = 5.0
PRUNE_EVERY = 3600.0


class Command(BaseCommand):
    help = "Travaille en arrière-plan : publications et cas de test, ou apprentissage avec --queue training."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--queue", default="default", choices=["default", "training"])

    def handle(self, *args: Any, queue: str, **options: Any) -> None:
        if queue == "default":
            threading.Thread(target=self._look_after, name="resume", daemon=True).start()
        call_command(
            "db_worker", "--queue-name", queue, "--interval", "0.5", "--no-reload", "--no-startup-delay",
            verbosity=0,
        )  # fmt: skip

    def _look_after(self) -> None:
        pruned = time.monotonic()
        while True:
            try:
                candidates.resume()
                runner.fail_dead_runs()
                training.fail_dead_trainings()
                if time.monotonic() - pruned > PRUNE_EVERY:
                    call_command("prune_db_task_results", verbosity=0)
                    pruned = time.monotonic()
            except DatabaseError as error:
                logger.warning("nothing taken up: %s", type(error).__name__)
            close_old_connections()
            time.sleep(LOOK_EVERY)
