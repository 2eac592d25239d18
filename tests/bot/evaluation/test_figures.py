"""The figures of understanding say what they should, and a real fall is told from chance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation import figures, report
from bot.evaluation.figures import Rate, Understood
from bot.evaluation.messages import Message, held_out

PAIRS = [
    (Message("a", ("preuves", "avocat"), frozenset()), Understood((("avocat", 0.9), ("loi", 0.1)), {})),
    (
        Message("b", ("loi",), frozenset()),
        Understood((("avocat", 0.6), ("loi", 0.4)), {"viol-recent": "motif"}),
    ),
    (
        Message("c", ("urgence",), frozenset({"danger-immediat"})),
        Understood((("logement", 0.5), ("preuves", 0.3), ("loi", 0.1), ("urgence", 0.1)), {}),
    ),
    (
        Message("d", (), frozenset({"danger-immediat"})),
        Understood((("urgence", 1.0),), {"danger-immediat": "modèle"}),
    ),
]


def test_an_acceptable_topic_counts_and_an_unjudged_one_does_not() -> None:
    assert figures.topic_first(PAIRS) == Rate(1, 3)


def test_a_topic_beyond_what_is_offered_does_not_count() -> None:
    assert figures.topic_offered(PAIRS) == Rate(2, 3)


def test_dangers_noticed_and_false_alarms_are_counted_apart() -> None:
    assert figures.noticed(PAIRS, "danger-immediat") == Rate(1, 2)
    assert figures.false_alarms(PAIRS) == Rate(1, 2)


def test_confusions_name_what_was_understood_instead() -> None:
    assert set(figures.confusions(PAIRS)) == {("loi", "avocat", 1), ("urgence", "logement", 1)}


def test_calibration_compares_what_was_announced_with_what_was_right() -> None:
    assert figures.calibration(PAIRS)[-1] == (0.9, 1.0, 1)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_value(counts: tuple[int, int]) -> None:
    rate = Rate(*counts)
    low, high = rate.interval
    assert 0 <= low <= rate.value + 1e-9 and rate.value - 1e-9 <= high <= 1


@pytest.mark.parametrize(
    ("name", "now", "fell"),
    [
        ("topic_first", 80, False),
        ("topic_first", 70, True),
        ("false_alarms", 80, False),
        ("false_alarms", 95, True),
    ],
)
def test_only_a_fall_beyond_the_interval_is_worse(name: str, now: int, fell: bool) -> None:
    assert figures.worse({name: Rate(now, 100)}, {name: Rate(82, 100)}) == ([name] if fell else [])


def test_figures_survive_being_written_and_read() -> None:
    rates = figures.summary(PAIRS)
    assert figures.from_plain(figures.as_plain(rates)) == rates


def test_the_report_shows_every_guarded_figure_and_escapes_what_people_wrote() -> None:
    wrote = (
        Message("<b>x</b>", ("loi",), frozenset()),
        Understood((("avocat", 0.9),), {"viol-recent": "motif"}),
    )
    text = report.markdown([*PAIRS, wrote], {}, 5.0)
    assert all(name in text for name in report.NAMES.values())
    assert "<b>x</b>" not in report.page(text)


def test_every_topic_and_risk_has_held_out_messages() -> None:
    from knowledge.taxonomy import CONVERSATION, RISKS, TOPICS

    messages = held_out()
    assert len(messages) >= 600
    assert {*TOPICS, *CONVERSATION} <= {m.topics[0] for m in messages if m.topics}
    assert all(sum(risk in m.risks for m in messages) >= 30 for risk in RISKS)
