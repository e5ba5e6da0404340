from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "netzwerkstatt.portal"
    label = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from netzwerkstatt.kernel import registry
        from netzwerkstatt.portal.progress import waiting

        for name, what in PERSONAL.items():
            registry.register_personal_data(f"portal.{name}", what)
        registry.register_waiting(waiting)


PERSONAL = {
    "Installation": "",
    "Logo": "",
    "LegalPage": "",
    "AccessibilityFeedback": "Rückmeldung mit freiwilliger E-Mail-Adresse",
}
