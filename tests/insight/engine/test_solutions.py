"""Conservative and parsimonious solutions, compared with brute force on generated truth tables."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.insight.engine import slow_twin
from tests.insight.engine.builders import PLENTY, as_term, as_terms, as_texts, table

from netzwerkstatt.insight.engine import (
    NoSolution,
    SearchLimits,
    conservative_solution,
    contradictory_assumptions,
    irredundant_models,
    parsimonious_primes,
    parsimonious_solution,
    simplifying_assumptions,
)


@st.composite
def truth_tables(draw: st.DrawFn, most: int, levels: st.SearchStrategy[int] | None = None):
    """(levels, positive, negative): at least one of each, the rest is not observed."""
    count = draw(st.integers(2, most))
    sizes = [2 if levels is None else draw(levels) for _ in range(count)]
    everything = slow_twin.space(sizes)
    sign = st.sampled_from("+-?" if len(everything) < 33 else "+--????")  # brute force must stay feasible
    signs = draw(st.lists(sign, min_size=len(everything), max_size=len(everything)))
    positive = [configuration for configuration, sign in zip(everything, signs, strict=True) if sign == "+"]
    negative = [configuration for configuration, sign in zip(everything, signs, strict=True) if sign == "-"]
    assume(negative and 0 < len(positive) <= 12)
    return sizes, positive, negative


@settings(max_examples=150, deadline=None)
@given(truth_tables(5))
def test_both_solutions_are_those_of_brute_force(generated):
    levels, positive, negative = generated
    tt = table(levels, positive, negative)
    conservative = conservative_solution(tt, PLENTY)
    parsimonious = parsimonious_solution(tt, PLENTY)
    assert as_terms(conservative.models, tt.space) == slow_twin.conservative(levels, positive)
    assert as_terms(parsimonious.models, tt.space) == slow_twin.parsimonious(levels, positive, negative)
    assert conservative.complete
    assert parsimonious.complete
    assert parsimonious.count == len(parsimonious.models)


@settings(max_examples=15, deadline=None)
@given(truth_tables(6))
def test_six_conditions_are_those_of_brute_force(generated):
    levels, positive, negative = generated
    tt = table(levels, positive, negative)
    assert as_terms(conservative_solution(tt, PLENTY).models, tt.space) == slow_twin.conservative(
        levels, positive
    )
    allowed = [c for c in slow_twin.space(levels) if c not in set(negative)]
    primes = slow_twin.prime_implicants(levels, allowed, positive)
    assert {as_term(cube, tt.space) for cube in parsimonious_primes(tt, PLENTY)} == primes
    assert as_terms(parsimonious_solution(tt, PLENTY).models, tt.space) == slow_twin.minimum_covers(
        primes, positive
    )


@pytest.mark.parametrize("seed", range(25))
def test_sparse_random_tables_are_those_of_brute_force(seed):
    """Few observed rows, as in real studies: many remainders, many tied models."""
    chance = random.Random(seed)
    levels = [2] * chance.randint(4, 6)
    observed = chance.sample(slow_twin.space(levels), k=chance.randint(8, 20 if len(levels) > 4 else 14))
    split = chance.randint(2, len(observed) - 2)
    positive, negative = observed[:split], observed[split:]
    tt = table(levels, positive, negative)
    solution = parsimonious_solution(tt, PLENTY)
    assert as_terms(solution.models, tt.space) == slow_twin.parsimonious(levels, positive, negative)
    assert solution.count == len(solution.models)


@settings(max_examples=40, deadline=None)
@given(truth_tables(4, levels=st.integers(2, 3)))
def test_multi_value_conditions_are_those_of_brute_force(generated):
    assert_both_like_brute_force(generated)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(truth_tables(6, levels=st.sampled_from([2, 2, 2, 2, 3])))
def test_six_multi_value_conditions_are_those_of_brute_force(generated):
    assert_both_like_brute_force(generated)


def assert_both_like_brute_force(generated):
    levels, positive, negative = generated
    tt = table(levels, positive, negative)
    assert as_terms(conservative_solution(tt, PLENTY).models, tt.space) == slow_twin.conservative(
        levels, positive
    )
    assert as_terms(parsimonious_solution(tt, PLENTY).models, tt.space) == slow_twin.parsimonious(
        levels, positive, negative
    )


@settings(max_examples=60, deadline=None)
@given(truth_tables(5))
def test_simplifying_assumptions_are_the_covered_rows_without_a_case(generated):
    levels, positive, negative = generated
    tt = table(levels, positive, negative)
    model = parsimonious_solution(tt, PLENTY).models[0]
    terms = [as_term(cube, tt.space) for cube in model]
    covered = [
        c
        for c in slow_twin.space(levels)
        if c not in positive and any(slow_twin.covers(term, c) for term in terms)
    ]
    listed = simplifying_assumptions(model, tt, rows_listed=10_000, steps=10_000)
    counted = simplifying_assumptions(model, tt, rows_listed=0, steps=10_000)
    assert listed.rows == tuple(sorted(tt.space.row_number(tt.space.encode(c)) for c in covered))
    assert listed.count == counted.count == len(covered)


@settings(max_examples=40, deadline=None)
@given(truth_tables(5))
def test_contradictory_assumptions_are_remainders_in_both_solutions(generated):
    levels, positive, negative = generated
    tt, opposite = table(levels, positive, negative), table(levels, negative, positive)
    model = parsimonious_solution(tt, PLENTY).models[0]
    counter = parsimonious_solution(opposite, PLENTY).models[0]
    both = set(simplifying_assumptions(model, tt, rows_listed=9_999, steps=9_999).rows or ())
    both &= set(simplifying_assumptions(counter, opposite, rows_listed=9_999, steps=9_999).rows or ())
    named = contradictory_assumptions(model, tt, counter, opposite, rows_listed=9_999, steps=9_999)
    assert named.rows == tuple(sorted(both))


@settings(max_examples=40, deadline=None)
@given(truth_tables(4))
def test_irredundant_models_are_all_covers_that_need_each_term(generated):
    levels, positive, negative = generated
    tt = table(levels, positive, negative)
    primes = parsimonious_primes(tt, PLENTY)
    models = irredundant_models(primes, tt, PLENTY)
    assert models is not None
    terms = {frozenset(as_term(cube, tt.space) for cube in model) for model in models}
    assert terms >= slow_twin.parsimonious(levels, positive, negative)
    for model in terms:
        for left_out in model:
            rest = model - {left_out}
            assert any(not any(slow_twin.covers(term, c) for term in rest) for c in positive)


def test_a_solution_needs_a_positive_row():
    with pytest.raises(NoSolution, match="nichts zu erklären"):
        conservative_solution(table([2, 2], [], [(0, 1)]), PLENTY)


def test_a_parsimonious_solution_needs_a_negative_row_but_a_conservative_one_does_not():
    tt = table([2, 2], [(0, 1)], [])
    with pytest.raises(NoSolution, match="sagt hier nichts"):
        parsimonious_solution(tt, PLENTY)
    assert as_texts(conservative_solution(tt, PLENTY).models, tt.space) == {frozenset({"~A*B"})}


def test_a_short_list_still_counts_all_models():
    """Three positive rows, each told from the negative row by either of two conditions."""
    positive = [(1, 1, 0, 0, 0, 0), (0, 0, 1, 1, 0, 0), (0, 0, 0, 0, 1, 1)]
    tt = table([2] * 6, positive, [(0,) * 6])
    short = parsimonious_solution(tt, SearchLimits(listed=3, steps=1_000, rows=20, pairs=1, primes=100_000))
    assert (short.size, short.count, short.count_is) == (3, 8, "exact")
    assert len(short.models) == 3
    assert not short.complete


def test_a_search_without_steps_proves_a_bound_instead_of_guessing():
    """Parity: every row is its own prime implicant of a chart that no reduction solves."""
    everything = list(product((0, 1), repeat=4))
    positive = [c for c in everything if sum(c) in (1, 3)]
    negative = [c for c in everything if sum(c) in (0, 4)]
    tt = table([2] * 4, positive, negative)
    exact = parsimonious_solution(tt, PLENTY)
    stopped = parsimonious_solution(tt, SearchLimits(listed=10, steps=1, rows=0, pairs=1, primes=100_000))
    assert exact.complete
    assert stopped.size_at_least <= exact.size <= stopped.size
    assert stopped.count_is == "at_least"
    assert stopped.count >= 1
    assert stopped.count <= exact.count or not stopped.size_proven
    assert not stopped.complete
