"""The public pages. None needs JavaScript, none sets a cookie, /urgence needs nothing at all.

Searches are posted, so that no word of them stays in the browser's history.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from knowledge.sheet_address import reference, sheet_address
from website.chat.problems import problem
from website.chat.render import rendered
from website.published.current import PUBLISHED


def sheet(request: HttpRequest, entry: str) -> HttpResponse:
    """Show a published answer whole, with its sources."""
    snapshot = PUBLISHED.snapshot()
    answer = next((a for a in snapshot.answers.values() if entry in (reference(a.id), a.id)), None)
    if answer is None:
        raise Http404
    facts = [snapshot.facts[id_] for id_ in answer.facts if id_ in snapshot.facts]
    return render(request, "pages/sheet.html", {"answer": answer, "facts": facts})


@csrf_exempt  # It reads only, and a token would need a cookie.
def sheets(request: HttpRequest) -> HttpResponse:
    """List every published answer, and search them by words."""
    words = (request.POST or request.GET).get("q", "")[:200]
    if words:
        found = [hit.entry for hit in PUBLISHED.answers().search(words, limit=20)]
    else:
        found = sorted(PUBLISHED.snapshot().answers.values(), key=lambda a: a.title)
    listed = [(sheet_address(answer.id), answer.title) for answer in found if answer.facts]
    return render(request, "pages/sheets.html", {"answers": listed, "words": words})


def guide(request: HttpRequest) -> HttpResponse:
    """Offer the guide, or say that the authority's PDF is not here yet."""
    return render(request, "pages/guide.html", {"guide": PUBLISHED.snapshot().guides.get("guide")})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: a problem for the API, a page for people, both with a way to reach help."""
    if request.path.startswith("/api/"):
        return rendered(problem(404, "Cette adresse n'existe pas."))
    return render(request, "pages/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, in the same two shapes."""
    if request.path.startswith("/api/"):
        return rendered(problem(400))
    return render(request, "pages/not_found.html", status=400)


def failed(request: HttpRequest) -> HttpResponse:
    """500, in the same two shapes."""
    if request.path.startswith("/api/"):
        return rendered(problem(500))
    return render(request, "pages/failed.html", status=500)
