"""Minimum covers of unions of cubes that have most in common, compared with brute force."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.insight.engine import slow_twin
from tests.insight.engine.builders import PLENTY, as_term, as_terms, table

from netzwerkstatt.insight.engine.budget import Budget, OutOfSteps
from netzwerkstatt.insight.engine.shared_unions import SharedUnions, count_models, covers_of


@st.composite
def unions(draw: st.DrawFn, levels: st.SearchStrategy[int]):
    """(levels, terms, several choices of these terms, positive rows that every choice covers)."""
    sizes = draw(st.lists(levels, min_size=1, max_size=5 if draw(st.booleans()) else 3))
    term = st.tuples(*(st.sampled_from([None, *range(count)]) for count in sizes))
    terms = draw(st.lists(term, min_size=1, max_size=9, unique=True))
    choices = draw(st.lists(st.sets(st.integers(0, len(terms) - 1), min_size=1), min_size=1, max_size=4))
    everywhere = [c for c in slow_twin.space(sizes) if all(in_union(c, terms, choice) for choice in choices)]
    assume(everywhere)
    positive = draw(st.lists(st.sampled_from(everywhere), min_size=1, max_size=6, unique=True))
    return sizes, terms, choices, positive


def in_union(configuration, terms, choice):
    return any(slow_twin.covers(terms[i], configuration) for i in choice)


def shared(levels, terms, positive, steps=1_000_000):
    tt = table(levels, positive, [])
    cubes = [
        tt.space.cube({tt.space.names[i]: v for i, v in enumerate(term) if v is not None}) for term in terms
    ]
    return SharedUnions(cubes, tt, PLENTY, Budget(steps)), cubes, tt.space


@settings(max_examples=200, deadline=None)
@given(unions(st.integers(2, 2)) | unions(st.integers(2, 3)))
def test_every_row_has_the_prime_implicants_of_brute_force(generated):
    levels, terms, choices, positive = generated
    many, cubes, space = shared(levels, terms, positive)
    for choice in choices:
        over = many.primes_over_rows(many.mask_of(cubes[i] for i in choice))
        inside = [c for c in slow_twin.space(levels) if in_union(c, terms, choice)]
        for row, primes in zip(sorted(positive), over, strict=True):
            found = {as_term(prime, space) for prime in many.model_of(primes)}
            assert found == slow_twin.prime_implicants(levels, inside, [row])


@settings(max_examples=200, deadline=None)
@given(unions(st.integers(2, 2)) | unions(st.integers(2, 3)))
def test_the_covers_of_the_parts_together_are_those_of_brute_force(generated):
    """Several unions, one after the other: what was solved for one must hold for the next."""
    levels, terms, choices, positive = generated
    many, cubes, space = shared(levels, terms, positive)
    for choice in choices:
        parts = many.covers(many.primes_over_rows(many.mask_of(cubes[i] for i in choice)))
        inside = [c for c in slow_twin.space(levels) if in_union(c, terms, choice)]
        wanted = slow_twin.minimum_covers(slow_twin.prime_implicants(levels, inside, positive), positive)
        covers = covers_of(parts)
        assert as_terms(map(many.model_of, covers), space) == wanted
        assert count_models(parts) == len(covers) == len(wanted)
        assert all(part.complete for part in parts)


def test_a_spent_budget_stops():
    many, cubes, _ = shared([2, 2], [(1, None)], [(1, 1)], steps=0)
    with pytest.raises(OutOfSteps):
        many.primes_over_rows(many.mask_of(cubes))
