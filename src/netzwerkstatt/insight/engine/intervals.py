"""Wilson intervals for shares and Fisher's exact test for two groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, sqrt


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


def fisher_exact(a: int, b: int, c: int, d: int) -> float:
    """Two-sided p of the table ((a, b), (c, d)) with fixed margins: the sum of the probabilities of all
    tables
    that are no more likely than the observed one (Fisher 1935; Agresti 1992, Statistical Science 7:131).

    Whole-number arithmetic: tables equally likely as the observed one are recognised exactly.
    """
    if min(a, b, c, d) < 0:
        raise ValueError("counts are not negative")
    row, column, total = a + b, a + c, a + b + c + d

    def weight(x: int) -> int:
        return comb(column, x) * comb(total - column, row - x)

    observed = weight(a)
    possible = range(max(0, row + column - total), min(row, column) + 1)
    return sum(w for x in possible if (w := weight(x)) <= observed) / comb(total, row)


def holm(values: Sequence[float]) -> list[float]:
    """p-values adjusted for having tested several (Holm 1979, Scandinavian Journal of Statistics 6:65)."""
    order = sorted(range(len(values)), key=values.__getitem__)
    adjusted = [0.0] * len(values)
    highest = 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - rank) * values[index]))
        adjusted[index] = highest
    return adjusted
