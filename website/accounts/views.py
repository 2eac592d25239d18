"""The doors of the staff's side: logging in and out, the second factor, one's own account."""

from __future__ import annotations

from typing import Any

from axes.helpers import get_failure_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, PasswordChangeView, RedirectURLMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView
from django_otp import login as otp_login
from redis.exceptions import RedisError

from website.accounts import second_factor
from website.accounts.forms import CodeForm, LoginForm, RemoveForm


class Login(LoginView):
    """One login for /equipe and /admin."""

    template_name = "accounts/login.html"
    form_class = LoginForm
    next_page = "console:home"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log in; nobody can where failures cannot be counted."""
        try:
            return super().post(request, *args, **kwargs)
        except RedisError:
            return render(request, "accounts/unavailable.html", status=503)


def locked_out(request: HttpRequest, original: Any = None, credentials: Any = None) -> HttpResponse:
    """Say that the account is blocked, and for how long; django-axes calls this."""
    limit = get_failure_limit(request, credentials)
    return render(request, "accounts/locked.html", {"limit": limit}, status=429)


@method_decorator([login_required, sensitive_post_parameters()], name="dispatch")
class Code(RedirectURLMixin, FormView):
    """The second step of logging in."""

    template_name = "accounts/code.html"
    form_class = CodeForm
    next_page = "console:home"

    def form_valid(self, form: CodeForm) -> HttpResponse:
        device = second_factor.check_code(self.request.user, form.cleaned_data["code"])
        if device is None:
            form.add_error(
                "code", "Ce code n'est pas le bon. Attendez quelques secondes, puis essayez le suivant."
            )
            return self.form_invalid(form)
        otp_login(self.request, device)
        return super().form_valid(form)


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: role, password, second factor."""
    return render(
        request,
        "accounts/account.html",
        {"second_factor": second_factor.is_set_up(request.user), "roles": request.user.groups.order_by("name")},
    )  # fmt: skip


@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Set the second factor up: scan, type a code, keep the recovery codes shown once."""
    if second_factor.is_set_up(request.user):
        return redirect("accounts:account")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = second_factor.confirm(request, form.cleaned_data["code"])
        if codes:
            return render(request, "accounts/recovery.html", {"codes": codes})
        form.add_error(
            "code", "Ce code n'est pas le bon. Vérifiez l'heure du téléphone, puis essayez le suivant."
        )
    device = second_factor.pending_device(request.user)
    # Drawn by qrcode from our own address: nothing of it comes from a person.
    picture = mark_safe(second_factor.qr_picture(device))
    key = device.config_url.partition("secret=")[2].partition("&")[0]
    return render(request, "accounts/enrol.html", {"form": form, "picture": picture, "key": key})


@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """Take the second factor away: password and a code."""
    form = RemoveForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if second_factor.check_code(request.user, form.cleaned_data["code"]):
            second_factor.remove(request.user)
            messages.success(request, "Le second facteur est retiré.")
            return redirect("accounts:account")
        form.add_error("code", "Ce code n'est pas le bon.")
    return render(request, "accounts/remove.html", {"form": form})


class Password(PasswordChangeView):
    """Change one's own password."""

    template_name = "accounts/password.html"
    success_url = reverse_lazy("accounts:account")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Le mot de passe est changé.")
        return super().form_valid(form)


def to_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's own login page leads to the one login."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse("accounts:login") + (f"?{query}" if query else ""))
