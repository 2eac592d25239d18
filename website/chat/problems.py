"""Errors of the public API: application/problem+json, in French fit to show, always with a way to help."""

from __future__ import annotations

import logging
from types import TracebackType
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response

from website.chat.conversations import ConversationsAway, UnknownConversation
from website.chat.emergency import emergency_contacts

logger = logging.getLogger(__name__)

_TITLES = {
    400: ("Message non compris", "La demande est mal formée. Rechargez la page et réessayez."),
    403: ("Non autorisé", "Ce site ne peut pas ouvrir ce dialogue."),
    404: ("Conversation terminée", "Cette conversation est finie ou a expiré. Rien n'en est gardé. Vous pouvez en commencer une autre."),
    405: ("Demande impossible", "Cette adresse ne répond pas à ce type de demande."),
    406: ("Demande impossible", "Ce format n'est pas disponible."),
    413: ("Message trop long", "Votre message dépasse 10 000 caractères. Envoyez-le en plusieurs fois."),
    415: ("Demande impossible", "Le format de la demande n'est pas reconnu."),
    429: ("Beaucoup de messages", "Vous avez écrit beaucoup de messages en peu de temps. Attendez un instant, puis renvoyez."),
    500: ("Erreur", "Une erreur est survenue chez nous. Vous pouvez réessayer."),
    503: ("Assistant indisponible", "Le programme ne répond pas en ce moment. Vous pouvez renvoyer votre message dans quelques instants."),
}  # fmt: skip


class TooLong(exceptions.APIException):
    """A text over 10,000 characters."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE


def without_text(error: Exception) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    """Return what a log may hold of an error: its class and where it happened, not its words."""
    return type(error), Exception(), error.__traceback__


def problem(code: int, detail: str = "", **more: Any) -> Response:
    """Return a problem reply for an HTTP status, with the emergency numbers."""
    title, usual = _TITLES.get(code, _TITLES[400 if code < 500 else 500])
    body = {
        "type": "about:blank",
        "title": title,
        "status": code,
        "detail": detail or usual,
        "emergency": emergency_contacts(),
        **more,
    }
    return Response(body, status=code, content_type="application/problem+json")


def handle(error: Exception, context: dict[str, Any]) -> Response:
    """Turn any exception of an API view into a problem; what the visitor wrote is never logged."""
    if isinstance(error, (UnknownConversation, Http404)):
        return problem(404)
    if isinstance(error, ConversationsAway):
        return problem(503)
    if isinstance(error, RequestDataTooBig):
        return problem(413)
    if isinstance(error, exceptions.Throttled):
        reply = problem(429)
        reply["Retry-After"] = str(max(1, round(error.wait or 1)))
        return reply
    if isinstance(error, exceptions.MethodNotAllowed):
        reply = problem(405)
        reply["Allow"] = ", ".join(context["view"].allowed_methods)
        return reply
    if isinstance(error, exceptions.APIException):
        return problem(error.status_code)
    logger.error("API error %s", type(error).__name__, exc_info=without_text(error))
    return problem(500)
