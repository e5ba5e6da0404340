from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "netzwerkstatt.indicators"
    label = "indicators"
    verbose_name = "Strukturdaten"

    def ready(self) -> None:
        from netzwerkstatt.indicators import manifest

        manifest.declare()
