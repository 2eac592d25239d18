from django.urls import path

from website.editorial import bulk_views, exchange_views, report, views

app_name = "knowledge"
urlpatterns = [
    path("a-faire/", report.DueView.as_view(), name="due"),
    path("echanger/", exchange_views.ExchangeView.as_view(), name="exchange"),
    path("echanger/zip/", exchange_views.download, name="download"),
    path("confirmer/<str:pk>/", report.confirm_today, name="confirm"),
    path("lots/<uuid:batch>/", bulk_views.undo, name="undo"),
    path("conseils/", views.tell_hints, name="hints"),
    path("horaires/", views.tell_hours, name="hours"),
    path("communes/", views.communes_of, name="communes"),
]
