"""Logging in, being locked out, the second factor, time-out, and the rights of each role."""

from __future__ import annotations

import time
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.password_validation import validate_password
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.website.cached import cached
from website.accounts import demo, roles
from website.accounts.middleware import SEEN, STARTED

pytestmark = pytest.mark.django_db
PASSWORD = "un mot de passe solide"
LOGIN = "/equipe/connexion"


@pytest.fixture(autouse=True)
def no_failed_logins() -> None:
    caches["logins"].clear()


@pytest.fixture
def editor() -> Any:
    user = get_user_model().objects.create_user("redactrice", password=PASSWORD)
    user.groups.add(Group.objects.get(name=roles.EDITOR))
    return user


def log_in(client: Client, name: str = "redactrice", password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"username": name, "password": password, **more})


def token(device: TOTPDevice) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    return f"{totp.token():06d}"


def test_one_login_opens_both_sides(client: Client, editor: Any) -> None:
    assert client.get("/admin/").url.startswith(LOGIN)
    assert client.get("/admin/login/?next=/admin/").url == f"{LOGIN}?next=/admin/"
    assert log_in(client).url == "/equipe/"
    assert client.get("/equipe/").status_code == 200
    assert client.get("/admin/").status_code == 200


def test_the_login_leads_to_the_page_asked_for_and_nowhere_else(client: Client, editor: Any) -> None:
    assert log_in(client, next="/equipe/cas").url == "/equipe/cas"
    assert log_in(Client(), next="https://evil.example/").url == "/equipe/"


def test_five_failures_lock_the_account_and_say_so_in_french(client: Client, editor: Any) -> None:
    for _ in range(4):
        reply = log_in(client, password="faux")
        assert reply.status_code == 200 and "incorrect" in reply.content.decode()
    reply = log_in(client, password="faux")
    assert reply.status_code == 429 and "bloqué 15 minutes" in reply.content.decode()
    assert log_in(Client()).status_code == 429, "the right password opens nothing while locked"
    assert log_in(Client(), name="autre", password="faux").status_code == 200, "others are not locked"


def test_a_success_forgets_the_failures(client: Client, editor: Any) -> None:
    for _ in range(4):
        log_in(client, password="faux")
    assert log_in(client).status_code == 302
    client.logout()
    for _ in range(4):
        assert log_in(client, password="faux").status_code == 200


def test_lock_out_stores_no_address_no_browser_and_nothing_typed(client: Client, editor: Any) -> None:
    for _ in range(6):
        client.post(
            LOGIN, {"username": "redactrice", "password": "secret-typed"}, HTTP_USER_AGENT="Canari/1.0"
        )
    log_in(client)
    for model in (AccessAttempt, AccessLog, AccessFailureLog):
        assert not model.objects.exists()
    kept = cached("logins")
    assert not any(word in kept for word in ("127.0.0.1", "Canari", "secret-typed", "redactrice"))


def test_a_visitor_gets_no_session_and_no_cookie(assistant: Any, client: Client) -> None:
    for path in ("/", "/chat", "/urgence", "/confidentialite"):
        assert not client.get(path).cookies
    client.post("/api/chat/start", "{}", content_type="application/json")
    assert not client.cookies


@pytest.mark.parametrize(
    "password", ["court12", "motdepasse", "1234567890123", "redactrice123", "password1234"]
)
def test_weak_passwords_are_refused(editor: Any, password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, editor)


def test_the_session_ends_after_thirty_idle_minutes(client: Client, editor: Any) -> None:
    log_in(client)
    client.get("/equipe/")
    session = client.session
    session[SEEN] = int(time.time()) - 29 * 60
    session.save()
    assert client.get("/equipe/").status_code == 200
    session = client.session
    assert session[SEEN] > time.time() - 60, "being there counts"
    session[SEEN] = int(time.time()) - 31 * 60
    session.save()
    reply = client.get("/equipe/cas")
    assert reply.url == f"{LOGIN}?next=/equipe/cas"
    assert "Votre session est finie" in client.get(reply.url).content.decode()
    assert "_auth_user_id" not in client.session


def test_the_session_ends_eight_hours_after_the_login_whatever_happens(client: Client, editor: Any) -> None:
    log_in(client)
    client.get("/admin/")
    session = client.session
    session[STARTED] = int(time.time()) - 8 * 3600 - 1
    session.save()
    assert client.get("/admin/").url.startswith(LOGIN)


