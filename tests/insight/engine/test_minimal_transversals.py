"""Minimal transversals and the two ways to prime implicants."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.insight.engine import slow_twin
from tests.insight.engine.builders import as_term, names

from netzwerkstatt.insight.engine import Space
from netzwerkstatt.insight.engine.budget import Budget
from netzwerkstatt.insight.engine.minimal_transversals import (
    merged_cubes,
    minimal_sets,
    minimal_transversals,
    prime_implicants_against,
)

edges = st.lists(st.integers(0, 127), max_size=9)


def brute_force(edge_list):
    hitting = [s for s in range(128) if all(s & edge for edge in edge_list)]
    return {s for s in hitting if not any(other != s and other & s == other for other in hitting)}


@settings(max_examples=300, deadline=None)
@given(edges)
def test_minimal_transversals_are_those_of_brute_force_and_come_once(edge_list):
    found = list(minimal_transversals(edge_list))
    assert len(found) == len(set(found))
    assert set(found) == brute_force(edge_list)


@given(edges)
def test_minimal_sets_contain_no_other_one(sets):
    kept = minimal_sets(sets)
    assert set(kept) == {s for s in sets if not any(other != s and other & s == other for other in sets)}


def test_no_edge_needs_nothing_and_an_empty_edge_cannot_be_met():
    assert list(minimal_transversals([])) == [0]
    assert list(minimal_transversals([0b1, 0])) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(2, 3), min_size=1, max_size=4), st.data())
def test_prime_implicants_of_rows_alone_are_those_of_brute_force(levels, data):
    space = Space(names(len(levels)), tuple(levels), multi_value=True)
    rows = data.draw(st.lists(st.sampled_from(slow_twin.space(levels)), min_size=1, unique=True))
    found = merged_cubes([space.encode(row) for row in rows], space)
    assert {as_term(cube, space) for cube in found} == slow_twin.prime_implicants(levels, rows, rows)
    assert len(found) == len(set(found))


def test_a_row_that_is_positive_and_negative_has_no_prime_implicant():
    space = Space(("A", "B"), (2, 2))
    assert prime_implicants_against([0b11], [0b11], space, Budget(9)) == []
