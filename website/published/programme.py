"""Commands of the programme in a process of their own, behind the visitors' conversations in priority."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from django.conf import settings


def popen(argv: list[str], out: Any = None, err: Any = None, **env: str) -> subprocess.Popen[bytes]:
    """Start ``python -m argv`` with *env* besides this process's own."""
    return subprocess.Popen(
        ["nice", "-n", "10", sys.executable, "-m", *argv],
        cwd=settings.ROOT,
        env={**os.environ, **env},
        stdout=out or subprocess.DEVNULL,
        stderr=err or subprocess.DEVNULL,
    )


def terminate(process: subprocess.Popen[bytes]) -> None:
    """End a process and wait for it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
