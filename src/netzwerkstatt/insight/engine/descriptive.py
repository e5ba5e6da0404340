"""Describing what cases report: how often, with what else, what came of it, when, and what tells groups
apart.

Every count is a number of *units* (municipalities), never of reports: a unit that reports twice counts
once. Nothing here ranks units. Intervals and tests treat the units as if drawn from a larger whole; the
network is no such sample, so they are a measure of how little a few cases can say, and the sentences say
so.

Where a database has counted already, the functions `…_from_counts` take its counts; the others count first and
then call them.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from netzwerkstatt.insight.engine.intervals import Share, fisher_exact, holm, wilson_share

Unit = Hashable
Reports = Mapping[Unit, Collection[str]]
"""Unit → what it reports (e.g. the barriers it met)."""


@dataclass(frozen=True)
class Frequency:
    item: str
    share: Share


@dataclass(frozen=True)
class CoOccurrence:
    """How many units report both; the share of those with the second among those with the first."""

    first: str
    second: str
    both: int
    second_given_first: Share
    first_given_second: Share


@dataclass(frozen=True)
class Attempt:
    """One way tried: by whom, which way, with what outcome, and under which conditions (name → value)."""

    unit: Unit
    way: str
    outcome: str
    conditions: Mapping[str, str]


@dataclass(frozen=True)
class WayOutcome:
    """Number of units per outcome for one way under one value of the condition ("" : all together)."""

    way: str
    value: str
    units: int
    by_outcome: Mapping[str, int]


@dataclass(frozen=True)
class Period:
    """Something that a unit had from year to year, both included; end None: still lasting."""

    unit: Unit
    item: str
    start: int
    end: int | None


@dataclass(frozen=True)
class Contrast:
    """One characteristic in two groups of units. p is exact (Fisher), p_adjusted accounts for the number of
    characteristics compared (Holm). `word` is the sentence to show beside it.
    """

    characteristic: str
    first: Share
    second: Share
    p: float
    p_adjusted: float
    word: str


def frequencies(reports: Reports, *, z: float) -> list[Frequency]:
    """Every item with the share of units that report it, in alphabetical order."""
    counts = {item: len(units) for item, units in _units_by_item(reports).items()}
    return frequencies_from_counts(counts, total=len(reports), z=z)


def frequencies_from_counts(counts: Mapping[str, int], *, total: int, z: float) -> list[Frequency]:
    """counts: item → number of units that report it. total: units that were asked."""
    return [Frequency(item, wilson_share(counts[item], total, z=z)) for item in sorted(counts)]


def co_occurrences(reports: Reports, *, z: float) -> list[CoOccurrence]:
    """Every pair of items that some unit reports together, in alphabetical order."""
    units = _units_by_item(reports)
    together = {
        (first, second): len(units[first] & units[second]) for first, second in combinations(sorted(units), 2)
    }
    return co_occurrences_from_counts({item: len(units[item]) for item in units}, together, z=z)


def co_occurrences_from_counts(
    counts: Mapping[str, int], together: Mapping[tuple[str, str], int], *, z: float
) -> list[CoOccurrence]:
    """counts: item → units that report it. together: pair → units that report both, each pair once."""
    return [
        CoOccurrence(
            first,
            second,
            together[first, second],
            wilson_share(together[first, second], counts[first], z=z),
            wilson_share(together[first, second], counts[second], z=z),
        )
        for first, second in sorted(together)
        if together[first, second]
    ]


def _units_by_item(reports: Reports) -> dict[str, set[Unit]]:
    units: dict[str, set[Unit]] = {}
    for unit, items in reports.items():
        for item in items:
            units.setdefault(item, set()).add(unit)
    return units


def ways_by_outcome(attempts: Iterable[Attempt], *, condition: str | None) -> list[WayOutcome]:
    """Ways tried and what came of them, split by one condition (None: together).

    A unit counts once per way, value and outcome; it may stand under two outcomes if it tried twice. Ways and
    values in alphabetical order: no way is put first.
    """
    cells: dict[tuple[str, str], set[Unit]] = {}
    outcomes: dict[tuple[str, str, str], set[Unit]] = {}
    for attempt in attempts:
        value = "" if condition is None else attempt.conditions.get(condition, "unbekannt")
        cells.setdefault((attempt.way, value), set()).add(attempt.unit)
        outcomes.setdefault((attempt.way, value, attempt.outcome), set()).add(attempt.unit)
    return ways_from_counts(
        {cell: len(units) for cell, units in cells.items()},
        {cell: len(units) for cell, units in outcomes.items()},
    )


def ways_from_counts(
    units: Mapping[tuple[str, str], int], by_outcome: Mapping[tuple[str, str, str], int]
) -> list[WayOutcome]:
    """units: (way, value) → different units. by_outcome: (way, value, outcome) → different units; their sum may be
    larger, because a unit may have tried twice.
    """
    found: dict[tuple[str, str], dict[str, int]] = {cell: {} for cell in sorted(units)}
    for way, value, outcome in sorted(by_outcome):
        found[way, value][outcome] = by_outcome[way, value, outcome]
    return [WayOutcome(way, value, units[way, value], found[way, value]) for way, value in found]


def time_line(periods: Iterable[Period], *, first_year: int, last_year: int) -> dict[str, list[int]]:
    """For every item the number of units that had it, for each year from first to last (both included)."""
    units: dict[tuple[str, int], set[Unit]] = {}
    items: set[str] = set()
    for period in periods:
        items.add(period.item)
        end = last_year if period.end is None else min(period.end, last_year)
        for year in range(max(period.start, first_year), end + 1):
            units.setdefault((period.item, year), set()).add(period.unit)
    counts = {key: len(members) for key, members in units.items()}
    return time_line_from_counts(counts, sorted(items), first_year=first_year, last_year=last_year)


def time_line_from_counts(
    counts: Mapping[tuple[str, int], int], items: Sequence[str], *, first_year: int, last_year: int
) -> dict[str, list[int]]:
    """counts: (item, year) → number of units. A year without an entry has 0."""
    years = range(first_year, last_year + 1)
    return {item: [counts.get((item, year), 0) for year in years] for item in items}


def contrasts(
    first: Mapping[Unit, Collection[str]],
    second: Mapping[Unit, Collection[str]],
    characteristics: Sequence[str],
    *,
    z: float,
    alpha: float,
) -> list[Contrast]:
    """In what do two groups of units differ (e.g. where a way helped and where it did not)?

    first, second: unit → the characteristics it has. alpha: level below which a difference is called marked.
    """
    counts = {
        name: (sum(name in has for has in first.values()), sum(name in has for has in second.values()))
        for name in characteristics
    }
    return contrasts_from_counts(counts, (len(first), len(second)), z=z, alpha=alpha)


def contrasts_from_counts(
    counts: Mapping[str, tuple[int, int]], sizes: tuple[int, int], *, z: float, alpha: float
) -> list[Contrast]:
    """counts: characteristic → units that have it in the first and in the second group; sizes: of the groups."""
    n, m = sizes
    tests = [fisher_exact(a, n - a, b, m - b) for a, b in counts.values()]
    return [
        Contrast(
            name,
            wilson_share(a, n, z=z),
            wilson_share(b, m, z=z),
            p,
            adjusted,
            contrast_word(n, m, adjusted, alpha=alpha),
        )
        for (name, (a, b)), p, adjusted in zip(counts.items(), tests, holm(tests), strict=True)
    ]


def smallest_possible_p(n: int, m: int) -> float:
    """The p of the clearest difference that groups of n and m units could show at all."""
    return fisher_exact(n, 0, 0, m)


def contrast_word(n: int, m: int, p: float, *, alpha: float) -> str:
    """An honest German sentence about a difference between groups of n and m units."""
    if min(n, m) == 0:
        return "Eine der beiden Gruppen ist leer: Es gibt nichts zu vergleichen."
    if smallest_possible_p(n, m) >= alpha:
        return (
            f"Mit {n} und {m} Kommunen könnte selbst der größte denkbare Unterschied Zufall sein. "
            "Als Anregung lesen, nicht als Befund."
        )
    if p < alpha:
        return (
            f"Ein deutlicher Unterschied bei {n} und {m} Kommunen. Er sagt nicht, warum, und nicht, "
            "dass es anderswo ebenso wäre."
        )
    return f"Bei {n} und {m} Kommunen lässt sich ein Unterschied nicht von Zufall trennen."


def gap_word(known: int, *, few: int) -> str:
    """The gap map's word for a number of units: *nichts bekannt*, *wenig* (up to `few`) or *mehr*."""
    if known <= 0:
        return "nichts bekannt"
    return "wenig" if known <= few else "mehr"


def gap_map(
    known: Mapping[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str], *, few: int
) -> dict[tuple[str, str], str]:
    """The word for every cell, also for those that nobody has reported on."""
    return {
        (row, column): gap_word(known.get((row, column), 0), few=few) for row in rows for column in columns
    }
