"""Walking through the staff's side in a browser: what the tests of it share."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

PASSWORD = "demo-not-secret"
LAPTOP = {"width": 1280, "height": 720}


class Staff:
    """Walks through /equipe as one of the demonstration accounts."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.errors: list[str] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))

    def log_in(self, name: str) -> Staff:
        self.open("/equipe/connexion")
        self.page.get_by_label("Nom d’utilisateur").or_(self.page.locator("#id_username")).first.fill(name)
        self.page.get_by_label("Mot de passe").fill(PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", name="Espace de l'équipe")).to_be_visible()
        return self

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def is_clean(self) -> None:
        """No violation that axe finds, nothing in the browser's console, no sideways scroll."""
        found = Axe().run(self.page).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == [], self.page.url
        assert self.errors == [], self.page.url
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url

    def say(self, text: str) -> None:
        self.page.get_by_label("Message", exact=True).fill(text)
        self.page.keyboard.press("Enter")
        self.page.locator(".mine").get_by_text(text).wait_for()


def choose(page: Page, action: Locator) -> None:
    """Click an action of the menu below a form of /admin, opening the menu where it is folded."""
    if not action.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    action.click()
