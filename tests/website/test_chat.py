"""The public chat, against the contract."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.snapshot import Snapshot
from knowledge.taxonomy import RISKS
from tests.website.cached import cached
from website.assistant.client import Reply
from website.chat.turns import make_turn
from website.published.current import PUBLISHED


def post(client: Client, path: str, body: Any, **more: Any) -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post(
        f"/api/chat/{path}", text, content_type=more.pop("content_type", "application/json"), **more
    )


def is_problem(reply: Any, status: int) -> None:
    assert reply.status_code == status, reply.content
    assert reply["Content-Type"] == "application/problem+json"
    body = reply.json()
    assert body["title"] and body["detail"]
    numbers = {phone["number"] for contact in body["emergency"] for phone in contact["phones"]}
    assert {"17", "112", "3919"} <= numbers


def test_the_welcome_says_it_is_a_program_and_how_to_leave(assistant: Any, client: Client) -> None:
    reply = post(client, "start", {})
    assert reply.status_code == 201
    body = reply.json()
    assert len(body["conversation"]) >= 22 and body["expires_in"] == 1800
    first = body["messages"][0]["text"]
    assert "programme" in first and "pas une personne" in first
    assert "Quitter vite" in body["messages"][1]["text"]
    assert body["messages"][-1]["type"] == "choices"


def test_every_reply_leaves_no_trace(assistant: Any, client: Client) -> None:
    for reply in (
        post(client, "start", {}),
        client.get("/api/emergency"),
        client.get("/"),
        post(client, "message", {}),
    ):
        assert reply["Cache-Control"] == "no-store"
        assert reply["Referrer-Policy"] == "no-referrer"
        assert reply["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in reply and not reply.cookies
        assert "ETag" not in reply


def test_a_message_gets_a_turn(assistant: Any, client: Client, token: str) -> None:
    turn = post(client, "message", {"conversation": token, "text": "bonjour"}).json()
    assert set(turn) == {"messages", "topics", "alternatives", "risks", "language", "knowledge"}
    assert turn["topics"] == ["preuves"]


def test_the_assistant_never_sees_the_token(assistant: Any, client: Client, token: str) -> None:
    post(client, "message", {"conversation": token, "text": "bonjour"})
    assert token not in assistant.turns[0][0]


def test_a_danger_comes_first_whatever_else_follows(assistant: Any, client: Client, token: str) -> None:
    assistant.risks = [{"name": "danger-immediat", "why": "x"}, {"name": "enfant-en-danger", "why": "x"}]
    turn = post(client, "message", {"conversation": token, "text": "vite"}).json()
    assert [m["type"] for m in turn["messages"]][:3] == ["urgent", "urgent", "text"]
    assert turn["risks"] == ["danger-immediat", "enfant-en-danger"]
    assert "17" in json.dumps(turn["messages"][0]["contacts"])


@pytest.mark.parametrize(
    ("who", "field"),
    [("self", "text"), ("other", "text_helping"), ("minor", "text_minor"), ("author", "text")],
)
def test_an_urgent_card_speaks_to_the_person_concerned(
    assistant: Any, client: Client, token: str, who: str, field: str
) -> None:
    assistant.risks = [{"name": name, "why": "x"} for name in RISKS]
    assistant.concerned = who
    turn = post(client, "message", {"conversation": token, "text": "vite"}).json()
    cards = PUBLISHED.snapshot().risk_cards
    said = {m["risk"]: m["text"] for m in turn["messages"] if m["type"] == "urgent"}
    assert said == {risk: getattr(cards[risk], field) for risk in RISKS}


def test_a_card_without_words_for_a_minor_is_shown_as_it_is(snapshot: Snapshot) -> None:
    cards = {id_: card.copy(update={"text_minor": ""}) for id_, card in snapshot.risk_cards.items()}
    reply = Reply([], [{"name": "danger-immediat", "why": "x"}], {"concerned": "minor"})
    turn = make_turn(reply, replace(snapshot, risk_cards=cards))
    assert turn["messages"][0]["text"] == cards["danger-immediat"].text


def test_only_choices_that_were_offered_are_taken(assistant: Any, client: Client, token: str) -> None:
    is_problem(post(client, "message", {"conversation": token, "choice": "faq/animaux"}), 400)
    post(client, "message", {"conversation": token, "text": "x"})
    assert post(client, "message", {"conversation": token, "choice": "faq/preuves"}).status_code == 200
    assert assistant.turns[-1][2] == "faq/preuves"


def test_what_was_offered_to_one_is_not_offered_to_another(
    assistant: Any, client: Client, token: str
) -> None:
    post(client, "message", {"conversation": token, "text": "x"})
    other = post(client, "start", {}).json()["conversation"]
    is_problem(post(client, "message", {"conversation": other, "choice": "faq/preuves"}), 400)


def test_a_conversation_is_given_its_whole_time_again_as_often_as_asked(
    assistant: Any, client: Client, token: str
) -> None:
    for _ in range(12):
        assert post(client, "extend", {"conversation": token}).json() == {"expires_in": 1800}
    assert len(assistant.extended) == 12 and token not in assistant.extended
    is_problem(post(client, "extend", {"conversation": "unknown"}), 404)


def test_an_ended_conversation_is_gone_everywhere(assistant: Any, client: Client, token: str) -> None:
    assert post(client, "end", {"conversation": token}).status_code == 204
    assert len(assistant.ended) == 1
    is_problem(post(client, "message", {"conversation": token, "text": "x"}), 404)
    assert post(client, "end", {"conversation": token}).status_code == 204


def test_what_is_ended_while_the_assistant_answers_does_not_come_back(
    assistant: Any, client: Client, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = assistant.turn

    def slowly(*asked: Any) -> Any:
        post(client, "end", {"conversation": token})
        return answer(*asked)

    monkeypatch.setattr(assistant, "turn", slowly)
    assert post(client, "message", {"conversation": token, "text": "x"}).status_code == 200
    assert len(assistant.ended) == 2, "what the assistant kept at the end of its turn goes too"
    is_problem(post(client, "message", {"conversation": token, "text": "x"}), 404)


def test_a_beacon_ends_a_conversation(assistant: Any, client: Client, token: str) -> None:
    body = json.dumps({"conversation": token})
    assert post(client, "end", body, content_type="text/plain;charset=UTF-8").status_code == 204
    is_problem(post(client, "message", {"conversation": token, "text": "x"}), 404)


def test_a_silent_conversation_expires(assistant: Any, client: Client, token: str) -> None:
    caches["conversations"].clear()
    is_problem(post(client, "message", {"conversation": token, "text": "x"}), 404)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400), ("{", 400), ("[]", 400), ("null", 400), ('"x"', 400), ("{}", 400),
        ({"conversation": "x"}, 400), ({"conversation": "unknown", "text": "x"}, 404),
        ({"conversation": 5, "text": {}}, 400), ({"conversation": "x", "text": "a", "choice": "b"}, 400),
        ({"conversation": "x", "text": "a" * 10_001}, 413),
        ('{"conversation": "\\ud800", "text": "\\ud800"}', 404),
    ],
)  # fmt: skip
def test_bad_input_is_a_problem_with_a_way_to_help(
    assistant: Any, client: Client, body: Any, status: int
) -> None:
    is_problem(post(client, "message", body), status)


def test_ten_thousand_characters_are_read(assistant: Any, client: Client, token: str) -> None:
    assert post(client, "message", {"conversation": token, "text": "a " * 5000}).status_code == 200


def test_a_huge_body_is_413(assistant: Any, client: Client, token: str) -> None:
    is_problem(post(client, "message", {"conversation": token, "text": "a" * 2_000_000}), 413)


def test_other_formats_and_methods_are_problems(assistant: Any, client: Client) -> None:
    is_problem(client.post("/api/chat/message", "x=1", content_type="application/x-www-form-urlencoded"), 415)
    is_problem(client.get("/api/chat/message"), 405)
    is_problem(client.get("/api/nothing"), 404)


def test_the_rate_limit_is_calm_and_says_when(
    assistant: Any, client: Client, settings: Any, token: str
) -> None:
    settings.RATE_LIMIT = 2
    for _ in range(3):
        reply = post(client, "message", {"conversation": token, "text": "x"})
    is_problem(reply, 429)
    assert int(reply["Retry-After"]) >= 1
    assert "127.0.0.1" not in cached("limits")


def test_without_the_assistant_there_are_numbers_pages_and_a_retry(
    down: Any, client: Client, token: str
) -> None:
    reply = post(client, "message", {"conversation": token, "text": "il me frappe ordonnance de protection"})
    is_problem(reply, 503)
    body = reply.json()
    assert body["messages"][0]["type"] == "urgent" and body["risks"] == ["danger-immediat"]
    assert any(m["type"] == "source" and "rdonnance" in m["title"] for m in body["messages"])
    assert any(m["type"] == "contacts" for m in body["messages"])
    assert post(client, "message", {"conversation": token, "text": "x"}).status_code == 503


def test_without_the_assistant_a_minor_is_spoken_to_as_one(down: Any, client: Client, token: str) -> None:
    text = "j'ai 14 ans et mon père me frappe"
    messages = post(client, "message", {"conversation": token, "text": text}).json()["messages"]
    assert "Tu peux appeler seul" in " ".join(m["text"] for m in messages if m["type"] == "urgent")


def test_without_the_database_the_emergency_numbers_answer(
    assistant: Any, client: Client, monkeypatch: Any
) -> None:
    from django.db import DatabaseError

    from website.published.models import Current

    def broken(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(Current.objects, "values_list", broken)
    PUBLISHED.forget()
    numbers = json.dumps(client.get("/api/emergency").json())
    assert '"17"' in numbers and '"114"' in numbers
    assert client.get("/urgence").status_code == 200
    assert post(client, "start", {}).status_code == 201


def test_only_configured_sites_may_embed(assistant: Any, client: Client, settings: Any) -> None:
    settings.EMBED_ORIGINS = ["https://ville.example"]
    good = post(client, "start", {}, headers={"origin": "https://ville.example"})
    assert good["Access-Control-Allow-Origin"] == "https://ville.example"
    bad = post(client, "start", {}, headers={"origin": "https://evil.example"})
    is_problem(bad, 403)
    assert "Access-Control-Allow-Origin" not in bad


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=40),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["conversation", "text", "choice", "x"]), inner, max_size=4)
        ),
    )
)
def test_no_body_breaks_the_gateway(assistant: Any, client: Client, body: Any) -> None:
    for path in ("start", "message", "end"):
        assert post(client, path, body).status_code < 500


def test_a_foreign_danger_is_noticed_and_answered_in_its_language_without_the_assistant(
    down: Any, client: Client, token: str
) -> None:
    reply = post(client, "message", {"conversation": token, "text": "mi marido me pega"})
    is_problem(reply, 503)
    body = reply.json()
    assert body["risks"] == ["danger-immediat"]
    urgent, danger, help_ = body["messages"][:3]
    assert urgent["type"] == "urgent"
    assert danger["lang"] == help_["lang"] == "es" and danger["dir"] == "ltr"
    assert danger["text"].startswith("En peligro ahora: llame al 17 o al 112")


def test_the_turn_says_the_language_of_the_message(assistant: Any, client: Client, token: str) -> None:
    assert post(client, "message", {"conversation": token, "text": "bonjour"}).json()["language"] == "fr"
    assistant.language = "tr"
    assert post(client, "message", {"conversation": token, "text": "merhaba"}).json()["language"] == "tr"


def test_a_visitor_cannot_choose_the_knowledge_or_the_moment(
    client: Client, assistant: Any, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed_on: list[Any] = []
    turn = assistant.turn

    def record(sender: str, text: str, choice: str = "", metadata: Any = None) -> Any:
        passed_on.append(metadata)
        return turn(sender, text, choice)

    monkeypatch.setattr(assistant, "turn", record)
    given = {"knowledge": "candidate-1", "moment": "2020-01-01T00:00", "slots": {"concerned": "minor"}}
    body = {"conversation": token, "text": "bonjour", "metadata": given, **given}
    reply = client.post("/api/chat/message", json.dumps(body), content_type="application/json")
    assert reply.status_code == 200 and passed_on == [None]
    assert "why" not in reply.json()
