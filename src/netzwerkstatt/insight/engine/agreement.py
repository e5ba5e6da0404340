"""How far several coders agree who sorted the same units into categories (e.g. barriers in texts).

Krippendorff's alpha for nominal categories, any number of coders, missing values allowed (Krippendorff 2004,
Content Analysis, 2nd ed., ch. 11; Hayes & Krippendorff 2007, Communication Methods and Measures 1:77):
alpha = 1 - D_o / D_e. D_o is the share of disagreeing pairs of values within units, a unit with m values
weighing m; D_e the same share among all values that could be paired. 1 is full agreement, 0 what chance would
give, below 0 less than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

Category = Hashable


@dataclass(frozen=True)
class Agreement:
    """alpha is None where it is undefined: nothing was coded twice, or only one category was ever used. units: those
    that at least two coders coded; values: codings in them; the rest says nothing about agreement.
    """

    alpha: float | None
    units: int
    values: int
    categories: int
    observed: float | None
    expected: float | None


def krippendorff_alpha(units: Iterable[Iterable[Category | None]]) -> Agreement:
    """units: for every unit the categories that the coders gave it, None where a coder gave none."""
    return alpha_from_counts(Counter(value for value in unit if value is not None) for unit in units)


def alpha_from_counts(units: Iterable[Mapping[Category, int]]) -> Agreement:
    """units: for every unit how many coders chose each category."""
    totals: Counter[Category] = Counter()
    number = 0
    disagreeing = 0.0
    for counts in units:
        coders = sum(counts.values())
        if coders < 2:
            continue
        number += 1
        totals.update(counts)
        alike = sum(count * (count - 1) for count in counts.values())
        disagreeing += (coders * (coders - 1) - alike) / (coders - 1)
    values = sum(totals.values())
    if not values:
        return Agreement(None, 0, 0, 0, None, None)
    observed = disagreeing / values
    alike = sum(count * (count - 1) for count in totals.values())
    expected = 1 - alike / (values * (values - 1))
    categories = sum(1 for count in totals.values() if count)
    alpha = 1 - observed / expected if categories > 1 else None
    return Agreement(alpha, number, values, categories, observed, expected)
