"""Intermediate solutions, compared with brute force on generated truth tables."""

from __future__ import annotations

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
    return {
        name: frozenset([value]) for name, value in zip(names(9), expected, strict=False) if value is not None
    }


@settings(max_examples=60, deadline=None)
@given(truth_tables(5), st.data())
def test_the_models_are_those_of_brute_force(generated, data):
    levels, positive, negative = generated
    expected = data.draw(st.lists(st.sampled_from([1, 0, None]), min_size=len(levels), max_size=len(levels)))
    pairs = len(slow_twin.conservative(levels, positive)) * len(
        slow_twin.parsimonious(levels, positive, negative)
    )
    assume(pairs <= 60)
    tt = table(levels, positive, negative)
    solution = intermediate_solution(tt, expectations(expected), PLENTY)
    assert as_terms(solution.models, tt.space) == slow_twin.intermediate(levels, positive, negative, expected)
    assert solution.complete
    assert solution.count == len(solution.models)


@settings(max_examples=40, deadline=None)
@given(truth_tables(5), st.data())
def test_easy_counterfactuals_are_named_for_every_pair(generated, data):
    levels, positive, negative = generated
    expected = data.draw(st.lists(st.sampled_from([1, 0, None]), min_size=len(levels), max_size=len(levels)))
    tt = table(levels, positive, negative)
    solution = intermediate_solution(tt, expectations(expected), PLENTY)
    pair = solution.pairs[0]
    c_model = [as_term(cube, tt.space) for cube in pair.conservative]
    for model in islice(pair.parsimonious(), 5):
        p_model = [as_term(cube, tt.space) for cube in model]
        easy = slow_twin.easy_counterfactuals(levels, positive, c_model, p_model, expected)
        rows = tuple(sorted(tt.space.row_number(tt.space.encode(c)) for c in easy))
        assert easy_counterfactuals(pair, tt, rows_listed=10_000, steps=10_000).rows == rows
        assert not easy & set(negative)


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
    solution = intermediate_solution(tt, expectations([1, 1, 1]), PLENTY)
    assert as_texts(solution.models, tt.space) == {frozenset({"A*B"})}
    assert easy_counterfactuals(solution.pairs[0], tt, rows_listed=9, steps=9).rows == (8,)


def test_a_multi_value_literal_goes_only_if_every_other_value_is_expected():
    tt = table([3, 2], [(0, 1)], [(0, 0), (1, 0), (2, 0)])
    half = intermediate_solution(tt, {"A": frozenset({2})}, PLENTY)
    full = intermediate_solution(tt, {"A": frozenset({1, 2})}, PLENTY)
    assert as_texts(half.models, tt.space) == {frozenset({"A[0]*B[1]"})}
    assert as_texts(full.models, tt.space) == {frozenset({"B[1]"})}


def test_a_limit_on_pairs_gives_a_proven_lower_bound():
    positive = [(1, 1, 0, 0, 0, 0), (0, 0, 1, 1, 0, 0), (0, 0, 0, 0, 1, 1)]
    tt = table([2] * 6, positive, [(0,) * 6])
    expected = expectations([0, 0, 0, 0, 0, 0])
    exact = intermediate_solution(tt, expected, PLENTY)
    few = intermediate_solution(tt, expected, SearchLimits(listed=99, steps=999, rows=20, pairs=2))
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
