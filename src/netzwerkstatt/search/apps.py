from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "netzwerkstatt.search"
    label = "search"
    verbose_name = "Suche"

    def ready(self) -> None:
        from netzwerkstatt.kernel import registry
        from netzwerkstatt.search.actions import index_changed

        registry.on_changed(index_changed)
        for model in ("SearchEntry", "IndexClock", "IndexChange", "IndexedWord"):
            registry.register_personal_data(f"search.{model}", "")
