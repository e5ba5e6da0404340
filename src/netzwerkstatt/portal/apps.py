from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "netzwerkstatt.portal"
    label = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from netzwerkstatt.kernel import registry

        for name in ("Installation", "LegalPage", "AccessibilityFeedback"):
            registry.register_personal_data(f"portal.{name}", PERSONAL[name])


PERSONAL = {
    "Installation": "",
    "LegalPage": "",
    "AccessibilityFeedback": "Rückmeldung mit freiwilliger E-Mail-Adresse",
}
