"""Rendering an API reply outside an API view: error pages and middleware."""

from __future__ import annotations

from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response


def rendered(reply: Response) -> Response:
    """Return *reply* rendered as JSON, ready to be sent."""
    reply.accepted_renderer = JSONRenderer()
    reply.accepted_media_type = "application/json"
    reply.renderer_context = {}
    return reply.render()
