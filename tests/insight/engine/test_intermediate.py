"""Intermediate solutions, compared with brute force on generated truth tables."""

from __future__ import annotations

import random
from itertools import islice

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.insight.engine import slow_twin
from tests.insight.engine.builders import PLENTY, as_term, as_terms, as_texts, names, table
from tests.insight.engine.test_solutions import truth_tables

from netzwerkstatt.insight.engine import (
    AnalysisError,
    NoSolution,
    SearchLimits,
    easy_counterfactuals,
    intermediate_solution,
)


def expectations(expected):
    return {name: frozenset(values) for name, values in zip(names(9), expected, strict=False)}


def draw_expected(data, levels):
    return [data.draw(st.sets(st.integers(0, count - 1))) for count in levels]


def assert_like_brute_force(generated, data):
    levels, positive, negative = generated
    expected = draw_expected(data, levels)
    pairs = len(slow_twin.conservative(levels, positive)) * len(
        slow_twin.parsimonious(levels, positive, negative)
    )
    assume(pairs <= 60)
    tt = table(levels, positive, negative)
    solution = intermediate_solution(tt, expectations(expected), PLENTY)
    assert as_terms(solution.models, tt.space) == slow_twin.intermediate(levels, positive, negative, expected)
    assert solution.complete
    assert solution.count == len(solution.models)


@settings(max_examples=60, deadline=None)
@given(truth_tables(5), st.data())
def test_the_models_are_those_of_brute_force(generated, data):
    assert_like_brute_force(generated, data)


@settings(max_examples=40, deadline=None)
@given(truth_tables(4, levels=st.integers(2, 3)), st.data())
def test_the_models_of_multi_value_conditions_are_those_of_brute_force(generated, data):
    assert_like_brute_force(generated, data)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(truth_tables(6), st.data())
def test_six_conditions_are_those_of_brute_force(generated, data):
    assert_like_brute_force(generated, data)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(truth_tables(5, levels=st.integers(2, 3)), st.data())
def test_five_multi_value_conditions_are_those_of_brute_force(generated, data):
    assert_like_brute_force(generated, data)


@pytest.mark.parametrize("seed", range(25))
def test_sparse_random_tables_are_those_of_brute_force(seed):
    """Few observed rows, as in real studies: many remainders, many pairs."""
    chance = random.Random(seed)
    levels = [2] * chance.randint(4, 6)
    observed = chance.sample(slow_twin.space(levels), k=chance.randint(8, 14))
    split = chance.randint(2, len(observed) - 2)
    positive, negative = observed[:split], observed[split:]
    expected = [{chance.randint(0, 1)} if chance.random() < 0.8 else set() for _ in levels]
    tt = table(levels, positive, negative)
    solution = intermediate_solution(tt, expectations(expected), PLENTY)
    assert as_terms(solution.models, tt.space) == slow_twin.intermediate(levels, positive, negative, expected)
    assert solution.count == len(solution.models)


@settings(max_examples=40, deadline=None)
@given(truth_tables(5), st.data())
def test_easy_counterfactuals_are_named_for_every_pair(generated, data):
    """And every pair gives what brute force gives for it."""
    levels, positive, negative = generated
    expected = draw_expected(data, levels)
    tt = table(levels, positive, negative)
    solution = intermediate_solution(tt, expectations(expected), PLENTY)
    for pair in solution.pairs[:3]:
        c_model = [as_term(cube, tt.space) for cube in pair.conservative]
        for model in islice(pair.parsimonious(), 3):
            p_model = [as_term(cube, tt.space) for cube in model]
            easy = slow_twin.easy_counterfactuals(levels, positive, c_model, p_model, expected)
            rows = tuple(sorted(tt.space.row_number(tt.space.encode(c)) for c in easy))
            assert easy_counterfactuals(pair, tt, rows_listed=10_000, steps=10_000).rows == rows
            assert not easy & set(negative)
            primes = slow_twin.prime_implicants(levels, {*positive, *easy}, positive)
            wanted = slow_twin.minimum_covers(primes, positive)
            assert as_terms(pair.models(), tt.space) == wanted
            assert pair.count == len(wanted)


