"""Numbers as German official statistics print them, and the signs that stand in place of a number.

The signs are those of the statistical offices (DIN 55301). None of them is zero: a printed 0 means "less than half of
the smallest unit, but more than nothing" and stays a number.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What the source says about one value."""

    PUBLISHED = "published"
    SECRET = "secret"  # noqa: S105 a value kept secret, no password
    NOTHING = "nothing"
    NOT_APPLICABLE = "not_applicable"
    UNRELIABLE = "unreliable"
    NOT_YET = "not_yet"
    BLANK = "blank"


STATUS_WORDS = {
    Status.PUBLISHED: "veröffentlicht",
    Status.SECRET: "geheim gehalten oder unbekannt",
    Status.NOTHING: "nichts vorhanden",
    Status.NOT_APPLICABLE: "nicht sinnvoll",
    Status.UNRELIABLE: "zu unsicher",
    Status.NOT_YET: "noch nicht da",
    Status.BLANK: "in der Quelle leer",
}
SIGNS = {
    "": Status.BLANK,
    ".": Status.SECRET,
    "-": Status.NOTHING,
    "–": Status.NOTHING,
    "x": Status.NOT_APPLICABLE,
    "X": Status.NOT_APPLICABLE,
    "/": Status.UNRELIABLE,
    "…": Status.NOT_YET,
    "...": Status.NOT_YET,
}


class Notation(StrEnum):
    """Which sign parts the decimals: 1.234,5 or 1234.5."""

    COMMA = "comma"
    POINT = "point"


@dataclass(frozen=True)
class Figure:
    """A value or the reason why there is none, never both."""

    value: float | None
    status: Status

    def __post_init__(self) -> None:
        if (self.value is None) == (self.status == Status.PUBLISHED):
            raise ValueError("a published figure has a value, every other has none")


THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
COMMA = re.compile(r"[+-]?\d+(,\d+)?")
POINT = re.compile(r"[+-]?\d{1,3}((,\d{3})+|\d*)(\.\d+)?([eE][+-]?\d+)?")
BRACKETED = re.compile(r"\(.+\)")


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]", "", text).replace("−", "-")


def read_figure(text: str, notation: Notation = Notation.COMMA) -> Figure:
    """One cell. Raises ValueError with a German sentence.

    A bracketed number is one the office itself calls uncertain; it keeps that status and gives no value.
    """
    plain = _plain(text)
    if plain in SIGNS:
        return Figure(None, SIGNS[plain])
    if BRACKETED.fullmatch(plain):
        return Figure(None, Status.UNRELIABLE)
    if notation == Notation.COMMA:
        if THOUSANDS.fullmatch(plain) or COMMA.fullmatch(plain):
            return Figure(float(plain.replace(".", "").replace(",", ".")), Status.PUBLISHED)
    elif POINT.fullmatch(plain):
        return Figure(float(plain.replace(",", "")), Status.PUBLISHED)
    raise ValueError(f"„{text}“ ist weder eine Zahl noch ein amtliches Zeichen.")


def notation_of(texts: Iterable[str]) -> Notation | None:
    """How a column writes its numbers. None where nothing in it decides: only whole numbers, or only "1.234"."""
    undecided = None
    for text in texts:
        plain = _plain(text)
        if not any(c.isdigit() for c in plain):
            continue
        comma, point = plain.rfind(","), plain.rfind(".")
        if comma > point and (point >= 0 or not re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+", plain)):
            return Notation.COMMA
        if point > comma and comma >= 0:
            return Notation.POINT
        if point >= 0:
            if plain.count(".") > 1:
                return Notation.COMMA
            if not THOUSANDS.fullmatch(plain):
                return Notation.POINT
    return undecided


def is_ambiguous(text: str) -> bool:
    """ "1.234" alone may be a thousand or a little more than one; "1,234" too."""
    return bool(re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", _plain(text)))
