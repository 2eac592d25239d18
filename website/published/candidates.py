"""From « publier » to live: a candidate is frozen, checked in the background, then live, refused, or to be confirmed.

Candidates hold the whole knowledge, so a newer one holds what an older one changes. Two rules follow, and keep
publications from undoing each other: an older one that still waits is carried on by the newer one, and none
ever goes live after a newer one.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks import task

from knowledge.check import check
from knowledge.difference import differences
from knowledge.model import Entry
from knowledge.snapshot import content_of, entries_of, publishable
from website.cases import runner
from website.cases.models import Run, TestCase
from website.published.current import PUBLISHED
from website.published.models import Candidate, Current, Switch
from website.published.publication import lock, store
from website.published.references import snapshot_of

logger = logging.getLogger(__name__)

State = Candidate.State
RETRY_AFTER = timedelta(seconds=10)
# A checking candidate gives a sign after every case; one that did not for this long has lost its worker.
DEAD_AFTER = timedelta(seconds=60)
NO_ASSISTANT = "L'assistant ne répond pas. La publication attend et reprendra seule."
NO_SPACE = "La base n'a pas pu écrire (disque plein ?). La publication attend et reprendra seule."
STOPPED = (
    "La vérification s'est arrêtée sur une erreur. Publiez de nouveau ; si cela revient, prévenez le support."
)
AFTER_RETURN = (
    "Quelqu'un est revenu à une version précédente. Cette publication remettrait ce qui a été retiré : "
    "relisez ce qui change."
)


class NotNow(Exception):
    """The candidate is not in a state in which this can be done; the message says so to staff."""


def propose(entries: Iterable[Entry], author: str, why: str) -> Candidate:
    """Freeze *entries* as a candidate, have it checked in the background, and return it at once."""
    entries = list(entries)
    changes = differences(snapshot_of(_live()), publishable("", entries))
    candidate = Candidate.objects.create(
        author=author,
        why=why[:500],
        content=content_of(entries),
        changes=[change.to_plain() for change in changes],
    )
    verify.enqueue(candidate.pk)
    candidate.refresh_from_db()
    return candidate


def confirm(candidate: Candidate, author: str, reason: str) -> None:
    """Go on in spite of the problems shown, for a written *reason*; vital cases are run again and still count.

    Raises:
        NotNow: there is no reason, or nothing to confirm.
    """
    if not reason.strip():
        raise NotNow("Écrivez pourquoi cette publication peut aller en ligne.")
    _move(
        candidate,
        [State.TO_CONFIRM],
        State.WAITING,
        confirmed_by=author,
        confirmed_at=timezone.now(),
        reason=reason.strip()[:500],
        note="",
    )
    verify.enqueue(candidate.pk)


def abandon(candidate: Candidate, author: str) -> None:
    """Give a candidate up; what is live stays live.

    Raises:
        NotNow: it is decided already.
    """
    opened = [State.WAITING, State.CHECKING, State.TO_CONFIRM]
    _move(candidate, opened, State.ABANDONED, note=f"Abandonnée par {author}.", claim="", content={})


def resume() -> None:
    """Take up candidates that wait for the assistant or for space, or that lost their worker in a restart."""
    now = timezone.now()
    dead = Candidate.objects.filter(state=State.CHECKING, beat_at__lt=now - DEAD_AFTER)
    dead.update(state=State.WAITING, claim="", beat_at=now - RETRY_AFTER * 2)
    waiting = Candidate.objects.filter(state=State.WAITING, beat_at__lt=now - RETRY_AFTER)
    for pk in list(waiting.values_list("pk", flat=True)):
        Candidate.objects.filter(pk=pk).update(beat_at=now)
        verify.enqueue(pk)


@task(priority=10)
def verify(candidate_id: int) -> None:
    """Check a waiting candidate and decide; does nothing when another worker has it or a newer one carries it on."""
    candidate = _claim(candidate_id)
    if candidate is None:
        return
    try:
        _decide(candidate)
    except DatabaseError as error:
        logger.error("publication %s waits: %s", candidate.pk, type(error).__name__)
        _say(candidate, State.WAITING, note=NO_SPACE)
    except Exception as error:  # the boundary of the worker: whatever it is, staff must read that it stopped
        logger.exception("publication %s stopped", candidate.pk)
        _say(candidate, State.REFUSED, note=f"{STOPPED} ({type(error).__name__})")


def _decide(candidate: Candidate) -> None:
    entries = entries_of(candidate.content)
    unfit = [_problem(p.entry, p.entry, p.message) for p in check(entries, snapshot_of(_live()))]
    if unfit:
        _say(candidate, State.REFUSED, problems=unfit)
        return
    if publishable("", entries).checksum == snapshot_of(_live()).checksum:
        _go_live(candidate, entries, same=True)
        return
    run = _run(candidate, TestCase.objects.filter(active=True), candidate.reference, show=True)
    if run.state == Run.State.FAILED:
        _say(candidate, State.WAITING, note=NO_ASSISTANT)
    if run.state != Run.State.DONE:
        return
    failed = list(run.results.filter(passed=False).select_related("case"))
    before = _run(candidate, TestCase.objects.filter(pk__in=[r.case_id for r in failed]), _live())
    if before.state != Run.State.DONE:
        _say(candidate, State.WAITING, note=NO_ASSISTANT)
        return
    passed_before = set(before.results.filter(passed=True).values_list("case", flat=True))
    vital = [r for r in failed if r.case.vital]
    regressions = [r for r in failed if not r.case.vital and r.case_id in passed_before]
    problems = [
        _problem(
            r.case_id,
            r.case.title,
            " ".join(r.problems),
            vital=r.case.vital,
            new=r.case_id in passed_before,
            case=True,
        )
        for r in [*vital, *regressions]
    ]
    accepted = {p["id"] for p in candidate.problems} if candidate.confirmed_at else set()
    if vital:
        _say(candidate, State.REFUSED, problems=problems)
    elif any(r.case_id not in accepted for r in regressions):
        _say(candidate, State.TO_CONFIRM, problems=problems)
    else:
        _go_live(candidate, entries)


def _go_live(candidate: Candidate, entries: list[Entry], same: bool = False) -> None:
    """Make the candidate the live version; *same* says that this changes nothing for visitors."""
    with transaction.atomic():
        lock()
        newer = Candidate.objects.filter(state=State.LIVE, pk__gt=candidate.pk).first()
        last = Switch.objects.first()
        if newer is not None:
            _say(candidate, State.ABANDONED, note=f"La {newer}, plus récente, est déjà en ligne.", content={})
            return
        unsaid = candidate.confirmed_at is None or (last is not None and last.at > candidate.confirmed_at)
        if last is not None and last.is_return and unsaid and not same:
            _say(candidate, State.TO_CONFIRM, note=AFTER_RETURN)
            return
        why = f"{candidate.why} — {candidate.reason}" if candidate.reason else candidate.why
        version = store(entries, candidate.author, why[:500])
        # The version holds the content from here on.
        if not _say(candidate, State.LIVE, version=version, content={}, note=""):
            transaction.set_rollback(True)
            return
        Candidate.objects.filter(
            pk__lt=candidate.pk, state__in=[State.WAITING, State.CHECKING, State.TO_CONFIRM]
        ).update(
            state=State.ABANDONED, note=f"La {candidate}, plus récente, est en ligne.", claim="", content={}
        )
    PUBLISHED.forget()


def _claim(candidate_id: int) -> Candidate | None:
    """Take a waiting candidate, with what the older waiting ones were for; None when there is nothing to do."""
    claim = secrets.token_hex(16)
    with transaction.atomic():
        lock()
        candidate = Candidate.objects.filter(pk=candidate_id, state=State.WAITING).first()
        if candidate is None:
            return None
        newer = Candidate.objects.filter(pk__gt=candidate.pk, state=State.WAITING).order_by("pk").first()
        if newer is not None:
            _carry_on(candidate, newer)
            return None
        Candidate.objects.filter(pk=candidate.pk).update(
            state=State.CHECKING, claim=claim, beat_at=timezone.now(), done=0, total=0
        )
    candidate.refresh_from_db()
    return candidate


def _carry_on(older: Candidate, newer: Candidate) -> None:
    """Let the newer candidate, which holds what the older one changes, speak for both."""
    authors = ", ".join(dict.fromkeys(a for a in (older.author, newer.author) if a))
    whys = " ; ".join(dict.fromkeys(w for w in (older.why, newer.why) if w))
    Candidate.objects.filter(pk=newer.pk).update(author=authors[:150], why=whys[:500])
    Candidate.objects.filter(pk=older.pk).update(
        state=State.ABANDONED, note=f"Continuée par la {newer}, qui la contient.", content={}
    )


def _run(candidate: Candidate, cases: Any, knowledge: str, show: bool = False) -> Run:
    """Run *cases* for a candidate, with its progress; the run is stopped when the candidate is not ours any more."""
    run = runner.queue(cases, knowledge, candidate.author)
    ours = Candidate.objects.filter(pk=candidate.pk, claim=candidate.claim, state=State.CHECKING)
    ours.update(beat_at=timezone.now(), **({"total": run.total} if show else {}))

    def after_each(run: Run) -> bool:
        progress = {"done": run.done} if show else {}
        return bool(ours.update(beat_at=timezone.now(), **progress))

    return runner.perform(run, after_each)


def _say(candidate: Candidate, state: Candidate.State, **values: Any) -> bool:
    """Write the outcome, unless somebody abandoned the candidate or another worker took it up meanwhile."""
    held = Candidate.objects.filter(pk=candidate.pk, claim=candidate.claim, state=State.CHECKING)
    return bool(held.update(state=state, claim="", beat_at=timezone.now(), **values))


def _move(candidate: Candidate, origins: list[Any], state: Candidate.State, **values: Any) -> None:
    moved = Candidate.objects.filter(pk=candidate.pk, state__in=origins).update(
        state=state, beat_at=timezone.now(), **values
    )
    candidate.refresh_from_db()
    if not moved:
        raise NotNow(f"Cette publication est « {candidate.get_state_display()} » : rien n'a été fait.")


def _live() -> str:
    """Return the number of the live version; « » before the first."""
    number = Current.objects.values_list("version__number", flat=True).first()
    return str(number) if number is not None else ""


def _problem(id_: Any, title: str, message: str, **more: bool) -> dict[str, Any]:
    return {"id": id_, "title": title, "message": message, **more}