@settings(max_examples=30, deadline=None)
@given(truth_tables(5))
def test_without_expectations_the_intermediate_solution_is_the_conservative_one(generated):
    levels, positive, negative = generated
    tt = table(levels, positive, negative)
    solution = intermediate_solution(tt, {}, PLENTY)
    assert as_terms(solution.models, tt.space) == slow_twin.conservative(levels, positive)


def test_the_textbook_step():
    """A*B*~C is observed to suffice, A*B alone is enough against ~A: C's presence is expected to further the
    outcome, so its absence is not needed; B's presence is expected as well, so it stays.
    """
    tt = table([2, 2, 2], [(1, 1, 0)], [(0, 1, 0), (0, 0, 0)])
    solution = intermediate_solution(tt, expectations([[1], [1], [1]]), PLENTY)
    assert as_texts(solution.models, tt.space) == {frozenset({"A*B"})}
    assert easy_counterfactuals(solution.pairs[0], tt, rows_listed=9, steps=9).rows == (8,)


def test_a_multi_value_literal_goes_only_if_every_other_value_is_expected():
    tt = table([3, 2], [(0, 1)], [(0, 0), (1, 0), (2, 0)])
    half = intermediate_solution(tt, {"A": frozenset({2})}, PLENTY)
    full = intermediate_solution(tt, {"A": frozenset({1, 2})}, PLENTY)
    assert as_texts(half.models, tt.space) == {frozenset({"A[0]*B[1]"})}
    assert as_texts(full.models, tt.space) == {frozenset({"B[1]"})}


def test_pairs_beyond_the_limit_on_models_count_but_are_not_kept():
    positive = [(1, 1, 0, 0, 0, 0), (0, 0, 1, 1, 0, 0), (0, 0, 0, 0, 1, 1)]
    tt = table([2] * 6, positive, [(0,) * 6])
    limits = SearchLimits(listed=2, steps=9_999, rows=20, pairs=99, primes=100_000)
    solution = intermediate_solution(tt, expectations([[0]] * 6), limits)
    exact = intermediate_solution(tt, expectations([[0]] * 6), PLENTY)
    assert len(solution.pairs) == len(solution.models) == 2
    assert (solution.pairs_examined, solution.count, solution.count_is) == (8, exact.count, "exact")
    assert not solution.complete


def test_whatever_the_limits_the_count_is_true():
    positive = [(1, 1, 0, 0, 0, 0), (0, 0, 1, 1, 0, 0), (0, 0, 0, 0, 1, 1)]
    tt = table([2] * 6, positive, [(0,) * 6])
    exact = intermediate_solution(tt, expectations([[0]] * 6), PLENTY)
    for steps in (0, 10, 30, 60, 100, 200, 400):
        limits = SearchLimits(listed=99, steps=steps, rows=20, pairs=99, primes=100_000)
        found = intermediate_solution(tt, expectations([[0]] * 6), limits)
        assert set(found.models) <= set(exact.models)
        assert found.count == exact.count if found.count_is == "exact" else found.count <= exact.count


def test_a_limit_on_pairs_gives_a_proven_lower_bound():
    positive = [(1, 1, 0, 0, 0, 0), (0, 0, 1, 1, 0, 0), (0, 0, 0, 0, 1, 1)]
    tt = table([2] * 6, positive, [(0,) * 6])
    expected = expectations([[0]] * 6)
    exact = intermediate_solution(tt, expected, PLENTY)
    few = intermediate_solution(
        tt, expected, SearchLimits(listed=99, steps=999, rows=20, pairs=2, primes=100_000)
    )
    assert exact.count_is == "exact"
    assert few.count_is == "at_least"
    assert few.pairs_examined == 2
    assert 1 <= few.count <= exact.count
    assert set(few.models) <= set(exact.models)


def test_an_expectation_for_an_unknown_condition_is_refused():
    tt = table([2, 2], [(1, 1)], [(0, 0)])
    with pytest.raises(AnalysisError, match="unbekannte Bedingung: Z"):
        intermediate_solution(tt, {"Z": frozenset([1])}, PLENTY)
    with pytest.raises(AnalysisError, match="diesen Wert gibt es nicht"):
        intermediate_solution(tt, {"A": frozenset([2])}, PLENTY)


def test_there_is_none_without_a_negative_row():
    with pytest.raises(NoSolution):
        intermediate_solution(table([2, 2], [(1, 1)], []), {}, PLENTY)
