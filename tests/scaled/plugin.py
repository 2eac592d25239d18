"""``pytest -p tests.scaled.plugin``: the same tests on PostgreSQL and Redis instead of SQLite and memory.

Settings are read once, so that this is a test run of its own (see the Makefile). Both servers start before
anything reads the settings; where one cannot, the run fails.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import psycopg2
import pytest

from tests.servers import PostgreSQL, Redis

_POSTGRESQL = pytest.StashKey[PostgreSQL]()
_REDIS = pytest.StashKey[Redis]()

# What these are about is decided before or after the database: once, on SQLite, is enough.
_ON_SQLITE_ALONE = {
    "test_accounts_matrix.py", "test_editorial_forms.py", "test_editorial_preview.py", "test_pages.py", "test_schema.py",
    "test_unanswered_scrubbing.py",
}  # fmt: skip


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return True if collection_path.name in _ON_SQLITE_ALONE else None


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Start both before pytest-django reads the settings."""
    for key, setting, server in ((_POSTGRESQL, "DATABASE_URL", PostgreSQL()), (_REDIS, "REDIS_URL", Redis())):
        early_config.add_cleanup(server.remove)
        server.start()
        early_config.stash[key] = server
        os.environ[setting] = server.url
    yield


@pytest.fixture(scope="session")
def postgresql(pytestconfig: pytest.Config) -> PostgreSQL:
    """The running cluster."""
    return pytestconfig.stash[_POSTGRESQL]


@pytest.fixture(scope="session")
def redis_server(pytestconfig: pytest.Config) -> Redis:
    """The running Redis."""
    return pytestconfig.stash[_REDIS]


def addresses(config: pytest.Config) -> dict[str, str]:
    """Return where the whole assistant of the tests keeps its data: apart from what tests in this process use."""
    postgresql, redis = config.stash[_POSTGRESQL], config.stash[_REDIS]
    connection = psycopg2.connect(postgresql.url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE stack")
    connection.close()
    return {"DATABASE_URL": postgresql.database("stack"), "REDIS_URL": redis.database(1)}
