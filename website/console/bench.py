"""The test bench: a conversation with the assistant, and beside each answer why it came.

Nothing of it is stored: the page holds the messages, and each step plays the whole conversation again. So the same
messages can be tried as somebody else, elsewhere, at another hour or with another knowledge.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from knowledge.taxonomy import CONVERSATION, RISKS, TOPICS
from website.assistant.client import AssistantUnavailable
from website.assistant.probe import Probed, probe
from website.console.access import needs
from website.console.entries import entry_link
from website.console.forms import MAX_LENGTH, SettingsForm
from website.console.models import Verdict
from website.published import references, trial
from website.published.current import PUBLISHED
from website.published.references import UnknownReference
from website.published.trained import NotUsable

_DOWN = "Le programme ne répond pas. Réessayez dans un instant."
_GONE = "Ces connaissances n'existent plus. Choisissez-en d'autres."
_LOADING = "Le modèle se charge (10 s)…"
# Rasa's own: it repeats the settings of the bench.
_INNER = ("session_started_metadata", "requested_slot")


@dataclass(frozen=True)
class Exchange:
    """One message and its answer, as the page shows them."""

    said: str
    probed: Probed
    so_far: str
    """The conversation up to here, as the judgement form sends it."""
    entry_url: str

    @property
    def turn(self) -> dict[str, Any]:
        return self.probed.turn

    @property
    def why(self) -> dict[str, Any]:
        return self.probed.why

    @property
    def topics_json(self) -> str:
        return json.dumps(self.turn["topics"])

    @property
    def risks_json(self) -> str:
        return json.dumps(self.turn["risks"])

    @property
    def ranking(self) -> list[tuple[str, int]]:
        """The five best labels with their probability in percent."""
        ranked = self.why.get("ranking") or []
        return [(r["name"], round(100 * r["confidence"])) for r in ranked[:5]]

    @property
    def slots(self) -> list[tuple[str, str]]:
        """What the conversation knows, without what it does not."""
        known = (self.why.get("slots") or {}).items()
        return [
            (name, _short(value))
            for name, value in known
            if name not in _INNER and value not in (None, "", [], {})
        ]


def _short(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@needs("console.use_bench")
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def bench(request: HttpRequest) -> HttpResponse:
    """Show the bench; a POST adds a message, takes one back, or plays all again with other settings."""
    form = SettingsForm(request.POST if request.method == "POST" else None)
    exchanges: list[Exchange] = []
    problem = ""
    loading = False
    messages: list[str] = []
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        messages = _next(given["messages"], request)
        try:
            exchanges = _play(messages, given, request.user)
        except AssistantUnavailable:
            problem = _DOWN
        except UnknownReference:
            problem = _GONE
        except trial.Loading:
            problem, loading = _LOADING, True
        except NotUsable as error:
            problem = str(error)
        if problem:
            # What was just written stands in its field still: sent again, it must not count twice.
            messages = given["messages"]
    shown = {
        "form": form,
        "messages_json": json.dumps(messages, ensure_ascii=False),
        "exchanges": exchanges,
        "problem": problem,
        "loading": loading,
        "unsent": request.POST.get("text", "") if problem else "",
        "given": form.cleaned_data if form.is_bound and form.is_valid() else {},
        "topics": (*TOPICS, *CONVERSATION),
        "risks": RISKS,
        "services": sorted(PUBLISHED.snapshot().services.values(), key=lambda s: s.name),
        "verdicts": Verdict.choices,
    }
    return render(request, "console/bench.html", shown)


def _next(messages: list[str], request: HttpRequest) -> list[str]:
    """Return the conversation after what the button did."""
    step = request.POST.get("step", "")
    if step == "restart":
        return []
    if step == "back":
        return messages[:-1]
    choice = request.POST.get("choice", "")[:200]
    if choice:
        return [*messages, f">{choice}"]
    text = request.POST.get("text", "").strip()[:MAX_LENGTH]
    # A text is never a choice, whatever it begins with.
    return [*messages, text.lstrip(">").strip() or "?"] if text and step != "again" else messages


def _play(messages: list[str], given: dict[str, Any], user: Any) -> list[Exchange]:
    if not messages:
        return []
    assistant = trial.TRIAL.assistant_with(given["model"])
    drafts = given["knowledge"] == references.DRAFTS
    probed = probe(
        messages,
        knowledge=references.drafts().version if drafts else given["knowledge"],
        assistant=assistant,
        moment=given["moment"],
        who=given["who"],
        commune=given["commune"],
    )
    return [
        Exchange(
            said=message,
            probed=one,
            so_far=json.dumps(messages[: n + 1], ensure_ascii=False),
            entry_url=entry_link(user, one.why.get("entry", "")),
        )
        for n, (message, one) in enumerate(zip(messages, probed, strict=True))
    ]
