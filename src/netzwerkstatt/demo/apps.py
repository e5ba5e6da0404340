from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "netzwerkstatt.demo"
    label = "demo"
    verbose_name = "Vorführung"
