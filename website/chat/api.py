"""The public chat of contract.md: start, message, extend, end, emergency."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO, Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from website.assistant import client
from website.chat import conversations, keeping, serializers, signals
from website.chat.emergency import emergency_contacts
from website.chat.limits import AddressLimit
from website.chat.problems import TooLong, problem
from website.chat.turns import make_turn, offered_in, reduced, welcome

_PROBLEMS = dict.fromkeys(
    [(code, "application/problem+json") for code in (400, 403, 404, 405, 413, 415, 429, 503)],
    serializers.ProblemSerializer,
)


class StrictJSON(JSONParser):
    """JSON whose texts can be written as UTF-8: a lone surrogate becomes « ? », not an error."""

    def parse(self, stream: IO[bytes], media_type: Any = None, parser_context: Any = None) -> Any:
        return _clean(super().parse(stream, media_type, parser_context))


class BeaconParser(BaseParser):
    """The same in a text/plain beacon, which needs no preflight from another site."""

    media_type = "text/plain"

    def parse(self, stream: IO[bytes], media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            return _clean(json.loads(stream.read().decode("utf-8")))
        except (ValueError, RecursionError) as error:
            raise ParseError from error


def _clean(value: Any) -> Any:
    """Return *value* if it is an object, its texts free of lone surrogates and NUL characters.

    Raises:
        ParseError: the body is not a JSON object.
    """
    if not isinstance(value, dict):
        raise ParseError
    return {
        key: item.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
        if isinstance(item, str)
        else item
        for key, item in value.items()
    }


class StartView(APIView):
    """Begin a conversation."""

    parser_classes = [StrictJSON]
    throttle_classes = [AddressLimit]

    @extend_schema(
        request=serializers.StartSerializer,
        responses={201: serializers.StartedSerializer, **_PROBLEMS},
        operation_id="start",
    )
    def post(self, request: Request) -> Response:
        serializers.StartSerializer(data=request.data).is_valid(raise_exception=True)
        messages = welcome()
        token = conversations.start(offered_in(messages))
        signals.conversation_started.send_robust(None)
        body = {"conversation": token, "expires_in": settings.CONVERSATION_TTL, "messages": messages}
        return Response(body, status=201)


class MessageView(APIView):
    """Send a text, or choose something that was offered."""

    parser_classes = [StrictJSON]
    throttle_classes = [AddressLimit]

    @extend_schema(
        request=serializers.MessageSerializer,
        responses={200: serializers.TurnSerializer, **_PROBLEMS},
        operation_id="message",
    )
    def post(self, request: Request) -> Response:
        text = request.data.get("text")
        if isinstance(text, str) and len(text) > settings.MAX_TEXT:
            raise TooLong
        given = serializers.MessageSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        data = given.validated_data
        text, choice = data.get("text", ""), data.get("choice", "")
        try:
            conversation = conversations.find(data["conversation"])
        except conversations.ConversationsAway:
            return _reduced(text, choice)
        if choice and choice not in conversation.offered:
            return problem(400, "Ce choix n'est plus proposé. Écrivez avec vos mots.")
        if choice == keeping.KEEP:
            turn = keeping.keep(conversation)
            _save(conversation)
            return Response(turn)
        try:
            reply = client.ASSISTANT.turn(conversation.sender, text, choice)
        except client.AssistantUnavailable:
            return _reduced(text, choice, conversation)
        turn = make_turn(reply)
        _tell(turn["topics"], turn["risks"], turn["language"], unsure=keeping.is_unsure(turn))
        keeping.offer(conversation, text, turn, reply.meta.get("concerned", ""))
        # Earlier choices stay on the visitor's screen: they stay valid, up to a bound.
        offered = offered_in(turn["messages"])
        conversation.offered = list(dict.fromkeys([*offered, *conversation.offered]))[:60]
        _save(conversation)
        return Response(turn)


class ExtendView(APIView):
    """Give a conversation its whole time again, without a message."""

    parser_classes = [StrictJSON]
    throttle_classes = [AddressLimit]

    @extend_schema(
        request=serializers.EndSerializer,
        responses={200: serializers.ExtendedSerializer, **_PROBLEMS},
        operation_id="extend",
    )
    def post(self, request: Request) -> Response:
        given = serializers.EndSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        conversation = conversations.find(given.validated_data["conversation"])
        conversations.save(conversation)
        client.ASSISTANT.extend(conversation.sender)
        return Response({"expires_in": settings.CONVERSATION_TTL})


def _reduced(text: str, choice: str, conversation: conversations.Conversation | None = None) -> Response:
    """Reply with what can be said without the assistant; a danger noticed now is remembered."""
    messages, risks = reduced(text, choice)
    if conversation:
        told = choice in ("faq/urgence", "safety/no", "safety/unknown")
        keeping.withdraw(conversation, danger=bool(risks) or told)
        _save(conversation)
    _tell(risks=risks, reduced=True)
    return problem(503, messages=messages, risks=risks)


def _save(conversation: conversations.Conversation) -> None:
    """Keep what the next turn needs; the answer of this one is shown whether or not that works."""
    try:
        conversations.save(conversation)
    except conversations.UnknownConversation:
        # Ended while the assistant answered: what it kept at the end of its turn goes too.
        client.ASSISTANT.end(conversation.sender)
    except conversations.ConversationsAway:
        return


def _tell(
    topics: Sequence[str] = (),
    risks: Sequence[str] = (),
    language: str = "fr",
    unsure: bool = False,
    reduced: bool = False,
) -> None:
    """Tell listeners what a turn was about, without a word of it; a listener that fails harms no turn."""
    signals.turn_answered.send_robust(
        None, topics=list(topics), risks=list(risks), language=language, unsure=unsure, reduced=reduced
    )


class EndView(APIView):
    """End a conversation: nothing of it is left."""

    parser_classes = [StrictJSON, BeaconParser]

    @extend_schema(request=serializers.EndSerializer, responses={204: None, **_PROBLEMS}, operation_id="end")
    def post(self, request: Request) -> Response:
        given = serializers.EndSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        client.ASSISTANT.end(conversations.forget(given.validated_data["conversation"]))
        return Response(status=204)


class EmergencyView(APIView):
    """The emergency numbers."""

    @extend_schema(responses={200: serializers.EmergencySerializer}, operation_id="emergency")
    def get(self, request: Request) -> Response:
        return Response({"emergency": emergency_contacts()})
