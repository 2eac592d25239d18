"""Campaigns judged blindly, and agreement."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.website.console_cast import NullProbe
from website.console import agreement
from website.console.models import Assessment, Campaign


def test_nobody_sees_the_others_before_the_end(tester: Client, editor: Client, probe: NullProbe) -> None:
    editor.post("/equipe/campagnes/nouvelle", {"title": "Mars", "lines": "un\n\ndeux\nun"})
    campaign = Campaign.objects.get()
    items = list(campaign.items.all())
    assert [item.message for item in items] == ["un", "deux"], "twice the same is once"
    address = f"/equipe/campagnes/{campaign.pk}"
    for item, verdict in zip(items, ("right", "dangerous"), strict=True):
        editor.post(address, {"item": item.pk, "verdict": verdict, "note": "remarque-secrete"})
    assert "remarque-secrete" in editor.get(address).content.decode()
    page = tester.get(address).content.decode()
    assert "remarque-secrete" not in page and "redactrice" not in page and "Gardez des preuves." in page
    tester.post(address, {"item": items[0].pk, "verdict": "right"})
    tester.post(address, {"item": items[0].pk, "verdict": "wrong"})
    assert Assessment.objects.get(item=items[0], tester__username="testeuse").verdict == "right", (
        "the first view stands"
    )
    assert "remarque-secrete" not in tester.get(address).content.decode(), "one is not all"
    tester.post(address, {"item": items[1].pk, "verdict": "nonsense"})
    assert Assessment.objects.filter(tester__username="testeuse").count() == 1
    tester.post(address, {"item": items[1].pk, "verdict": "wrong"})
    page = tester.get(address).content.decode()
    assert "remarque-secrete" in page and "50 %" in page and "Cohen" in page


def test_an_unfinished_view_counts_once_the_campaign_is_closed_only_if_whole(
    tester: Client, editor: Client, probe: NullProbe
) -> None:
    editor.post("/equipe/campagnes/nouvelle", {"title": "Mars", "lines": "un\ndeux"})
    campaign = Campaign.objects.get()
    tester.post(f"/equipe/campagnes/{campaign.pk}", {"item": campaign.items.first().pk, "verdict": "right"})
    editor.post(f"/equipe/campagnes/{campaign.pk}/clore")
    shown = tester.get(f"/equipe/campagnes/{campaign.pk}")
    assert shown.context["testers"] == [] and shown.context["percent"] is None
    tester.post(f"/equipe/campagnes/{campaign.pk}", {"item": campaign.items.last().pk, "verdict": "right"})
    assert Assessment.objects.count() == 1, "closed is closed"


def test_agreement_is_what_the_books_say() -> None:
    assert agreement.percent_agreement([["a", "a"], ["a", "b"]]) == 0.5
    assert agreement.percent_agreement([["a"]]) is None
    # Cohen 1960, as a table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no gives 0.4.
    first = ["y"] * 25 + ["n"] * 25
    second = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert agreement.cohen_kappa(first, second) == pytest.approx(0.4)
    assert agreement.cohen_kappa(["a", "a"], ["a", "a"]) == 1.0
    # Fleiss 1971: ten subjects, fourteen raters, five categories, 0.210.
    table = [(0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1), (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7)]  # fmt: skip
    items = [[str(kind) for kind, n in enumerate(row) for _ in range(n)] for row in table]
    assert agreement.fleiss_kappa(items) == pytest.approx(0.210, abs=0.001)
    assert agreement.fleiss_kappa([["a", "b"], ["a"]]) is None
    assert (
        agreement.in_words(0.9) == "presque parfait" and agreement.in_words(-0.1) == "moins bon que le hasard"
    )
