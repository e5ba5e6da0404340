"""Cases, conditions and the encoding of configurations as bit patterns.

A *configuration* (one value per condition) is kept as one integer: every condition owns a field of
`Space.width` bits, the first condition the highest field. A *cube* `(care, value)` is a conjunction of
literals: `care` has all bits of the fields that are fixed, `value` their values. A configuration lies in a
cube when `code & care == value`. With two-valued conditions (crisp, fuzzy) the width is 1, so that
`row number = code + 1` as in the usual numbering of truth tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Cube = tuple[int, int]
"""(care, value), see above."""

Kind = Literal["cs", "fs", "mv"]
"""Crisp sets (0 or 1), fuzzy sets (0 to 1), multi-value conditions (0, 1, 2, …) with a crisp outcome."""


MOST_LEVELS = 100
"""A condition with more values is a raw number that was not calibrated."""


class AnalysisError(ValueError):
    """An analysis cannot be carried out; the message is one German sentence for the person who asked."""


@dataclass(frozen=True)
class Space:
    """The conditions of an analysis, in order, with the number of values of each (2 for crisp and fuzzy)."""

    names: tuple[str, ...]
    levels: tuple[int, ...]
    multi_value: bool = False

    def __post_init__(self) -> None:
        if not self.names:
            raise AnalysisError("Eine Analyse braucht mindestens eine Bedingung.")
        if len(set(self.names)) != len(self.names):
            raise AnalysisError("Eine Bedingung ist doppelt genannt.")
        if len(self.names) != len(self.levels) or min(self.levels) < 1:
            raise AnalysisError("Zu jeder Bedingung gehört die Zahl ihrer Werte.")

    @cached_property
    def width(self) -> int:
        """Bits of one field."""
        return max(1, *((levels - 1).bit_length() for levels in self.levels))

    @cached_property
    def fields(self) -> tuple[int, ...]:
        """The bits of each condition's field; the first condition has the highest."""
        one = (1 << self.width) - 1
        count = len(self.names)
        return tuple(one << (self.width * (count - 1 - i)) for i in range(count))

    @cached_property
    def size(self) -> int:
        """Number of logically possible configurations."""
        product = 1
        for levels in self.levels:
            product *= levels
        return product

    def encode(self, configuration: Sequence[int]) -> int:
        code = 0
        for value in configuration:
            code = (code << self.width) | value
        return code

    def decode(self, code: int) -> tuple[int, ...]:
        one = (1 << self.width) - 1
        count = len(self.names)
        return tuple((code >> (self.width * (count - 1 - i))) & one for i in range(count))

    def row_number(self, code: int) -> int:
        """1 + the configuration read as a number in mixed radix (first condition = highest digit)."""
        if not self.multi_value:
            return code + 1
        number = 0
        for value, levels in zip(self.decode(code), self.levels, strict=True):
            number = number * levels + value
        return number + 1

    def difference(self, a: int, b: int) -> int:
        """The union of the fields in which two configurations differ."""
        unequal = a ^ b
        if self.width == 1:
            return unequal
        return sum(field for field in self.fields if unequal & field)

    def literals(self, cube: Cube) -> tuple[tuple[int, int], ...]:
        """(index of the condition, value) of every literal, in the order of the conditions."""
        care, value = cube
        values = self.decode(value)
        return tuple((i, values[i]) for i, field in enumerate(self.fields) if care & field)

    def cube(self, literals: Mapping[str, int]) -> Cube:
        """The cube of named literals, e.g. {"DEV": 1, "IND": 0}."""
        care = value = 0
        for name, level in literals.items():
            i = self.names.index(name)
            care |= self.fields[i]
            value |= level << (self.width * (len(self.names) - 1 - i))
        return care, value

    def text(self, cube: Cube) -> str:
        """`A*~B` for two-valued, `A[2]*B[0]` for multi-value conditions; the empty conjunction is `1`."""
        parts = []
        for i, value in self.literals(cube):
            if self.multi_value:
                parts.append(f"{self.names[i]}[{value}]")
            else:
                parts.append(self.names[i] if value else f"~{self.names[i]}")
        return "*".join(parts) or "1"


