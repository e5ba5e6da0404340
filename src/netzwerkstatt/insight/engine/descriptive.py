"""Describing what cases report: how often, with what else, what came of it, when, and what tells groups
apart.

Every count is a number of *units* (municipalities), never of reports: a unit that reports twice counts
once. Nothing here ranks units. Intervals and tests treat the units as if drawn from a larger whole; the
network is no such sample, so they are a measure of how little a few cases can say, and the sentences say
so.
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
    units = _units_by_item(reports)
    return [Frequency(item, wilson_share(len(units[item]), len(reports), z=z)) for item in sorted(units)]


def co_occurrences(reports: Reports, *, z: float) -> list[CoOccurrence]:
    """Every pair of items that some unit reports together, in alphabetical order."""
    units = _units_by_item(reports)
    pairs = []
    for first, second in combinations(sorted(units), 2):
        both = len(units[first] & units[second])
        if both:
            pairs.append(
                CoOccurrence(
                    first,
                    second,
                    both,
                    wilson_share(both, len(units[first]), z=z),
                    wilson_share(both, len(units[second]), z=z),
                )
            )
    return pairs


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
    cells: dict[tuple[str, str], dict[str, set[Unit]]] = {}
    for attempt in attempts:
        value = "" if condition is None else attempt.conditions.get(condition, "unbekannt")
        outcomes = cells.setdefault((attempt.way, value), {})
        outcomes.setdefault(attempt.outcome, set()).add(attempt.unit)
    return [
        WayOutcome(
            way,
            value,
            len(set().union(*outcomes.values())),
            {outcome: len(outcomes[outcome]) for outcome in sorted(outcomes)},
        )
        for (way, value), outcomes in sorted(cells.items())
    ]


def time_line(periods: Iterable[Period], *, first_year: int, last_year: int) -> dict[str, list[int]]:
    """For every item the number of units that had it, for each year from first to last (both included)."""
    years = range(first_year, last_year + 1)
    units: dict[str, list[set[Unit]]] = {}
    for period in periods:
        line = units.setdefault(period.item, [set() for _ in years])
        for year in years:
            if period.start <= year and (period.end is None or year <= period.end):
                line[year - first_year].add(period.unit)
    return {item: [len(year) for year in units[item]] for item in sorted(units)}


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
    counts = [
        (sum(name in has for has in first.values()), sum(name in has for has in second.values()))
        for name in characteristics
    ]
    n, m = len(first), len(second)
    tests = [fisher_exact(a, n - a, b, m - b) for a, b in counts]
    return [
        Contrast(
            name,
            wilson_share(a, n, z=z),
            wilson_share(b, m, z=z),
            p,
            adjusted,
            contrast_word(n, m, adjusted, alpha=alpha),
        )
        for name, (a, b), p, adjusted in zip(characteristics, counts, tests, holm(tests), strict=True)
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
