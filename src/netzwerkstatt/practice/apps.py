from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "netzwerkstatt.practice"
    label = "practice"
    verbose_name = "Erfahrungen"

    def ready(self) -> None:
        from netzwerkstatt.practice import manifest

        manifest.declare()
