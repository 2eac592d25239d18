"""The whole way of one correction, as each role walks it: judged, a case, corrected, read again, checked, read by a visitor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.staff import LAPTOP, Staff, choose
from tests.conversations import publishing

MESSAGE = "comment garder des preuves"
ENTRY = "preuves"
TOLD_BEFORE = "Votre parole compte."
WORDS = "une personne de confiance"
SENTENCE = f"Confiez une copie à {WORDS}."
REQUEST = "Dire à qui confier une copie."
# A publication is taken up within seconds, and checked with one case only.
CHECKED = 30_000


@pytest.fixture
def this_case_alone(stack: Any) -> Iterator[None]:
    """No case but the one of the test is tried; afterwards visitors, cases and tasks are as they were."""
    kept = publishing.manage(
        stack,
        "active = list(TestCase.objects.filter(active=True).values_list('pk', flat=True));"
        "TestCase.objects.update(active=False);"
        f"answer = Answer.objects.get(pk={ENTRY!r});"
        "print(json.dumps([active, TestCase.objects.latest('pk').pk, answer.bubbles]))",
    )
    yield
    active, last, bubbles = kept
    publishing.manage(
        stack,
        "from website.console.models import Judgement;"
        f"Judgement.objects.filter(messages=[{MESSAGE!r}]).delete();"
        f"TestCase.objects.filter(pk__gt={last}).delete();"
        f"answer = Answer.objects.get(pk={ENTRY!r}); answer.bubbles = {bubbles!r};"
        "answer.save_revision().publish()",
    )
    assert publishing.decided(stack)[0] == "live"
    publishing.manage(stack, f"TestCase.objects.filter(pk__in={active}).update(active=True)")


@pytest.fixture
def enter(browser: Browser, stack: Any) -> Iterator[Callable[[str], Staff]]:
    """Log in as one of the demonstration accounts, each in a browser of their own."""
    contexts = []

    def as_(name: str) -> Staff:
        context = browser.new_context(viewport=LAPTOP, locale="fr-FR")
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Staff(context.new_page(), stack.url).log_in(name)

    yield as_
    for context in contexts:
        context.close()


def judge(tester: Staff) -> None:
    """Find at the bench that words are missing, say so, and make the test case."""
    page = tester.open("/equipe/essai")
    tester.say(MESSAGE)
    expect(page.locator(".why").first).to_contain_text(ENTRY)
    page.get_by_text("Juger cette réponse").click()
    page.get_by_label("fausse").check()
    page.get_by_label("Mots attendus").fill(WORDS)
    page.get_by_label("Une phrase pour la rédaction").fill(REQUEST)
    page.get_by_role("button", name="Noter cet avis").click()
    expect(page.get_by_role("heading", name="Réponse fausse")).to_be_visible()
    page.get_by_role("button", name="Créer le cas de test").click()
    expect(page.get_by_label("Mots attendus")).to_have_value(WORDS)
    tester.is_clean()


def run_case(page: Page) -> None:
    """Run the case whose page is open, and wait until its result is shown."""
    page.get_by_role("button", name="Lancer ce cas").click()
    expect(page.get_by_role("heading", name="terminé")).to_be_visible(timeout=CHECKED)


def correct(editor: Staff, shots: Path) -> None:
    """Take the task up, go from it to the entry, and propose the correction."""
    page = editor.open("/equipe/a-traiter")
    page.get_by_role("link", name=MESSAGE).click()
    page.get_by_role("button", name="Je m'en occupe").click()
    expect(page.get_by_text("en cours, par demo-redaction")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(f"« {WORDS} » n'est pas dit.")
    editor.is_clean()
    page.screenshot(path=shots / "cercle-tache.png")
    page.get_by_role("link", name=f"Corriger la fiche {ENTRY}").click()
    expect(page.get_by_text(REQUEST)).to_be_visible()
    page.screenshot(path=shots / "cercle-fiche.png")
    bubble = page.locator("#id_bubbles textarea").last
    bubble.fill(f"{bubble.input_value()} {SENTENCE}")
    assert page.locator("button[name=action-publish]").count() == 0, "an editor proposes"
    choose(page, page.locator("button[name=action-submit]"))
    page.wait_for_url("**/editorial/answer/")


def approve(approver: Staff, shots: Path) -> None:
    """Read the proposal from the first page of /admin on, approve it, and follow it until it is live."""
    page = approver.open("/admin/")
    page.locator("[data-panel]", has_text="En attente de votre").get_by_role(
        "link", name="Garder des preuves"
    ).click()
    expect(page.locator("#id_bubbles textarea").last).to_have_value(re.compile(SENTENCE))
    choose(page, page.locator("[data-workflow-action-name=approve]").first)
    follow = page.get_by_role("link", name="Suivre la publication")
    follow.wait_for()
    page.screenshot(path=shots / "cercle-approuve.png")
    follow.click()
    publication = page.get_by_role("table", name="Publications").locator("tbody tr").first
    expect(publication).to_contain_text("en ligne", timeout=CHECKED)


def test_an_answer_judged_wrong_is_corrected_by_each_in_turn_and_read_in_an_open_chat(
    enter: Callable[[str], Staff], this_case_alone: None, visitor: Visitor, shots: Path
) -> None:
    visitor.open_chat().write(MESSAGE)
    visitor.shows(TOLD_BEFORE)
    tester, editor, approver = enter("demo-test"), enter("demo-redaction"), enter("demo-admin")

    judge(tester)
    case = tester.page.url.removeprefix(tester.base)
    run_case(tester.page)
    expect(tester.page.get_by_text("1 en échec")).to_be_visible()

    correct(editor, shots)
    # What is proposed reaches nobody yet.
    visitor.write(MESSAGE)
    expect(visitor.page.locator(".transcript").get_by_text(TOLD_BEFORE)).to_have_count(2)
    assert WORDS not in visitor.transcript()
    approve(approver, shots)

    # The publication was checked with the case, and the chat that was open all along reads it.
    page = tester.open(case)
    page.get_by_role("listitem").filter(has_text="réussi").get_by_role("link").click()
    expect(page.get_by_text("connaissances candidate-")).to_be_visible()
    visitor.write(MESSAGE)
    visitor.shows(SENTENCE)
    run_case(tester.open(case))
    expect(page.get_by_text("1 réussis")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="1 passent maintenant")).to_contain_text(MESSAGE)

    page = editor.open("/equipe/a-traiter")
    page.get_by_role("link", name=MESSAGE).click()
    page.get_by_label("État").select_option("corrigé")
    page.get_by_label("Ce qui a été fait").fill("Dit à qui confier une copie.")
    page.get_by_role("button", name="Mettre à jour").click()
    expect(page.get_by_role("heading", name="À traiter")).to_be_visible()
    expect(page.get_by_role("link", name=MESSAGE)).to_have_count(0)
    assert visitor.errors == [] and tester.errors == []
