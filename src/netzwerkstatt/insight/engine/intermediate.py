"""Intermediate solutions: only remainders that theory makes likely (easy counterfactuals).

Ragin & Sonnett 2005 (in: Kropp & Minkenberg, Vergleichen in der Politikwissenschaft) and Ragin 2008, ch. 9:
from a conservative term *c* inside a parsimonious term *p*, a literal may be dropped if p does not need it
and if the directional expectation says that the condition's other value would further the outcome as well.
The remainders of these shortened terms are the easy counterfactuals; the solution is minimised over the
positive rows and them. This is done for every pair of a conservative and a parsimonious model; the models
are the union over the pairs.

Parsimonious terms with the same rows and the same effect on every conservative term are exchanged freely: the
pairs are examined by such classes, so that many tied models cost one examination.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from netzwerkstatt.insight.engine.cases import AnalysisError, Cube, Space
from netzwerkstatt.insight.engine.chart_search import Budget, OutOfSteps
from netzwerkstatt.insight.engine.consensus import contains, maximal_cubes, primes_of_union
from netzwerkstatt.insight.engine.covers import SearchLimits, minimum_covers
from netzwerkstatt.insight.engine.solutions import (
    Model,
    Remainders,
    Solution,
    chart_columns,
    conservative_solution,
    parsimonious_primes,
    remainders_in,
    solution_of,
)
from netzwerkstatt.insight.engine.truth_table import TruthTable

Expectations = Mapping[str, frozenset[int]]
"""Condition → the values that are expected to further the outcome; absent or empty: no expectation."""

Class = tuple[int, tuple[tuple[int, Cube], ...]]
"""Rows covered, and (index of the conservative term, shortened term) for each term it shortens."""


@dataclass(frozen=True)
class IntermediatePair:
    """What one conservative model and a family of parsimonious models give.

    choices: for each term of the parsimonious models the terms that are exchanged freely; one of each makes a
    model of the family. easy: the shortened terms; the remainders in them are the easy counterfactuals.
    """

    conservative: Model
    choices: tuple[Model, ...]
    easy: tuple[Cube, ...]
    models: tuple[Model, ...]

    def parsimonious(self) -> Iterator[Model]:
        """The parsimonious models of the family, all with the same effect, one after the other."""
        return product(*self.choices)


@dataclass(frozen=True)
class IntermediateSolution:
    """The union over all pairs.

    count: number of different models, exact or a proven lower bound. pairs_examined counts pairs of a
    conservative model and a class of parsimonious ones; `pairs` holds those that were examined.
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
        self.classes = _classes(parsimonious_primes(table), self.terms, droppable, table.positive)
        self.solved: dict[frozenset[Cube], Solution | None] = {}
        self.budget = Budget(limits.steps)

    def run(self) -> IntermediateSolution:
        keys = list(self.classes)
        cover = minimum_covers([mask for mask, _ in keys], len(self.table.positive), self.many)
        everything = cover.complete and self.conservative.complete
        pairs: list[IntermediatePair] = []
        examined = 0
        for chosen, model in product(cover.covers, self.conservative.models):
            if examined == self.limits.pairs or self.budget.steps < 0:
                everything = False
                break
            examined += 1
            easy = self._easy([keys[i] for i in chosen], model)
            solution = self._solve(easy, model)
            if solution is not None:
                choices = tuple(tuple(self.classes[keys[i]]) for i in chosen)
                pairs.append(IntermediatePair(model, choices, tuple(sorted(easy)), solution.models))
        return self._result(pairs, examined, everything)

    def _easy(self, classes: Sequence[Class], model: Model) -> frozenset[Cube]:
        members = set(model)
        return frozenset(
            short for _, effects in classes for index, short in effects if self.terms[index] in members
        )

    def _solve(self, easy: frozenset[Cube], model: Model) -> Solution | None:
        """The solution over the positive rows and the easy counterfactuals; None if the work limit ended
        it."""
        key = frozenset(maximal_cubes(easy))
        if key not in self.solved:
            self.solved[key] = self._minimise([*model, *key])
        return self.solved[key]

    def _minimise(self, cubes: Sequence[Cube]) -> Solution | None:
        rows = self.table.positive
        try:
            primes = primes_of_union(cubes, self.table.space, self.budget)
        except OutOfSteps:
            return None
        useful = [prime for prime in primes if any(row & prime[0] == prime[1] for row in rows)]
        return solution_of(useful, self.table, self.limits, self.budget)

    def _result(
        self, pairs: Sequence[IntermediatePair], examined: int, everything: bool
    ) -> IntermediateSolution:
        solutions = list(self.solved.values())
        models = sorted({model for pair in pairs for model in pair.models})
        count = len(models)
        exact = everything and all(s is not None and s.complete for s in solutions)
        if len(solutions) == 1 and everything and solutions[0] is not None:
            count, exact = solutions[0].count, solutions[0].size_proven and solutions[0].count_is == "exact"
        elif not exact:
            count = max([count, *(s.count for s in solutions if s is not None and s.size_proven)])
        return IntermediateSolution(
            models=tuple(models[: self.limits.listed]),
            count=count,
            count_is="exact" if exact else "at_least",
            pairs=tuple(pairs),
            pairs_examined=examined,
        )


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
