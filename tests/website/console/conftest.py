"""Fixtures of the tests of /equipe."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.website.console_cast import NullProbe, cases, member  # noqa: F401  # a fixture
from website.accounts import roles
from website.cases.models import TestCase
from website.console import bench, campaigns


@pytest.fixture(autouse=True)
def no_cases_but_ours(db: None) -> None:
    TestCase.objects.all().delete()


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> NullProbe:
    null = NullProbe()
    monkeypatch.setattr(bench, "probe", null)
    monkeypatch.setattr(campaigns, "probe", null)
    return null


@pytest.fixture
def tester() -> Client:
    return member("testeuse", roles.TESTER)


@pytest.fixture
def editor() -> Client:
    return member("redactrice", roles.EDITOR)
