from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "website.cases"
    label = "cases"
    verbose_name = "Cas de test"
