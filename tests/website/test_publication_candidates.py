"""From « publier » to live: checked first, never half, never undone by an older one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from knowledge.model import Answer, Entry, Phone, Service
from website.assistant import client as assistant_client
from website.assistant.client import AssistantUnavailable, Reply
from website.cases.models import Run, TestCase
from website.editorial.entries import live_entries
from website.published import candidates, publication
from website.published.candidates import NotNow, abandon, confirm, propose, resume, verify
from website.published.current import PUBLISHED
from website.published.models import Candidate, Current, Version
from website.published.publication import return_to
from website.published.references import snapshot_of

State = Candidate.State


class Echo:
    """An assistant that answers with the title of « preuves » in the knowledge it is told to read."""

    def __init__(self) -> None:
        self.up = True
        self.asked: list[tuple[str, str]] = []

    def turn(self, sender: str, text: str, choice: str = "", metadata: dict[str, Any] | None = None) -> Reply:
        if not self.up:
            raise AssistantUnavailable("down")
        knowledge = (metadata or {})["knowledge"]
        self.asked.append((text or choice, knowledge))
        title = snapshot_of(knowledge).answers["preuves"].title
        return Reply([{"type": "text", "text": title}], [], {"topics": ["preuves"]}, why={"model": "m"})

    def end(self, sender: str) -> None:
        pass

    def state(self) -> str:
        return "ready" if self.up else "down"

    def model(self) -> str:
        return "ariane.tar.gz"


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch, db: None) -> Echo:
    made = Echo()
    monkeypatch.setattr(assistant_client, "ASSISTANT", made)
    monkeypatch.setattr(assistant_client, "actions_state", made.state)
    monkeypatch.setattr("website.cases.runner._BEFORE_RETRY", 0)
    return made


def edited(title: str = "Preuves (corrigé)") -> list[Entry]:
    """Return the knowledge with another title for « preuves »."""
    return [e.copy(update={"title": title}) if is_proofs(e) else e for e in live_entries()]


def is_proofs(entry: Entry) -> bool:
    return isinstance(entry, Answer) and entry.id == "preuves"


def case(word: str, vital: bool = False) -> TestCase:
    """A case that fails where the assistant says *word*."""
    return TestCase.objects.create(
        title=f"jamais « {word} »", messages=["preuves"], words_forbidden=[word], vital=vital
    )


def live() -> str:
    PUBLISHED.forget()
    return PUBLISHED.snapshot().version


def later(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Queue verifications instead of running them; return the ids queued."""
    queued: list[int] = []
    monkeypatch.setattr(type(verify), "enqueue", lambda self, pk: queued.append(pk))
    return queued


def age(candidate: Candidate) -> None:
    Candidate.objects.filter(pk=candidate.pk).update(beat_at=timezone.now() - timedelta(minutes=5))


def test_a_candidate_that_passes_goes_live_with_who_why_and_what_changed(echo: Echo) -> None:
    case("interdit", vital=True)
    made = propose(edited(), "amina", "titre plus clair")
    assert made.state == State.LIVE and made.version is not None
    assert (made.version.author, made.version.note) == ("amina", "titre plus clair")
    assert made.version.number == 2 and live() == "2"
    [change] = made.changes
    assert change["id"] == "preuves" and change["fields"][0]["after"] == "Preuves (corrigé)"
    assert (made.done, made.total) == (1, 1)


def test_cases_read_the_candidate_before_it_is_live(echo: Echo) -> None:
    case("x")
    made = propose(edited(), "amina", "")
    assert echo.asked == [("preuves", made.reference)]


def test_a_vital_case_that_fails_stops_the_publication(echo: Echo) -> None:
    case("corrigé", vital=True)
    made = propose(edited(), "amina", "")
    assert made.state == State.REFUSED and live() == "1"
    assert made.problems[0]["vital"] and "corrigé" in made.problems[0]["message"]


