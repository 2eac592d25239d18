from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "website.editorial"
    label = "editorial"
    verbose_name = "Base de connaissances"
