"""From an answer to the page of /admin where it is edited, by address alone."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.urls import NoReverseMatch, reverse


def entry_link(user: Any, entry: str) -> str:
    """Return where *user* may edit the answer *entry*, « » when they may not."""
    if not entry or not user.has_perm("editorial.change_answer"):
        return ""
    try:
        return reverse("wagtailsnippets_editorial_answer:edit", args=[quote(entry)])
    except NoReverseMatch:
        return ""
