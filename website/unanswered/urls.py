from django.urls import path

from website.unanswered import views

app_name = "unanswered"
urlpatterns = [
    path("questions", views.kept, name="list"),
    path("questions/<int:pk>", views.settle, name="settle"),
]
