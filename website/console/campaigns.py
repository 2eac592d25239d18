"""Campaigns: everybody judges the same answers alone, and sees the others' views only afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from website.assistant.client import AssistantUnavailable
from website.assistant.probe import probe
from website.console import agreement
from website.console.access import needs
from website.console.forms import CampaignForm
from website.console.models import Assessment, Campaign, CampaignItem, Verdict


def _me(request: HttpRequest) -> User:
    """Return who is logged in; ``needs`` has made sure that somebody is."""
    assert request.user.is_authenticated
    return request.user


@needs("console.view_campaign")
def campaigns(request: HttpRequest) -> HttpResponse:
    """List campaigns with how far one is."""
    rows = []
    for campaign in Campaign.objects.prefetch_related("items"):
        done = Assessment.objects.filter(item__campaign=campaign, tester=_me(request)).count()
        rows.append((campaign, done, len(campaign.items.all())))
    return render(request, "console/campaigns.html", {"rows": rows})


@needs("console.add_campaign")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a campaign: each message is put to the assistant once, and its answer kept for all."""
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            turns = [(text, probe([text])[0].turn) for text in form.cleaned_data["lines"]]
        except AssistantUnavailable:
            form.add_error(None, "Le programme ne répond pas. Réessayez dans un instant.")
        else:
            campaign = _create(form.cleaned_data["title"], request.user.get_username(), turns)
            messages.success(request, "La campagne est ouverte.")
            return redirect("console:campaign", campaign.pk)
    return render(request, "console/campaign_new.html", {"form": form})


@transaction.atomic
def _create(title: str, author: str, turns: list[tuple[str, dict[str, Any]]]) -> Campaign:
    campaign = Campaign.objects.create(title=title, author=author)
    CampaignItem.objects.bulk_create(
        CampaignItem(campaign=campaign, position=n, message=text, turn=turn)
        for n, (text, turn) in enumerate(turns, 1)
    )
    return campaign


@needs("console.view_campaign")
@require_http_methods(["GET", "POST"])
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge the next answer; once all are judged, see how far everybody agrees."""
    found = get_object_or_404(Campaign, pk=pk)
    mine = set(
        Assessment.objects.filter(item__campaign=found, tester=_me(request)).values_list("item", flat=True)
    )
    items = list(found.items.all())
    next_item = next((item for item in items if item.pk not in mine), None)
    if request.method == "POST" and next_item and not found.closed:
        return _assess(request, found, items)
    if next_item and not found.closed:
        shown = {
            "campaign": found,
            "item": next_item,
            "done": len(mine),
            "total": len(items),
            "verdicts": Verdict.choices,
        }
        return render(request, "console/campaign_judge.html", shown)
    return render(request, "console/campaign_result.html", {"campaign": found, **results(found)})


def _assess(request: HttpRequest, found: Campaign, items: list[CampaignItem]) -> HttpResponse:
    item = next((item for item in items if str(item.pk) == request.POST.get("item")), None)
    verdict = request.POST.get("verdict", "")
    if not request.user.has_perm("console.add_assessment"):
        return render(request, "console/forbidden.html", status=403)
    if item and verdict in Verdict.values:
        note = request.POST.get("note", "")[:500]
        # A second click changes nothing: the first view stands.
        Assessment.objects.get_or_create(
            item=item, tester=_me(request), defaults={"verdict": verdict, "note": note}
        )
    else:
        messages.error(request, "Choisissez un avis.")
    return redirect("console:campaign", found.pk)


@needs("console.change_campaign")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a campaign: nobody judges any more, everybody sees the result."""
    Campaign.objects.filter(pk=pk).update(closed=True)
    return redirect("console:campaign", pk)


def results(campaign: Campaign) -> dict[str, Any]:
    """Return the views of everybody who judged all items, and how far they agree."""
    items = list(campaign.items.all())
    given: dict[int, dict[int, Assessment]] = {}
    for assessment in Assessment.objects.filter(item__campaign=campaign).order_by("pk"):
        given.setdefault(assessment.tester_id, {})[assessment.item_id] = assessment
    complete = {tester: views for tester, views in given.items() if len(views) == len(items)}
    table = [[views[item.pk].verdict for views in complete.values()] for item in items]
    percent = agreement.percent_agreement(table)
    kappa = None
    if len(complete) == 2:
        kappa = agreement.cohen_kappa([row[0] for row in table], [row[1] for row in table])
    elif len(complete) > 2:
        kappa = agreement.fleiss_kappa(table)
    names = get_user_model().objects.in_bulk(list(complete))
    return {
        "testers": [names[tester].get_username() for tester in complete],
        "rows": [(item, [views[item.pk] for views in complete.values()]) for item in items],
        "percent": None if percent is None else round(100 * percent),
        "kappa": None if kappa is None else f"{kappa:.2f}".replace(".", ","),
        "kappa_words": None if kappa is None else agreement.in_words(kappa),
        "kappa_name": "de Cohen" if len(complete) == 2 else "de Fleiss",
    }
