from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "website.published"
    label = "published"
    verbose_name = "Versions publiées"
