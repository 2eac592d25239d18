"""An installation of before keeps its entries when the staff side arrives."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def manage(var: Path, *arguments: str) -> str:
    env = {**os.environ, "ARIANE_VAR": str(var), "DATABASE_URL": "", "ARIANE_DEBUG": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "website.manage", *arguments],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_rows_written_before_survive_and_are_published_after(tmp_path: Path) -> None:
    manage(tmp_path, "migrate", "editorial", "0001", "--verbosity", "0")
    with sqlite3.connect(tmp_path / "ariane.sqlite3") as database:
        database.execute(
            "INSERT INTO editorial_service (id, name, service_kind, what, national, phones, area, topics, confidence,"
            " confidence_fields, conflicts, sources, note, status, live, has_unpublished_changes, expired, locked)"
            " VALUES ('avant', 'Avant', 'droit', 'x', 0, '[{\"number\": \"3919\"}]', 'Melun', '', 'high', '{}', '',"
            " '[{\"url\": \"https://example.org\"}]', 'à garder', 'published', 1, 0, 0, 0)"
        )
    manage(tmp_path, "migrate", "--verbosity", "0")
    told = manage(tmp_path, "shell", "--verbosity", "0", "-c", _LOOK)
    assert told.split("\n")[-2] == "Avant 3919 à garder [] None Relecture"


_LOOK = """
from website.editorial.entries import to_entry
from website.editorial.models import Service
row = Service.objects.get(pk="avant")
service = to_entry(row)
print(service.name, service.phones[0].number, service.note, row.closures, row.confirmed_on, row.get_workflow())
"""
