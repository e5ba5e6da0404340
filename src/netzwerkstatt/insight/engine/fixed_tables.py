"""The fixed tables: the only place where *nur mitzählen* counts, and what of them may be shown.

The list, the reasons for it and the number five stand in docs/method/feste-tabellen.md; a test compares. All tables
have barriers as rows and hold the same municipalities in a row: who gives no value stands under `NOT_STATED`, whose
count-only part enters the row's total and is never shown. Two tables whose rows held different municipalities could
be subtracted from each other; a visible column that excludes all others could be subtracted from the total.
Barriers are of one level of the catalogue, so that no row contains another by definition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from netzwerkstatt.kernel.lib.disclosure import Audience, Cell, Member, ReleasedTable, release_table

SMALLEST = 5
"""Fewest members of the network in a count-only part. A promise to those who consent, so no caller can change it."""

NOT_STATED = "ohne Angabe"

Population = Literal["public", "network"]

POPULATIONS: tuple[Population, ...] = ("public", "network")
"""Who sees the figures, the widest population first."""


@dataclass(frozen=True)
class FixedTable:
    """rows and columns: what is counted, in the words of the document. several: whether a municipality may stand in
    several columns of a row.
    """

    rows: str
    columns: str
    several: bool


BY_KIND = FixedTable("Hemmnis", "Art der Kommune", several=False)
BY_TOPIC = FixedTable("Hemmnis", "Thema", several=True)
BY_WAY = FixedTable("Hemmnis", "Umgangsweise", several=True)
BY_OUTCOME = FixedTable("Hemmnis", "Ergebnis", several=True)

FIXED_TABLES = (BY_KIND, BY_TOPIC, BY_WAY, BY_OUTCOME)


@dataclass(frozen=True)
class Report:
    """What one member of the network reports about one barrier, in coded characteristics; never text.

    population: the widest one that it may count for. listable: whether this population may list a case of it (*als
    Fall auswerten*); else it only counts. A report that the public counts and the network may list is two reports.
    values: the columns it stands in, by table; a table left out stands for no statement.
    """

    member: Member
    barrier: str
    population: Population
    listable: bool
    values: Mapping[FixedTable, Collection[str]]


def release_fixed_tables(
    reports: Iterable[Report], *, barriers: Sequence[str], columns: Mapping[FixedTable, Sequence[str]]
) -> dict[Population, dict[FixedTable, ReleasedTable]]:
    """What may be shown of all fixed tables, for every population; the only way to figures with count-only parts.

    All tables are released in one call, from the same reports, on fixed dates. barriers, columns: the catalogue's
    words, all of them, in the order of the page; `NOT_STATED` is added. Raises ValueError for a word outside the
    catalogue, a table without columns, and several values where a table admits one.
    """
    if set(columns) != set(FIXED_TABLES):
        raise ValueError("every fixed table needs its columns, and no other table is released")
    everything = tuple(reports)
    released: dict[Population, dict[FixedTable, ReleasedTable]] = {name: {} for name in POPULATIONS}
    for table in FIXED_TABLES:
        audiences = [_audience(everything, table, population) for population in POPULATIONS]
        tables = release_table(
            barriers,
            (*columns[table], NOT_STATED),
            audiences=audiences,
            smallest=SMALLEST,
            total_only=(NOT_STATED,),
        )
        for population, one in zip(POPULATIONS, tables, strict=True):
            released[population][table] = one
    return released


def _audience(reports: Iterable[Report], table: FixedTable, population: Population) -> Audience:
    """What one population counts in one table; the network counts what the public counts as well."""
    listed: dict[Cell, set[Member]] = {}
    count_only: dict[Cell, set[Member]] = {}
    counted = POPULATIONS[: POPULATIONS.index(population) + 1]
    for report in reports:
        if report.population in counted:
            cells = listed if report.listable else count_only
            for column in _columns_of(report, table):
                cells.setdefault((report.barrier, column), set()).add(report.member)
    return Audience(listed, count_only)


def _columns_of(report: Report, table: FixedTable) -> Collection[str]:
    values = report.values.get(table) or (NOT_STATED,)
    if len(set(values)) > 1 and not table.several:
        raise ValueError(f"{table.columns}: a municipality has one value")
    return values
