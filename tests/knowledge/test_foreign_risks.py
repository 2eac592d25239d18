"""Dangers told in English, Spanish, Portuguese, Arabic and Turkish."""

from __future__ import annotations

import pytest

from knowledge.foreign_risks import matches
from knowledge.languages import detect


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("my husband hits me", "danger-immediat"),
        ("He's going to kill me", "danger-immediat"),
        ("please help me he has a knife", "danger-immediat"),
        ("my boyfriend is beating me right now", "danger-immediat"),
        ("mi marido me pega", "danger-immediat"),
        ("me quiere matar", "danger-immediat"),
        ("¡Auxilio! estoy encerrada", "danger-immediat"),
        ("o meu marido bate-me", "danger-immediat"),
        ("meu marido me bate e quer me matar", "danger-immediat"),
        ("ele tem uma faca", "danger-immediat"),
        ("زوجي يضربني", "danger-immediat"),
        ("زوجي كيضربني بزاف", "danger-immediat"),
        ("يريد أن يقتلني", "danger-immediat"),
        ("أنا في خطر", "danger-immediat"),
        ("rajli yadrebni", "danger-immediat"),
        ("rajli kaydrebni bezaf", "danger-immediat"),
        ("zawji ghadi y9telni", "danger-immediat"),
        ("kocam beni dövüyor", "danger-immediat"),
        ("beni öldürecek", "danger-immediat"),
        ("imdat yardım edin", "danger-immediat"),
        ("he tried to strangle me last night", "urgence-medicale"),
        ("he threatened to take my kids and kill me", "danger-immediat"),
        ("he pushed me down the stairs", "danger-immediat"),
        ("me encerró en casa", "danger-immediat"),
        ("ele disse que me vai matar", "danger-immediat"),
        ("tenho medo que ele me mate", "danger-immediat"),
        ("zawji yadrobni", "danger-immediat"),
        ("rajli hez 3liya lmouss", "danger-immediat"),
        ("bıçakla saldırdı", "danger-immediat"),
        ("ele apertou-me o pescoço", "urgence-medicale"),
        ("me rompió la nariz", "urgence-medicale"),
        ("ya no quiero vivir", "risque-suicidaire"),
        ("me obligó a tener relaciones", "viol-recent"),
        ("he strangled me", "urgence-medicale"),
        ("i am bleeding", "urgence-medicale"),
        ("i'm pregnant and he hits me", "urgence-medicale"),
        ("estoy sangrando mucho", "urgence-medicale"),
        ("estou grávida e ele bateu na minha barriga", "urgence-medicale"),
        ("زوجي خنقني", "urgence-medicale"),
        ("hamileyim kocam bana vuruyor", "urgence-medicale"),
        ("I want to die", "risque-suicidaire"),
        ("quiero morir", "risque-suicidaire"),
        ("não quero mais viver", "risque-suicidaire"),
        ("أريد أن أموت", "risque-suicidaire"),
        ("bghit nmout", "risque-suicidaire"),
        ("ölmek istiyorum", "risque-suicidaire"),
        ("he beats my children", "enfant-en-danger"),
        ("le pega a mis hijos", "enfant-en-danger"),
        ("ele bate nos meus filhos", "enfant-en-danger"),
        ("يضرب أطفالي", "enfant-en-danger"),
        ("kayderb wladi", "enfant-en-danger"),
        ("kocam çocuklarımı dövüyor", "enfant-en-danger"),
        ("I was raped last night", "viol-recent"),
        ("me violaron anoche", "viol-recent"),
        ("fui violada", "viol-recent"),
        ("اغتصبني البارحة", "viol-recent"),
        ("ghtasabni", "viol-recent"),
        ("bana tecavüz etti", "viol-recent"),
    ],
)
def test_a_danger_is_noticed(text: str, risk: str) -> None:
    assert risk in matches(text)
    assert detect(text) != "fr"


@pytest.mark.parametrize(
    "text",
    [
        "he never hit me",
        "my heels are killing me",
        "i saw a movie where he kills his wife",
        "what is the penalty when a man beats his wife",
        "can you help me find a lawyer",
        "i need a place to sleep",
        "hello do you speak english",
        "nunca me pega",
        "quiero morirme de risa",
        "quiero hablar con la policía",
        "ele nunca me bateu",
        "preciso de um advogado",
        "لا يضربني",
        "أريد أن أتكلم مع محامية",
        "wach tahdar l3arbia",
        "3afak bghit nhdar m3a chi wa7ed",
        "beni dövmüyor",
        "avukat istiyorum",
        "i took my kids to school",
        "no quiero vivir con él",
        "não quero viver com ele",
        "o meu filho bate palmas",
        "tengo que matar el tiempo",
        "estou morta de cansaço",
        "kocamla yaşamak istemiyorum",
        "لا أريد العيش معه",
        "bghit ntalla9",
    ],
)
def test_a_harmless_message_fires_no_pattern(text: str) -> None:
    assert matches(text) == {}
