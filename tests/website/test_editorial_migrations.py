"""An installation of before keeps its entries when the staff side arrives."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from tests.conftest import ROOT


@pytest.fixture
def address(settings: Any) -> str:
    """The address of an empty database, of the kind that this test run is about."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return ""
    with closing(psycopg2.connect(settings.DATABASE_URL)) as connection:
        connection.autocommit = True
        connection.cursor().execute("CREATE DATABASE upgraded")
    return str(settings.DATABASE_URL).rpartition("/")[0] + "/upgraded"


def manage(var: Path, address: str, *arguments: str) -> str:
    env = {**os.environ, "ARIANE_VAR": str(var), "DATABASE_URL": address, "ARIANE_DEBUG": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "website.manage", *arguments],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_rows_written_before_survive_and_are_published_after(tmp_path: Path, address: str) -> None:
    manage(tmp_path, address, "migrate", "editorial", "0001", "--verbosity", "0")
    database: Any = psycopg2.connect(address) if address else sqlite3.connect(tmp_path / "ariane.sqlite3")
    with closing(database):
        database.cursor().execute(
            "INSERT INTO editorial_service (id, name, service_kind, what, national, phones, area, topics, confidence,"
            " confidence_fields, conflicts, sources, note, status, live, has_unpublished_changes, expired, locked)"
            " VALUES ('avant', 'Avant', 'droit', 'x', FALSE, '[{\"number\": \"3919\"}]', 'Melun', '', 'high', '{}', '',"
            " '[{\"url\": \"https://example.org\"}]', 'à garder', 'published', TRUE, FALSE, FALSE, FALSE)"
        )
        database.cursor().execute(
            "INSERT INTO editorial_riskcard (id, title, text, text_helping, services, facts,"
            " live, has_unpublished_changes, expired, locked)"
            " VALUES ('danger-immediat', 'Danger', 'Appelez.', 'Aidez.', 'avant', '', TRUE, FALSE, FALSE, FALSE)"
        )
        database.commit()
    manage(tmp_path, address, "migrate", "--verbosity", "0")
    told = manage(tmp_path, address, "shell", "--verbosity", "0", "-c", _LOOK)
    assert told.split("\n")[-3:-1] == ["Avant 3919 à garder [] None Relecture", "Appelez. Aidez. ['']"]


_LOOK = """
from website.editorial.entries import to_entry
from website.editorial.models import RiskCard, Service
row = Service.objects.get(pk="avant")
service = to_entry(row)
print(service.name, service.phones[0].number, service.note, row.closures, row.confirmed_on, row.get_workflow())
card = to_entry(RiskCard.objects.get(pk="danger-immediat"))
print(card.text, card.text_helping, [card.text_minor])
"""
