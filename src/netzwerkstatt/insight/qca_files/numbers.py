"""Numbers of the JSON form."""

from __future__ import annotations

from math import isfinite
from typing import TypeGuard


def is_number(value: object) -> TypeGuard[float]:
    """A finite number that fits a binary fraction (JSON knows whole numbers of any length)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return isfinite(value)
    except OverflowError:
        return False


def whole_number(value: object) -> int | None:
    """The whole number, None if it is none (2.0 is one)."""
    return int(value) if is_number(value) and value == int(value) else None


def rounded(value: float | None) -> float | None:
    """Ten digits: beyond them binary fractions differ between machines."""
    return None if value is None else round(value, 10)
