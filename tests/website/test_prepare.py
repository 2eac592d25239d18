"""What a start does to a database that an older programme made."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from website.editorial.entries import live_entries
from website.editorial.models import InterfaceText
from website.published.current import PUBLISHED
from website.published.models import Current, Version
from website.published.publication import return_to, store

pytestmark = pytest.mark.django_db


def test_a_text_that_a_newer_programme_says_is_there_after_the_start_and_nothing_is_published() -> None:
    InterfaceText.objects.get(id="form.when").delete()
    old = store(live_entries(), "", "Avant la nouvelle version du programme")
    return_to(old, "")
    call_command("prepare", "--no-demo", verbosity=0)
    assert InterfaceText.objects.filter(id="form.when", live=True).exists()
    assert Current.objects.get().version == old, "what waits for its checks must not go live by a start"


def test_an_older_version_says_the_new_texts_too() -> None:
    old = store([e for e in live_entries() if e.id != "form.when"], "", "Ancienne version")
    return_to(old, "")
    snapshot = PUBLISHED.snapshot()
    assert "form.when" not in snapshot.texts
    assert "maintenant" in snapshot.text("form.when")


def test_a_start_with_nothing_new_publishes_nothing() -> None:
    before = Version.objects.count()
    call_command("prepare", "--no-demo", verbosity=0)
    assert Version.objects.count() == before
