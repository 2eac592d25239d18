"""The trained model against messages it never learnt: no guarded figure may fall beyond chance."""

from __future__ import annotations

import json
import subprocess
import sys

from bot.cli.check_phrases import phrases
from bot.cli.evaluate import BASELINE, ROOT
from bot.evaluation import figures
from bot.evaluation.messages import held_out
from knowledge.text import normalise


def test_no_figure_falls() -> None:
    command = [sys.executable, "-m", "bot.cli.evaluate", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    now = figures.from_plain(json.loads(done.stdout.splitlines()[-1]))
    before = figures.from_plain(json.loads(BASELINE.read_text("utf-8")))
    assert figures.worse(now, before) == []


def test_no_held_out_message_was_learnt() -> None:
    learnt = {normalise(text) for text, *_ in phrases()}
    long_enough = [m.text for m in held_out() if len(normalise(m.text).split()) > 5]
    assert [text for text in long_enough if normalise(text) in learnt] == []
