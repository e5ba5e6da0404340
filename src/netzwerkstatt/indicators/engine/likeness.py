"""How like each other places are in structure. Pure. It is likeness, never rank: nothing here is better or worse.

Method: nearest neighbours by standardised distance, as CIPFA's Nearest Neighbours Model and the Fingertips profiles of
public health in England use it. Every characteristic is measured in standard deviations of the places compared, all
count the same, and what is not known of one of two places is left out of their comparison, never guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from statistics import fmean, pstdev

ALIKE, APART = 0.5, 1.0
"""Closer than half a standard deviation is "ähnlich", further than a whole one "verschieden"."""
CATEGORY_APART = 1.0
"""Two different categories lie as far apart as one standard deviation."""

ROUNDING = 1e-9
"""What varies by less than this part of its size does not vary."""

Known = Mapping[str, float | str]


@dataclass(frozen=True)
class Characteristic:
    """What is compared. Sizes are compared by their logarithm: 20,000 is to 40,000 as 200,000 is to 400,000."""

    key: str
    words: str
    logarithmic: bool = False


@dataclass(frozen=True)
class Likeness:
    """One place beside one's own. `distance` is None where less than half of the characteristics can be compared.

    `alike` and `different` hold keys of characteristics, the most alike or most different first.
    """

    key: str
    distance: float | None
    alike: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def likenesses(
    own: str, places: Mapping[str, Known], characteristics: Sequence[Characteristic]
) -> tuple[Likeness, ...]:
    """All other places, the most alike first; those of which too little is known at the end, by key."""
    scaled = {c.key: _scaled(c, places) for c in characteristics}
    found = [_beside(own, key, scaled, characteristics) for key in places if key != own]
    return tuple(sorted(found, key=lambda one: (one.distance is None, one.distance or 0.0, one.key)))


def _scaled(characteristic: Characteristic, places: Mapping[str, Known]) -> dict[str, float | str]:
    """Values in standard deviations; categories as they are. A characteristic that does not vary says nothing."""
    raw = {key: known[characteristic.key] for key, known in places.items() if characteristic.key in known}
    numbers = {key: value for key, value in raw.items() if not isinstance(value, str)}
    if len(numbers) < len(raw):
        return raw
    if characteristic.logarithmic:
        numbers = {key: log(value) for key, value in numbers.items() if value > 0}
    if len(numbers) < 2:
        return dict.fromkeys(numbers, 0.0)
    middle, spread = fmean(numbers.values()), pstdev(numbers.values())
    if spread <= ROUNDING * max(1.0, abs(middle)):
        return dict.fromkeys(numbers, 0.0)
    return {key: (value - middle) / spread for key, value in numbers.items()}


def _beside(
    own: str, other: str, scaled: Mapping[str, Known], characteristics: Sequence[Characteristic]
) -> Likeness:
    gaps: dict[str, float] = {}
    for characteristic in characteristics:
        values = scaled[characteristic.key]
        if own in values and other in values:
            gaps[characteristic.key] = _gap(values[own], values[other])
    unknown = tuple(c.key for c in characteristics if c.key not in gaps)
    enough = gaps and 2 * len(gaps) >= len(characteristics)
    return Likeness(
        key=other,
        distance=sqrt(fmean(gap * gap for gap in gaps.values())) if enough else None,
        alike=tuple(sorted((k for k, gap in gaps.items() if gap < ALIKE), key=lambda k: gaps[k])),
        different=tuple(sorted((k for k, gap in gaps.items() if gap > APART), key=lambda k: -gaps[k])),
        unknown=unknown,
    )


def _gap(one: float | str, other: float | str) -> float:
    if isinstance(one, str) or isinstance(other, str):
        return 0.0 if one == other else CATEGORY_APART + 1e-9
    return abs(one - other)
