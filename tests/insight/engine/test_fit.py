"""Parameters of fit, against the formulas written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerkstatt.insight.engine import (
    TermMemberships,
    model_fit,
    necessity_fit,
    prepare_cases,
    sufficiency_fit,
)

membership = st.integers(0, 20).map(lambda twentieths: twentieths / 20)
pairs = st.lists(st.tuples(membership, membership), min_size=1, max_size=12)


def test_a_table_by_hand():
    x, y = [0.9, 0.6, 0.2], [0.8, 0.3, 0.4]
    # min(X,Y) = 0.8 + 0.3 + 0.2 = 1.3; min(X,Y,1-Y) = 0.2 + 0.3 + 0.2 = 0.7
    fit = sufficiency_fit(x, y)
    assert fit.incl_s == pytest.approx(1.3 / 1.7)
    assert fit.cov_s == pytest.approx(1.3 / 1.5)
    assert fit.pri == pytest.approx(0.6 / 1.0)
    need = necessity_fit(x, y)
    assert need.incl_n == pytest.approx(1.3 / 1.5)
    assert need.cov_n == pytest.approx(1.3 / 1.7)
    assert need.ron == pytest.approx(1.3 / 1.7)


@given(pairs)
def test_every_parameter_follows_its_formula(values):
    x, y = [a for a, _ in values], [b for _, b in values]
    both = sum(min(a, b) for a, b in values)
    ambiguous = sum(min(a, b, 1 - b) for a, b in values)
    fit, need = sufficiency_fit(x, y), necessity_fit(x, y)
    for value, numerator, denominator in (
        (fit.incl_s, both, sum(x)),
        (fit.cov_s, both, sum(y)),
        (fit.pri, both - ambiguous, sum(x) - ambiguous),
        (need.ron, sum(1 - a for a in x), sum(1 - min(a, b) for a, b in values)),
    ):
        if value is None:
            assert denominator == pytest.approx(0, abs=1e-9)
        elif denominator > 1e-9:
            assert value == pytest.approx(numerator / denominator, abs=1e-6)


def test_an_empty_set_has_no_consistency():
    assert sufficiency_fit([0, 0], [1, 0]).incl_s is None
    assert sufficiency_fit([0, 1], [0, 0]).cov_s is None


def test_unique_coverage_is_what_only_this_term_covers():
    cases = prepare_cases(
        ["a", "b", "c", "d"],
        [[1, 1], [1, 0], [0, 1], [0, 0]],
        [1, 1, 1, 0],
        conditions=["A", "B"],
        kind="cs",
        negated=False,
    )
    fit = model_fit((cases.space.cube({"A": 1}), cases.space.cube({"B": 1})), TermMemberships(cases))
    assert (fit.fit.incl_s, fit.fit.cov_s) == (1, 1)
    assert [term.cov_u for term in fit.terms] == pytest.approx([1 / 3, 1 / 3])
    assert [term.fit.cov_s for term in fit.terms] == pytest.approx([2 / 3, 2 / 3])


@pytest.mark.parametrize("steps", [1, 10, 100])
@given(rows=st.lists(st.tuples(*[st.integers(0, 100)] * 4), min_size=1, max_size=10))
def test_counting_bits_gives_the_same_as_summing(steps, rows):
    """The smallest shift off the grid makes the engine sum instead of counting."""
    fits = []
    for shift in (0.0, 1e-8):
        cases = prepare_cases(
            [str(i) for i in range(len(rows))],
            [[on_grid(value, steps) for value in row[:3]] for row in rows],
            [abs(on_grid(row[3], steps) - shift) for row in rows],
            conditions=["A", "B", "C"],
            kind="fs",
            negated=False,
        )
        memberships = TermMemberships(cases)
        assert bool(memberships.grid) is (shift == 0)
        model = [cases.space.cube({"A": 1}), cases.space.cube({"B": 0, "C": 1}), cases.space.cube({"C": 0})]
        fits.append(model_fit(model, memberships))
    counted, summed = fits
    if sum(row[3] * steps // 100 for row in rows):
        assert [t.cov_u for t in counted.terms] == pytest.approx([t.cov_u for t in summed.terms], abs=1e-6)
        assert counted.fit.cov_s == pytest.approx(summed.fit.cov_s, abs=1e-6)
    assert counted.fit.incl_s == pytest.approx(summed.fit.incl_s, abs=1e-6)


def on_grid(hundredths, steps):
    """The value rounded down to a multiple of 1/steps."""
    return (hundredths * steps // 100) / steps
