"""Wilson intervals for shares and Fisher's exact test for two groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, fsum, sqrt


@dataclass(frozen=True)
class Share:
    """`count` of `total`, with the bounds of the interval; share and bounds are None if total is 0."""

    count: int
    total: int
    share: float | None
    low: float | None
    high: float | None


def wilson_share(count: int, total: int, *, z: float) -> Share:
    """A share with the score interval of Wilson 1927, Journal of the American Statistical Association 22:209.

    z is the quantile of the normal distribution, 1.96 for a 95 % interval. Without continuity correction
    (Newcombe 1998, Statistics in Medicine 17:857, method 3).
    """
    if not 0 <= count <= total:
        raise ValueError("count must lie between 0 and total")
    if total == 0:
        return Share(0, 0, None, None, None)
    share = count / total
    weight = 1 + z * z / total
    centre = (share + z * z / (2 * total)) / weight
    half = z / weight * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low = 0.0 if count == 0 else centre - half
    high = 1.0 if count == total else centre + half
    return Share(count, total, share, low, high)


_EXACT_UP_TO = 500
"""Units up to which Fisher's test reckons in whole numbers; beyond, these would have hundreds of digits."""

_SAME = 1 + 1e-7
"""Larger tables: probabilities this close to each other count as equal."""


def fisher_exact(a: int, b: int, c: int, d: int) -> float:
    """Two-sided p of the table ((a, b), (c, d)) with fixed margins: the sum of the probabilities of all tables that
    are no more likely than the observed one (Fisher 1935; Agresti 1992, Statistical Science 7:131).

    Whole-number arithmetic, so that tables equally likely as the observed one are recognised exactly; with more than
    500 units floating point.
    """
    if min(a, b, c, d) < 0:
        raise ValueError("counts are not negative")
    row, column, total = a + b, a + c, a + b + c + d
    possible = range(max(0, row + column - total), min(row, column) + 1)
    if total > _EXACT_UP_TO:
        weights = _relative_weights(row, column, total, possible)
        observed = weights[a - possible.start] * _SAME
        return min(1.0, fsum(w for w in weights if w <= observed) / fsum(weights))

    def weight(x: int) -> int:
        return comb(column, x) * comb(total - column, row - x)

    limit = weight(a)
    return sum(w for x in possible if (w := weight(x)) <= limit) / comb(total, row)


def _relative_weights(row: int, column: int, total: int, possible: range) -> list[float]:
    """Probabilities of the tables in relation to the most likely one, from it outwards to both sides."""

    def ratio(x: int) -> float:
        """Of the table with x + 1 to the one with x."""
        return (column - x) * (row - x) / ((x + 1) * (total - column - row + x + 1))

    weights = [1.0] * len(possible)
    likeliest = min(max((row + 1) * (column + 1) // (total + 2), possible.start), possible[-1])
    for x in range(likeliest, possible[-1]):
        weights[x + 1 - possible.start] = weights[x - possible.start] * ratio(x)
    for x in range(likeliest - 1, possible.start - 1, -1):
        weights[x - possible.start] = weights[x + 1 - possible.start] / ratio(x)
    return weights


def holm(values: Sequence[float]) -> list[float]:
    """p-values adjusted for having tested several (Holm 1979, Scandinavian Journal of Statistics 6:65)."""
    order = sorted(range(len(values)), key=values.__getitem__)
    adjusted = [0.0] * len(values)
    highest = 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - rank) * values[index]))
        adjusted[index] = highest
    return adjusted
