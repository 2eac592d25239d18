from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "website.figures"
    label = "figures"
    verbose_name = "Chiffres"

    def ready(self) -> None:
        from website.figures import receivers  # noqa: F401  # connects the receivers
