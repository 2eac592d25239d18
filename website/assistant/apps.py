from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "website.assistant"
    label = "assistant"
    verbose_name = "Assistant"
