from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "website.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from website.pages import checks  # noqa: F401  # registers the checks
