"""All minimum set covers of a prime-implicant chart, counted exactly or bounded by a proof.

The chart has one row per positive configuration and one column per prime implicant. A model is a cover with
the smallest possible number of columns; all of them count (model ambiguity: Baumgartner & Thiem 2017,
Sociological Methods & Research 46:954). Columns that cover the same rows are interchangeable; they are solved
as one group and multiplied afterwards. Reductions that change neither the size nor the number of the minimum
covers come first: essential columns, rows that any cover of another row covers anyway, independent parts
(Quine 1955, American Mathematical Monthly 62:627). The rest is depth-first branch and bound; where that
takes too long and the rows are few, the number follows exactly from inclusion and exclusion over the rows.

Nothing is cut in silence: every result says what is proven (see `CoverResult`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import prod
from typing import Literal

from netzwerkstatt.insight.engine.budget import Budget, OutOfSteps
from netzwerkstatt.insight.engine.chart_search import (
    Chart,
    Groups,
    Tally,
    greedy_cover,
)
from netzwerkstatt.insight.engine.minimal_transversals import minimal_transversals, single_bits
from netzwerkstatt.insight.engine.row_subsets import count_covers_by_rows

_PIVOTS_PER_ROW = 10
"""Exchanges spent on the lower bound; the optimum is mostly reached after three or four a row."""


@dataclass(frozen=True)
class SearchLimits:
    """How far a search may go; every limit is an argument of the caller, none has a default.

    listed: models written out at most (their number is counted beyond that).
    steps: work spent on one solution (steps of branch and bound; for an intermediate solution also cubes
        compared, over all its pairs together).
    rows: largest number of chart rows for which inclusion and exclusion (2^rows terms) may count.
    pairs: pairs of conservative and parsimonious models examined for an intermediate solution.
    primes: prime implicants of a parsimonious solution looked for; with more there is none within the limits.
    """

    listed: int
    steps: int
    rows: int
    pairs: int
    primes: int


@dataclass(frozen=True)
class CoverResult:
    """The minimum covers of a chart.

    size: columns in a minimum cover. `size_proven` is False only if the work limit ended the search; then
        `size` is the best cover found and `size_at_least` the proven lower bound.
    count: number of minimum covers, and `count_is` whether it is exact or a proven lower bound.
    covers: the covers written out (column indices, ascending); complete if `complete`.
    essential: columns that alone cover some row.
    """

    size: int
    size_proven: bool
    size_at_least: int
    count: int
    count_is: Literal["exact", "at_least"]
    covers: tuple[tuple[int, ...], ...]
    essential: tuple[int, ...]

    @property
    def complete(self) -> bool:
        return self.size_proven and self.count_is == "exact" and len(self.covers) == self.count


def minimum_covers(
    columns: Sequence[int], rows: int, limits: SearchLimits, budget: Budget | None = None
) -> CoverResult:
    """All minimum covers of `rows` rows (bits 0 … rows-1) by `columns` (masks of the rows each covers).

    budget: what may still be spent, if this search is a part of a larger one; else `limits.steps`.
    Raises ValueError if some row is covered by no column.
    """
    everything = (1 << rows) - 1
    union = 0
    for mask in columns:
        union |= mask
    if union != everything:
        raise ValueError("a row of the chart is covered by no column")
    parts: list[_Part] = []
    budget = budget or Budget(limits.steps)
    forced, core = _reduce(columns, everything)
    parts.extend(_Part(1, True, 1, len(group), "exact", [(c,) for c in group]) for group in forced)
    parts.extend(_solve(groups, limits, budget) for groups in _components(core))
    return _combine(parts, _essential(columns, rows), limits.listed)


@dataclass(frozen=True)
class _Part:
    size: int
    size_proven: bool
    size_at_least: int
    count: int
    count_is: Literal["exact", "at_least"]
    covers: list[tuple[int, ...]]


def _combine(parts: Sequence[_Part], essential: tuple[int, ...], listed: int) -> CoverResult:
    exact = all(part.count_is == "exact" for part in parts)
    combinations = islice(product(*(part.covers for part in parts)), listed)
    return CoverResult(
        size=sum(part.size for part in parts),
        size_proven=all(part.size_proven for part in parts),
        size_at_least=sum(part.size_at_least for part in parts),
        count=prod(part.count for part in parts),
        count_is="exact" if exact else "at_least",
        covers=tuple(tuple(sorted(sum(chosen, ()))) for chosen in combinations),
        essential=essential,
    )


def _essential(columns: Sequence[int], rows: int) -> tuple[int, ...]:
    single: set[int] = set()
    for row in range(rows):
        over = [index for index, mask in enumerate(columns) if mask >> row & 1]
        if len(over) == 1:
            single.add(over[0])
    return tuple(sorted(single))


def _reduce(columns: Sequence[int], rows: int) -> tuple[list[list[int]], Groups]:
    """Take forced groups and drop dominated rows until neither is left.

    A group is forced if it alone covers a row: one of its columns must be chosen, any of them will do. A row
    is dominated if every column over some other row covers it as well.
    """
    forced: list[list[int]] = []
    while True:
        groups: Groups = {}
        for index, mask in enumerate(columns):
            if mask & rows:
                groups.setdefault(mask & rows, []).append(index)
        over = _groups_over_rows(groups, rows)
        alone = {masks[0] for masks in over.values() if len(masks) == 1}
        if alone:
            # columns of a forced group may differ in rows that were dropped; those are covered anyway
            forced.extend(groups[mask] for mask in sorted(alone))
            for mask in alone:
                rows &= ~mask
            continue
        kept = _undominated(over)
        if kept == rows:
            return forced, groups
        rows = kept


def _groups_over_rows(groups: Groups, rows: int) -> dict[int, list[int]]:
    return {row: [mask for mask in groups if mask & row] for row in single_bits(rows)}


def _undominated(over: dict[int, list[int]]) -> int:
    """The rows that remain after dropping each row that a cover of another one covers anyway."""
    kept = 0
    by_number = sorted(over.items(), key=lambda item: len(item[1]))
    common: dict[int, int] = {}
    for row, masks in by_number:
        if any(common[smaller] & row for smaller in common):
            continue
        together = masks[0]
        for mask in masks:
            together &= mask
        common[row] = together
        kept |= row
    return kept


def _components(groups: Groups) -> Iterator[Groups]:
    """Parts of the chart that share no row."""
    left = dict(groups)
    while left:
        reached = next(iter(left))
        while True:
            wider = reached
            for mask in left:
                if mask & reached:
                    wider |= mask
            if wider == reached:
                break
            reached = wider
        yield {mask: left.pop(mask) for mask in list(left) if mask & reached}


def _solve(groups: Groups, limits: SearchLimits, budget: Budget) -> _Part:
    """One independent part: first the proven minimum size, then the number of its covers."""
    groups, rows = _renumbered(groups)
    best = greedy_cover(groups, (1 << rows) - 1)
    chart = Chart(groups, rows, pivots=_PIVOTS_PER_ROW * rows)
    lower = chart.at_least(chart.everything)
    try:
        while lower < len(best):
            best = chart.has_cover(lower, budget) or best
            if len(best) > lower:
                lower += 1
    except OutOfSteps:
        cover = tuple(groups[mask][0] for mask in best)
        return _Part(len(best), False, lower, 1, "at_least", [cover])
    return _count(chart, best, limits, budget)


def _renumbered(groups: Groups) -> tuple[Groups, int]:
    """The same part with its rows numbered from 0, and their number."""
    rows = 0
    for mask in groups:
        rows |= mask
    place = {row: i for i, row in enumerate(single_bits(rows))}
    return {sum(1 << place[row] for row in single_bits(mask)): group for mask, group in groups.items()}, len(
        place
    )


def _count(chart: Chart, best: tuple[int, ...], limits: SearchLimits, budget: Budget) -> _Part:
    """Number and list of the covers of the proven minimum size."""
    size = len(best)
    tally = Tally(chart.groups, limits.listed)
    try:
        chart.enumerate_covers(size, tally, budget)
        return _Part(size, True, size, tally.number, "exact", tally.covers)
    except OutOfSteps:
        pass
    if not tally.number:
        tally.add_groups(best)
    if chart.rows <= limits.rows:
        weights = {mask: len(members) for mask, members in chart.groups.items()}
        return _Part(size, True, size, count_covers_by_rows(weights, size), "exact", tally.covers)
    return _Part(size, True, size, tally.number, "at_least", tally.covers)


def irredundant_covers(
    columns: Sequence[int], rows: int, limits: SearchLimits
) -> list[tuple[int, ...]] | None:
    """All covers from which no column can be taken away, small ones first; None if more than `limits.listed`.

    They are the minimal transversals of the sets {columns over row r}; columns over the same rows are exchanged freely.
    """
    groups: Groups = {}
    for index, mask in enumerate(columns):
        if mask:
            groups.setdefault(mask, []).append(index)
    masks = list(groups)
    over = [sum([1 << i for i, mask in enumerate(masks) if mask >> row & 1]) for row in range(rows)]
    found: list[tuple[int, ...]] = []
    for chosen in minimal_transversals(over):
        members = [groups[masks[bit.bit_length() - 1]] for bit in single_bits(chosen)]
        found.extend(islice(product(*members), limits.listed + 1 - len(found)))
        if len(found) > limits.listed:
            return None
    covers = [tuple(sorted(cover)) for cover in found]
    return sorted(covers, key=lambda cover: (len(cover), cover))
