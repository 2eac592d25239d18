from django.urls import path

from website.directory import api, views

urlpatterns = [
    path("api/services", api.ServicesView.as_view()),
    path("annuaire", views.directory, name="directory"),
]
