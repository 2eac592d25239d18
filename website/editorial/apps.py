from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "website.editorial"
    label = "editorial"
    verbose_name = "Base de connaissances"

    def ready(self) -> None:
        from website.editorial import signals  # noqa: F401  # connects the receivers
        from website.editorial.entries import draft_entries
        from website.published.references import drafts_come_from

        drafts_come_from(draft_entries)
