"""The network's accent within KERN's contrast rules: checked on the grounds the pages have, refused with a proposal."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.lib.contrast import (
    ENOUGH,
    Colour,
    NoColour,
    least_contrast,
    nearest_allowed,
    read_colour,
)

LIGHT_GROUNDS = tuple(read_colour(ground) for ground in ("#ffffff", "#fffaf1", "#f2f3f8"))
DARK_GROUNDS = tuple(read_colour(ground) for ground in ("#131625", "#201d28", "#202438"))
ON_LIGHT, ON_DARK = "#fff", "#10131f"


class NotEnoughContrast(ValueError):
    """The colour cannot be read on its ground. The message says how far off it is; `proposal` is the nearest that can."""

    def __init__(self, message: str, field: str, proposal: str) -> None:
        super().__init__(message)
        self.field, self.proposal = field, proposal


@dataclass(frozen=True)
class Accent:
    """The accent on light and on dark ground, as hex."""

    light: str
    dark: str


def choose_accent(light: str, dark: str = "") -> Accent:
    """Check both; make the dark one out of the light one where none is given. Raises NoColour or NotEnoughContrast."""
    on_light = _checked(light, LIGHT_GROUNDS, "accent", _("hellem"))
    if dark.strip():
        return Accent(on_light.hex, _checked(dark, DARK_GROUNDS, "accent_dark", _("dunklem")).hex)
    made = nearest_allowed(on_light, DARK_GROUNDS)
    if made is None:
        raise NoColour(_("Zu dieser Farbe findet sich keine für dunklen Grund."))
    return Accent(on_light.hex, made.hex)


def _checked(text: str, grounds: tuple[Colour, ...], field: str, words: str) -> Colour:
    colour = read_colour(text)
    found = least_contrast(colour, grounds)
    if found >= ENOUGH:
        return colour
    nearest = nearest_allowed(colour, grounds)
    proposal = nearest.hex if nearest else ""
    number = f"{int(found * 10) / 10:.1f}".replace(".", ",")
    raise NotEnoughContrast(
        _(
            "%(colour)s hat auf %(words)s Grund nur den Kontrast %(number)s zu 1. Nötig sind 4,5 zu 1. Die nächste Farbe, die reicht, ist %(proposal)s."
        )
        % {"colour": colour.hex, "words": words, "number": number, "proposal": proposal},
        field,
        proposal,
    )


def stylesheet(accent: Accent) -> str:
    """The two tokens that change, as a stylesheet of its own, so that no page needs an inline style."""
    light = f"--nw-blue:{accent.light};--nw-on-blue:{ON_LIGHT}"
    dark = f"--nw-blue:{accent.dark};--nw-on-blue:{ON_DARK}"
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