@dataclass(frozen=True)
class CaseTable:
    """The cases of one analysis.

    `values[i][j]` is the membership (cs, fs) or the value (mv) of case i in condition j, `outcome[i]` its
    membership in the outcome, already negated where the negated outcome is analysed. `dropped` names the
    cases left out because a value that the analysis needs is missing.
    """

    kind: Kind
    space: Space
    names: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    outcome: tuple[float, ...]
    dropped: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[tuple[float, ...], ...]:
        """The values by condition."""
        return tuple(zip(*self.values, strict=True))

    def membership(self, literal: tuple[int, int]) -> list[float]:
        """Membership of every case in one literal (index of the condition, value)."""
        index, level = literal
        column = self.columns[index]
        if self.kind == "mv":
            return [1.0 if value == level else 0.0 for value in column]
        return list(column) if level else [1.0 - value for value in column]

    def membership_in(self, cube: Cube) -> list[float]:
        """Membership of every case in a conjunction: the minimum over its literals (Zadeh 1965)."""
        columns = [self.membership(literal) for literal in self.space.literals(cube)]
        return list(map(min, zip(*columns, strict=True))) if columns else [1.0] * len(self.names)

    def configuration(self, case: int) -> int | None:
        """The truth-table row of a case, or None if a membership is exactly 0.5 (it belongs to no row)."""
        row = self.values[case]
        if self.kind == "mv":
            return self.space.encode([int(value) for value in row])
        if 0.5 in row:
            return None
        return self.space.encode([1 if value > 0.5 else 0 for value in row])


def prepare_cases(
    names: Sequence[str],
    values: Sequence[Sequence[float | None]],
    outcome: Sequence[float | None],
    *,
    conditions: Sequence[str],
    kind: Kind,
    negated: bool,
) -> CaseTable:
    """Check the values, drop and name the cases with missing ones, negate the outcome if asked.

    `values[i]` are the values of case i in the order of `conditions`; None is missing.
    Raises AnalysisError if a value does not fit the kind or no case is left.
    """
    kept = [
        i
        for i in range(len(names))
        if outcome[i] is not None and all(value is not None for value in values[i])
    ]
    if not kept:
        raise AnalysisError("Kein Fall hat Werte für alle Bedingungen und das Ergebnis.")
    rows = [tuple(float(value) for value in values[i] if value is not None) for i in kept]
    results = [float(value) for i in kept if (value := outcome[i]) is not None]
    for j, condition in enumerate(conditions):
        _check(condition, [row[j] for row in rows], kind)
    _check("Ergebnis", results, "fs" if kind == "fs" else "cs")
    space = Space(tuple(conditions), _levels(rows, kind), multi_value=kind == "mv")
    return CaseTable(
        kind=kind,
        space=space,
        names=tuple(names[i] for i in kept),
        values=tuple(rows),
        outcome=tuple(1.0 - value if negated else value for value in results),
        dropped=tuple(names[i] for i in range(len(names)) if i not in set(kept)),
    )


def _levels(rows: Sequence[Sequence[float]], kind: Kind) -> tuple[int, ...]:
    if kind != "mv":
        return (2,) * len(rows[0])
    return tuple(max(2, 1 + int(max(column))) for column in zip(*rows, strict=True))


def _check(name: str, values: Sequence[float], kind: Kind) -> None:
    if kind == "cs" and any(value not in (0.0, 1.0) for value in values):
        raise AnalysisError(f"{name}: erlaubt sind nur 0 und 1 (scharfe Mengen).")
    if kind == "fs" and any(not 0.0 <= value <= 1.0 for value in values):
        raise AnalysisError(f"{name}: Zugehörigkeiten liegen zwischen 0 und 1.")
    if kind == "mv" and any(not 0 <= value < MOST_LEVELS or value != int(value) for value in values):
        raise AnalysisError(
            f"{name}: erlaubt sind ganze Zahlen von 0 bis {MOST_LEVELS - 1} (mehrwertige Bedingung)."
        )
