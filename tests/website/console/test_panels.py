"""What the first page of /admin says of tests and questions, and to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from tests.website.console_cast import member, outcome
from website.accounts import roles
from website.cases.models import Run, TestCase
from website.unanswered.models import KeptMessage

TESTS, QUESTIONS = "Tests qui échouent", "Questions sans réponse"


def home(client: Client) -> str:
    return client.get("/admin/").content.decode()


def test_failing_tests_are_counted_and_named_vital_first(editor: Client, cases: list[TestCase]) -> None:
    run = outcome(cases, False, False)
    page = home(editor)
    assert "<strong>2</strong> cas de test en échec" in page and "<strong>1</strong> vital" in page
    assert page.index("il me frappe") < page.index("où dormir")
    assert 'href="/equipe/cas?resultat=echec"' in page
    assert f'href="/equipe/cas/{cases[0].pk}"' in page and f'href="/equipe/passages/{run.pk}"' in page
    outcome(cases, True, True)
    assert "Aucun cas de test n&#x27;échoue" in home(editor).replace("'", "&#x27;")


def test_what_a_model_on_trial_fails_is_not_said_to_fail(editor: Client, cases: list[TestCase]) -> None:
    outcome(cases, True, True)
    outcome(cases, False, False)
    Run.objects.filter(pk=Run.objects.first().pk).update(trial=True)
    assert "cas de test en échec" not in home(editor)
    assert "essai d&#x27;un modèle" in editor.get("/equipe/passages").content.decode().replace("'", "&#x27;")


def test_before_the_first_run_the_panel_leads_to_it(editor: Client, cases: list[TestCase]) -> None:
    assert "pas encore passé" in home(editor)


def test_kept_questions_are_counted_the_oldest_shown_and_old_ones_deleted(editor: Client) -> None:
    today = timezone.localdate()
    kept = [
        KeptMessage.objects.create(text=f"question {n}", kept_on=today - timedelta(days=n)) for n in (2, 1)
    ]
    KeptMessage.objects.create(text="trop vieille", kept_on=today - timedelta(days=30))
    page = home(editor)
    assert "<strong>2</strong> questions" in page and 'href="/equipe/questions"' in page
    assert f'href="/equipe/questions/{kept[0].pk}"' in page and "trop vieille" not in page


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (roles.ADMINISTRATION, {TESTS, QUESTIONS}),
        (roles.EDITOR, {TESTS, QUESTIONS}),
        (roles.TESTER, {TESTS}),
        (roles.DUTY, set()),
    ],
)
def test_each_role_sees_the_panels_of_its_rights_alone(role: str, seen: set[str]) -> None:
    client = member("quelqu-une", role)
    # A tester does not enter /admin by itself; whoever lets one in shows no question of a visitor by that.
    person = get_user_model().objects.get(username="quelqu-une")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    page = home(client)
    assert {title for title in (TESTS, QUESTIONS) if title in page} == seen
