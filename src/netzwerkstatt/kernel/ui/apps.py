from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "netzwerkstatt.kernel.ui"
    label = "ui"
    verbose_name = "Bausteine"
