"""The only code that speaks to Rasa: one internal HTTP call a turn, and one when a conversation ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter


class AssistantUnavailable(Exception):
    """The assistant is down, starting, too slow, or had nothing to say."""


@dataclass(frozen=True)
class Reply:
    """What the assistant answers to one message, before the website makes a turn of it."""

    messages: list[dict[str, Any]]
    risks: list[dict[str, str]] = field(default_factory=list)
    meta: dict[str, Any] = field(default_factory=dict)
    language: str = "fr"
    why: dict[str, Any] = field(default_factory=dict)
    """For staff only: ranking, entities, slots, model."""


class Assistant(Protocol):
    """What the website needs of an assistant."""

    def turn(
        self, sender: str, text: str, choice: str = "", metadata: dict[str, Any] | None = None
    ) -> Reply: ...

    def extend(self, sender: str) -> None: ...

    def end(self, sender: str) -> None: ...

    def state(self) -> str: ...

    def model(self) -> str: ...


class RasaAssistant:
    """The assistant behind ``RASA_URL``; connections are kept open between turns."""

    def __init__(self, url: str, secret: str, timeout: float) -> None:
        self._base = f"{url}/webhooks/ariane"
        self._timeout = timeout
        self._session = requests.Session()
        self._session.headers["X-Ariane-Secret"] = secret
        self._session.mount("http://", HTTPAdapter(pool_maxsize=64))

    def turn(self, sender: str, text: str, choice: str = "", metadata: dict[str, Any] | None = None) -> Reply:
        """Send one message and return the reply.

        *metadata* names the knowledge and the moment to answer from: staff code alone gives any (probe.py).

        Raises:
            AssistantUnavailable: no answer in time, or an answer that holds no message.
        """
        body = {"sender": sender, "text": text, "choice": choice, "metadata": metadata or {}}
        try:
            answer = self._session.post(f"{self._base}/turn", json=body, timeout=(1, self._timeout))
            answer.raise_for_status()
            raw = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise AssistantUnavailable(type(error).__name__) from error
        meta: dict[str, Any] = next((m for m in raw["messages"] if m["type"] == "meta"), {})
        messages = [m for m in raw["messages"] if m["type"] != "meta"]
        if not messages:
            raise AssistantUnavailable("empty reply")
        return Reply(messages, raw.get("risks", []), meta, raw.get("language", "fr"), raw.get("why", {}))

    def extend(self, sender: str) -> None:
        """Make the assistant keep a conversation for its whole time again."""
        self._tell("extend", sender)

    def end(self, sender: str) -> None:
        """Make the assistant forget a conversation; when it is down it has nothing to forget."""
        self._tell("end", sender)

    def _tell(self, what: str, sender: str) -> None:
        try:
            self._session.post(f"{self._base}/{what}", json={"sender": sender}, timeout=(0.5, 2))
        except requests.RequestException:
            return

    def model(self) -> str:
        """Return the name of the model that answers; « » when none does."""
        try:
            answer = self._session.get(f"{self._base}/", timeout=(0.5, 2))
            return str(answer.json().get("model") or "")
        except (requests.RequestException, ValueError):
            return ""

    def state(self) -> str:
        """Return « ready », « starting » or « down »."""
        try:
            answer = self._session.get(f"{self._base}/", timeout=(0.5, 2))
            return "ready" if answer.json().get("ready") else "starting"
        except requests.ConnectionError:
            return "down"
        except (requests.RequestException, ValueError):
            return "starting"


def actions_state() -> str:
    """Return « ready » or « down » for the actions process."""
    try:
        requests.get(f"{settings.ACTIONS_URL}/health", timeout=(0.5, 2)).raise_for_status()
    except requests.RequestException:
        return "down"
    return "ready"


ASSISTANT: Assistant = RasaAssistant(settings.RASA_URL, settings.INTERNAL_SECRET, settings.ASSISTANT_TIMEOUT)
"""The one assistant of the process; opens no connection before the first turn."""
