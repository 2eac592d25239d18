"""The internal channel: the website's one call a turn. Nothing else can speak to the assistant.

Every call needs the shared secret. Text is only ever text: what Rasa would read as a command is
disarmed here, and a choice arrives as structured data, never as a payload in a string.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import SlotSet
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from bot.choices import parse_choice
from knowledge.persons import AUTHOR, MINOR

SECRET_HEADER = "X-Ariane-Secret"


class ArianeChannel(InputChannel):
    """POST /webhooks/ariane/turn, …/extend and …/end, JSON in and out."""

    def __init__(self, secret: str) -> None:
        if not secret:
            raise ValueError("INTERNAL_SECRET est vide : donnez-lui une valeur dans .env")
        self._secret = secret

    @classmethod
    def name(cls) -> str:
        return "ariane"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ArianeChannel:
        return cls((credentials or {}).get("secret", ""))

    def _allowed(self, request: Request) -> bool:
        return hmac.compare_digest(request.headers.get(SECRET_HEADER, ""), self._secret)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        webhook = Blueprint("ariane_webhook", "ariane")

        @webhook.get("/")
        async def health(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            ready = bool(agent and agent.is_ready())
            return response.json({"ready": ready, "model": agent.model_name if ready else ""})

        @webhook.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            if not self._allowed(request):
                return response.json({}, status=403)
            agent = request.app.ctx.agent
            if not agent or not agent.is_ready():
                return response.json({}, status=503)
            body = request.json
            parsed = parse_choice(body["choice"]) if body.get("choice") else None
            if parsed is None:
                parsed = await agent.parse_message(as_text(body.get("text", "")))
            metadata = body.get("metadata") or {}
            if metadata.get("slots"):
                await _preset(agent, body["sender"], metadata["slots"])
            await _keep_minor(agent, body["sender"], parsed)
            collector = CollectingOutputChannel()
            message = UserMessage(
                parsed["text"],
                collector,
                body["sender"],
                parse_data=parsed,
                input_channel=self.name(),
                metadata=metadata,
            )
            await on_new_message(message)
            return response.json(
                {
                    "messages": [m["custom"] for m in collector.messages if "custom" in m],
                    "risks": parsed.get("risks", []),
                    "language": parsed.get("language", "fr"),
                    "why": await _why(agent, body["sender"], parsed) if metadata.get("explain") else {},
                }
            )

        @webhook.post("/extend")
        async def extend(request: Request) -> HTTPResponse:
            if not self._allowed(request):
                return response.json({}, status=403)
            agent = request.app.ctx.agent
            tracker = await agent.tracker_store.retrieve(request.json["sender"]) if agent else None
            if tracker:
                await agent.tracker_store.save(tracker)
            return response.json({})

        @webhook.post("/end")
        async def end(request: Request) -> HTTPResponse:
            if not self._allowed(request):
                return response.json({}, status=403)
            agent = request.app.ctx.agent
            if agent:
                # Rasa wraps the store of endpoints.yml to survive its failures; ours is inside.
                store = agent.tracker_store._tracker_store
                await store.delete(request.json["sender"])
            return response.json({})

        return webhook


async def _preset(agent: Agent, sender: str, slots: dict[str, Any]) -> None:
    """Set slots before the first message, as if the conversation had told them (staff's tests only)."""
    tracker = await agent.processor.fetch_tracker_and_update_session(sender)
    for name, value in slots.items():
        tracker.update(SlotSet(name, value))
    await agent.processor.save_tracker(tracker)


async def _keep_minor(agent: Agent, sender: str, parsed: dict[str, Any]) -> None:
    """Take who is concerned out of *parsed* when a minor writes: who says its age once goes on being a minor,
    also where it speaks of its mother."""
    others = [e for e in parsed["entities"] if e["entity"] != "concerned" or e["value"] in (MINOR, AUTHOR)]
    if len(others) == len(parsed["entities"]):
        return
    tracker = await agent.tracker_store.retrieve(sender)
    if tracker and tracker.get_slot("concerned") == MINOR:
        parsed["entities"] = others


async def _why(agent: Agent, sender: str, parsed: dict[str, Any]) -> dict[str, Any]:
    """Return what led to the answer, for staff's tests only."""
    tracker = await agent.tracker_store.retrieve(sender)
    slots = tracker.current_slot_values() if tracker else {}
    ranking = [
        {"name": label["name"], "confidence": label["confidence"]}
        for label in parsed.get("intent_ranking") or [parsed["intent"]]
    ]
    return {
        "ranking": ranking,
        "entities": parsed.get("entities", []),
        "slots": {name: value for name, value in slots.items() if value is not None},
        "model": agent.model_name or "",
    }


def as_text(text: str) -> str:
    """Return *text* so that Rasa cannot read a command in it (« /restart », « /intent{…} »)."""
    return text.lstrip("/ \t\r\n") or "?"
