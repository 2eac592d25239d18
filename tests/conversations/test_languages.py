"""A message in another language, through the whole assistant: an answer in it, and its dangers noticed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.turns import check_turn, numbers, titles

# title, message, language, risks (all of)
TALKS: list[tuple[str, str, str, set[str]]] = [
    ("English, hit", "my husband hits me", "en", {"danger-immediat"}),
    ("English, asks for English", "english please", "en", set()),
    ("English, wants to die", "i don't want to live anymore", "en", {"risque-suicidaire"}),
    ("Spanish, raped", "me violaron anoche", "es", {"viol-recent"}),
    ("Spanish, a place to sleep", "no tengo donde dormir con mis hijos", "es", set()),
    ("Portuguese, children", "ele bate nos meus filhos", "pt", {"enfant-en-danger"}),
    ("Arabic, a threat", "زوجي يريد أن يقتلني", "ar", {"danger-immediat"}),
    ("arabizi, hit", "rajli yadrebni 3afak 3awnini", "ar", {"danger-immediat"}),
    ("arabizi, a few words", "wach tahdar l3arbia", "ar", set()),
    ("Turkish, strangled", "kocam beni boğdu", "tr", {"urgence-medicale"}),
    ("Romanian", "am nevoie de ajutor", "ro", set()),
    ("Ukrainian", "мені потрібна допомога", "uk", set()),
    ("Russian", "муж меня бьёт", "ru", set()),
    ("Chinese", "你好，我需要帮助", "zh", set()),
    ("Tamil", "எனக்கு உதவி வேண்டும்", "ta", set()),
]


@pytest.mark.parametrize(("text", "language", "risks"), [t[1:] for t in TALKS], ids=[t[0] for t in TALKS])
def test_a_foreign_message_is_answered_in_its_language(
    chat: Any, text: str, language: str, risks: set[str]
) -> None:
    turn = chat.say(text)
    check_turn(turn)
    assert turn["language"] == language
    assert turn["topics"] == ["langue"]
    assert risks <= set(turn["risks"]), turn["risks"]
    assert {"17", "112", "114", "3919"} <= numbers(turn)
    said = [m for m in turn["messages"] if m["type"] == "text"]
    assert {(m["lang"], m["dir"]) for m in said} == {(language, "rtl" if language == "ar" else "ltr")}
    assert "17" in said[0]["text"] and "112" in said[0]["text"] and "114" in said[0]["text"]
    first_not_urgent = next(m for m in turn["messages"] if m["type"] != "urgent")
    assert first_not_urgent == said[0]
    assert any(title.startswith("Continuer en français simple") for title in titles(turn))


def test_a_calm_foreign_message_raises_no_alarm(chat: Any) -> None:
    for text in ("hello do you speak english", "necesito un abogado por favor", "avukat istiyorum"):
        assert chat.say(text)["risks"] == [], text


def test_the_dialogue_goes_on_in_simple_french(chat: Any) -> None:
    chat.say("do you speak english")
    turn = chat.choose("conversation/aide")
    check_turn(turn)
    assert turn["language"] == "fr"
    assert chat.say("comment porter plainte")["topics"] == ["porter-plainte"]


def test_a_language_asked_for_in_french_is_answered_in_it(chat: Any) -> None:
    turn = chat.say("parler en arabe")
    check_turn(turn)
    assert [m["dir"] for m in turn["messages"] if m["type"] == "text"] == ["rtl", "rtl"]


def test_a_foreign_message_leaves_the_form(chat: Any) -> None:
    chat.choose("find-service")
    assert chat.say("i don't understand french")["topics"] == ["langue"]
    assert chat.say("comment garder des preuves")["topics"] == ["preuves"]
