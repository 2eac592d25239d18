from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "website.chat"
    label = "chat"
    verbose_name = "Dialogue public"
