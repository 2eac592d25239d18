"""Messages that nobody tuned for: whatever is understood, the turn is whole and there is something to do next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.evaluation.messages import held_out
from tests.conversations.turns import check_turn

EACH = 6
"""One held-out message in so many, so that the test stays short."""


def test_every_turn_leaves_something_to_do(chat: Any) -> None:
    wrong = []
    for message in held_out()[::EACH]:
        try:
            check_turn(replace(chat).start().say(message.text))
        except AssertionError as error:
            wrong.append(f"{message.text} : {(str(error) or 'not whole').splitlines()[0]}")
    assert wrong == []
