"""A real headless Chromium: Debian's where it is installed, else Playwright's own."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, sync_playwright

from tests.conftest import ROOT
from tests.servers import free_port

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
            # Playwright turns the back/forward cache off; people have it on.
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield found
        found.close()


@pytest.fixture
def context(browser: Browser, request: Any) -> Iterator[BrowserContext]:
    """A fresh visitor; parametrise with context options."""
    options = {"viewport": PHONE, **getattr(request, "param", {})}
    made = browser.new_context(**options)
    made.set_default_timeout(5_000)
    yield made
    made.close()


class Visitor:
    """Walks through the chat as a person does."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.referers: list[str | None] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("request", lambda r: self.requests.append(r.url))
        page.context.route("https://meteofrance.com/**", self._elsewhere)

    def _elsewhere(self, route: Route) -> None:
        self.referers.append(route.request.headers.get("referer"))
        route.fulfill(status=200, content_type="text/html", body="<p>Ailleurs</p>")

    def open_chat(self, path: str = "/chat") -> Visitor:
        self.page.goto(self.base + path)
        self.page.get_by_role("button", name="Je suis en danger").wait_for()
        return self

    def launch(self) -> Visitor:
        """Open the chat of the page, from its button."""
        self.page.get_by_role("button", name="Besoin d’aide ?").click()
        self.page.get_by_role("button", name="Je suis en danger").wait_for()
        return self

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("Votre message")

    @property
    def exit(self) -> Locator:
        return self.page.locator("ariane-chat .exit")

    def write(self, text: str) -> None:
        self.field.fill(text)
        self.page.keyboard.press("Enter")

    def shows(self, text: str) -> None:
        """Wait until the conversation shows *text* (the announcement for screen readers holds it too)."""
        self.page.locator(".transcript").get_by_text(text).first.wait_for()

    def transcript(self) -> str:
        return self.page.get_by_role("region", name="Conversation").inner_text()

    def focused(self) -> str:
        """Return the class or id of what has the focus inside the chat."""
        return str(
            self.page.evaluate(
                "(() => { const e = document.querySelector('ariane-chat').shadowRoot.activeElement; return e ? e.id || e.className : ''; })()"
            )
        )

    def answers(self, *messages: dict[str, Any], language: str = "fr") -> None:
        """Make the gateway answer every message with these."""
        turn = {
            "messages": list(messages),
            "topics": [],
            "alternatives": [],
            "risks": [],
            "language": language,
        }
        body = json.dumps({**turn, "knowledge": "1"})
        self.page.route(
            "**/api/chat/message",
            lambda route: route.fulfill(status=200, content_type="application/json", body=body),
        )


@pytest.fixture
def visitor(context: BrowserContext, stack: Any) -> Visitor:
    return Visitor(context.new_page(), stack.url)


class HostSite:
    """Another website, the one origin that may embed the chat: pages by path, with headers."""

    def __init__(self, origin: str, ariane: str) -> None:
        self.origin, self.ariane = origin, ariane
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}

    def put(self, path: str, body: str, **headers: str) -> str:
        """Serve a page whose « ARIANE » is the address of the assistant; return its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        page = f"<!doctype html><html lang=fr><title>Ville</title><body>{body}</body></html>"
        self.pages[path] = (page.replace("ARIANE", self.ariane), named)
        return self.origin + path


@pytest.fixture(scope="session")
def host_site(stack: Any) -> Iterator[HostSite]:
    origin = stack.env["EMBED_ORIGINS"]
    site = HostSite(origin, stack.url)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page, headers = site.pages.get(self.path, ("", {}))
            self.send_response(200 if page else 404)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *args: Any) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", urlsplit(origin).port or 80), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The website alone, with the seed and the demonstration account."""
    env = {
        **os.environ,
        "ARIANE_VAR": str(tmp_path_factory.mktemp("var")),
        "ARIANE_HOST": "127.0.0.1",
        "ARIANE_DEBUG": "1",
        "INTERNAL_SECRET": secrets.token_hex(16),
        "DATABASE_URL": "",
        **{name: str(free_port()) for name in ("ARIANE_PORT", "INTERNAL_PORT", "RASA_PORT", "ACTIONS_PORT")},
    }
    for command in (["prepare"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run([sys.executable, "-m", "website.manage", *command], cwd=ROOT, env=env, check=True)
    process = subprocess.Popen([sys.executable, "-m", "website.serve"], cwd=ROOT, env=env)
    url = f"http://127.0.0.1:{env['ARIANE_PORT']}"
    try:
        _wait(url)
        yield url
    finally:
        process.kill()
        process.wait()


def _wait(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if requests.get(f"{url}/healthz", timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.3)
    raise AssertionError("the website does not answer")


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where a walk leaves its pictures, for whoever looks into a failure: ARIANE_SHOTS, or a folder of the test."""
    folder = Path(os.environ.get("ARIANE_SHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
