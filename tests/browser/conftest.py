"""A real headless Chromium: Debian's where it is installed, else Playwright's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("request", lambda r: self.requests.append(r.url))

    def open_chat(self, path: str = "/chat") -> Visitor:
        self.page.goto(self.base + path)
        self.page.get_by_role("button", name="Je suis en danger").wait_for()
        return self

    def write(self, text: str) -> None:
        self.page.get_by_label("Votre message").fill(text)
        self.page.keyboard.press("Enter")

    def shows(self, text: str) -> None:
        """Wait until the conversation shows *text* (the announcement for screen readers holds it too)."""
        self.page.locator(".transcript").get_by_text(text).first.wait_for()

    def transcript(self) -> str:
        return self.page.get_by_role("region", name="Conversation").inner_text()


@pytest.fixture
def visitor(context: BrowserContext, stack: Any) -> Visitor:
    context.route(
        "https://meteofrance.com/**", lambda route: route.fulfill(status=200, body="<p>Ailleurs</p>")
    )
    return Visitor(context.new_page(), stack.url)
