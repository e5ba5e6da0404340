"""Minimum covers of many unions of cubes that have most in common (used by `intermediate`).

Only prime implicants through a positive row are needed, and those depend on the cubes near this row. Call a
condition *open* at row r if some cube of the union contains r with another value of this condition. A prime
implicant through r leaves only open conditions free (with a condition free it contains r with each of its
values), so

- it keeps r's values in every other condition, and only the cubes that agree with r there matter for it;
- where a cube K contains r and no condition fixed by K is open, every prime implicant through r lies in K: K is
  the only one.

So the union is split into one small problem for every row, and most unions meet rows that were seen before. The
same holds for the chart: prime implicants that alone cover a row are in every cover; the other rows fall
into parts that share no prime implicant; each part is solved once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

from netzwerkstatt.insight.engine.budget import Budget
from netzwerkstatt.insight.engine.cases import Cube
from netzwerkstatt.insight.engine.covers import SearchLimits, minimum_covers
from netzwerkstatt.insight.engine.minimal_transversals import minimal_transversals, single_bits
from netzwerkstatt.insight.engine.truth_table import TruthTable

_STEPS_PER_UNION = 8
"""Looking up the rows of one union takes about as long as so many steps of branch and bound."""


@dataclass(frozen=True)
class Part:
    """All minimum covers of some rows that no prime implicant joins to others, as far as they are written out.

    A cover is a set of bits, the prime implicants by number.
    """

    size_proven: bool
    count: int
    exact: bool
    covers: tuple[int, ...]

    @property
    def complete(self) -> bool:
        return self.size_proven and self.exact and self.count == len(self.covers)


class SharedUnions:
    """Unions of the given cubes as sets of bits, the cubes by number; each contains all positive rows."""

    def __init__(
        self, cubes: Iterable[Cube], table: TruthTable, limits: SearchLimits, budget: Budget
    ) -> None:
        self.space = table.space
        self.rows = table.positive
        self.limits = limits
        self.budget = budget
        self.cubes = tuple(dict.fromkeys(cubes))
        self.primes: list[Cube] = []
        self._numbers = {cube: number for number, cube in enumerate(self.cubes)}
        self._neighbourhoods = [_Neighbourhood(row, self) for row in self.rows]
        self._prime_numbers: dict[Cube, int] = {}
        self._rows_of: list[int] = []
        self._parts: dict[tuple[int, int], Part] = {}
        self._models: dict[int, tuple[Cube, ...]] = {}

    def mask_of(self, cubes: Iterable[Cube]) -> int:
        """The cubes as a set of bits."""
        mask = 0
        for cube in cubes:
            mask |= 1 << self._numbers[cube]
        return mask

    def cubes_of(self, mask: int) -> list[Cube]:
        return [self.cubes[bit.bit_length() - 1] for bit in single_bits(mask)]

    def primes_over_rows(self, union: int) -> tuple[int, ...]:
        """For every positive row the prime implicants of the union that contain it. Raises OutOfSteps."""
        self.budget.spend(_STEPS_PER_UNION)
        over = []
        for place in self._neighbourhoods:  # the innermost lookup, written out because calls would double it
            close = union & place.close
            only, opened, within = place.views.get(close) or place.view(close)
            over.append(only or place.through.get(union & within) or place.find(union & within, opened))
        return tuple(over)

    def covers(self, over: Sequence[int]) -> tuple[Part, ...]:
        """The minimum covers of a chart, given by the prime implicants over every row. Raises OutOfSteps."""
        forced = rest = 0
        for primes in set(over):
            if not primes & (primes - 1):
                forced |= primes
        for i, primes in enumerate(over):
            if not primes & forced:
                rest |= 1 << i
        parts = [Part(size_proven=True, count=1, exact=True, covers=(forced,))] if forced else []
        while rest:
            rows, primes = self._connected(rest, over)
            rest ^= rows
            parts.append(self._parts.get((rows, primes)) or self._solve(rows, primes))
        return tuple(parts)

    def model_of(self, cover: int) -> tuple[Cube, ...]:
        """The prime implicants of a cover."""
        if cover not in self._models:
            terms = [self.primes[bit.bit_length() - 1] for bit in single_bits(cover)]
            self._models[cover] = in_order(terms)
        return self._models[cover]

    def number_of_prime(self, prime: Cube) -> int:
        """Each prime implicant has one number, whatever union it was found in."""
        if prime not in self._prime_numbers:
            self._prime_numbers[prime] = len(self.primes)
            self.primes.append(prime)
            care, value = prime
            self._rows_of.append(sum([1 << i for i, row in enumerate(self.rows) if row & care == value]))
        return self._prime_numbers[prime]

    def _connected(self, rest: int, over: Sequence[int]) -> tuple[int, int]:
        """The first of these rows with all that some prime implicant joins to it, and the prime implicants."""
        rows = fresh = rest & -rest
        primes = 0
        while fresh:
            more = 0
            for row in single_bits(fresh):
                more |= over[row.bit_length() - 1]
            fresh = 0
            for prime in single_bits(more & ~primes):
                fresh |= self._rows_of[prime.bit_length() - 1]
            primes |= more
            fresh &= rest & ~rows
            rows |= fresh
        return rows, primes

    def _solve(self, rows: int, primes: int) -> Part:
        numbers = [bit.bit_length() - 1 for bit in single_bits(primes)]
        place = {row: 1 << i for i, row in enumerate(single_bits(rows))}
        columns = [sum([place[row] for row in single_bits(self._rows_of[n] & rows)]) for n in numbers]
        found = minimum_covers(columns, len(place), self.limits, self.budget)
        covers = tuple([sum([1 << numbers[i] for i in chosen]) for chosen in found.covers])
        part = Part(found.size_proven, found.count, found.count_is == "exact", covers)
        self._parts[rows, primes] = part
        return part


class _Neighbourhood:
    """One positive row: which conditions are open in which union, and the prime implicants through it."""

    def __init__(self, row: int, unions: SharedUnions) -> None:
        self.row = row
        self.unions = unions
        self.everything = sum(unions.space.fields)
        self.apart = [unions.space.difference(row, value) & care for care, value in unions.cubes]
        one_condition = (0, *unions.space.fields)
        self.close = sum([1 << i for i, fields in enumerate(self.apart) if fields in one_condition])
        self.others = [
            (
                field,
                [
                    (field & -field) * level ^ row & field
                    for level in range(levels)
                    if (field & -field) * level != row & field
                ],
            )
            for field, levels in zip(unions.space.fields, unions.space.levels, strict=True)
        ]
        self.views: dict[int, tuple[int, int, int]] = {}
        self._within: dict[int, int] = {}
        self.through: dict[int, int] = {}

    def view(self, close: int) -> tuple[int, int, int]:
        """From the cubes at most one condition away: the only prime implicant, or else 0, the open conditions
        and the cubes that agree with the row in all others.
        """
        found = self.views[close] = self._view(close)
        return found

    def find(self, local: int, opened: int) -> int:
        """The prime implicants through the row, from these cubes. Raises OutOfSteps."""
        found = self.through[local] = self._primes_through(local, opened)
        return found

    def _view(self, close: int) -> tuple[int, int, int]:
        cubes = self.unions.cubes
        opened = 0
        inside = []
        for bit in single_bits(close):
            number = bit.bit_length() - 1
            fields = self.apart[number]
            if not fields:
                inside.append(cubes[number])
            opened |= fields or self.everything & ~cubes[number][0]
        for cube in inside:
            if not cube[0] & opened:
                return 1 << self.unions.number_of_prime(cube), opened, 0
        if opened not in self._within:
            agreeing = [1 << i for i, fields in enumerate(self.apart) if fields | opened == opened]
            self._within[opened] = sum(agreeing)
        return 0, opened, self._within[opened]

    def _primes_through(self, local: int, opened: int) -> int:
        """Free as much as possible without reaching a configuration outside: minimal transversals again."""
        kept = self.everything & ~opened
        found = 0
        for fixed in minimal_transversals(self._ways_out(local, opened)):
            care = kept | sum([field for field, _ in self.others if field & fixed])
            found |= 1 << self.unions.number_of_prime((care, self.row & care))
        return found

    def _ways_out(self, local: int, opened: int) -> list[int]:
        """Sets of open conditions (by the lowest bit of each) that together lead from the row to a configuration
        outside the union, among them all minimal ones. The way out of a cube is to change a condition in which it
        keeps the row's value.
        """
        cubes = sorted(
            {(care & opened, value & opened) for care, value in self.unions.cubes_of(local)},
            key=lambda cube: cube[0].bit_count(),
        )
        others = [(field & -field, codes) for field, codes in self.others if field & opened]
        outside: list[int] = []
        level = {(self.row & opened, 0)}
        while level:
            self.unions.budget.spend(len(level))
            further: set[tuple[int, int]] = set()
            for code, changed in level:
                if _contains_any(changed, outside):
                    continue
                fixed = _fixed_by_first(cubes, code)
                if fixed is None:
                    outside.append(changed)
                    continue
                ways = fixed & ~changed
                for lowest, codes in others:
                    if lowest & ways:
                        further.update([(code ^ other, changed | lowest) for other in codes])
            level = further
        return outside


def _contains_any(whole: int, sets: Sequence[int]) -> bool:
    for one in sets:  # noqa: SIM110 - an inner loop; a generator costs a third more
        if one & whole == one:
            return True
    return False


def _fixed_by_first(cubes: Sequence[Cube], code: int) -> int | None:
    """What the first cube around this configuration fixes; None if there is none."""
    for care, value in cubes:
        if code & care == value:
            return care
    return None


def in_order(terms: Iterable[Cube]) -> tuple[Cube, ...]:
    """Terms with few literals first."""
    return tuple(sorted(terms, key=lambda cube: (cube[0].bit_count(), cube)))


def count_models(parts: Sequence[Part]) -> int:
    return prod([part.count for part in parts])


def covers_of(parts: Sequence[Part]) -> list[int]:
    """One cover of each part, joined, in every combination."""
    joined = [0]
    for part in parts:
        joined = [cover | more for cover in joined for more in part.covers]
    return joined
