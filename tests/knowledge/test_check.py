"""A bad knowledge base is refused, with the entry and the reason."""

from __future__ import annotations

import re

import pytest

from knowledge.check import check
from knowledge.loading import KnowledgeError, load
from knowledge.model import Answer, Entry, Phone, Service
from knowledge.search import answer_index
from knowledge.snapshot import Snapshot, from_plain, publishable


def test_the_seed_is_fit() -> None:
    assert check(load()) == []


def changed(id_: str, **changes: object) -> list[Entry]:
    return [e.copy(update=changes) if getattr(e, "id", "") == id_ else e for e in load()]


@pytest.mark.parametrize(
    ("id_", "changes", "reason"),
    [
        ("preuves", {"bubbles": ("Vous devez porter plainte.",)}, "pression"),
        ("preuves", {"bubbles": ("Pourquoi restez vous.",)}, "accuse"),
        ("preuves", {"bubbles": ("mot " * 61,)}, "61 mots"),
        ("preuves", {"bubbles": ("Appelez le 01 02 03 04 05.",)}, "01 02 03 04 05"),
        ("preuves", {"facts": ("preuves-99",)}, "n'existe pas"),
        ("preuves", {"facts": ()}, "aucun fait"),
        ("preuves", {"services": ("barreau-melun",)}, "n'est pas publié"),
        ("preuves", {"status": "draft"}, "aucune réponse publiée"),
        ("police-secours-17", {"phones": (Phone(number="18"),)}, "doit être 17"),
        ("urgence-114", {"sms": "115"}, "114"),
        ("language.tr.danger", {"text": "17'yi arayın."}, "numéro 112 manque"),
        ("camvs", {"opening_hours": "de 9h à 17h"}, "Horaires non reconnus"),
        ("danger-immediat", {"text_minor": "mot " * 61}, "plus de 60 mots"),
        ("danger-immediat", {"text_minor": "Appelle le 3114."}, "3114 n'est pas celui d'un service"),
        ("danger-immediat", {"text_minor": "Appelez, vous êtes en danger."}, "on dit « tu »"),
        ("danger-immediat", {"text_minor": "Tu dois appeler."}, "met la pression"),
        ("danger-immediat", {"text_minor": "Pourquoi tu restes."}, "accuse"),
    ],
)
def test_what_would_harm_a_visitor_is_refused(id_: str, changes: dict[str, object], reason: str) -> None:
    problems = [str(problem) for problem in check(changed(id_, **changes))]
    assert any(reason in problem for problem in problems), problems


def test_a_missing_emergency_number_is_refused() -> None:
    entries = [e for e in load() if not (isinstance(e, Service) and e.id == "samu-15")]
    assert any(problem.entry == "samu-15" for problem in check(entries))


def test_a_language_without_its_texts_is_refused() -> None:
    entries = [e for e in load() if getattr(e, "id", "") != "language.ta.help"]
    assert [problem.entry for problem in check(entries)] == ["language.ta.help"]


def test_the_error_of_a_bad_file_names_file_entry_and_field(tmp_path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "x.yml").write_text("id: x\ntopic: preuves\ntitel: X\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"x\.yml, fiche « x », champ"):
        load(tmp_path)


def test_a_file_that_is_not_yaml_is_a_clear_error(tmp_path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "x.yml").write_text("- : : {", "utf-8")
    with pytest.raises(KnowledgeError, match=r"x\.yml : ce fichier n'est pas du YAML"):
        load(tmp_path)


def test_a_snapshot_survives_being_written_and_read(snapshot: Snapshot) -> None:
    again = from_plain("1", snapshot.to_plain())
    assert again.checksum == snapshot.checksum
    assert again.answers == snapshot.answers


def test_every_answer_speaks_to_the_person_who_helps_too(snapshot: Snapshot) -> None:
    for answer in snapshot.answers.values():
        assert isinstance(answer, Answer)
        assert answer.bubbles_helping or not answer.facts, answer.id


def test_every_urgent_card_speaks_to_a_minor_and_names_only_its_own_numbers(snapshot: Snapshot) -> None:
    for card in snapshot.risk_cards.values():
        services = [snapshot.services[id_] for id_ in card.services]
        own = {phone.number for service in services for phone in service.phones} | {s.sms for s in services}
        said = re.findall(r"\b(?:le|au) (1\d{1,2}|3\d{3})\b(?! heures)", card.text_minor)
        assert said and set(said) <= own, card.id


def test_the_card_of_a_child_in_danger_says_where_a_call_stays_seen(snapshot: Snapshot) -> None:
    card = snapshot.risk_cards["enfant-en-danger"]
    for text in (card.text, card.text_minor):
        assert "liste des appels du téléphone" in text


def test_what_staff_were_asked_finds_the_answer_at_once() -> None:
    snapshot = publishable("1", changed("preuves", phrases=("mes captures décran ça compte zorglub ?",)))
    assert snapshot.by_phrase["mes captures decran ca compte zorglub ?"] == "preuves"
    assert answer_index(snapshot).search("zorglub")[0].entry.id == "preuves"


@pytest.mark.parametrize("phrase", ["/restart", "[preuves](x)", "{x}", "…"])
def test_a_phrase_that_rasa_would_read_as_markup_is_refused(phrase: str) -> None:
    assert "preuves" in {p.entry for p in check(changed("preuves", phrases=(phrase,)))}


def test_one_phrase_cannot_teach_two_topics() -> None:
    entries = [
        e.copy(update={"phrases": ("les textos comptent ?",)})
        if getattr(e, "id", "") in ("preuves", "avocat")
        else e
        for e in load()
    ]
    assert any("est aussi dans" in p.message for p in check(entries))


def test_a_text_that_the_programme_says_cannot_be_missing_or_take_a_value_it_has_not() -> None:
    entries = [e for e in load() if getattr(e, "id", "") != "unsure.first"]
    assert "unsure.first" in {p.entry for p in check(entries)}
    entries = changed("services.near", text="Près de {ville}")
    assert any("{ville}" in p.message for p in check(entries))


def test_a_link_or_number_that_cannot_be_used_is_refused() -> None:
    entries = changed("camvs", url="melun point fr", phones=(Phone(number="01 64"),))
    messages = [p.message for p in check(entries) if p.entry == "camvs"]
    assert any("ne peut pas s'ouvrir" in m for m in messages)
    assert any("ne peut pas être appelé" in m for m in messages)


def test_a_commune_cannot_point_at_a_police_station_that_is_gone() -> None:
    entries = [e for e in load() if getattr(e, "id", "") != "gendarmerie-coubert"]
    assert "77253" in {p.entry for p in check(entries)}
