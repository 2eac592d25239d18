"""``python -m bot.cli.evaluate``: what the trained model understands of messages it never learnt.

Writes docs/comprehension.md and .html and compares with the last figures; ``--json`` prints the figures
only, ``--keep`` makes them the ones that CI guards.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import sys
import time
import warnings
from pathlib import Path
from typing import Any

from bot.evaluation import figures, report
from bot.evaluation.figures import Pair, Understood
from bot.evaluation.messages import Message, held_out

ROOT = Path(__file__).resolve().parents[2]
BASELINE = ROOT / "tests" / "understanding" / "baseline.json"


def understood(parsed: dict[str, Any]) -> Understood:
    """Return what a parse of Rasa says: topics without their theme, and risks with what fired."""
    ranking = tuple(
        (r["name"].partition("/")[2], float(r["confidence"]))
        for r in parsed["intent_ranking"]
        if "/" in r["name"]
    )
    return Understood(ranking, {risk["name"]: risk["why"] for risk in parsed.get("risks", [])})


def evaluate(model: Path, messages: list[Message], progress: bool = False) -> tuple[list[Pair], float]:
    """Return each message with what *model* understood, and the milliseconds a message took."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    warnings.filterwarnings("ignore")
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    agent = Agent.load(str(model))
    pairs: list[Pair] = []
    started = time.monotonic()

    async def read() -> None:
        for number, message in enumerate(messages, 1):
            pairs.append((message, understood(dict(await agent.parse_message(message.text)))))
            if progress and (number % 50 == 0 or number == len(messages)):
                print(f"\r{number}/{len(messages)} messages", end="", file=sys.stderr, flush=True)

    asyncio.run(read())
    if progress:
        print(file=sys.stderr)
    return pairs, 1000 * (time.monotonic() - started) / max(len(messages), 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "ariane.tar.gz")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, write nothing")
    parser.add_argument("--keep", action="store_true", help="guard these figures from now on")
    options = parser.parse_args()
    pairs, milliseconds = evaluate(options.model, held_out(), progress=not options.json)
    now = figures.summary(pairs)
    if options.json:
        print(json.dumps(figures.as_plain(now)))
        return 0
    before = figures.from_plain(json.loads(BASELINE.read_text("utf-8"))) if BASELINE.exists() else {}
    text = report.markdown(pairs, before, milliseconds)
    (ROOT / "docs" / "comprehension.md").write_text(text, "utf-8")
    (ROOT / "docs" / "comprehension.html").write_text(report.page(text), "utf-8")
    for name, rate in now.items():
        print(f"{report.NAMES[name]:50} {report.percent(rate.value):>8}  ({rate.hits}/{rate.of})")
    fallen = figures.worse(now, before)
    if options.keep:
        BASELINE.write_text(json.dumps(figures.as_plain(now), indent=1) + "\n", "utf-8")
    elif fallen:
        print("En baisse nette : " + ", ".join(report.NAMES[name] for name in fallen))
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
