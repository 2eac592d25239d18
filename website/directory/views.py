"""/annuaire: the directory as a page that works without JavaScript."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from knowledge.kinds import KIND_NAMES
from knowledge.opening_hours import PARIS
from website.directory.api import query_of
from website.directory.search import find_commune, search
from website.published.current import PUBLISHED


@csrf_exempt  # It reads only, and a token would need a cookie.
def directory(request: HttpRequest) -> HttpResponse:
    """List the services that fit the form's fields."""
    query = query_of((request.POST or request.GET).dict())
    snapshot = PUBLISHED.snapshot()
    here = find_commune(query.commune) if query.commune else None
    context = {
        "contacts": search(query, datetime.now(PARIS)),
        "query": query,
        "here": here,
        "communes": sorted(snapshot.communes.values(), key=lambda c: c.name),
        "kinds": KIND_NAMES,
        "unknown_commune": query.commune and here is None,
    }
    return render(request, "directory/directory.html", context)
