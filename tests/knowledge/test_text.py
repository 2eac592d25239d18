"""French as people type it comes to one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.persons import AUTHOR, MINOR, OTHER, SELF, concerned
from knowledge.search import answer_index, stem
from knowledge.snapshot import Snapshot
from knowledge.text import normalise


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("J'AI PEUUUUR", "je ai peur"),
        ("g pa di", "je ai pas di"),
        ("jsp koi fr", "je ne sais pas quoi fr"),
        ("c ki", "ce est qui"),
        ("po\u200blice", "police"),
        ("l’école m’a dit", "le ecole me a dit"),
        ("🔪", "couteau"),
        ("aujourd'hui", "aujourd hui"),
        ("cet homme et ses papiers", "cet homme et ses papiers"),
    ],
)
def test_spellings_come_to_one_form(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@given(st.text(max_size=300))
def test_normalising_twice_changes_nothing_more_than_once_for_plain_words(text: str) -> None:
    once = normalise(text)
    assert "  " not in once and once == once.strip()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("il me frappe", SELF),
        ("je veux mourir", SELF),
        ("ma soeur se fait frapper par son mari", OTHER),
        ("une de mes patientes subit des violences", OTHER),
        ("je suis infirmière", OTHER),
        ("j'ai 14 ans et mon copain me force", MINOR),
        ("je suis en 4e", MINOR),
        ("papa me tape", MINOR),
        ("Maman m'a enfermé dans la cave", MINOR),
        ("mon mari me tape devant papa", SELF),
        ("je suis maman et il me tape", SELF),
        ("j'ai frappé ma femme", AUTHOR),
        ("je suis violent avec elle", AUTHOR),
        ("c'est quoi une main courante", None),
    ],
)
def test_who_a_message_is_about(text: str, who: str | None) -> None:
    assert concerned(text) == who


@pytest.mark.parametrize(("word", "root"), [("plaintes", "plaint"), ("plainte", "plaint"), ("ami", "ami")])
def test_stems_bring_forms_together(word: str, root: str) -> None:
    assert stem(word) == root


@pytest.mark.parametrize(
    ("words", "topic"),
    [("ordonnance de protection", "ordonnance-de-protection"), ("pension alimentaire", "pension-alimentaire"),
     ("excision", "mutilations-sexuelles"), ("bracelet", "bracelet-anti-rapprochement")],
)  # fmt: skip
def test_the_search_finds_an_answer_by_its_words(snapshot: Snapshot, words: str, topic: str) -> None:
    assert answer_index(snapshot).search(words)[0].entry.topic == topic
