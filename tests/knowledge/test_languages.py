"""The language of a message, short ones too, and French never taken for another one."""

from __future__ import annotations

import pytest

from bot.cli.check_phrases import phrases
from knowledge.languages import ANSWERED, asked_for, detect, direction


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("help me please", "en"),
        ("i need help", "en"),
        ("my husband hits me", "en"),
        ("hello i am scared", "en"),
        ("do you speak english", "en"),
        ("where can i sleep tonight with my kids", "en"),
        ("ayuda por favor", "es"),
        ("mi marido me pega", "es"),
        ("no hablo francés", "es"),
        ("¿dónde puedo dormir esta noche?", "es"),
        ("me violaron anoche", "es"),
        ("preciso de ajuda", "pt"),
        ("o meu marido bate-me", "pt"),
        ("violência doméstica", "pt"),
        ("bom dia", "pt"),
        ("help me", "en"),
        ("domestic violence", "en"),
        ("he follows me on instagram", "en"),
        ("necesito un lugar para dormir", "es"),
        ("ücretsiz mi", "tr"),
        ("sotul meu ma bate", "ro"),
        ("jouzi yedrebni", "ar"),
        ("ana 7amla", "ar"),
        ("não falo francês", "pt"),
        ("tenho muito medo dele", "pt"),
        ("kocam beni dövüyor", "tr"),
        ("yardim edin", "tr"),
        ("fransızca bilmiyorum", "tr"),
        ("yardım", "tr"),
        ("soțul meu mă bate", "ro"),
        ("am nevoie de ajutor", "ro"),
        ("nu vorbesc franceza", "ro"),
        ("زوجي يضربني", "ar"),
        ("ساعدوني", "ar"),
        ("لا أتكلم الفرنسية", "ar"),
        ("rajli yadrebni", "ar"),
        ("3afak 3awnini", "ar"),
        ("salam, ana khayfa bezaf", "ar"),
        ("wach tahdar l3arbia", "ar"),
        ("ghadi y9telni", "ar"),
        ("чоловік мене б'є", "uk"),
        ("допоможіть", "uk"),
        ("муж меня бьёт", "ru"),
        ("помогите", "ru"),
        ("我丈夫打我", "zh"),
        ("救命", "zh"),
        ("என் கணவர் என்னை அடிக்கிறார்", "ta"),
        ("உதவி", "ta"),
    ],
)
def test_a_foreign_message_is_recognised(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "wesh g besoin d'aide",
        "wallah il ma tapé",
        "starfoullah jvai au bled",
        "salam je veux porter plainte",
        "hello",
        "help",
        "hola",
        "salam",
        "ok",
        "sos",
        "mdr",
        "c mon ex ki me stalk sur snap",
        "jpp de lui il me fai peur",
        "ya kelkun",
        "3 enfants",
        "jai 3enfants et 7mois de loyer",
        "il ma fé dé menass",
        "el me tape",
        "un chien me suit",
        "ma famille me demande de me taire",
        "mon boyfriend me tape",
        "he il me tape",
        "",
        "😀",
        "3919",
        "xqzt wkvj",
        "le mot « مرحبا » est écrit sur sa lettre",
        "dammarie les lys",
        "vaux le penil",
        "maincy",
    ],
)
def test_french_as_people_type_it_stays_french(text: str) -> None:
    assert detect(text) == "fr"


def test_hardly_a_french_training_phrase_is_taken_for_another_language() -> None:
    texts = [text for text, intent, _, _ in phrases() if intent != "conversation/langue"]
    mistaken = [text for text in texts if detect(text) != "fr"]
    assert len(mistaken) <= 0.003 * len(texts), mistaken


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("parler en arabe", "ar"),
        ("English", "en"),
        ("en portugais svp", "pt"),
        ("العربية", "ar"),
        ("türkçe", "tr"),
        ("中文", "zh"),
        ("anglais ou espagnol", None),
        ("je ne parle pas bien français", None),
        ("breton", None),
        ("ils parlent arabe ?", None),
    ],
)
def test_a_language_asked_for_by_name(text: str, language: str | None) -> None:
    assert asked_for(text) == language


def test_only_arabic_is_written_from_right_to_left() -> None:
    assert [code for code in ANSWERED if direction(code) == "rtl"] == ["ar"]
