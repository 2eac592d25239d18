"""Two people open the same entry: the second is told, and nothing that either wrote is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.staff import LAPTOP, Staff

ADDRESS = "/admin/snippets/editorial/answer/edit/certificat-medical/"
FIRST = "Compte redaction (démonstration)"
OF_THE_FIRST = "Le premier texte, écrit par la rédaction."
OF_THE_SECOND = "Le second texte, écrit par l'administration."
DRAFT = "Enregistrer le brouillon"
KEPT = "Ce qui était en ligne, gardé avant le premier changement"
# Wagtail asks every ten seconds who else is there.
ASKED = 15_000


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Callable[[str], Page]]:
    """Open the entry as one of the demonstration accounts, each in a browser of their own."""
    contexts = []

    def by(name: str) -> Page:
        context = browser.new_context(viewport=LAPTOP, locale="fr-FR")
        context.set_default_timeout(10_000)
        contexts.append(context)
        # Two seconds after it came, Wagtail begins to look for what is typed.
        context.add_init_script(
            "document.addEventListener('w-unsaved:watch-edits', () => document.body.classList.add('watched'))"
        )
        page = Staff(context.new_page(), site).log_in(name).open(ADDRESS)
        page.locator("body.watched").wait_for()
        return page

    yield by
    for context in contexts:
        context.close()


def bubble(page: Page) -> Locator:
    return page.locator("#id_bubbles textarea").first


def save(page: Page, how: str = DRAFT) -> None:
    page.locator("footer").get_by_role("button", name=how).click()


def test_the_second_is_told_and_the_text_of_the_first_can_be_compared_and_brought_back(
    opened: Callable[[str], Page], site: str, shots: Path
) -> None:
    first, second = opened("demo-redaction"), opened("demo-admin")
    present = second.locator("#w-editing-sessions li button")
    expect(present).to_have_count(1, timeout=ASKED)
    present.hover()
    expect(second.get_by_text(FIRST)).to_be_visible()
    # As long as the name is shown the list stays as it is.
    bubble(second).hover()

    # Nobody ever edited this entry: without a first revision nobody could be told of the second.
    bubble(first).fill(OF_THE_FIRST)
    expect(first.get_by_text("Enregistré", exact=True)).to_be_visible()

    # What the second types is not saved over it by itself…
    bubble(second).fill(OF_THE_SECOND)
    expect(second.get_by_text(f"{FIRST} a enregistré cette fiche pendant que vous écriviez")).to_be_visible()
    told = f"{FIRST} a enregistré une nouvelle version"
    expect(second.get_by_role("button", name=told)).to_be_visible(timeout=ASKED)
    second.screenshot(path=shots / "deux-averti.png")
    # …and who saves all the same is asked first.
    save(second)
    dialog = second.get_by_role("dialog")
    expect(dialog).to_contain_text(told)
    expect(dialog.get_by_role("link", name="Voir la dernière version")).to_be_visible()
    second.screenshot(path=shots / "deux-question.png")
    dialog.get_by_role("button", name=DRAFT).click()

    # Both texts are in the history: compared from the message…
    expect(second.get_by_text("rien n'est perdu")).to_be_visible()
    second.screenshot(path=shots / "deux-enregistre.png")
    second.get_by_role("link", name="Comparer les deux").click()
    expect(second.locator(".comparison .deletion").first).to_contain_text("premier")
    expect(second.locator(".comparison .addition").first).to_contain_text("second")
    second.screenshot(path=shots / "deux-compare.png")

    # …and that of the first brought back; what was live before anybody wrote is there too.
    second.goto(f"{site}{ADDRESS.replace('/edit/', '/history/')}")
    expect(second.get_by_text(KEPT)).to_be_visible()
    second.screenshot(path=shots / "deux-historique.png")
    changed_by_first = second.get_by_role("row").filter(has_text=FIRST).filter(has_text="Modifié")
    changed_by_first.get_by_role("button", name="Actions").click()
    second.get_by_role("link", name="Passer en revue cette version").click()
    expect(bubble(second)).to_have_value(OF_THE_FIRST)
    save(second, "Remplacer le brouillon actuel")
    expect(second.get_by_text("a été remplacé").first).to_be_visible()
    first.goto(site + ADDRESS)
    expect(bubble(first)).to_have_value(OF_THE_FIRST)
