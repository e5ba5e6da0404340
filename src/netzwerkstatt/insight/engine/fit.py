"""Parameters of fit of set relations.

With memberships X (condition, term or model) and Y (outcome) over all cases:

- sufficiency: consistency `incl_s` = Σ min(X,Y) / ΣX, coverage `cov_s` = Σ min(X,Y) / ΣY (Ragin 2006,
  Political Analysis 14:291);
- `pri` = (Σ min(X,Y) - Σ min(X,Y,1-Y)) / (ΣX - Σ min(X,Y,1-Y)) (proportional reduction in inconsistency;
  Schneider & Wagemann 2012, Set-Theoretic Methods, ch. 9);
- necessity: consistency `incl_n` = Σ min(X,Y) / ΣY, coverage `cov_n` = Σ min(X,Y) / ΣX;
- `ron` = Σ(1-X) / Σ(1 - min(X,Y)) (relevance of necessity; Schneider & Wagemann 2012, ch. 9);
- unique coverage `cov_u` of a term = coverage of the model - coverage of the model without the term.

A quotient with denominator 0 is undefined and given as None, never as 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

from netzwerkstatt.insight.engine.cases import CaseTable, Cube

Column = Sequence[float]
"""One membership per case."""


@dataclass(frozen=True)
class Sufficiency:
    incl_s: float | None
    pri: float | None
    cov_s: float | None


@dataclass(frozen=True)
class Necessity:
    incl_n: float | None
    cov_n: float | None
    ron: float | None


@dataclass(frozen=True)
class TermFit:
    term: Cube
    fit: Sufficiency
    cov_u: float | None


@dataclass(frozen=True)
class ModelFit:
    fit: Sufficiency
    terms: tuple[TermFit, ...]


def ratio(numerator: float, denominator: float) -> float | None:
    """The quotient, None if the denominator is 0."""
    return numerator / denominator if denominator else None


def sufficiency_fit(x: Column, y: Column) -> Sufficiency:
    """Fit of "X is sufficient for Y"."""
    overlap = list(map(min, x, y))
    both = fsum(overlap)
    ambiguous = fsum([a if a < 1 - b else 1 - b for a, b in zip(overlap, y, strict=True)])
    total = fsum(x)
    return Sufficiency(
        incl_s=ratio(both, total),
        pri=ratio(both - ambiguous, total - ambiguous),
        cov_s=ratio(both, fsum(y)),
    )


def necessity_fit(x: Column, y: Column) -> Necessity:
    """Fit of "X is necessary for Y"."""
    overlap = list(map(min, x, y))
    both = fsum(overlap)
    return Necessity(
        incl_n=ratio(both, fsum(y)),
        cov_n=ratio(both, fsum(x)),
        ron=ratio(fsum([1 - value for value in x]), fsum([1 - value for value in overlap])),
    )


_GRIDS = (1, 10, 100, 1000)
"""Memberships with so many steps between 0 and 1 are summed by counting bits, see `TermMemberships`."""


class TermMemberships:
    """Memberships of all cases in terms, computed once per term; the outcome's beside them.

    Where every value is a multiple of 1, 0.1, 0.01 or 0.001 (crisp sets, memberships given in hundredths) a
    column is also kept in unary: one field of bits per case, as many of them set as the membership has steps.
    Then the maximum is OR, the minimum AND and a sum the number of bits set: exact, and ten times as fast.
    """

    def __init__(self, cases: CaseTable) -> None:
        self._cases = cases
        self._columns: dict[Cube, list[float]] = {}
        self._fits: dict[Cube, Sufficiency] = {}
        self._unary: dict[Cube, int] = {}
        self.outcome = cases.outcome
        self.grid = _grid_of([*cases.outcome, *(value for row in cases.values for value in row)])
        self.outcome_unary = _as_unary(cases.outcome, self.grid)
        self.absence_unary = _as_unary([1 - value for value in cases.outcome], self.grid)

    def of(self, term: Cube) -> list[float]:
        if term not in self._columns:
            self._columns[term] = self._cases.membership_in(term)
        return self._columns[term]

    def unary_of(self, term: Cube) -> int:
        """The column in unary (only where there is a grid)."""
        if term not in self._unary:
            self._unary[term] = _as_unary(self.of(term), self.grid)
        return self._unary[term]

    def fit_of(self, term: Cube) -> Sufficiency:
        if term not in self._fits:
            self._fits[term] = sufficiency_fit(self.of(term), self.outcome)
        return self._fits[term]


def model_fit(terms: Sequence[Cube], memberships: TermMemberships) -> ModelFit:
    """Fit of a disjunction of terms (membership = maximum) and of each of its terms."""
    if memberships.grid:
        whole, alone = _counted_fit([memberships.unary_of(term) for term in terms], memberships)
    else:
        whole, alone = _summed_fit([memberships.of(term) for term in terms], memberships.outcome)
    fits = (TermFit(t, memberships.fit_of(t), unique) for t, unique in zip(terms, alone, strict=True))
    return ModelFit(whole, tuple(fits))


def _summed_fit(columns: Sequence[list[float]], outcome: Column) -> tuple[Sufficiency, list[float | None]]:
    """Fit of the union, and the unique coverage of each column."""
    without = _unions_without_each(columns)
    whole = sufficiency_fit(list(map(max, without[0], columns[0])), outcome)
    total = fsum(outcome)
    both = [fsum(map(min, rest, outcome)) for rest in without]
    covered = (whole.cov_s or 0.0) * total
    return whole, [ratio(max(0.0, covered - rest), total) for rest in both]


def _counted_fit(
    columns: Sequence[int], memberships: TermMemberships
) -> tuple[Sufficiency, list[float | None]]:
    """The same on unary columns."""
    once = twice = 0
    for column in columns:
        twice |= once & column
        once |= column
    outcome = memberships.outcome_unary
    covered = once & outcome
    both, total = covered.bit_count(), outcome.bit_count()
    ambiguous = (covered & memberships.absence_unary).bit_count()
    size = once.bit_count()
    whole = Sufficiency(ratio(both, size), ratio(both - ambiguous, size - ambiguous), ratio(both, total))
    single = covered & ~twice
    return whole, [ratio((single & column).bit_count(), total) for column in columns]


def _grid_of(values: Sequence[float]) -> int:
    """The smallest grid that all values lie on, 0 if there is none."""
    for steps in _GRIDS:
        if all(abs(value * steps - round(value * steps)) < 1e-9 for value in values):
            return steps
    return 0


def _as_unary(column: Column, grid: int) -> int:
    fields = 0
    for value in column:
        fields = fields << grid | (1 << round(value * grid)) - 1
    return fields


def _unions_without_each(columns: Sequence[list[float]]) -> list[list[float]]:
    """For every column the cases' maximum over all the others (prefix and suffix maxima)."""

    def union(a: list[float], b: list[float]) -> list[float]:
        return list(map(max, a, b))

    nothing = [0.0] * len(columns[0])
    before = list(accumulate(columns[:-1], union, initial=nothing))
    after = list(accumulate(reversed(columns[1:]), union, initial=nothing))[::-1]
    return [union(a, b) for a, b in zip(before, after, strict=True)]
