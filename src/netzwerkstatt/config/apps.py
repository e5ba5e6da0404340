from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "netzwerkstatt.config"
    label = "config"
    verbose_name = "Netzwerkstatt"
