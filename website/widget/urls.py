from django.urls import path

from website.widget import views

urlpatterns = [
    path("widget.js", views.module, {"name": "widget"}),
    path("widget.json", views.about),
    path("widget-<slug:version>.js", views.fixed),
    path("widget/<slug:name>.js", views.module),
]
