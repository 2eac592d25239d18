from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "website.directory"
    label = "directory"
    verbose_name = "Annuaire"
