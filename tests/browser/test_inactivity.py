"""A silent conversation is forgotten, never by surprise (check 52)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

TTL = 1_800_000
WARNING = "Sans message, la conversation s’efface dans 3 minutes."


@pytest.fixture
def silent(visitor: Any) -> Any:
    visitor.page.clock.install()
    return visitor.open_chat()


def test_three_minutes_ahead_it_warns_and_one_action_keeps_it_as_often_as_wanted(silent: Any) -> None:
    page = silent.page
    warning = page.locator(".warning")
    for _ in range(11):
        page.clock.run_for(TTL - 200_000)
        expect(warning).to_be_hidden()
        page.clock.run_for(30_000)
        expect(warning).to_be_visible()
        expect(warning.get_by_role("alert")).to_have_text(WARNING)
        with page.expect_response("**/api/chat/extend") as reply:
            warning.get_by_role("button", name="Continuer").click()
        assert reply.value.ok
        expect(page.locator("ariane-chat [role=status]")).to_have_text("La conversation continue.")
        assert silent.focused() == "ariane-text"
    silent.write("comment porter plainte")
    page.locator(".theirs").nth(1).wait_for()


def test_typing_again_keeps_it_too_and_sends_no_text(silent: Any) -> None:
    page = silent.page
    page.clock.run_for(TTL - 170_000)
    with page.expect_request("**/api/chat/extend") as asked:
        silent.field.press_sequentially("secret")
    assert "secret" not in (asked.value.post_data or "")
    expect(page.locator(".warning")).to_be_hidden()
    assert silent.field.input_value() == "secret"


def test_at_the_end_everything_is_erased_and_it_says_so(silent: Any) -> None:
    page = silent.page
    silent.write("mot secret zzz")
    page.locator(".theirs").nth(1).wait_for()
    page.clock.run_for(TTL + 1_000)
    silent.shows("La conversation est effacée, faute de message.")
    page.get_by_role("button", name="Je suis en danger").wait_for()
    assert "zzz" not in silent.transcript()


def test_a_device_that_slept_shows_nothing_old_when_it_wakes(silent: Any) -> None:
    page = silent.page
    silent.write("mot secret zzz")
    page.locator(".theirs").nth(1).wait_for()
    page.clock.set_system_time(page.evaluate("Date.now()") + TTL * 3)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    silent.shows("La conversation est effacée, faute de message.")
    assert "zzz" not in silent.transcript()
