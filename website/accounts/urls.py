from django.contrib.auth.views import LogoutView
from django.urls import path

from website.accounts import views

app_name = "accounts"
urlpatterns = [
    path("connexion", views.Login.as_view(), name="login"),
    path("connexion/code", views.Code.as_view(), name="code"),
    path("deconnexion", LogoutView.as_view(next_page="accounts:login"), name="logout"),
    path("compte", views.account, name="account"),
    path("compte/mot-de-passe", views.Password.as_view(), name="password"),
    path("compte/second-facteur", views.enrol, name="enrol"),
    path("compte/second-facteur/retirer", views.remove, name="remove"),
]
