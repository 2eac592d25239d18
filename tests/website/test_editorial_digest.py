"""The morning mail: to whom, about what, when; and nothing that a visitor wrote."""

from __future__ import annotations

import smtplib
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command

from website.editorial import digest
from website.editorial.models import Answer, DigestSent, Service
from website.unanswered.models import KeptMessage

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 12, 1, 7, 30, tzinfo=ZoneInfo("Europe/Paris"))
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def quiet_morning(knowledge_base: None, settings: Any) -> None:
    """Mail settings are there, and nothing is late."""
    settings.EMAIL_FROM = "ariane@example.org"
    Service.objects.update(confirmed_on=date(2026, 11, 1), review_by=None)
    Answer.objects.update(review_by=date(2027, 6, 1))


def staff(name: str, group: str, email: str = "") -> User:
    user = User.objects.create_user(name, email or f"{name}@example.org", "x", first_name=name.title())
    user.groups.add(Group.objects.get(name=group))
    return user


def late(pk: str = "preuves", by: User | None = None) -> None:
    answer = Answer.objects.get(pk=pk)
    answer.review_by = date(2026, 11, 15)
    answer.save_revision(user=by)
    Answer.objects.filter(pk=pk).update(review_by=answer.review_by)


def test_whoever_edited_a_late_entry_last_is_written_to(settings: Any) -> None:
    amina = staff("amina", "redaction")
    staff("claire", "administration")
    late(by=amina)
    assert digest.morning(TUESDAY) == 1
    [sent] = mail.outbox
    assert sent.to == ["amina@example.org"] and sent.from_email == "ariane@example.org"
    assert sent.subject == "Ariane : 1 fiche à relire ou à confirmer"
    assert "Bonjour Amina," in sent.body and "Garder des preuves (à relire avant le 15/11/2026)" in sent.body
    assert f"{settings.WAGTAILADMIN_BASE_URL}/admin/snippets/editorial/answer/edit/preuves/" in sent.body


def test_administration_looks_after_what_nobody_edited_or_who_edited_is_gone() -> None:
    staff("claire", "administration")
    gone = staff("partie", "redaction")
    late(by=gone)
    late("emprise")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    digest.morning(TUESDAY)
    [sent] = mail.outbox
    assert sent.to == ["claire@example.org"] and "2 fiches" in sent.subject


def test_whoever_may_not_edit_any_more_or_has_no_address_is_not_written_to() -> None:
    tester = staff("testeuse", "test")
    User.objects.filter(username="testeuse").update(email="testeuse@example.org")
    silent = staff("sans-adresse", "administration")
    User.objects.filter(pk=silent.pk).update(email="")
    late(by=tester)
    assert digest.morning(TUESDAY) == 0 and mail.outbox == []


def test_services_that_nobody_called_for_six_months_are_told_and_long_lists_are_cut() -> None:
    staff("claire", "administration")
    Service.objects.update(confirmed_on=date(2026, 1, 1))
    digest.morning(TUESDAY)
    body = mail.outbox[0].body
    assert "À confirmer par un appel" in body and "confirmé le 01/01/2026" in body
    assert f"… et {Service.objects.filter(status='published').count() - digest.SHOWN} autres" in body
    assert "/admin/connaissances/a-faire/" in body


def test_once_a_day_from_seven_and_again_only_for_news_or_on_mondays() -> None:
    staff("claire", "administration")
    late()
    assert digest.morning(TUESDAY.replace(hour=6)) == 0
    assert digest.morning(TUESDAY) == 1
    assert digest.morning(TUESDAY.replace(hour=12)) == 0
    assert digest.morning(TUESDAY + DAY) == 0, "nothing new on Wednesday"
    late("emprise")
    assert digest.morning(TUESDAY + 2 * DAY) == 1, "something new on Thursday"
    assert digest.morning(TUESDAY + 6 * DAY) == 1, "and on Monday all of it"


def test_nothing_late_means_no_mail_even_on_monday() -> None:
    staff("claire", "administration")
    assert digest.morning(TUESDAY - DAY) == 0 and mail.outbox == []


def test_without_mail_settings_nothing_goes_out_and_no_day_is_taken(settings: Any) -> None:
    settings.EMAIL_FROM = ""
    staff("claire", "administration")
    late()
    assert digest.morning(TUESDAY) == 0
    assert not DigestSent.objects.exists() and mail.outbox == []
    with pytest.raises(CommandError, match="EMAIL_FROM"):
        call_command("send_digest")


def test_one_address_that_fails_does_not_keep_the_others_waiting(
    monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    staff("claire", "administration"), staff("paul", "administration")
    late()
    send = EmailMessage.send

    def refuses(message: EmailMessage, fail_silently: bool = False) -> int:
        if message.to == ["claire@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"claire@example.org": (550, b"no such user")})
        return send(message)

    monkeypatch.setattr(EmailMessage, "send", refuses)
    assert digest.morning(TUESDAY) == 1
    assert "SMTPRecipientsRefused" in caplog.text and "claire@" not in caplog.text
    assert digest.morning(TUESDAY.replace(hour=8)) == 0, "nobody gets it twice"


def test_a_mail_server_that_does_not_answer_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    staff("claire", "administration")
    late()

    def away(*args: Any, **kwargs: Any) -> Any:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    assert digest.morning(TUESDAY) == 0


def test_nothing_of_visitors_is_in_the_mail() -> None:
    staff("claire", "administration")
    KeptMessage.objects.create(text="un secret que personne ne lit")
    late()
    call_command("send_digest", verbosity=0)
    assert "secret" not in mail.outbox[0].body
