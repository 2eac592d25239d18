from django.apps import AppConfig


class UnansweredConfig(AppConfig):
    name = "website.unanswered"
    label = "unanswered"
    verbose_name = "Questions gardées"

    def ready(self) -> None:
        from website.unanswered import receivers  # noqa: F401  # connects the receiver
