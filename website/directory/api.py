"""GET /api/services: the public directory as data."""

from __future__ import annotations

from datetime import datetime

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from knowledge.opening_hours import PARIS
from website.chat.serializers import ServicesSerializer
from website.directory.search import Query, search

_MAX = 200


def query_of(params: dict[str, str]) -> Query:
    """Return the query in request parameters, each cut to a sane length."""
    cut = {name: str(params.get(name, ""))[:_MAX].strip() for name in ("commune", "kind", "topic", "q")}
    return Query(**cut, open_now=params.get("open") == "now")


class ServicesView(APIView):
    """The public directory, nearest first when a commune is given."""

    @extend_schema(
        operation_id="services",
        parameters=[OpenApiParameter(name, str) for name in ("commune", "kind", "topic", "q", "open")],
        responses={200: ServicesSerializer},
    )
    def get(self, request: Request) -> Response:
        found = search(query_of(request.query_params), datetime.now(PARIS))
        return Response({"services": found})
