"""Keeping one message with its writer's consent: asked plainly, refusal by default, scrubbed, forgotten."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from tests.website.cached import cached
from website.accounts import roles
from website.assistant.client import AssistantUnavailable, Reply
from website.cases.models import TestCase
from website.chat import keeping
from website.chat.conversations import Conversation
from website.console.models import Task
from website.unanswered.models import KeptMessage

pytestmark = pytest.mark.django_db
TEXT = "comment faire pour la pension si Karim refuse"


@pytest.fixture
def unsure(assistant: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An assistant that understands nothing."""
    assistant.meta = {"topics": [], "alternatives": ["preuves"], "knowledge": "1", "concerned": "self"}

    def turn(sender: str, text: str, choice: str = "", metadata: Any = None) -> Reply:
        return Reply([{"type": "text", "text": "Je n'ai pas bien compris."}], assistant.risks, assistant.meta)

    monkeypatch.setattr(assistant, "turn", turn)
    return assistant


def say(client: Client, token: str, **what: str) -> Any:
    return client.post("/api/chat/message", {"conversation": token, **what}, content_type="application/json")


def asks(turn: dict[str, Any]) -> bool:
    offered = [c["id"] for m in turn["messages"] if m["type"] == "choices" for c in m["choices"]]
    return "keep-message" in offered


def test_a_message_not_understood_may_be_kept_and_is_scrubbed(
    unsure: Any, client: Client, token: str
) -> None:
    turn = say(client, token, text=TEXT).json()
    assert asks(turn)
    asked = turn["messages"][-2]["text"]
    assert "ce message seul" in asked and "30 jours" in asked
    assert "Si vous ne faites rien, il n'est pas gardé et rien ne change." in asked
    assert len(re.findall(r"[.?](?:\s|$)", asked)) <= 3, "three sentences at most"
    assert turn["messages"][-1]["choices"][0]["title"] == "Garder ce message pour améliorer les réponses"
    assert not KeptMessage.objects.exists(), "asking keeps nothing"
    thanks = say(client, token, choice="keep-message").json()
    assert set(thanks) == set(turn) and "Merci" in thanks["messages"][0]["text"]
    assert say(client, token, choice="faq/parler-a-une-personne").status_code == 200, "no dead end"
    kept = KeptMessage.objects.get()
    assert "pension" in kept.text and "Karim" not in kept.text


def test_refusal_is_the_default_and_nothing_stays(unsure: Any, client: Client, token: str) -> None:
    say(client, token, text=TEXT)
    unsure.meta = {**unsure.meta, "topics": ["preuves"]}
    assert not asks(say(client, token, text="autre chose").json())
    assert say(client, token, choice="keep-message").status_code == 400
    assert not KeptMessage.objects.exists()
    assert "Karim" not in cached("conversations")


def test_it_can_be_kept_once(unsure: Any, client: Client, token: str) -> None:
    say(client, token, text=TEXT)
    assert say(client, token, choice="keep-message").status_code == 200
    assert say(client, token, choice="keep-message").status_code == 400
    assert KeptMessage.objects.count() == 1


def test_ending_the_conversation_forgets_the_waiting_message(unsure: Any, client: Client, token: str) -> None:
    say(client, token, text=TEXT)
    client.post("/api/chat/end", {"conversation": token}, content_type="application/json")
    assert "Karim" not in cached("conversations")
    assert say(client, token, choice="keep-message").status_code == 404


def test_it_is_never_asked_in_danger_nor_later_in_that_conversation(
    unsure: Any, client: Client, token: str
) -> None:
    unsure.risks = [{"name": "danger-immediat", "why": "x"}]
    assert not asks(say(client, token, text=TEXT).json())
    unsure.risks = []
    assert not asks(say(client, token, text=TEXT).json())


def test_it_is_never_asked_after_a_choice_that_tells_a_danger(
    unsure: Any, client: Client, token: str
) -> None:
    understood_nothing = dict(unsure.meta)
    assert asks(say(client, token, text=TEXT).json())
    unsure.meta = {**understood_nothing, "topics": ["urgence"], "alternatives": []}
    say(client, token, choice="faq/urgence")
    unsure.meta = understood_nothing
    assert not asks(say(client, token, text=TEXT).json())


def test_it_is_never_asked_after_the_card_of_somebody_who_is_not_safe(db: None) -> None:
    conversation = Conversation("sender")
    card = {"type": "urgent", "risk": "danger-immediat", "text": "x", "contacts": []}
    quiet: dict[str, Any] = {"topics": [], "alternatives": [], "risks": [], "language": "fr"}
    keeping.offer(conversation, "", {**quiet, "messages": [card]}, "self")
    later = {**quiet, "messages": [], "alternatives": ["preuves"]}
    keeping.offer(conversation, TEXT, later, "self")
    assert later["messages"] == [] and conversation.unsure == ""


