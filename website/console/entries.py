"""From an answer to its page in /admin, by address alone."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.urls import NoReverseMatch, reverse

_PAGES = (("edit", "editorial.change_answer"), ("inspect", "editorial.view_answer"))


def entry_link(user: Any, entry: str) -> str:
    """Return where *user* may edit the answer *entry*, or else read it, « » when they may do neither."""
    may = [page for page, right in _PAGES if user.has_perm(right)] if entry else []
    for page in may:
        try:
            return reverse(f"wagtailsnippets_editorial_answer:{page}", args=[quote(entry)])
        except NoReverseMatch:
            continue
    return ""
