"""Deployment mistakes that must stop a start, as Django system checks with an id and a hint."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def secrets_are_not_the_demo(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Outside DEBUG the secrets of the demo, or short ones, are refused."""
    if settings.DEBUG:
        return []
    weak = [
        name
        for name, value in (
            ("DJANGO_SECRET_KEY", settings.SECRET_KEY),
            ("INTERNAL_SECRET", settings.INTERNAL_SECRET),
        )
        if value == settings.DEMO_SECRET or len(value) < 32
    ]
    hint = "Mettez une valeur au hasard de 32 caractères ou plus dans .env."
    return [
        Error(f"{name} est celui de la démonstration, ou trop court.", hint=hint, id="ariane.E001")
        for name in weak
    ]


@register()
def the_exit_leads_to_an_ordinary_site(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The quick exit goes to one of the allowed sites only."""
    if settings.EXIT_URL in settings.EXIT_SITES:
        return []
    hint = f"Choisissez parmi : {', '.join(settings.EXIT_SITES)}"
    return [Error("EXIT_URL n'est pas un des sites permis.", hint=hint, id="ariane.E002")]
