"""``python -m bot.cli.serve``: Rasa's server on loopback, with our channel and tracker store only."""

from __future__ import annotations

import os
import sys
import threading
import time
import warnings
from pathlib import Path

from dotenv import load_dotenv

ROOT = Path(__file__).resolve().parents[2]


def end_with(parent: int) -> None:
    """End this process as soon as *parent* is gone: a second assistant must not outlive who started it."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(2)
        os._exit(0)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def main() -> None:
    load_dotenv(ROOT / ".env")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    warnings.filterwarnings("ignore")
    internal = os.environ.get("INTERNAL_PORT", "8001")
    for name, value in {
        "MODEL_SERVER": f"http://127.0.0.1:{internal}/internal/model",
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_PORT": "5005",
        "ACTIONS_PORT": "5055",
        "CONVERSATION_TTL": "1800",
        "REDIS_URL": "",
        "LOG_LEVEL_LIBRARIES": "ERROR",
    }.items():
        os.environ.setdefault(name, value)
    if parent := os.environ.get("ARIANE_ENDS_WITH"):
        end_with(int(parent))
    from rasa.__main__ import main as rasa

    from bot.action_result import check_schema_once
    from bot.model_pull import pull_beside

    check_schema_once()
    model = os.environ.get("ARIANE_MODEL", str(ROOT / "models" / "ariane.tar.gz"))
    pull_beside(Path(model))
    sys.argv = [
        "rasa", "run", "--model", model, "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
        "--interface", "127.0.0.1", "--port", os.environ["RASA_PORT"], "--quiet",
    ]  # fmt: skip
    rasa()


if __name__ == "__main__":
    main()
