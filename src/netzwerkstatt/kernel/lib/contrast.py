"""Contrast of two colours after WCAG 2.2 (relative luminance, success criterion 1.4.3), and the nearest colour that has enough.

https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

ENOUGH = 4.5


class NoColour(ValueError):
    """The text is no colour. The message is a German sentence."""


@dataclass(frozen=True)
class Colour:
    """Red, green and blue from 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    def mixed(self, other: "Colour", share: float) -> "Colour":
        """This colour with a share of another, 0 to 1."""
        parts = zip((self.red, self.green, self.blue), (other.red, other.green, other.blue), strict=True)
        return Colour(*(round(own + (their - own) * share) for own, their in parts))


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)


def read_colour(text: str) -> Colour:
    """ "#2044aa", "2044AA" or "#24a". Raises NoColour."""
    plain = text.strip().lower().removeprefix("#")
    if re.fullmatch(r"[0-9a-f]{3}", plain):
        plain = "".join(sign * 2 for sign in plain)
    if not re.fullmatch(r"[0-9a-f]{6}", plain):
        raise NoColour(f"„{text}“ ist keine Farbe. So geht es: #2044aa.")
    return Colour(*(int(plain[at : at + 2], 16) for at in (0, 2, 4)))


def relative_luminance(colour: Colour) -> float:
    """From 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part / 255) for part in (colour.red, colour.green, colour.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((relative_luminance(one), relative_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: Colour, grounds: Iterable[Colour]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def nearest_allowed(colour: Colour, grounds: Iterable[Colour], enough: float = ENOUGH) -> Colour | None:
    """The colour itself if it stands out on every ground, else the least darkened or lightened one that does.

    None where no mixture does, as between a white and a black ground.
    """
    all_grounds = list(grounds)
    for step in range(256):
        for pole in (BLACK, WHITE):
            mixed = colour.mixed(pole, step / 255)
            if least_contrast(mixed, all_grounds) >= enough:
                return mixed
    return None
