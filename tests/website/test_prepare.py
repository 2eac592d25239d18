"""What a start does to a database that an older programme made."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from website.editorial.entries import live_entries
from website.editorial.models import InterfaceText
from website.published.current import PUBLISHED
from website.published.models import Version
from website.published.publication import return_to, store

pytestmark = pytest.mark.django_db


def test_a_text_that_a_newer_programme_says_is_published_at_the_start() -> None:
    InterfaceText.objects.get(id="form.when").delete()
    old = store(
        [e for e in live_entries() if e.id != "form.when"], "", "Avant la nouvelle version du programme"
    )
    return_to(old, "")
    call_command("prepare", "--no-demo", verbosity=0)
    assert "form.when" in PUBLISHED.snapshot().texts
    assert InterfaceText.objects.filter(id="form.when", live=True).exists()


def test_a_start_with_nothing_new_publishes_nothing() -> None:
    before = Version.objects.count()
    call_command("prepare", "--no-demo", verbosity=0)
    assert Version.objects.count() == before
