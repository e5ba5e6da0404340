from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "netzwerkstatt.kernel.links"
    label = "links"
    verbose_name = "Signierte Links"
