"""The embeddable chat: plain ES modules at stable addresses, and all of them in one file whose address and hash are fixed."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

_MODULES = Path(__file__).resolve().parent / "modules"
# Each after those it needs; the loader last.
_ORDER = (
    "messages",
    "gateway",
    "leaving",
    "countdown",
    "viewport",
    "style",
    "transcript",
    "composer",
    "panel",
    "widget",
)
_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_DYNAMIC = re.compile(r"^.*await import\(.*\);$", re.MULTILINE)
_NAMES = re.compile(r"^export (?:async )?(?:class|function|const) (\w+)", re.MULTILINE)


def module(request: HttpRequest, name: str) -> HttpResponse:
    """Send one module of the widget."""
    path = _MODULES / f"{name}.js"
    if not path.is_file():
        raise Http404
    return _script(path.read_text("utf-8"))


def fixed(request: HttpRequest, version: str) -> HttpResponse:
    """Send the whole widget as one file, if *version* is the one that this server has."""
    source = bundle()
    if version != version_of(source):
        raise Http404
    return _script(source)


def about(request: HttpRequest) -> JsonResponse:
    """Tell the address and the hash of the whole widget, for sites that pin what they include."""
    source = bundle()
    digest = base64.b64encode(hashlib.sha384(source.encode()).digest()).decode()
    return JsonResponse({"path": f"/widget-{version_of(source)}.js", "integrity": f"sha384-{digest}"})


@cache
def bundle() -> str:
    """Return all modules as one, each in a scope of its own."""
    parts = []
    for name in _ORDER:
        source = (_MODULES / f"{name}.js").read_text("utf-8")
        names = ", ".join(_NAMES.findall(source))
        body = _DYNAMIC.sub("", _IMPORT.sub("", source)).replace("\nexport ", "\n")
        parts.append(f"const {{ {names} }} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();\n")
    return "".join(parts)


def version_of(source: str) -> str:
    """Return a short name that changes with the source."""
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def _script(source: str) -> HttpResponse:
    response = HttpResponse(source, content_type="text/javascript; charset=utf-8")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
