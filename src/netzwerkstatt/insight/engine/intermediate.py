"""Intermediate solutions: only remainders that theory makes likely (easy counterfactuals).

Ragin & Sonnett 2005 (in: Kropp & Minkenberg, Vergleichen in der Politikwissenschaft) and Ragin 2008, ch. 9:
from a conservative term *c* inside a parsimonious term *p*, a literal may be dropped if p does not need it
and if the directional expectation says that the condition's other value would further the outcome as well.
The remainders of these shortened terms are the easy counterfactuals; the solution is minimised over the
positive rows and them. This is done for every pair of a conservative and a parsimonious model; the models
are the union over the pairs.

Parsimonious terms with the same rows and the same effect on every conservative term are exchanged freely: the
pairs are examined by such classes, so that many tied models cost one examination. What the pairs have in common
is solved once (`shared_unions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from math import prod
from typing import Literal

from netzwerkstatt.insight.engine.budget import Budget, OutOfSteps
from netzwerkstatt.insight.engine.cases import AnalysisError, Cube, Space
from netzwerkstatt.insight.engine.covers import SearchLimits, minimum_covers
from netzwerkstatt.insight.engine.cubes import contains
from netzwerkstatt.insight.engine.shared_unions import (
    Part,
    SharedUnions,
    count_models,
    covers_of,
    in_order,
)
from netzwerkstatt.insight.engine.solutions import (
    Model,
    Remainders,
    chart_columns,
    conservative_solution,
    parsimonious_primes,
    remainders_in,
)
from netzwerkstatt.insight.engine.truth_table import TruthTable

Expectations = Mapping[str, frozenset[int]]
"""Condition → the values that are expected to further the outcome; absent or empty: no expectation."""

_COVERS_PER_STEP = 4
"""Models joined to those found before in the time of one step of branch and bound."""

Class = tuple[int, tuple[tuple[int, Cube], ...]]
"""Rows covered, and (index of the conservative term, shortened term) for each term it shortens."""


@dataclass(frozen=True)
class IntermediatePair:
    """What one conservative model and a family of parsimonious models give.

    choices: for each term of the parsimonious models the terms that are exchanged freely; one of each makes a
    model of the family. easy: the shortened terms; the remainders in them are the easy counterfactuals.
    parts: independent parts of the solution, each with its alternatives; one of each makes a model. count: the
    number of models, exact or a lower bound.
    """

    conservative: Model
    choices: tuple[Model, ...]
    easy: tuple[Cube, ...]
    parts: tuple[tuple[Model, ...], ...]
    count: int

    def parsimonious(self) -> Iterator[Model]:
        """The parsimonious models of the family, all with the same effect, one after the other."""
        return product(*self.choices)

    def models(self) -> Iterator[Model]:
        """The models, as far as they are written out."""
        return (in_order(term for terms in chosen for term in terms) for chosen in product(*self.parts))


@dataclass(frozen=True)
class IntermediateSolution:
    """The union over all pairs.

    count: number of different models, exact or a proven lower bound. pairs_examined counts pairs of a
    conservative model and a class of parsimonious ones; `pairs` holds the first of them, at most as many as
    models may be written out.
    """

    models: tuple[Model, ...]
    count: int
    count_is: Literal["exact", "at_least"]
    pairs: tuple[IntermediatePair, ...]
    pairs_examined: int

    @property
    def complete(self) -> bool:
        return self.count_is == "exact" and self.count == len(self.models)


def shortened_term(complex_term: Cube, parsimonious_term: Cube, droppable: int) -> Cube:
    """The complex term without the droppable literals that the parsimonious term does not need."""
    care = parsimonious_term[0] | complex_term[0] & ~droppable
    return care, complex_term[1] & care


def droppable_literals(term: Cube, expectations: Expectations, space: Space) -> int:
    """Fields of the literals whose every other value is expected to further the outcome."""
    fields = 0
    for index, value in space.literals(term):
        others = set(range(space.levels[index])) - {value}
        if others <= expectations.get(space.names[index], frozenset()):
            fields |= space.fields[index]
    return fields


def intermediate_solution(
    table: TruthTable, expectations: Expectations, limits: SearchLimits
) -> IntermediateSolution:
    """The intermediate solution under the given expectations, with all models.

    Raises NoSolution if no row is positive or none negative, AnalysisError for an unknown condition.
    """
    _check(expectations, table.space)
    search = _Search(table, expectations, limits)
    return search.run()


class _Search:
    def __init__(self, table: TruthTable, expectations: Expectations, limits: SearchLimits) -> None:
        self.table = table
        self.limits = limits
        self.many = replace(limits, listed=limits.pairs)
        self.conservative = conservative_solution(table, self.many)
        self.terms = self.conservative.prime_implicants
        droppable = [droppable_literals(term, expectations, table.space) for term in self.terms]
        self.classes = _classes(parsimonious_primes(table, limits), self.terms, droppable, table.positive)
        self.keys = list(self.classes)
        masks = [mask for mask, _ in self.keys]
        self.parsimonious = minimum_covers(masks, len(table.positive), self.many)
        self.used = sorted({i for chosen in self.parsimonious.covers for i in chosen})
        shortened = (short for i in self.used for _, short in self.keys[i][1])
        self.unions = SharedUnions([*self.terms, *shortened], table, self.many, Budget(limits.steps))
        self.models = _Models(self.unions, limits.listed)
        self.pairs: list[IntermediatePair] = []
        self.examined = 0

    def run(self) -> IntermediateSolution:
        everything = self.parsimonious.complete and self.conservative.complete
        try:
            for model in self.conservative.models:
                self._examine(model)
        except OutOfSteps:
            everything = False
        count, exact = self.models.count(everything)
        return IntermediateSolution(
            models=tuple(self.models.written()),
            count=count,
            count_is="exact" if exact else "at_least",
            pairs=tuple(self.pairs),
            pairs_examined=self.examined,
        )

    def _examine(self, model: Model) -> None:
        """Every pair of this conservative model. Raises OutOfSteps, also at the limit on pairs."""
        plain = self.unions.mask_of(model)
        members = set(model)
        shortened_by = {
            i: self.unions.mask_of(short for index, short in self.keys[i][1] if self.terms[index] in members)
            for i in self.used
        }
        for chosen in self.parsimonious.covers:
            if self.examined == self.limits.pairs:
                raise OutOfSteps
            self.examined += 1
            shortened = 0
            for i in chosen:
                shortened |= shortened_by[i]
            parts = self.models.join(plain | shortened)
            if len(self.pairs) < self.limits.listed:
                self.pairs.append(self._pair(model, chosen, shortened, parts))

    def _pair(
        self, model: Model, chosen: Sequence[int], shortened: int, parts: Sequence[Part]
    ) -> IntermediatePair:
        return IntermediatePair(
            conservative=model,
            choices=tuple([tuple(self.classes[self.keys[i]]) for i in chosen]),
            easy=tuple(self.unions.cubes_of(shortened)),
            parts=tuple([tuple(map(self.unions.model_of, part.covers)) for part in parts]),
            count=count_models(parts),
        )


class _Models:
    """The models of all unions together, each once, as sets of bits (prime implicants by number).

    Unions with the same prime implicants over every row have the same models.
    """

    def __init__(self, unions: SharedUnions, listed: int) -> None:
        self.unions = unions
        self.listed = listed
        self.seen: dict[tuple[int, ...], tuple[Part, ...]] = {}
        self.covers: set[int] = set()
        self.joined = True

    def join(self, union: int) -> tuple[Part, ...]:
        """Add the models of a union; its parts. Raises OutOfSteps before anything is added."""
        chart = self.unions.primes_over_rows(union)
        if chart not in self.seen:
            self.seen[chart] = self.unions.covers(chart)
            self._add(self.seen[chart])
        return self.seen[chart]

    def _add(self, parts: Sequence[Part]) -> None:
        if not all(part.size_proven for part in parts):
            return
        number = prod([len(part.covers) for part in parts])
        steps = number // _COVERS_PER_STEP
        if self.joined and steps <= self.unions.budget.steps and all(part.complete for part in parts):
            self.unions.budget.spend(steps)
            self.covers.update(covers_of(parts))
            return
        self.joined = False
        missing = max(0, self.listed - len(self.covers))
        for chosen in islice(product(*(part.covers for part in parts)), missing):
            self.covers.add(sum(chosen))

    def count(self, everything: bool) -> tuple[int, bool]:
        """Number of models and whether it is exact; `everything`: no pair is missing."""
        proven = [parts for parts in self.seen.values() if all(part.size_proven for part in parts)]
        counts = [count_models(parts) for parts in proven]
        exact = everything and len(proven) == len(self.seen)
        if exact and len(proven) == 1 and all(part.exact for part in proven[0]):
            return counts[0], True
        if exact and self.joined:
            return len(self.covers), True
        return max([len(self.covers), *counts]), False

    def written(self) -> list[Model]:
        """At most as many as may be written out."""
        return sorted(self.unions.model_of(cover) for cover in islice(self.covers, self.listed))


def easy_counterfactuals(
    pair: IntermediatePair, table: TruthTable, *, rows_listed: int, steps: int
) -> Remainders:
    """The remainders that the pair's solution may use."""
    return remainders_in(pair.easy, table.positive, table, rows_listed=rows_listed, steps=steps)


def _classes(
    primes: Sequence[Cube], terms: Sequence[Cube], droppable: Sequence[int], rows: Sequence[int]
) -> dict[Class, list[Cube]]:
    """Parsimonious prime implicants by the rows they cover and what they do to the conservative terms."""
    classes: dict[Class, list[Cube]] = {}
    for prime, mask in zip(primes, chart_columns(primes, rows), strict=True):
        effects = tuple(_effects(prime, terms, droppable))
        classes.setdefault((mask, effects), []).append(prime)
    return classes


def _effects(prime: Cube, terms: Sequence[Cube], droppable: Sequence[int]) -> Iterator[tuple[int, Cube]]:
    for index, term in enumerate(terms):
        if contains(prime, term):
            short = shortened_term(term, prime, droppable[index])
            if short != term:
                yield index, short


def _check(expectations: Expectations, space: Space) -> None:
    for name, values in expectations.items():
        if name not in space.names:
            raise AnalysisError(f"Erwartung für eine unbekannte Bedingung: {name}.")
        if not values <= set(range(space.levels[space.names.index(name)])):
            raise AnalysisError(f"Erwartung für {name}: diesen Wert gibt es nicht.")
