from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

from website.chat import api, health

urlpatterns = [
    path("api/chat/start", api.StartView.as_view()),
    path("api/chat/message", api.MessageView.as_view()),
    path("api/chat/extend", api.ExtendView.as_view()),
    path("api/chat/end", api.EndView.as_view()),
    path("api/emergency", api.EmergencyView.as_view()),
    path("api/schema", SpectacularJSONAPIView.as_view()),
    path("healthz", health.alive),
    path("readyz", health.ready),
]
