"""How each form is laid out: what is edited most comes first, the rest is folded."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
)

from website.editorial.forms.answer import AnswerForm
from website.editorial.forms.others import (
    CommuneForm,
    FactForm,
    GuideForm,
    InterfaceTextForm,
    RiskCardForm,
)
from website.editorial.forms.service import ServiceForm
from website.editorial.usage import used_by


class BesidePanel(Panel):
    """What an editor should know beside the fields: hints on the text, and where the entry is used."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial/beside.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            new = self.instance._state.adding
            context["warnings"] = [] if new else self.form.warnings()
            context["usages"] = [] if new else used_by(self.instance)
            return context


def _fields(heading: str, *names: str, folded: bool = False, **kwargs: Any) -> MultiFieldPanel:
    panels = [FieldPanel(name) for name in names]
    return MultiFieldPanel(panels, heading, classname="collapsed" if folded else "", **kwargs)


def _row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


ANSWER = ObjectList(
    [
        BesidePanel(),
        _fields("Fiche", "title", "choice", "topic"),
        _fields("Réponse", "bubbles", "steps_title", "steps"),
        _fields("On me demande aussi comme ça", "phrases", folded=True),
        _fields("À une personne qui aide", "bubbles_helping", "steps_helping"),
        _fields("À une personne mineure", "bubbles_minor", folded=True),
        _fields("Services et suites", "services", "kinds", "related"),
        _fields("Preuves", "facts", "guide_page"),
        MultiFieldPanel(
            [_row("reviewed_on", "review_by"), FieldPanel("to_validate_by"), FieldPanel("status"), FieldPanel("note")],
            "Suivi",
        ),
        PublishingPanel(),
    ],
    base_form_class=AnswerForm,
)  # fmt: skip
SERVICE = ObjectList(
    [
        BesidePanel(),
        _fields("Service", "name", "service_kind", "what", "national"),
        _fields("Joindre le service", "phones", "sms", "email", "url"),
        MultiFieldPanel([FieldPanel("address"), _row("postcode", "commune"), FieldPanel("area")], "Lieu"),
        _fields("Horaires", "hours", "opening_hours", "closures", "by_appointment"),
        _fields("Conditions", "free", "anonymous", "on_phone_bill", "languages", "accessible", folded=True),
        _fields("Quand le montrer", "topics"),
        _fields("Confiance et sources", "confidence", "confidence_fields", "conflicts", "sources"),
        MultiFieldPanel([_row("lat", "lon")], "Position sur la carte", classname="collapsed"),
        MultiFieldPanel(
            [_row("confirmed_on", "review_by"), FieldPanel("status"), FieldPanel("note")], "Suivi"
        ),
        PublishingPanel(),
    ],
    base_form_class=ServiceForm,
)
FACT = ObjectList(
    [
        BesidePanel(),
        _fields("Fait", "text", "topic", "fact_kind", "law", "changed"),
        _fields("Confiance et sources", "confidence", "sources", "conflict", "to_check"),
        _fields("Suivi", "note"),
        PublishingPanel(),
    ],
    base_form_class=FactForm,
)
COMMUNE = ObjectList(
    [
        BesidePanel(),
        _fields("Commune", "name", "postcodes", "police_service"),
        _fields("Reconnaître son nom", "aliases", "ambiguous_with"),
        MultiFieldPanel([_row("lat", "lon")], "Position sur la carte"),
        _fields("Suivi", "note"),
        PublishingPanel(),
    ],
    base_form_class=CommuneForm,
)
RISK_CARD = ObjectList(
    [
        BesidePanel(),
        _fields("Carte", "title", "text", "text_helping", "text_minor", "services"),
        _fields("Suivi", "facts", "note"),
        PublishingPanel(),
    ],
    base_form_class=RiskCardForm,
)
INTERFACE_TEXT = ObjectList(
    [BesidePanel(), _fields("Texte", "text", "use", "note"), PublishingPanel()],
    base_form_class=InterfaceTextForm,
)
GUIDE = ObjectList(
    [_fields("Guide", "title", "publisher", "filename", "note"), PublishingPanel()],
    base_form_class=GuideForm,
)