def test_a_vital_case_stops_it_even_when_an_admin_confirmed(
    echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    case("corrigé")
    made = propose(edited(), "amina", "")
    assert made.state == State.TO_CONFIRM
    TestCase.objects.filter(active=True).update(vital=True)
    confirm(made, "admin", "je sais")
    made.refresh_from_db()
    assert made.state == State.REFUSED and live() == "1"


def test_a_regression_needs_a_written_reason(echo: Echo) -> None:
    case("corrigé")
    made = propose(edited(), "amina", "titre")
    assert made.state == State.TO_CONFIRM and live() == "1"
    with pytest.raises(NotNow):
        confirm(made, "admin", "   ")
    confirm(made, "admin", "le mot est juste ici")
    made.refresh_from_db()
    assert made.state == State.LIVE and live() == "2"
    assert made.version is not None and "le mot est juste ici" in made.version.note


def test_a_confirmation_is_for_the_regressions_that_were_shown(
    echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    case("corrigé")
    made = propose(edited(), "amina", "titre")
    case("Preuves (")
    confirm(made, "admin", "le mot est juste ici")
    made.refresh_from_db()
    assert made.state == State.TO_CONFIRM and len(made.problems) == 2 and live() == "1"


def test_what_failed_already_does_not_stop_a_publication(echo: Echo) -> None:
    case("preuves")
    made = propose(edited(), "amina", "")
    assert made.state == State.LIVE


def test_an_entry_that_is_not_fit_stops_it_before_any_case(echo: Echo) -> None:
    case("x")
    entries = [
        e.copy(update={"phones": (Phone(number="18"),)})
        if isinstance(e, Service) and e.id == "police-secours-17"
        else e
        for e in live_entries()
    ]
    made = propose(entries, "amina", "")
    assert made.state == State.REFUSED and echo.asked == []
    assert made.problems[0]["id"] == "police-secours-17" and live() == "1"


def test_a_service_nobody_could_reach_any_more_stops_it(echo: Echo) -> None:
    nothing = {"phones": (), "sms": None, "email": None, "url": None, "address": None}
    entries = [
        e.copy(update=nothing) if isinstance(e, Service) and e.id == "camvs" else e for e in live_entries()
    ]
    made = propose(entries, "amina", "")
    assert made.state == State.REFUSED and "camvs" in {p["id"] for p in made.problems}


def test_without_the_assistant_it_waits_says_so_and_goes_on_later(echo: Echo) -> None:
    case("x")
    echo.up = False
    made = propose(edited(), "amina", "")
    assert made.state == State.WAITING and "ne répond pas" in made.note and live() == "1"
    resume()
    assert live() == "1"
    echo.up = True
    age(made)
    resume()
    made.refresh_from_db()
    assert made.state == State.LIVE and live() == "2"


def test_an_answer_that_cannot_be_given_is_a_failure_not_a_missing_assistant(
    echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    case("x", vital=True)

    def fails(*args: Any, **kwargs: Any) -> Reply:
        raise AssistantUnavailable("empty reply")

    monkeypatch.setattr(echo, "turn", fails)
    made = propose(edited(), "amina", "")
    assert made.state == State.REFUSED and "rien répondu" in made.problems[0]["message"]


def test_a_restart_in_the_middle_is_taken_up_again(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    case("x")
    with monkeypatch.context() as patched:
        later(patched)
        made = propose(edited(), "amina", "")
        taken = candidates._claim(made.pk)
    assert taken is not None
    resume()
    made.refresh_from_db()
    assert made.state == State.CHECKING, "a worker that still gives signs keeps it"
    age(made)
    Candidate.objects.filter(pk=made.pk).update(beat_at=timezone.now() - timedelta(minutes=5))
    resume()
    made.refresh_from_db()
    assert made.state == State.LIVE and live() == "2"
    # The first worker was only slow: it finds the candidate decided, and changes nothing.
    candidates._decide(taken)
    assert Version.objects.count() == 2


def test_an_older_publication_never_undoes_a_newer_one(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    queued = later(monkeypatch)
    first = propose(edited("Ancien"), "amina", "")
    taken = candidates._claim(first.pk)
    assert taken is not None
    second = propose(edited("Nouveau"), "benoit", "")
    verify.func(queued[1])
    candidates._decide(taken)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.ABANDONED, State.LIVE)
    assert PUBLISHED.snapshot().answers["preuves"].title == "Nouveau"
    assert "plus récente" in first.note


def test_two_that_wait_become_one_with_both_reasons(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    queued = later(monkeypatch)
    first = propose(edited("Un"), "amina", "premier")
    second = propose(edited("Deux"), "benoit", "second")
    for pk in queued:
        verify.func(pk)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.ABANDONED, State.LIVE)
    assert second.version is not None
    assert (second.version.author, second.version.note) == ("amina, benoit", "premier ; second")
    assert [v.number for v in Version.objects.all()] == [2, 1]


def test_a_full_disk_loses_nothing_and_it_goes_live_when_there_is_room(
    echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:

        def full(*args: Any) -> None:
            raise OperationalError("database or disk is full")

        patched.setattr(publication, "_point_at", full)
        made = propose(edited(), "amina", "titre")
        assert made.state == State.WAITING and "disque plein" in made.note
        assert live() == "1" and Version.objects.count() == 1
    age(made)
    resume()
    made.refresh_from_db()
    assert made.state == State.LIVE and live() == "2"


def test_an_unexpected_error_is_said_and_leaves_nothing_half(
    echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(candidates, "store", breaks)
    made = propose(edited(), "amina", "titre")
    assert made.state == State.REFUSED and "RuntimeError" in made.note and live() == "1"


def test_an_abandoned_candidate_stops_at_once(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    case("x")
    case("y")
    with monkeypatch.context() as patched:
        later(patched)
        made = propose(edited(), "amina", "")
    turn = echo.turn

    def turn_then_abandon(*args: Any, **kwargs: Any) -> Reply:
        reply = turn(*args, **kwargs)
        abandon(Candidate.objects.get(pk=made.pk), "admin")
        return reply

    monkeypatch.setattr(echo, "turn", turn_then_abandon)
    verify.func(made.pk)
    made.refresh_from_db()
    assert made.state == State.ABANDONED and live() == "1"
    assert len(echo.asked) == 1 and Run.objects.latest("pk").state == Run.State.STOPPED


def test_going_back_is_one_step_and_what_was_taken_back_does_not_return_unseen(echo: Echo) -> None:
    propose(edited("Mauvais titre"), "amina", "")
    assert live() == "2"
    return_to(Version.objects.get(number=1), "admin", "titre faux")
    assert live() == "1" and Current.objects.count() == 1
    again = propose(edited("Mauvais titre"), "benoit", "autre chose")
    assert again.state == State.TO_CONFIRM and live() == "1"
    confirm(again, "admin", "relu")
    assert live() == "3"


def test_a_return_while_a_candidate_is_checked_is_not_undone(
    echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued = later(monkeypatch)
    made = propose(edited("Deux"), "amina", "")
    return_to(Version.objects.get(number=1), "admin", "")
    verify.func(queued[0])
    made.refresh_from_db()
    assert made.state == State.TO_CONFIRM and live() == "1"


def test_a_version_never_changes_and_its_checksum_is_that_of_its_content(echo: Echo) -> None:
    propose(edited(), "amina", "")
    for version in Version.objects.all():
        assert snapshot_of(str(version.number)).checksum == version.checksum
