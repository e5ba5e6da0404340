"""Disclosure control for the fixed tables.

Whoever consents to *nur mitzählen* (count only) enters a few fixed tables and nothing else. In these, what
a viewer may list anyway is counted plainly; the **count-only part** of a figure is at least `smallest`
members of the network or is left out. Left out covers zero too, so that a missing part says nothing.

A table has rows (e.g. barriers) and columns (e.g. kinds of municipality). The figures are its cells and its
row totals; **no column total and no grand total** holds a count-only part. Within a row, subtraction could
undo a suppression, so more is left out (secondary suppression) until

1. the members of the row that are in no visible cell are none or at least `smallest`,
2. the members of the row that are not in a given visible cell are none or at least `smallest`, and
3. where the visible cells hold the whole row, the members in more than one of them are none or at least
   `smallest`.

With 1 no sum of cells, subtracted from the row's total, isolates a small group where columns exclude each
other; with 2 no single cell does where they overlap; with 3 the total, subtracted from the sum of the cells,
does not give away who is in two of them. Several tables over the same rows stay safe together **if a row holds the
same members in all of them** and what a member is in one table says nothing about the others: figures of two different
divisions of a row can then only be combined through the row's total, and every division obeys the rules against
that total (`insight.engine.fixed_tables` sees to both). All audiences are released in one call, tier by tier: the members that the public counts
first, then those that only the network counts, each tier by itself. The network's figure is the sum of the
visible parts, so public and network figures cannot be subtracted to anything but a visible part.
(Method: cell suppression, Hundepool et al. 2012, Statistical Disclosure Control, ch. 4.)
`tests/kernel/lib/test_disclosure.py` tries all sums and differences.

Not covered: what changes from one day to the next. Whoever publishes recalculates on fixed dates only, except
for a withdrawal, which takes effect at once.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Member = Hashable
Cell = tuple[str, str]
"""(row, column)"""

Members = Mapping[Cell, Collection[Member]]
"""Which members of the network a cell holds; a member may be in several cells."""


@dataclass(frozen=True)
class Figure:
    """listed: members whose cases the audience may list. counted_only: further members that only count,
    None if
    this part is left out (which does not mean that there are none).
    """

    listed: int
    counted_only: int | None

    @property
    def shown(self) -> int:
        """The number to print."""
        return self.listed + (self.counted_only or 0)


@dataclass(frozen=True)
class ReleasedTable:
    """What may be published: a figure for every cell and every row total."""

    cells: Mapping[Cell, Figure]
    row_totals: Mapping[str, Figure]


@dataclass(frozen=True)
class Audience:
    """What one audience's population holds: members with cases it may list, and members that only count.

    A narrower audience may repeat what a wider one holds.
    """

    listed: Members
    count_only: Members


@dataclass(frozen=True)
class _Line:
    """Visible count-only numbers of one row in one tier; what is left out is not in it."""

    total: int | None
    parts: Mapping[str, int]


def release_table(
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    audiences: Sequence[Audience],
    smallest: int,
    total_only: Collection[str] = (),
) -> tuple[ReleasedTable, ...]:
    """The publishable figures of one fixed table, one table per audience, the widest audience first.

    total_only: columns whose count-only members enter the row's total and no cell. A column that excludes all others
    while those overlap (such as "not stated") has to be one of them: the total without it and without one other would
    be those who are in neither, which the three rules do not look at.

    A member that some audience may list in a row does not count again in this row, for no audience: otherwise
    the difference of two audiences' figures would be that member.
    Raises ValueError if a cell names an unknown row or column or `smallest` is below 2.
    """
    if smallest < 2:
        raise ValueError("a group of one is never protected: smallest must be at least 2")
    for audience in audiences:
        if any(row not in rows or column not in columns for row, column in _cells_of(audience)):
            raise ValueError("a cell lies outside the fixed table")
    cells: list[dict[Cell, Figure]] = [{} for _ in audiences]
    totals: list[dict[str, Figure]] = [{} for _ in audiences]
    for row in rows:
        lines = [_release_line(parts, smallest, total_only) for parts in _tiers(row, columns, audiences)]
        for i, audience in enumerate(audiences):
            plain = [set(audience.listed.get((row, column), ())) for column in columns]
            totals[i][row] = Figure(len(_union(plain)), _sum(line.total for line in lines[: i + 1]))
            for column, members in zip(columns, plain, strict=True):
                visible = _sum(line.parts.get(column) for line in lines[: i + 1])
                cells[i][row, column] = Figure(len(members), visible)
    return tuple(map(ReleasedTable, cells, totals))


def _cells_of(audience: Audience) -> Iterable[Cell]:
    return (*audience.listed, *audience.count_only)


def _sum(parts: Iterable[int | None]) -> int | None:
    """The visible parts together, None if there is none."""
    visible = [part for part in parts if part is not None]
    return sum(visible) if visible else None


def _tiers(row: str, columns: Sequence[str], audiences: Sequence[Audience]) -> list[dict[str, set[Member]]]:
    """The count-only members of a row by column, tier by tier; each member is in one tier only."""
    known = _union(
        set(audience.listed.get((row, column), ())) for audience in audiences for column in columns
    )
    tiers = []
    for audience in audiences:
        parts = {column: set(audience.count_only.get((row, column), ())) - known for column in columns}
        known |= _union(parts.values())
        tiers.append(parts)
    return tiers


def _release_line(parts: Mapping[str, set[Member]], smallest: int, total_only: Collection[str]) -> _Line:
    """Primary and secondary suppression in one row of one tier."""
    everybody = _union(parts.values())
    if len(everybody) < smallest:
        return _Line(None, {})
    visible = {
        column: members
        for column, members in parts.items()
        if len(members) >= smallest and column not in total_only
    }
    while True:
        exposing = _exposing(everybody, visible, smallest)
        if exposing is None:
            break
        del visible[exposing]
    return _Line(len(everybody), {column: len(members) for column, members in visible.items()})


def _exposing(everybody: set[Member], visible: Mapping[str, set[Member]], smallest: int) -> str | None:
    """A visible column that has to be left out as well, the smallest one that helps."""
    by_size = sorted(visible, key=lambda column: (len(visible[column]), column))
    rest = everybody - _union(visible.values())
    if _too_few(rest, smallest) or (not rest and _too_few(_in_several(visible), smallest)):
        return by_size[0]
    for column in by_size:
        if _too_few(everybody - visible[column], smallest):
            return column
    return None


def _in_several(visible: Mapping[str, set[Member]]) -> set[Member]:
    """Members in more than one visible column."""
    once: set[Member] = set()
    several: set[Member] = set()
    for members in visible.values():
        several |= once & members
        once |= members
    return several


def _too_few(members: set[Member], smallest: int) -> bool:
    return 0 < len(members) < smallest


def _union(groups: Iterable[set[Member]]) -> set[Member]:
    return set().union(*groups)
