"""For the other processes: the published knowledge, and the model in use. Internal port, shared secret, ETag."""

from __future__ import annotations

from typing import Any

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotFound,
    HttpResponseNotModified,
    JsonResponse,
)

from website.published import trained
from website.published.internal import is_internal
from website.published.references import UnknownReference, snapshot_of


def knowledge(request: HttpRequest, reference: str = "") -> HttpResponse:
    """Send the live snapshot, or the one that *reference* names; 304 when the caller has it."""
    if not is_internal(request):
        return HttpResponseNotFound()
    try:
        snapshot = snapshot_of(reference)
    except UnknownReference:
        return HttpResponseNotFound()
    etag = f'"{snapshot.version}-{snapshot.checksum[:16]}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    body: dict[str, Any] = {"version": snapshot.version, "content": snapshot.to_plain()}
    return JsonResponse(body, headers={"ETag": etag})


def model(request: HttpRequest) -> HttpResponseBase:
    """Send the model in use, as Rasa's model server protocol has it; 204 when the caller has it."""
    if not is_internal(request):
        return HttpResponseNotFound()
    path, checksum = trained.served()
    if not checksum or request.headers.get("If-None-Match") == checksum:
        return HttpResponse(status=204)
    headers = {"ETag": checksum, "filename": path.name}
    return FileResponse(path.open("rb"), content_type="application/gzip", headers=headers)
