"""The language is on the message, and nothing answers a foreign message as if it were French."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.language_detector import LanguageDetector
from bot.components.language_router import OTHER_LANGUAGE, LanguageRouter

ROOT = Path(__file__).resolve().parents[2]


def read(text: str, **known: Any) -> Message:
    message = Message({TEXT: text, **known})
    LanguageDetector().process([message])
    LanguageRouter().process([message])
    return message


@pytest.mark.parametrize(("text", "language"), [("il me tape", "fr"), ("he hits me", "en"), ("救命", "zh")])
def test_the_language_is_part_of_the_parse(text: str, language: str) -> None:
    message = read(text, intent={"name": "faq", "confidence": 0.9})
    assert message.as_dict(only_output_properties=True)["language"] == language


def test_a_foreign_message_has_one_intent_whatever_was_guessed() -> None:
    message = read("mi marido me pega", intent={"name": "nlu_fallback", "confidence": 0.3}, topic="preuves")
    assert message.get(INTENT) == {"name": OTHER_LANGUAGE, "confidence": 1.0}
    assert message.get("topic") is None


def test_a_french_message_keeps_its_intent() -> None:
    message = read(
        "comment porter plainte", intent={"name": "faq", "confidence": 0.9}, topic="porter-plainte"
    )
    assert message.get(INTENT)["name"] == "faq"
    assert message.get("topic") == "porter-plainte"


def test_the_language_is_known_before_the_risks_and_decides_after_the_fallback() -> None:
    pipeline = yaml.safe_load((ROOT / "config.yml").read_text("utf-8"))["pipeline"]
    names = [component["name"].rpartition(".")[2] for component in pipeline]
    assert names.index("LanguageDetector") < names.index("RiskClassifier")
    assert names[-1] == "LanguageRouter"
