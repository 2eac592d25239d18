"""Test cases out to a spreadsheet or to Rasa's test stories, and back in."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from website.cases import exchange
from website.cases.models import TestCase
from website.cases.stories import from_stories, to_stories
from website.console.access import needs
from website.console.cases import filtered

_MAX_BYTES = 2_000_000


class ImportForm(forms.Form):
    """A CSV or test stories as the exports write them; all of it or none is taken."""

    file = forms.FileField(
        label="Fichier CSV ou YAML",
        help_text="Comme les exports. Un cas dont le titre existe déjà est remplacé. Une erreur : rien n'est pris.",
    )

    def clean_file(self) -> list[TestCase]:
        file = self.cleaned_data["file"]
        if file.size > _MAX_BYTES:
            raise ValidationError("Ce fichier dépasse 2 Mo.")
        try:
            text = file.read().decode("utf-8-sig")
            return from_stories(text) if file.name.endswith((".yml", ".yaml")) else exchange.from_csv(text)
        except UnicodeDecodeError as error:
            raise ValidationError("Ce fichier n'est pas un texte en UTF-8.") from error
        except exchange.BadCases as error:
            raise ValidationError(str(error)) from error


@needs("cases.view_testcase")
def export_csv(request: HttpRequest) -> HttpResponse:
    """Send the cases that the filters of the table leave."""
    response = HttpResponse(
        "\ufeff" + exchange.to_csv(filtered(request)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="cas-de-test.csv"'
    return response


@needs("cases.view_testcase")
def export_stories(request: HttpRequest) -> HttpResponse:
    """Send them as stories that `rasa test` runs; the first line says how many no story can express."""
    text, left_out = to_stories(filtered(request))
    response = HttpResponse(
        f"# {left_out} cas ne peuvent pas s'écrire ainsi.\n{text}", content_type="application/yaml"
    )
    response["Content-Disposition"] = 'attachment; filename="test_cas.yml"'
    return response


@needs("cases.add_testcase", "cases.change_testcase")
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Take cases from a file."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        number = exchange.save(form.cleaned_data["file"], request.user.get_username())
        messages.success(request, f"{number} cas pris.")
        return redirect("console:cases")
    return render(request, "console/case_import.html", {"form": form})
