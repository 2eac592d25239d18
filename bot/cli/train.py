"""``python -m bot.cli.train``: train the model that is put to work, and say how long it took."""

from __future__ import annotations

import logging
import os
import sys
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODEL = "ariane"


def train(output: Path = ROOT / "models") -> Path:
    """Train on data/nlu and data/rules; return the path of the model.

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
    started = time.monotonic()
    result = rasa_train(
        domain="bot/domain",
        config="config.yml",
        training_files=["data/nlu", "data/rules"],
        output=str(output),
        fixed_model_name=MODEL,
    )
    if result.code != 0 or result.model is None:
        raise SystemExit("L'apprentissage a échoué : lisez les messages ci-dessus.")
    path = Path(result.model)
    path.touch()  # unchanged data keeps Rasa's old file; make compares dates
    print(f"Modèle {path.name} prêt en {time.monotonic() - started:.0f} s")
    return path


if __name__ == "__main__":
    train()
