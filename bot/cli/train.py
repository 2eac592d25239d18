"""``python -m bot.cli.train``: train the model that is put to work, and say how long it took.

With ``--extra`` it also learns the phrases of a folder, with ``--steps`` it prints each step: for staff's « Réapprendre ».
With ``--most`` (or ARIANE_TRAIN_MOST) it learns only so many phrases of each kind: a quick, bad model for tests of
the way from a training to a model in use, never for people.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import time
import warnings
from pathlib import Path

import yaml

from bot.cli.check_phrases import phrases

ROOT = Path(__file__).resolve().parents[2]
MODEL = "ariane"


def train(
    output: Path = ROOT / "models",
    name: str = MODEL,
    extra: Path | None = None,
    steps: bool = False,
    most: int = 0,
) -> Path:
    """Train on data/nlu and data/rules, and on *extra*; return the path of the model.

    *most* keeps so many phrases an intent and set of risks of data/nlu; 0 keeps all.

    Raises:
        SystemExit: Rasa found the training data or the domain unfit.
    """
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("LOG_LEVEL_LIBRARIES", "ERROR")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    from rasa.model_training import train as rasa_train
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings(log_level=logging.WARNING)
    configure_structlog(logging.WARNING)
    # Rasa would warn of every phrase whose answer is not in the domain: ours are in the knowledge base.
    warnings.filterwarnings("ignore")
    if steps:
        hooks = logging.getLogger("rasa.engine.training.hooks")
        hooks.setLevel(logging.INFO)
        hooks.propagate = False
        hooks.addHandler(logging.StreamHandler(sys.stdout))
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="nlu-few-") as folder:
        nlu = few(most, Path(folder)) if most else "data/nlu"
        files = [nlu, "data/rules", *([str(extra)] if extra else [])]
        result = rasa_train(
            domain="bot/domain",
            config="config.yml",
            training_files=files,
            output=str(output),
            fixed_model_name=name,
        )
    if result.code != 0 or result.model is None:
        raise SystemExit("L'apprentissage a échoué : lisez les messages ci-dessus.")
    path = Path(result.model)
    path.touch()  # unchanged data keeps Rasa's old file; make compares dates
    print(f"Modèle {path.name} prêt en {time.monotonic() - started:.0f} s")
    return path


def few(most: int, folder: Path) -> str:
    """Write the first *most* phrases of each intent and set of risks to *folder*; return the file."""
    kept: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for text, intent, risks, _ in phrases():
        same = kept.setdefault((intent, risks), [])
        if len(same) < most:
            same.append(text)
    blocks = [
        {
            "intent": intent,
            **({"metadata": {"risks": list(risks)}} if risks else {}),
            "examples": "".join(f"- {text}\n" for text in texts),
        }
        for (intent, risks), texts in kept.items()
    ]
    path = folder / "few.yml"
    path.write_text(
        yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, width=1000), "utf-8"
    )
    return str(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "models", help="folder of the model")
    parser.add_argument("--name", default=MODEL, help="name of the model, without .tar.gz")
    parser.add_argument("--extra", type=Path, help="folder of more phrases (Rasa NLU YAML)")
    parser.add_argument("--steps", action="store_true", help="print each step")
    parser.add_argument(
        "--most",
        type=int,
        default=int(os.environ.get("ARIANE_TRAIN_MOST", "0")),
        help="for tests: phrases kept of each kind",
    )
    options = parser.parse_args()
    extra = options.extra.resolve() if options.extra else None
    train(options.output.resolve(), options.name, extra, options.steps, options.most)


if __name__ == "__main__":
    main()
