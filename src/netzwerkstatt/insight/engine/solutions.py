"""Conservative and parsimonious solutions with all their models.

Conservative: no remainder is used. Parsimonious: every remainder that helps (Ragin 1987, ch. 6). A
remainder is a configuration without a case or with fewer than n_cut. Rows that are negative or
contradictory may never be covered. For intermediate solutions see `intermediate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from netzwerkstatt.insight.engine.budget import Budget, OutOfSteps
from netzwerkstatt.insight.engine.cases import AnalysisError, Cube
from netzwerkstatt.insight.engine.covers import (
    CoverResult,
    SearchLimits,
    irredundant_covers,
    minimum_covers,
)
from netzwerkstatt.insight.engine.cubes import configurations, count_configurations, cube_size
from netzwerkstatt.insight.engine.minimal_transversals import merged_cubes, prime_implicants_against
from netzwerkstatt.insight.engine.truth_table import TruthTable

Model = tuple[Cube, ...]
"""A disjunction of terms."""


class NoSolution(AnalysisError):
    """The truth table admits no such solution; the message says why."""


class BeyondLimits(NoSolution):
    """There is a solution, but not within the limits; the message says what is known."""


@dataclass(frozen=True)
class Solution:
    """All models of minimal size.

    prime_implicants: all that cover at least one positive row. essential: terms of every model (those that
    are proven to be, if not every model is written out). models: the models written out, at most as many as
    the limits allow. count with count_is: their number, exact or a proven lower bound. size: terms in a
    model; if `size_proven` is False the search ended early, `models` holds the best found and
    `size_at_least` is the proven lower bound.
    """

    prime_implicants: tuple[Cube, ...]
    essential: tuple[Cube, ...]
    models: tuple[Model, ...]
    count: int
    count_is: Literal["exact", "at_least"]
    size: int
    size_proven: bool
    size_at_least: int

    @property
    def complete(self) -> bool:
        """Whether every model is written out."""
        return self.size_proven and self.count_is == "exact" and self.count == len(self.models)

    @property
    def terms(self) -> tuple[Cube, ...]:
        """The prime implicants that occur in some model written out."""
        used = {term for model in self.models for term in model}
        return tuple(prime for prime in self.prime_implicants if prime in used)


@dataclass(frozen=True)
class Remainders:
    """Configurations without (enough) cases that a model covers.

    count is None if the work limit was reached; rows (row numbers) is None if there are more than asked for.
    """

    count: int | None
    rows: tuple[int, ...] | None


def conservative_solution(table: TruthTable, limits: SearchLimits) -> Solution:
    """The solution without any remainder. Raises NoSolution if no row is positive."""
    _require_positive(table)
    return solution_of(merged_cubes(table.positive, table.space), table, limits)


def parsimonious_solution(table: TruthTable, limits: SearchLimits) -> Solution:
    """The solution with all helpful remainders. Raises NoSolution if no row is positive or none negative,
    BeyondLimits if there are more prime implicants than `limits.primes`.
    """
    return solution_of(parsimonious_primes(table, limits), table, limits)


def parsimonious_primes(table: TruthTable, limits: SearchLimits) -> list[Cube]:
    """Prime implicants over the positive rows and the remainders that cover some positive row."""
    _require_positive(table)
    if not table.negative:
        raise NoSolution(
            "Keine Zeile der Wahrheitstafel ist negativ: Jede Bedingung wäre überflüssig, "
            "eine sparsame Lösung sagt hier nichts."
        )
    try:
        return prime_implicants_against(table.positive, table.negative, table.space, Budget(limits.primes))
    except OutOfSteps:
        raise BeyondLimits(
            f"Zu viele Bedingungen für so wenige Zeilen: Es wurden mehr als {limits.primes} kürzeste Terme "
            "gefunden, je Zeile gezählt. Innerhalb dieser Grenze gibt es keine sparsame Lösung."
        ) from None


def solution_of(
    primes: Sequence[Cube], table: TruthTable, limits: SearchLimits, budget: Budget | None = None
) -> Solution:
    """All minimum covers of the positive rows by the prime implicants (budget: see `minimum_covers`)."""
    cover = minimum_covers(chart_columns(primes, table.positive), len(table.positive), limits, budget)
    everywhere = set(cover.essential)
    if cover.complete:
        everywhere = set.intersection(*(set(chosen) for chosen in cover.covers))
    return Solution(
        prime_implicants=tuple(primes),
        essential=tuple(primes[i] for i in sorted(everywhere)),
        models=tuple(_models(primes, cover)),
        count=cover.count,
        count_is=cover.count_is,
        size=cover.size,
        size_proven=cover.size_proven,
        size_at_least=cover.size_at_least,
    )


def irredundant_models(
    primes: Sequence[Cube], table: TruthTable, limits: SearchLimits
) -> tuple[Model, ...] | None:
    """All models from which no term can be taken away, also those longer than the shortest (Baumgartner &
    Thiem 2017); None if there are more than `limits.listed`.
    """
    found = irredundant_covers(chart_columns(primes, table.positive), len(table.positive), limits)
    return None if found is None else tuple(tuple(primes[i] for i in cover) for cover in found)


def chart_columns(primes: Iterable[Cube], rows: Sequence[int]) -> list[int]:
    """For every prime implicant the rows it covers, as a bit mask over their position."""
    bits = [(row, 1 << i) for i, row in enumerate(rows)]
    return [sum([bit for row, bit in bits if row & care == value]) for care, value in primes]


def simplifying_assumptions(model: Model, table: TruthTable, *, rows_listed: int, steps: int) -> Remainders:
    """The remainders that a model covers (Ragin 2008, ch. 9): counted exactly, listed if few."""
    return remainders_in(model, table.positive, table, rows_listed=rows_listed, steps=steps)


def remainders_in(
    cubes: Sequence[Cube], known: Sequence[int], table: TruthTable, *, rows_listed: int, steps: int
) -> Remainders:
    """Configurations in the cubes that are not among the `known` rows."""
    space = table.space
    inside = {row for row in known if any(row & care == value for care, value in cubes)}
    if sum(cube_size(cube, space) for cube in cubes) <= rows_listed:
        codes = set(configurations(cubes, space)) - inside
        return Remainders(len(codes), tuple(sorted(space.row_number(code) for code in codes)))
    try:
        count = count_configurations(cubes, space, Budget(steps)) - len(inside)
    except OutOfSteps:
        return Remainders(None, None)
    return Remainders(count, () if count == 0 else None)


def contradictory_assumptions(
    model: Model,
    table: TruthTable,
    opposite: Model,
    opposite_table: TruthTable,
    *,
    rows_listed: int,
    steps: int,
) -> Remainders:
    """Remainders that a model for the outcome and one for its negation both assume to be theirs.

    Nobody can hold both (Yamasaki & Rihoux 2009, in: Rihoux & Ragin, Configurational Comparative Methods).
    """
    shared = [(a[0] | b[0], a[1] | b[1]) for a in model for b in opposite if not (a[1] ^ b[1]) & a[0] & b[0]]
    known = sorted({*table.positive, *opposite_table.positive})
    return remainders_in(shared, known, table, rows_listed=rows_listed, steps=steps)


def _models(primes: Sequence[Cube], cover: CoverResult) -> list[Model]:
    return sorted(tuple(primes[i] for i in chosen) for chosen in cover.covers)


def _require_positive(table: TruthTable) -> None:
    if not table.positive:
        raise NoSolution(
            "Keine Zeile der Wahrheitstafel erreicht die Grenzwerte: Es gibt nichts zu erklären."
        )
