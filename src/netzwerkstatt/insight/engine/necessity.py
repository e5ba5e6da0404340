"""Necessity and sufficiency of single conditions, and necessity of disjunctions.

A disjunction may be necessary where none of its conditions is (Schneider & Wagemann 2012, ch. 3); it should
be read only with its relevance (RoN) and with a common meaning of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from netzwerkstatt.insight.engine.cases import CaseTable, Cube
from netzwerkstatt.insight.engine.fit import Necessity, Sufficiency, necessity_fit, sufficiency_fit
from netzwerkstatt.insight.engine.truth_table import TIE


@dataclass(frozen=True)
class ConditionFit:
    """One literal (a cube with one condition) as necessary and as sufficient condition."""

    literal: Cube
    necessity: Necessity
    sufficiency: Sufficiency


@dataclass(frozen=True)
class DisjunctionFit:
    """A disjunction of literals of different conditions as necessary condition."""

    literals: tuple[Cube, ...]
    fit: Necessity


def single_literals(cases: CaseTable) -> list[Cube]:
    """Presence and absence of every condition (multi-value: every value), in the order of the conditions."""
    space = cases.space
    literals: list[Cube] = []
    for name, levels in zip(space.names, space.levels, strict=True):
        order = range(levels) if space.multi_value else (1, 0)
        literals.extend(space.cube({name: level}) for level in order)
    return literals


def condition_fits(cases: CaseTable) -> list[ConditionFit]:
    """Both relations for every single condition and its negation."""
    fits = []
    for literal in single_literals(cases):
        column = cases.membership_in(literal)
        fits.append(
            ConditionFit(
                literal, necessity_fit(column, cases.outcome), sufficiency_fit(column, cases.outcome)
            )
        )
    return fits


def necessary_disjunctions(
    cases: CaseTable, *, incl_cut: float, ron_cut: float, cov_cut: float, size: int
) -> list[DisjunctionFit]:
    """Minimal disjunctions of at most `size` literals that reach all three cut-offs as necessary conditions.

    Minimal: no part of the disjunction reaches `incl_cut` by itself already. Literals of one condition are
    not joined (`A + ~A` is always necessary and says nothing). Sorted by size, then as in the conditions'
    order.
    """
    literals = single_literals(cases)
    columns = {literal: cases.membership_in(literal) for literal in literals}
    consistent: list[frozenset[Cube]] = []
    found = []
    for chosen in _candidates(literals, size):
        if any(part <= set(chosen) for part in consistent):
            continue
        fit = necessity_fit(
            list(map(max, *(columns[a] for a in chosen), [0.0] * len(cases.names))), cases.outcome
        )
        if (fit.incl_n or 0.0) >= incl_cut - TIE:
            consistent.append(frozenset(chosen))
            if (fit.ron or 0.0) >= ron_cut - TIE and (fit.cov_n or 0.0) >= cov_cut - TIE:
                found.append(DisjunctionFit(chosen, fit))
    return found


def count_disjunctions(cases: CaseTable, size: int) -> int:
    """How many disjunctions of at most `size` literals there are to look at."""
    by_number = [1] + [0] * size
    for levels in cases.space.levels:
        for number in range(size, 0, -1):
            by_number[number] += by_number[number - 1] * levels
    return sum(by_number[1:])


def _candidates(literals: list[Cube], size: int) -> Iterator[tuple[Cube, ...]]:
    for number in range(1, size + 1):
        for chosen in combinations(literals, number):
            if len({care for care, _ in chosen}) == number:
                yield chosen
