"""Small answers that the forms fetch while somebody types: hints, hours in words, communes of a postcode."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from knowledge.model import Closure
from knowledge.opening_hours import PARIS, days_ahead, status
from knowledge.plain_language import hints
from website.editorial import choices
from website.editorial.forms.fields import ClosureRow, HoursField, RowsField

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@require_POST
def tell_hints(request: HttpRequest) -> JsonResponse:
    """Return what could be plainer in a text."""
    return JsonResponse({"hints": hints(request.POST.get("text", "")[:5000])})


@require_POST
def tell_hours(request: HttpRequest) -> JsonResponse:
    """Return opening hours in words, and the next seven days."""
    field = HoursField(required=False)
    closed = RowsField(ClosureRow, item="Fermeture", add="", required=False)
    now = datetime.now(PARIS)
    try:
        spec = field.clean(field.widget.value_from_datadict(request.POST, {}, "opening_hours"))
        rows = closed.clean(closed.widget.value_from_datadict(request.POST, {}, "closures"))
        closures = [Closure(**row) for row in rows]
        days = days_ahead(spec, now.date(), closures)
    except ValidationError as error:
        return JsonResponse({"words": " ".join(error.messages), "days": []})
    words = status(spec, now, closures).words
    told = [f"{_DAYS[day.weekday()]} {day.day:02d}/{day.month:02d} : {what}" for day, what in days]
    return JsonResponse({"words": f"En ce moment : {words}." if words else "", "days": told})


@require_GET
def communes_of(request: HttpRequest) -> JsonResponse:
    """Return the communes of a postcode."""
    postcode = request.GET.get("postcode", "").strip()
    return JsonResponse({"communes": choices.communes_of_postcode().get(postcode, [])})