def test_a_page_that_asks_by_itself_keeps_nobody_logged_in(client: Client, editor: Any) -> None:
    log_in(client)
    client.get("/equipe/")
    session = client.session
    session[SEEN] = before = int(time.time()) - 20 * 60
    session.save()
    client.get("/equipe/passages/1/progression")
    assert client.session[SEEN] == before


def test_the_second_factor_is_set_up_asked_for_and_taken_away(client: Client, editor: Any) -> None:
    log_in(client)
    page = client.get("/equipe/compte/second-facteur").content.decode()
    assert "<svg" in page and "Clé" in page
    device = TOTPDevice.objects.get(user=editor)
    wrong = client.post("/equipe/compte/second-facteur", {"code": "000000"})
    assert "pas le bon" in wrong.content.decode() and not TOTPDevice.objects.get().confirmed
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    done = client.post("/equipe/compte/second-facteur", {"code": token(device)})
    codes = done.context["codes"]
    assert len(codes) == 10
    assert client.get("/equipe/").status_code == 200, "this session is verified"

    other = Client()
    log_in(other)
    for path in ("/equipe/", "/admin/", "/equipe/compte", "/equipe/compte/second-facteur/retirer"):
        assert other.get(path).url.startswith("/equipe/connexion/code"), path
    assert "pas le bon" in other.post("/equipe/connexion/code", {"code": "nope"}).content.decode()
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    from django_otp.plugins.otp_static.models import StaticDevice

    StaticDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert (
        other.post("/equipe/connexion/code?next=/equipe/cas", {"code": codes[0].upper()}).url == "/equipe/cas"
    )
    assert other.get("/admin/").status_code == 200

    third = Client()
    log_in(third)
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert third.post("/equipe/connexion/code", {"code": codes[0]}).status_code == 200, "a code serves once"

    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    StaticDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    away = client.post("/equipe/compte/second-facteur/retirer", {"password": PASSWORD, "code": codes[1]})
    assert away.status_code == 302 and not TOTPDevice.objects.exists()
    fourth = Client()
    log_in(fourth)
    assert fourth.get("/equipe/").status_code == 200


def test_every_right_that_a_role_names_exists() -> None:
    known = {
        f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.select_related("content_type")
    }
    named = {right for rights in roles.RIGHTS.values() for right in rights}
    assert named <= known, named - known


def test_migration_made_the_roles_with_their_rights() -> None:
    for role, rights in roles.RIGHTS.items():
        group = Group.objects.get(name=role)
        assert {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()} >= set(rights)


def test_no_role_may_change_accounts_or_groups() -> None:
    for role in roles.RIGHTS:
        held = Group.objects.get(name=role).permissions.filter(content_type__app_label="auth")
        assert not held.exists(), role


def test_demonstration_accounts_say_so_and_exist_in_debug_only(settings: Any, capsys: Any) -> None:
    settings.DEBUG = False
    call_command("prepare")
    assert not get_user_model().objects.filter(username__in=demo.ACCOUNTS).exists()
    settings.DEBUG = True
    call_command("prepare")
    call_command("prepare")
    users = get_user_model().objects.filter(username__in=demo.ACCOUNTS)
    assert users.count() == 4
    assert all("démonstration" in user.last_name for user in users)
    assert [u.username for u in users if u.is_superuser] == ["demo-admin"]
    assert "demo-redaction" in capsys.readouterr().out


def test_demonstration_accounts_open_nothing_outside_debug(client: Client, settings: Any) -> None:
    demo.create_demo_accounts()
    settings.DEBUG = False
    assert log_in(client, "demo-admin", demo.PASSWORD).status_code == 200
    assert "_auth_user_id" not in client.session
    settings.DEBUG = True
    assert log_in(client, "demo-admin", demo.PASSWORD).status_code == 302


def test_a_browser_may_send_our_forms_and_others_may_not(editor: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(LOGIN)["Referrer-Policy"] == "same-origin", (
        "no-referrer makes browsers send Origin: null"
    )
    refused = log_in(strict)
    assert refused.status_code == 403 and "trop ancienne" in refused.content.decode()
