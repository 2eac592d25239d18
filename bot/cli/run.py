"""``python -m bot.cli.run``: all processes under one supervisor; Ctrl-C ends them all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from dotenv import load_dotenv

ROOT = Path(__file__).resolve().parents[2]


def announce(port: str) -> None:
    """Print the address when the page answers, and again when the assistant is ready."""
    base = f"http://localhost:{port}"
    started = time.monotonic()
    page_shown = False
    while time.monotonic() - started < 300:
        if not page_shown and _answers(f"{base}/healthz"):
            page_shown = True
            print(f"\n  La page répond : {base}\n  Le programme se prépare…\n", flush=True)
        if page_shown and _answers(f"{base}/readyz"):
            seconds = time.monotonic() - started
            print(f"\n  Ariane est prête en {seconds:.0f} s : {base}   (Ctrl-C pour arrêter)\n", flush=True)
            return
        time.sleep(0.5)
    print("\n  Le programme n'est pas prêt après 5 minutes : lisez les messages ci-dessus.\n", flush=True)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=3) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main() -> None:
    load_dotenv(ROOT / ".env")
    port = os.environ.get("ARIANE_PORT", "8000")
    threading.Thread(target=announce, args=(port,), daemon=True).start()
    os.environ["ARIANE_PYTHON"] = sys.executable
    (ROOT / "var").mkdir(exist_ok=True)  # the supervisor's own folder, wherever ARIANE_VAR points
    config = str(ROOT / "deploy" / "supervisord.conf")
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "supervisor.supervisord", "--nodaemon", "--configuration", config], cwd=ROOT
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: supervisor.terminate())
    sys.exit(supervisor.wait())


if __name__ == "__main__":
    main()
