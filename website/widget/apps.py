from django.apps import AppConfig


class WidgetConfig(AppConfig):
    name = "website.widget"
    label = "widget"
    verbose_name = "Widget"
