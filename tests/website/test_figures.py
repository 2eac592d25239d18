"""Counting without tracking: what is stored, what it costs, and what may be shown."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from website.figures import counting, weeks
from website.figures.counting import COUNTS, Counts
from website.figures.models import Count
from website.figures.picture import bars, told
from website.figures.suppression import SMALL, Table, suppress


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    COUNTS._waiting.clear()


# What is stored


@pytest.mark.django_db
def test_the_table_holds_a_day_a_name_and_a_number_and_nothing_else() -> None:
    with connection.cursor() as cursor:
        columns = {
            c.name: c for c in connection.introspection.get_table_description(cursor, Count._meta.db_table)
        }
        relations = connection.introspection.get_relations(cursor, Count._meta.db_table)
    assert set(columns) == {"day", "name", "value"}
    assert relations == {}
    assert Count._meta.get_field("day").get_internal_type() == "DateField"


def say(client: Client, token: str, **what: str) -> Any:
    return client.post("/api/chat/message", {"conversation": token, **what}, content_type="application/json")


@pytest.mark.django_db
def test_a_conversation_is_counted_by_topic_risk_and_language(
    assistant: Any, client: Client, token: str
) -> None:
    assistant.risks = [{"name": "danger-immediat", "why": "x"}]
    say(client, token, text="quelque chose que personne ne doit lire")
    COUNTS.flush()
    counted = dict(Count.objects.values_list("name", "value"))
    assert counted == {"conversations": 1, "topic:preuves": 1, "risk:danger-immediat": 1, "language:fr": 1}
    assert not any("quelque" in name for name in counted)


@pytest.mark.django_db
def test_reduced_mode_is_counted(down: Any, client: Client, token: str) -> None:
    say(client, token, text="bonjour")
    COUNTS.flush()
    assert Count.objects.get(name="reduced").value == 1


@pytest.mark.django_db
def test_what_the_taxonomy_does_not_know_is_not_counted() -> None:
    from website.chat.signals import turn_answered

    turn_answered.send_robust(
        None, topics=["je m'appelle Inès"], risks=["06 12 34"], language="Inès", unsure=True, reduced=False
    )
    COUNTS.flush()
    assert dict(Count.objects.values_list("name", "value")) == {"language:xx": 1, "unsure": 1}


@pytest.mark.django_db
def test_a_turn_writes_nothing_and_a_flush_adds(django_assert_num_queries: Any) -> None:
    counts = Counts()
    with django_assert_num_queries(0):
        counts.add(["a", "b"])
        counts.add(["a"])
    counts.flush()
    counts.add(["a"])
    counts.flush()
    assert dict(Count.objects.values_list("name", "value")) == {"a": 3, "b": 1}


@pytest.mark.django_db
def test_nothing_is_lost_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = Counts()
    counts.add(["a"])

    def away(*args: Any) -> None:
        raise DatabaseError("away")

    with monkeypatch.context() as broken:
        broken.setattr(counting, "_write", away)
        counts.flush()
    counts.add(["a"])
    counts.flush()
    assert Count.objects.get(name="a").value == 2


@pytest.mark.django_db
def test_a_listener_that_fails_harms_no_turn(
    assistant: Any, client: Client, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(COUNTS, "add", lambda names: 1 / 0)
    assert say(client, token, text="bonjour").status_code == 200


# What may be shown


def attack(rows: list[list[int]], table: Table, two_ways: bool) -> list[str]:
    """Return the hidden numbers that the shown ones give away, knowing that a hidden number is 1 or more."""
    width = len(rows[0])
    shown: dict[tuple[int, int], int | None] = {}
    for i, cells in enumerate(table.cells):
        shown.update({(i, j): v for j, v in enumerate([*cells, table.row_totals[i]])})
    if two_ways:
        shown.update({(len(rows), j): v for j, v in enumerate([*table.column_totals, table.total])})
    keys = list(shown)
    at = {key: n for n, key in enumerate(keys)}
    equations = []
    for i in range(len(rows) + two_ways):
        line = np.zeros(len(keys))
        for j in range(width):
            line[at[i, j]] = 1
        line[at[i, width]] = -1
        equations.append(line)
    if two_ways:
        for j in range(width + 1):
            line = np.zeros(len(keys))
            for i in range(len(rows)):
                line[at[i, j]] = 1
            line[at[len(rows), j]] = -1
            equations.append(line)
    low = np.array([1 if shown[k] is None else shown[k] for k in keys], dtype=float)
    high = np.array([np.inf if shown[k] is None else shown[k] for k in keys], dtype=float)
    same = LinearConstraint(np.array(equations), 0, 0)
    known = []
    for key in (k for k in keys if shown[k] is None):
        goal = np.zeros(len(keys))
        goal[at[key]] = 1
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * goal, constraints=same, bounds=Bounds(low, high), integrality=np.ones(len(keys))
            )
            ends.append(sign * found.fun if found.success else np.inf)
        if abs(ends[0] - ends[1]) < 0.5:
            known.append(f"{key} = {ends[0]}")
    return known


numbers = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 60))
tables = st.integers(1, 7).flatmap(
    lambda width: st.lists(st.lists(numbers, min_size=width, max_size=width), min_size=1, max_size=6)
)


@settings(max_examples=150, deadline=None)
@given(tables, st.booleans())
def test_no_hidden_number_can_be_computed_from_what_is_shown(rows: list[list[int]], two_ways: bool) -> None:
    table = suppress(rows, two_ways)
    for row, cells in zip(rows, table.cells, strict=True):
        for value, shown in zip(row, cells, strict=True):
            assert shown is None or shown == value
            assert shown is None or shown == 0 or shown > SMALL
    assert attack(rows, table, two_ways) == []


def test_a_single_small_number_hides_another_with_it() -> None:
    table = suppress([[10, 2, 30], [40, 50, 60]])
    hidden = [(i, j) for i, row in enumerate(table.cells) for j, v in enumerate(row) if v is None]
    assert (0, 1) in hidden and len(hidden) == 4, "a rectangle, and every total stays"
    assert table.row_totals == [42, 150] and table.total == 192


def test_a_table_without_small_numbers_stays_whole() -> None:
    table = suppress([[10, 0], [20, 7]])
    assert table.cells == [[10, 0], [20, 7]] and table.total == 37


MONDAY = date(2026, 3, 2)


@pytest.fixture
def counted(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    today = MONDAY + timedelta(days=10)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: today)
    for n, value in enumerate((12, 3, 20, 9, 8, 0, 7)):
        if value:
            Count.objects.create(day=MONDAY + timedelta(days=n), name="conversations", value=value)
    Count.objects.create(day=MONDAY, name="topic:preuves", value=9)
    Count.objects.create(day=MONDAY + timedelta(days=8), name="conversations", value=99)


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    user = get_user_model().objects.create_user("lectrice")
    user.user_permissions.add(Permission.objects.get(codename="view_count"))
    client.force_login(user)
    return client


def test_a_week_is_shown_once_it_is_over(counted: None, reader: Client) -> None:
    assert weeks.mondays() == [MONDAY]
    page = reader.get("/equipe/chiffres").content.decode()
    assert "masqué" in page and "99" not in page
    assert reader.get("/equipe/chiffres?semaine=2026-03-09").status_code == 404
    assert reader.get("/equipe/chiffres?semaine=demain").status_code == 404


def test_page_and_csv_hide_the_same(counted: None, reader: Client) -> None:
    text = reader.get("/equipe/chiffres.csv?semaine=2026-03-04").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][2] == "2026-03-02" and rows[0][-1] == "total"
    conversations = next(row for row in rows if row[1] == "Conversations")
    assert conversations[3] == "masqué" and conversations.count("masqué") == 2
    assert conversations[-1] == "59"
    assert any(row[:2] == ["Thèmes", "preuves"] for row in rows)


def test_the_picture_is_told_in_words(counted: None) -> None:
    by_week = weeks.conversations_by_week(2)
    assert [value for _, value in by_week] == [0, 59]
    assert "59" in told(by_week) and len(bars(by_week)) == 2


@pytest.mark.django_db
def test_what_is_counted_is_told_to_visitors(client: Client) -> None:
    page = client.get("/confidentialite").content.decode()
    for word in ("conversations", "thèmes", "dangers", "langues", "non compris", "Aucun texte"):
        assert word in page
