from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PublishedConfig(AppConfig):
    name = "website.published"
    label = "published"
    verbose_name = "Versions publiées"

    def ready(self) -> None:
        from website.published.roles import grant

        post_migrate.connect(grant, sender=self)
