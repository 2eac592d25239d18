"""What /admin shows of the knowledge base."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from website.editorial.viewsets import KnowledgeGroup

register_snippet(KnowledgeGroup)


@hooks.register("register_admin_urls")
def knowledge_urls() -> list[URLPattern | URLResolver]:
    """Our own pages, below /admin, for who may enter it."""
    return [path("connaissances/", include("website.editorial.urls", namespace="knowledge"))]
