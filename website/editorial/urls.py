from django.urls import path

from website.editorial import report, views

app_name = "knowledge"
urlpatterns = [
    path("a-faire/", report.DueView.as_view(), name="due"),
    path("confirmer/<str:pk>/", report.confirm_today, name="confirm"),
    path("conseils/", views.tell_hints, name="hints"),
    path("horaires/", views.tell_hours, name="hours"),
    path("communes/", views.communes_of, name="communes"),
]
