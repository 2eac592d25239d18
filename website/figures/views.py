"""The page of figures and its CSV: both read the same protected tables."""

from __future__ import annotations

import csv
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from website.console.access import needs
from website.figures import weeks
from website.figures.picture import HEIGHT, WIDTH, bars, told

HIDDEN = "masqué"


@needs("figures.view_count")
def page(request: HttpRequest) -> HttpResponse:
    """Show one week in numbers and half a year as a picture."""
    monday = _asked(request)
    by_week = weeks.conversations_by_week(26)
    picture = {"bars": bars(by_week), "told": told(by_week), "width": WIDTH, "height": HEIGHT}
    shown = {"week": weeks.week(monday), "mondays": weeks.mondays(), "picture": picture}
    return render(request, "figures/page.html", shown)


@needs("figures.view_count")
def table(request: HttpRequest) -> HttpResponse:
    """Send the week as CSV: the same numbers, the same hidden ones."""
    week = weeks.week(_asked(request))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="chiffres-{week.monday:%Y-%m-%d}.csv"'
    response.write("\ufeff")  # spreadsheets then read the accents
    writer = csv.writer(response, delimiter=";")
    writer.writerow(["tableau", "nom", *(day.isoformat() for day in week.days), "total"])
    for section in week.sections:
        for name, cells, total in section.rows:
            writer.writerow([section.title, name, *map(_told, cells), _told(total)])
        if section.table.column_totals:
            sums = [*section.table.column_totals, section.table.total]
            writer.writerow([section.title, "total", *map(_told, sums)])
    return response


def _told(value: int | None) -> str:
    return HIDDEN if value is None else str(value)


def _asked(request: HttpRequest) -> date:
    """Return the Monday that was asked for; a week that is not over is not shown to anybody."""
    asked = request.GET.get("semaine", "")
    if not asked:
        return weeks.last_whole_monday()
    try:
        monday = weeks.monday_of(date.fromisoformat(asked))
    except ValueError as error:
        raise Http404 from error
    if monday > weeks.last_whole_monday():
        raise Http404
    return monday
