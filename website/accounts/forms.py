"""Logging in: a password first, then the code of the second factor where one is set up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from website.accounts.demo import ACCOUNTS


class LoginForm(AuthenticationForm):
    """Django's form; demonstration accounts open nothing outside DEBUG."""

    error_messages = {
        "invalid_login": "Identifiant ou mot de passe incorrect. Après 5 essais, le compte est bloqué 15 minutes.",
        "inactive": "Ce compte est désactivé.",
    }

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        super().confirm_login_allowed(user)  # type: ignore[arg-type]
        if user.get_username() in ACCOUNTS and not settings.DEBUG:
            raise ValidationError("Les comptes de démonstration sont fermés ici.", code="inactive")


class CodeForm(forms.Form):
    """Six digits of the application, or a recovery code."""

    code = forms.CharField(
        label="Code",
        max_length=16,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).replace(" ", "").replace("-", "").lower()


class RemoveForm(CodeForm):
    """Taking the second factor away asks for the password too."""

    password = forms.CharField(
        label="Mot de passe",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["password", "code"]

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self._user.check_password(password):
            raise ValidationError("Le mot de passe est incorrect.")
        return password
