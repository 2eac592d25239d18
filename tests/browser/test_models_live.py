"""« Réapprendre » from its button to the visitors and back, with the real training, Rasa and pages.

The model learns a few phrases of each topic only (ARIANE_TRAIN_MOST), and the vital cases alone judge it: minutes
become one or two, and it is a bad model, which the comparison must show.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conversations import publishing

pytestmark = pytest.mark.slow

LAPTOP = {"width": 1280, "height": 800}
TOPIC = "preuves"
# No word of it is in any phrase: only a model that learnt it can be sure.
PHRASE = "zigouigoui du barzingue, je le planque comment ?"
MINUTES = 60_000


@pytest.fixture
def manage(stack: Any) -> Callable[[str], Any]:
    return partial(publishing.manage, stack)


@pytest.fixture
def few_cases(manage: Callable[[str], Any]) -> Iterator[None]:
    manage("TestCase.objects.filter(vital=False).update(active=False)")
    yield
    manage("TestCase.objects.update(active=True)")


@pytest.fixture
def trainer(stack: Any, tmp_path: Path) -> Iterator[None]:
    # An empty cache of its own, or Rasa would take up what an earlier run has learnt.
    stack.start("trainer", ARIANE_TRAIN_MOST="6", RASA_CACHE_DIRECTORY=str(tmp_path))
    yield
    stack.kill("trainer")


@pytest.fixture
def admin(browser: Browser, stack: Any) -> Iterator[Page]:
    context = browser.new_context(viewport=LAPTOP, locale="fr-FR", base_url=stack.url)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto("/admin/")
    page.locator("[name=username]").fill("demo-admin")
    page.locator("[name=password]").fill("demo-not-secret")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Base de connaissances").wait_for()
    yield page
    context.close()


@pytest.fixture
def best(manage: Callable[[str], Any]) -> Callable[[], tuple[str, str, float]]:
    """Return which model read the phrase, the topic that its classifier finds, and how sure it is."""

    def ask() -> tuple[str, str, float]:
        found = manage(
            f"from website.assistant.probe import probe; why = probe([{PHRASE!r}])[-1].why;"
            "print(json.dumps([why['model'], why['ranking']]))"
        )
        model, ranking = found
        top = max(
            (label for label in ranking if label["name"] != "nlu_fallback"),
            key=lambda label: label["confidence"],
        )
        return model, top["name"], top["confidence"]

    return ask


def add_phrase(page: Page) -> None:
    """Add the phrase to an answer and publish it, as an editor does."""
    page.goto(f"/admin/snippets/editorial/answer/edit/{TOPIC}/")
    # The part is folded, since most edits are not about it.
    page.locator("[aria-controls=panel-on_me_demande_aussi_comme_ca-content]").first.click()
    page.get_by_role("button", name="Ajouter : phrase").click()
    page.keyboard.type(PHRASE)
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("button[name=action-publish]").click()
    page.get_by_text("publié").first.wait_for()


def until_live(manage: Callable[[str], Any]) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end:
        state = manage("print(json.dumps(Candidate.objects.first().state))")
        if state == "to-confirm":
            manage(
                "from website.published import candidates;"
                "candidates.confirm(Candidate.objects.first(), 'demo-admin', 'essai')"
            )
        if state == "live":
            return
        time.sleep(0.5)
    raise AssertionError(state)


def answers_with(page: Page, name: str) -> None:
    """Wait until the page itself, without being loaded again, says that the assistant answers with *name*."""
    shown = page.locator("[data-progress] strong").first
    expect(shown).to_contain_text(name, timeout=MINUTES)


def test_a_new_phrase_is_learnt_judged_put_to_work_in_an_open_chat_and_taken_back_in_one_click(
    stack: Any,
    chat: Any,
    admin: Page,
    manage: Callable[[str], Any],
    best: Callable[[], tuple[str, str, float]],
    few_cases: None,
    trainer: None,
    shots: Path,
) -> None:
    chat.choose("find-service")
    chat.choose("need/ecoute")
    _, topic, sure = best()
    assert topic != f"faq/{TOPIC}" or sure < 0.5
    add_phrase(admin)
    until_live(manage)

    admin.goto("/admin/modeles/")
    admin.get_by_role("button", name="Réapprendre").click()
    course = admin.locator("[data-progress] pre")
    expect(course).to_contain_text("1 phrases ajoutées", timeout=MINUTES)
    expect(course).to_contain_text("Apprend les thèmes…", timeout=3 * MINUTES)
    admin.screenshot(path=shots / "modeles-apprend.png")
    expect(course).to_contain_text("cas réussis sur", timeout=3 * MINUTES)
    expect(admin.locator("[data-progress] .w-status").first).to_have_text("terminé", timeout=4 * MINUTES)

    # The page shows both side by side, and nothing has changed for visitors.
    table = admin.get_by_role("table", name="Modèles côte à côte")
    names = [name for name in table.locator("thead th").all_inner_texts() if name]
    new, old = names
    assert new.startswith("ariane-") and old.startswith("programme-")
    row = table.get_by_role("row", name="Bon thème en premier", exact=False).first
    learnt, kept = (
        float(cell.split(" %")[0].replace(",", ".")) for cell in row.locator("td").all_inner_texts()
    )
    assert 0 < learnt < kept, "a model of a few phrases is worse, and the comparison shows it"
    assert all(
        "%" in cell for cell in table.get_by_role("row", name="Cas de test").locator("td").all_inner_texts()
    )
    answers_with(admin, old)
    admin.screenshot(path=shots / "modeles-compare.png", full_page=True)

    admin.get_by_role("button", name=f"Mettre {new} en service").click()
    answers_with(admin, new)
    admin.screenshot(path=shots / "modeles-service.png")
    # The open conversation goes on where it was: in the middle of a form.
    turn = chat.say("melun")
    assert turn["topics"] == ["contacts-locaux"], turn
    assert "Melun" in json.dumps(turn, ensure_ascii=False)
    model, topic, sure = best()
    assert model.startswith(new) and topic == f"faq/{TOPIC}" and sure > 0.3, (topic, sure)
    assert chat.say(PHRASE)["topics"] == [TOPIC]

    admin.get_by_role("button", name=f"Revenir à {old}").click()
    answers_with(admin, old)
    model, topic, sure = best()
    assert model == "ariane.tar.gz" and (topic != f"faq/{TOPIC}" or sure < 0.5)
    assert chat.say("merci")["topics"] == ["remercier"]
