"""The slow, obviously right twin of the engine: brute force over all 2^k configurations.

Configurations and terms are plain tuples, one entry per condition; None in a term means that the condition is
not in it. Nothing here is shared with the engine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import product

Configuration = tuple[int, ...]
Term = tuple[int | None, ...]


def space(levels: Sequence[int]) -> list[Configuration]:
    return list(product(*(range(count) for count in levels)))


def covers(term: Term, configuration: Configuration) -> bool:
    return all(fixed is None or fixed == value for fixed, value in zip(term, configuration, strict=True))


def prime_implicants(
    levels: Sequence[int], allowed: Collection[Configuration], wanted: Collection[Configuration]
) -> set[Term]:
    """Terms within the allowed configurations that cover a wanted one and lose no literal without leaving."""
    forbidden = [configuration for configuration in space(levels) if configuration not in set(allowed)]
    terms = product(*([None, *range(count)] for count in levels))
    implicants = {term for term in terms if not any(covers(term, bad) for bad in forbidden)}
    return {
        term
        for term in implicants
        if any(covers(term, good) for good in wanted)
        and not any(
            fixed is not None and (*term[:i], None, *term[i + 1 :]) in implicants
            for i, fixed in enumerate(term)
        )
    }


def minimum_covers(terms: Iterable[Term], wanted: Sequence[Configuration]) -> set[frozenset[Term]]:
    """All sets of as few terms as possible that cover every wanted configuration."""
    terms = list(terms)
    for size in range(1, len(wanted) + 1):
        found = _covers_of_size(terms, wanted, size)
        if found:
            return found
    raise AssertionError("no cover")


def _covers_of_size(
    terms: Sequence[Term], wanted: Sequence[Configuration], size: int
) -> set[frozenset[Term]]:
    if not wanted:
        return {frozenset()}
    if size == 0:
        return set()
    first = wanted[0]
    return {
        rest | {term}
        for term in terms
        if covers(term, first)
        for rest in _covers_of_size(terms, [c for c in wanted if not covers(term, c)], size - 1)
    }


def conservative(levels: Sequence[int], positive: Sequence[Configuration]) -> set[frozenset[Term]]:
    return minimum_covers(prime_implicants(levels, positive, positive), positive)


def parsimonious(
    levels: Sequence[int], positive: Sequence[Configuration], negative: Collection[Configuration]
) -> set[frozenset[Term]]:
    allowed = [c for c in space(levels) if c not in set(negative)]
    return minimum_covers(prime_implicants(levels, allowed, positive), positive)


Expected = Sequence[Collection[int]]
"""For every condition the values expected to further the outcome."""


def shortened(levels: Sequence[int], complex_term: Term, parsimonious_term: Term, expected: Expected) -> Term:
    """Drop what the parsimonious term does not need where every other value is expected to further."""
    return tuple(
        None
        if needed is None
        and value is not None
        and all(other in expected[i] for other in range(levels[i]) if other != value)
        else value
        for i, (value, needed) in enumerate(zip(complex_term, parsimonious_term, strict=True))
    )


def easy_counterfactuals(
    levels: Sequence[int],
    positive: Sequence[Configuration],
    c_model: Iterable[Term],
    p_model: Iterable[Term],
    expected: Expected,
) -> set[Configuration]:
    short = [
        shortened(levels, c, p, expected)
        for c in c_model
        for p in p_model
        if all(fixed is None or fixed == c[i] for i, fixed in enumerate(p))
    ]
    return {c for c in space(levels) if c not in set(positive) and any(covers(term, c) for term in short)}


def intermediate(
    levels: Sequence[int],
    positive: Sequence[Configuration],
    negative: Collection[Configuration],
    expected: Expected,
) -> set[frozenset[Term]]:
    """The union over all pairs of a conservative and a parsimonious model."""
    models: set[frozenset[Term]] = set()
    seen: set[frozenset[Configuration]] = set()
    for c_model in conservative(levels, positive):
        for p_model in parsimonious(levels, positive, negative):
            easy = frozenset(easy_counterfactuals(levels, positive, c_model, p_model, expected))
            if easy not in seen:
                seen.add(easy)
                allowed = {*positive, *easy}
                models |= minimum_covers(prime_implicants(levels, allowed, positive), positive)
    return models
