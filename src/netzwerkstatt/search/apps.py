from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "netzwerkstatt.search"
    label = "search"
    verbose_name = "Suche"

    def ready(self) -> None:
        from netzwerkstatt.kernel import registry
        from netzwerkstatt.kernel.mail.actions import register_writer
        from netzwerkstatt.kernel.registry import Panel
        from netzwerkstatt.search import keeping, kept_pages, overview_pages
        from netzwerkstatt.search.actions import index_changed

        registry.on_changed(index_changed)
        register_writer(keeping.WRITER, keeping.write_letter)
        registry.register_panel(Panel("today", "search/panel_new_here.html", overview_pages.for_today, 50))
        registry.register_panel(Panel("today", "search/panel_kept.html", kept_pages.for_today, 150))
        for model in ("SearchEntry", "IndexClock", "IndexChange", "IndexedWord"):
            registry.register_personal_data(f"search.{model}", "")
        registry.register_personal_data(
            "search.SavedSearch", "welche Suchen sich eine Person merkt, und wann sie zuletzt nachsah"
        )
