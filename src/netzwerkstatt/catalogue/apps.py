from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "netzwerkstatt.catalogue"
    label = "catalogue"
    verbose_name = "Katalog"

    def ready(self) -> None:
        from netzwerkstatt.catalogue import manifest

        manifest.declare()
