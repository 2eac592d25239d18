from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import path
from django.views.generic import TemplateView

from website.pages import views


def page(name: str) -> Callable[..., HttpResponseBase]:
    return TemplateView.as_view(template_name=f"pages/{name}.html")


urlpatterns = [
    path("", page("home"), name="home"),
    path("chat", page("chat"), name="chat"),
    path("urgence", page("emergency"), name="emergency"),
    path("guide", views.guide, name="guide"),
    path("fiches", views.sheets, name="sheets"),
    path("fiches/<slug:entry>", views.sheet, name="sheet"),
    path("confidentialite", page("privacy"), name="privacy"),
    path("accessibilite", page("accessibility"), name="accessibility"),
    path("mentions-legales", page("legal"), name="legal"),
]
