from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "website.console"
    label = "console"
    verbose_name = "Espace de l'équipe"
