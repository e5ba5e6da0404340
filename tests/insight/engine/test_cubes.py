"""Which cube contains which, and the size of a union."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.insight.engine import slow_twin
from tests.insight.engine.builders import names

from netzwerkstatt.insight.engine import Space
from netzwerkstatt.insight.engine.budget import Budget, OutOfSteps
from netzwerkstatt.insight.engine.cubes import (
    configurations,
    contains,
    count_configurations,
    cube_size,
)


@st.composite
def unions(draw: st.DrawFn):
    levels = draw(st.lists(st.integers(2, 3), min_size=1, max_size=4))
    term = st.tuples(*(st.sampled_from([None, *range(count)]) for count in levels))
    terms = draw(st.lists(term, min_size=1, max_size=7))
    space = Space(names(len(levels)), tuple(levels), multi_value=True)
    cubes = [
        space.cube({space.names[i]: value for i, value in enumerate(term) if value is not None})
        for term in terms
    ]
    return levels, terms, space, cubes


@settings(max_examples=200, deadline=None)
@given(unions())
def test_configurations_are_counted_without_enumerating_them(union):
    levels, terms, space, cubes = union
    inside = {
        space.encode(c) for c in slow_twin.space(levels) if any(slow_twin.covers(term, c) for term in terms)
    }
    assert count_configurations(cubes, space, Budget(10_000)) == len(inside)
    assert set(configurations(cubes, space)) == inside
    assert sum(cube_size(cube, space) for cube in cubes) == len(list(configurations(cubes, space)))


def test_a_wider_cube_contains_a_narrower_one():
    space = Space(("A", "B"), (2, 2))
    assert contains(space.cube({"A": 1}), space.cube({"A": 1, "B": 0}))
    assert not contains(space.cube({"A": 1, "B": 0}), space.cube({"A": 1}))
    assert not contains(space.cube({"A": 0}), space.cube({"A": 1, "B": 0}))


def test_a_spent_budget_stops():
    space = Space(("A", "B"), (2, 2))
    with pytest.raises(OutOfSteps):
        count_configurations([space.cube({"A": 0}), space.cube({"B": 1})], space, Budget(0))
