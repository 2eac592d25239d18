"""Do the addresses that the knowledge names still answer? Tried in the background, the last result kept."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from urllib.parse import urlsplit

import requests
from django.utils import timezone

from website.editorial.models import Fact, LinkCheck, Service

Fetch = Callable[[str], str]
"""Tries one address; returns an empty text when it answers, else what is wrong, in French."""

_TIMEOUT = 10
_AT_ONCE = 4


def addresses() -> list[str]:
    """Return every web address of the services and of the sources, each once."""
    found = {url or "" for url in Service.objects.values_list("url", flat=True)}
    for model in (Service, Fact):
        for sources in model.objects.values_list("sources", flat=True):
            found |= {source.get("url", "") for source in sources}
    return sorted(url for url in found if url.startswith(("http://", "https://")))


def fetch(url: str) -> str:
    """Try *url* over the network; only public addresses are asked."""
    if not _is_public(urlsplit(url).hostname or ""):
        return "adresse introuvable"
    try:
        reply = requests.get(url, timeout=_TIMEOUT, stream=True, headers={"User-Agent": "Ariane"})
        reply.close()
    except requests.Timeout:
        return "ne répond pas à temps"
    except requests.RequestException:
        return "ne répond pas"
    # A site that refuses programs (401, 403, 429) is there all the same.
    return f"page introuvable ({reply.status_code})" if reply.status_code in (404, 410) else _broken(reply)


def _broken(reply: requests.Response) -> str:
    return f"site en panne ({reply.status_code})" if reply.status_code >= 500 else ""


def _is_public(host: str) -> bool:
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return all(ipaddress.ip_address(address).is_global for address in found)


def check_links(fetch: Fetch = fetch, now: datetime | None = None) -> list[LinkCheck]:
    """Try every address and keep the result; addresses that are named no more are forgotten."""
    now = now or timezone.now()
    urls = addresses()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        problems = list(pool.map(fetch, urls))
    LinkCheck.objects.exclude(url__in=urls).delete()
    since = dict(LinkCheck.objects.filter(works=False).values_list("url", "broken_since"))
    checks = [
        LinkCheck(
            url=url,
            works=not problem,
            problem=problem,
            checked_at=now,
            broken_since=(since.get(url) or now) if problem else None,
        )
        for url, problem in zip(urls, problems, strict=True)
    ]
    fields = ["works", "problem", "checked_at", "broken_since"]
    return LinkCheck.objects.bulk_create(
        checks, update_conflicts=True, unique_fields=["url"], update_fields=fields
    )
