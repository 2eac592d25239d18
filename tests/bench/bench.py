"""``make bench``: messages a second and response times, beside Rasa's own starter assistant, in one run.

Both run on this machine, one after the other, under the same load: 1, 8 and 32 conversations at once.
Ariane is measured through its public API with everything on; the starter through its REST channel.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from tests.conftest import ROOT, Stack, free_port

TEXTS = [
    "bonjour", "mon mari me tape", "comment porter plainte", "où dormir ce soir", "c'est gratuit ?",
    "il a caché mon passeport", "j'habite à dammarie", "merci",
]  # fmt: skip
SECONDS = 10


def load(say: Callable[[int, str], None], conversations: int) -> tuple[float, float, float]:
    """Return messages a second, median and 95th percentile (milliseconds) under *conversations* at once."""
    end = time.monotonic() + SECONDS
    times: list[float] = []

    def talk(number: int) -> None:
        turn = 0
        while time.monotonic() < end:
            start = time.perf_counter()
            say(number, TEXTS[turn % len(TEXTS)])
            times.append(time.perf_counter() - start)
            turn += 1

    with ThreadPoolExecutor(conversations) as pool:
        list(pool.map(talk, range(conversations)))
    times.sort()
    return len(times) / SECONDS, times[len(times) // 2] * 1000, times[int(len(times) * 0.95)] * 1000


def memory(pids: list[int]) -> float:
    """Return the resident memory of the processes and their children, in MB."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()[1:]]
    wanted = set(pids)
    for pid, parent, _ in rows:
        if parent in wanted:
            wanted.add(pid)
    return sum(rss for pid, _, rss in rows if pid in wanted) / 1024


def wait(url: str) -> float:
    """Wait until *url* answers 200; return the seconds it took."""
    start = time.monotonic()
    while time.monotonic() - start < 300:
        try:
            if requests.get(url, timeout=5).status_code == 200:
                return time.monotonic() - start
        except requests.RequestException:
            pass
        time.sleep(0.2)
    raise SystemExit(f"{url} does not answer")


def measure(
    name: str, say: Callable[[int, str], None], start: float, pids: list[int]
) -> dict[int, tuple[float, float, float]]:
    """Measure at each load and print a line for each."""
    load(say, 1)
    found = {n: load(say, n) for n in (1, 8, 32)}
    for n, (rate, p50, p95) in found.items():
        print(
            f"{name:8} {n:3} conversations  {rate:7.1f} msg/s  p50 {p50:7.1f} ms  p95 {p95:7.1f} ms",
            flush=True,
        )
    print(f"{name:8} start {start:.0f} s, memory {memory(pids):.0f} MB", flush=True)
    return found


def ariane(folder: Path) -> dict[int, tuple[float, float, float]]:
    ports = {name: str(free_port()) for name in ("ARIANE_PORT", "INTERNAL_PORT", "RASA_PORT", "ACTIONS_PORT")}
    env = {**os.environ, **ports, "ARIANE_VAR": str(folder), "ARIANE_HOST": "127.0.0.1", "ARIANE_RATE_LIMIT": "0",
           "ARIANE_DEBUG": "1", "INTERNAL_SECRET": "bench" * 8}  # fmt: skip
    for command in (["prepare"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run(
            [sys.executable, "-m", "website.manage", *command],
            cwd=ROOT,
            env=env,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    stack = Stack(folder, folder / "log", env)
    for name in ("website", "actions", "rasa"):
        stack.start(name)
    try:
        start = wait(f"{stack.url}/readyz")
        session = requests.Session()
        session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=64))
        tokens = [
            session.post(f"{stack.url}/api/chat/start", json={}).json()["conversation"] for _ in range(32)
        ]

        def say(number: int, text: str) -> None:
            body = {"conversation": tokens[number], "text": text}
            session.post(f"{stack.url}/api/chat/message", json=body).raise_for_status()

        return measure("ariane", say, start, [p.pid for p in stack.processes.values()])
    finally:
        stack.stop()


def starter(folder: Path) -> dict[int, tuple[float, float, float]]:
    rasa = [sys.executable, "-m", "rasa"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    print("starter: rasa init (trains DIET and TED)…", flush=True)
    subprocess.run([*rasa, "init", "--no-prompt", "--init-dir", str(folder)], check=True, **quiet)
    (folder / "credentials.yml").write_text("rest:\n", "utf-8")
    port = free_port()
    process = subprocess.Popen([*rasa, "run", "--port", str(port), "-i", "127.0.0.1"], cwd=folder, **quiet)
    try:
        start = wait(f"http://127.0.0.1:{port}/")
        url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
        session = requests.Session()
        session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=64))

        def say(number: int, text: str) -> None:
            session.post(url, json={"sender": str(number), "message": text}).raise_for_status()

        return measure("starter", say, start, [process.pid])
    finally:
        process.kill()


def main() -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        ours, theirs = ariane(Path(one)), starter(Path(two))
    for n in ours:
        rate, p95 = ours[n][0] / theirs[n][0], ours[n][2] / theirs[n][1]
        print(
            f"ratio    {n:3} conversations  {rate:.1f} times its messages a second; our p95 is {p95:.2f} of its p50"
        )


if __name__ == "__main__":
    main()
