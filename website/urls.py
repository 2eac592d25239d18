from django.urls import include, path
from wagtail.admin import urls as wagtail_admin

from website.accounts import views as accounts
from website.published import views as published

urlpatterns = [
    path("", include("website.chat.urls")),
    path("", include("website.directory.urls")),
    path("", include("website.widget.urls")),
    path("", include("website.pages.urls")),
    path("internal/knowledge", published.knowledge),
    path("internal/knowledge/<slug:reference>", published.knowledge),
    path("equipe/", include("website.accounts.urls")),
    path("equipe/", include("website.figures.urls")),
    path("equipe/", include("website.unanswered.urls")),
    path("equipe/", include("website.console.urls")),
    path("admin/login/", accounts.to_login),
    path("internal/model", published.model),
    path("admin/", include(wagtail_admin)),
]

handler400 = "website.pages.views.bad_request"
handler403 = "website.console.views.forbidden"
handler404 = "website.pages.views.not_found"
handler500 = "website.pages.views.failed"
