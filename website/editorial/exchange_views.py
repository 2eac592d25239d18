"""/admin/connaissances/echanger/: download the knowledge as a ZIP, upload one, or a spreadsheet, as drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from knowledge.loading import KnowledgeError
from website.editorial import exchange

PERMISSION = "editorial.publish_answer"


class UploadForm(forms.Form):
    archive = forms.FileField(
        label="Fichier", help_text="Le ZIP, ou le tableur (XLSX, CSV) d'une liste, corrigé ou non."
    )


class ExchangeView(WagtailAdminTemplateMixin, FormView):
    """Shows what an upload would change before anything is changed."""

    template_name = "editorial/exchange.html"
    page_title = "Exporter et importer"
    header_icon = "download"
    form_class = UploadForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.page_title)}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "confirm" in request.POST:
            return self._import()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: UploadForm) -> HttpResponse:
        content = form.cleaned_data["archive"].read()
        try:
            found = exchange.changes(exchange.read(content))
        except KnowledgeError as error:
            form.add_error("archive", str(error))
            return self.form_invalid(form)
        self._waiting.write_bytes(content)
        return self.render_to_response(self.get_context_data(form=form, changes=found, checked=True))

    def _import(self) -> HttpResponse:
        try:
            found = exchange.import_drafts(exchange.read(self._waiting.read_bytes()), self.request.user)
        except (OSError, KnowledgeError) as error:
            messages.error(self.request, f"Rien n'a été importé : choisissez le fichier à nouveau. {error}")
            return redirect(reverse("knowledge:exchange"))
        self._waiting.unlink(missing_ok=True)
        messages.success(self.request, f"{len(found)} brouillons faits : relisez-les, puis publiez.")
        return redirect(reverse("knowledge:due") + "#brouillons")

    @property
    def _waiting(self) -> Path:
        """Where the upload of this person waits for the confirmation."""
        return Path(settings.VAR) / f"import-{self.request.user.pk}"


def download(request: HttpRequest) -> HttpResponse:
    """Send the ZIP."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    response = HttpResponse(exchange.export_zip(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="connaissances-{timezone.localdate()}.zip"'
    return response
