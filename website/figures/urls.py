from django.urls import path

from website.figures import views

app_name = "figures"
urlpatterns = [
    path("chiffres", views.page, name="page"),
    path("chiffres.csv", views.table, name="csv"),
]
