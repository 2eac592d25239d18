"""A cast and every staff address: who may open what. Default deny: an address nobody listed opens to nobody below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from website.accounts import roles

pytestmark = pytest.mark.django_db
CAST = ("anonymous", "stranger", "duty", "tester", "editor", "admin")
_ROLE = {"duty": roles.DUTY, "tester": roles.TESTER, "editor": roles.EDITOR, "admin": roles.ADMINISTRATION}
# The doors: what must open without being logged in.
OPEN = {"/equipe/connexion", "/admin/login/"}
# One's own account: to whoever is logged in.
OWN = {
    "/equipe/connexion/code",
    "/equipe/deconnexion",
    "/equipe/compte",
    "/equipe/compte/mot-de-passe",
    "/equipe/compte/second-facteur",
    "/equipe/compte/second-facteur/retirer",
}
# Who gets through the guard of each address of /equipe (404 or 405 behind it is through).
TESTERS, EDITORS, ADMINS = {"tester", "editor", "admin"}, {"editor", "admin"}, {"admin"}
EQUIPE = {
    "/equipe/": {"duty", *TESTERS},
    "/equipe/chiffres": {"duty", *TESTERS},
    "/equipe/chiffres.csv": {"duty", *TESTERS},
    "/equipe/essai": TESTERS,
    "/equipe/juger": TESTERS,
    "/equipe/jugements/1": TESTERS,
    "/equipe/jugements/1/cas": TESTERS,
    "/equipe/a-traiter": TESTERS,
    "/equipe/a-traiter/1": TESTERS,
    "/equipe/cas": TESTERS,
    "/equipe/cas/nouveau": TESTERS,
    "/equipe/cas/1": TESTERS,
    "/equipe/cas/1/effacer": ADMINS,
    "/equipe/cas/export.csv": TESTERS,
    "/equipe/cas/test_cas.yml": TESTERS,
    "/equipe/cas/import": TESTERS,
    "/equipe/passages": TESTERS,
    "/equipe/passages/nouveau": TESTERS,
    "/equipe/passages/1": TESTERS,
    "/equipe/passages/1/progression": TESTERS,
    "/equipe/passages/1/arreter": TESTERS,
    "/equipe/campagnes": TESTERS,
    "/equipe/campagnes/nouvelle": EDITORS,
    "/equipe/campagnes/1": TESTERS,
    "/equipe/campagnes/1/clore": EDITORS,
    "/equipe/questions": EDITORS,
    "/equipe/questions/1": EDITORS,
}


@pytest.fixture
def cast() -> dict[str, Client]:
    clients = {"anonymous": Client()}
    for who in CAST[1:]:
        user = get_user_model().objects.create_user(who)
        if who in _ROLE:
            user.groups.add(Group.objects.get(name=_ROLE[who]))
        clients[who] = Client()
        clients[who].force_login(user)
    return clients


def addresses(start: str) -> set[str]:
    """Return every address below *start*, with 1 for whatever it takes."""
    return {path for path in _walk(get_resolver().url_patterns, "/") if path.startswith(start)}


def _walk(patterns: Any, prefix: str) -> Iterator[str]:
    for pattern in patterns:
        path = prefix + _filled(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield path


def _filled(route: str) -> str:
    route = re.sub(r"<[^>]+>", "1", route)
    route = re.sub(r"\(\?P1[^)]*\)|\((?:[^()]|\([^()]*\))*\)", "1", route)
    return (
        route.replace("^", "").replace("$", "").replace("\\", "").replace("Z", "")
        if "^" in route or "\\" in route
        else route
    )


def denied(reply: Any) -> bool:
    if reply.status_code == 403:
        return True
    return reply.status_code == 302 and reply.url.startswith(("/equipe/connexion", "/admin/login"))


def test_the_table_knows_every_address_of_the_staff_side() -> None:
    assert addresses("/equipe") - OPEN - OWN == set(EQUIPE)


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_of_the_cast_opens_what_its_role_needs_and_nothing_else(
    cast: dict[str, Client], method: str
) -> None:
    wrong = []
    for path, may in EQUIPE.items():
        for who, client in cast.items():
            through = not denied(getattr(client, method)(path))
            if through != (who in may):
                wrong.append(f"{method} {path}: {who} {'gets in' if through else 'is kept out'}")
    assert wrong == []


def test_one_s_own_account_needs_a_login(cast: dict[str, Client]) -> None:
    for path in OWN - {"/equipe/deconnexion"}:
        assert denied(cast["anonymous"].get(path)), path
    assert cast["stranger"].get("/equipe/compte").status_code == 200


def test_nobody_without_the_right_gets_into_the_knowledge_base(cast: dict[str, Client]) -> None:
    wrong = []
    for path in sorted(addresses("/admin") - OPEN):
        for who in ("anonymous", "stranger", "duty"):
            reply = cast[who].get(path)
            # Wagtail's catalogue of translations and its sprite tell nothing.
            if reply.status_code == 200 and not re.search(r"/(?:jsi18n|sprite)", path):
                wrong.append(f"{path}: {who}")
    assert wrong == []


KINDS = ("answer", "service", "fact", "commune", "riskcard", "interfacetext", "guide")


def refused(reply: Any) -> bool:
    """Wagtail sends who lacks a right back to its first page."""
    return denied(reply) or (reply.status_code == 302 and reply.url == "/admin/")


def test_a_tester_reads_the_knowledge_base_and_changes_nothing(cast: dict[str, Client]) -> None:
    for kind in KINDS:
        start = f"/admin/snippets/editorial/{kind}"
        assert cast["tester"].get(f"{start}/").status_code == 200, kind
        for path in (
            f"{start}/add/",
            *(f"{start}/{action}/preuves/" for action in ("edit", "delete", "unpublish")),
        ):
            for method in ("get", "post"):
                reply = getattr(cast["tester"], method)(path)
                assert refused(reply) or reply.status_code == 404, f"{method} {path}: {reply.status_code}"


def test_accounts_groups_and_settings_are_a_superuser_s_alone(cast: dict[str, Client]) -> None:
    for path in ("users/", "users/add/", "groups/", "groups/new/", "sites/", "workflows/add/", "redirects/"):
        for who in ("tester", "editor", "admin"):
            reply = cast[who].get(f"/admin/{path}")
            assert refused(reply) or reply.status_code == 404, f"{path}: {who} {reply.status_code}"


def test_editors_and_admins_get_into_the_knowledge_base(cast: dict[str, Client]) -> None:
    for who in ("editor", "admin"):
        assert cast[who].get("/admin/").status_code == 200, who
        assert cast[who].get("/admin/snippets/editorial/answer/add/").status_code == 200, who
