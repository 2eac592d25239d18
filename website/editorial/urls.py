from django.urls import path

from website.editorial import views

app_name = "knowledge"
urlpatterns = [
    path("conseils/", views.tell_hints, name="hints"),
    path("horaires/", views.tell_hours, name="hours"),
    path("communes/", views.communes_of, name="communes"),
]
