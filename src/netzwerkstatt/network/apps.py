from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "netzwerkstatt.network"
    label = "network"
    verbose_name = "Netzwerk"

    def ready(self) -> None:
        from netzwerkstatt.network import manifest

        manifest.declare()
