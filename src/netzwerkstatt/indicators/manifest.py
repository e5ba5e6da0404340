"""What indicators declare: the structural rows on a municipality's page, and that nothing here is about a person."""

from netzwerkstatt.indicators import panels
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.registry import Panel


def declare() -> None:
    registry.register_panel(
        Panel("municipality_structure", "indicators/panel_structure.html", panels.for_structure)
    )
    for label, what in PERSONAL_DATA.items():
        registry.register_personal_data(f"indicators.{label}", what)


PERSONAL_DATA = {"Indicator": "", "Source": "", "Value": ""}