def test_a_danger_noticed_while_the_assistant_was_away_counts_too(
    unsure: Any, client: Client, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: Any, **kwargs: Any) -> Reply:
        raise AssistantUnavailable("down")

    assert asks(say(client, token, text=TEXT).json())
    with monkeypatch.context() as patched:
        patched.setattr(unsure, "turn", away)
        reduced = say(client, token, text="mon mari me frappe")
        assert reduced.status_code == 503 and reduced.json()["risks"]
    assert say(client, token, choice="keep-message").status_code == 400
    assert not asks(say(client, token, text=TEXT).json())


def test_it_is_never_asked_of_a_minor(unsure: Any, client: Client, token: str) -> None:
    unsure.meta = {**unsure.meta, "concerned": "minor"}
    assert not asks(say(client, token, text=TEXT).json())


def test_it_is_not_asked_when_understood_or_after_a_choice(
    assistant: Any, client: Client, token: str
) -> None:
    assert not asks(say(client, token, text=TEXT).json())
    assert not asks(say(client, token, choice="faq/preuves").json())


def test_when_it_cannot_be_kept_the_visitor_is_told(
    unsure: Any, client: Client, token: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(**kwargs: Any) -> None:
        raise DatabaseError(f"could not write {kwargs}")

    monkeypatch.setattr(KeptMessage.objects, "create", away)
    say(client, token, text=TEXT)
    assert "n'a pas pu" in say(client, token, choice="keep-message").json()["messages"][0]["text"]
    assert "pension" not in caplog.text


def test_a_message_of_which_nothing_is_left_is_not_kept_and_said_so(
    unsure: Any, client: Client, token: str
) -> None:
    say(client, token, text="Karim Benali")
    assert "n'a pas pu" in say(client, token, choice="keep-message").json()["messages"][0]["text"]
    assert not KeptMessage.objects.exists()


@pytest.fixture
def editor(client: Client) -> Client:
    user = get_user_model().objects.create_user("redactrice")
    user.groups.add(Group.objects.get(name=roles.EDITOR))
    client.force_login(user)
    return client


@pytest.fixture
def kept() -> KeptMessage:
    return KeptMessage.objects.create(text="comment faire pour la pension si [nom] refuse")


def settle(client: Client, kept: KeptMessage, **what: str) -> Any:
    return client.post(f"/equipe/questions/{kept.pk}", what)


def test_settling_as_a_case_needs_our_own_words_and_deletes_the_message(
    editor: Client, kept: KeptMessage
) -> None:
    assert kept.text in editor.get("/equipe/questions").content.decode()
    same = settle(editor, kept, how="case", rewritten=kept.text)
    assert "mots de la personne" in same.content.decode()
    assert "vos mots" in settle(editor, kept, how="case").content.decode()
    done = settle(
        editor, kept, how="case", rewritten="il ne paie pas la pension", topic="pension-alimentaire"
    )
    assert done.status_code == 302 and not KeptMessage.objects.exists()
    case = TestCase.objects.get(title="il ne paie pas la pension")
    assert case.messages == ["il ne paie pas la pension"] and case.topics == ["pension-alimentaire"]


def test_settling_as_a_task_or_discarding_deletes_too(editor: Client, kept: KeptMessage) -> None:
    settle(editor, kept, how="task", rewritten="pension non payée")
    assert Task.objects.get().title == "pension non payée" and not KeptMessage.objects.exists()
    other = KeptMessage.objects.create(text="autre chose à dire")
    settle(editor, other, how="discard")
    assert not KeptMessage.objects.exists() and Task.objects.count() == 1


def test_thirty_days_later_it_is_gone(editor: Client, kept: KeptMessage) -> None:
    KeptMessage.objects.update(kept_on=timezone.localdate() - timedelta(days=29))
    call_command("forget")
    assert KeptMessage.objects.exists()
    KeptMessage.objects.update(kept_on=timezone.localdate() - timedelta(days=30))
    assert kept.text not in editor.get("/equipe/questions").content.decode()
    assert not KeptMessage.objects.exists(), "also without the command"


def test_the_table_holds_the_message_and_a_day() -> None:
    assert {f.name for f in KeptMessage._meta.get_fields()} == {"id", "text", "kept_on"}
    assert json.dumps(KeptMessage._meta.get_field("kept_on").get_internal_type()) == '"DateField"'


def test_it_is_asked_in_french_alone(db: None) -> None:
    turn = {"messages": [], "topics": [], "alternatives": ["preuves"], "risks": [], "language": "ar"}
    conversation = Conversation("sender")
    keeping.offer(conversation, "شي حاجة", turn, "self")
    assert turn["messages"] == [] and conversation.unsure == ""
    keeping.offer(conversation, "quelque chose", {**turn, "language": "fr"}, "self")
    assert conversation.unsure == "quelque chose"
