"""Minimum set covers: exact against brute force, and honest when the work limit ends the search."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from operator import or_

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from netzwerkstatt.insight.engine.budget import Budget, OutOfSteps
from netzwerkstatt.insight.engine.chart_search import Chart
from netzwerkstatt.insight.engine.covers import SearchLimits, irredundant_covers, minimum_covers
from netzwerkstatt.insight.engine.row_prices import UNIT, RowPrices
from netzwerkstatt.insight.engine.row_subsets import count_covers_by_rows

PLENTY = SearchLimits(listed=1_000_000, steps=1_000_000, rows=20, pairs=1, primes=100_000)


@st.composite
def charts(draw: st.DrawFn, most_rows: int = 7, most_columns: int = 11):
    rows = draw(st.integers(1, most_rows))
    columns = draw(st.lists(st.integers(1, (1 << rows) - 1), min_size=1, max_size=most_columns))
    assume(reduce(or_, columns) == (1 << rows) - 1)
    return columns, rows


def brute_force(columns, rows):
    """All smallest sets of columns that cover all rows."""
    for size in range(1, rows + 1):
        found = {
            chosen
            for chosen in combinations(range(len(columns)), size)
            if reduce(or_, (columns[i] for i in chosen)) == (1 << rows) - 1
        }
        if found:
            return found
    raise AssertionError("no cover")


@settings(max_examples=400, deadline=None)
@given(charts())
def test_all_minimum_covers_are_found_once(chart):
    columns, rows = chart
    expected = brute_force(columns, rows)
    result = minimum_covers(columns, rows, PLENTY)
    assert set(result.covers) == expected
    assert len(result.covers) == len(expected) == result.count
    assert result.complete
    assert result.size == len(next(iter(expected)))


@settings(max_examples=200, deadline=None)
@given(charts())
def test_essential_columns_are_in_every_cover(chart):
    columns, rows = chart
    result = minimum_covers(columns, rows, PLENTY)
    for column in result.essential:
        assert all(column in cover for cover in result.covers)


@settings(max_examples=200, deadline=None)
@given(charts(), st.integers(0, 6), st.integers(1, 3))
def test_whatever_the_limits_every_statement_is_true(chart, steps, listed):
    columns, rows = chart
    expected = brute_force(columns, rows)
    size = len(next(iter(expected)))
    result = minimum_covers(
        columns, rows, SearchLimits(listed=listed, steps=steps, rows=0, pairs=1, primes=100_000)
    )
    assert result.size_at_least <= size <= result.size
    assert len(result.covers) <= listed
    if result.size_proven:
        assert result.size == size
        assert set(result.covers) <= expected
        assert result.count <= len(expected)
    if result.count_is == "exact":
        assert result.count == len(expected)
    for cover in result.covers:
        assert reduce(or_, (columns[i] for i in cover)) == (1 << rows) - 1


@settings(max_examples=200, deadline=None)
@given(charts())
def test_counting_over_the_rows_agrees_with_listing(chart):
    columns, rows = chart
    weights = {}
    for mask in columns:
        weights[mask] = weights.get(mask, 0) + 1
    expected = brute_force(columns, rows)
    assert count_covers_by_rows(weights, len(next(iter(expected)))) == len(expected)


def test_counting_splits_charts_with_more_rows_than_fit_into_one_number(monkeypatch):
    monkeypatch.setattr("netzwerkstatt.insight.engine.row_subsets._CHUNK_ROWS", 3)
    weights = {0b110000: 2, 0b001100: 3, 0b000011: 5, 0b011110: 1, 0b100001: 7}
    # two halves of the ring: 0b011110 with 0b100001, nothing else has size 2
    assert count_covers_by_rows(weights, 2) == 7


def test_the_count_by_rows_takes_over_when_the_steps_are_spent():
    """A ring of 12 rows, each column over two neighbours, three columns of each kind: 2 * 3^6 covers."""
    columns = [(1 << i) | (1 << (i + 1) % 12) for i in range(12)] * 3
    limits = SearchLimits(listed=5, steps=8, rows=12, pairs=1, primes=100_000)
    result = minimum_covers(columns, 12, limits)
    assert (result.size, result.count, result.count_is) == (6, 2 * 3**6, "exact")
    assert not result.complete
    bounded = minimum_covers(columns, 12, SearchLimits(listed=5, steps=8, rows=11, pairs=1, primes=100_000))
    assert bounded.count_is == "at_least"
    assert bounded.count <= 2 * 3**6


def test_independent_parts_multiply():
    columns = [0b0011, 0b0011, 0b1100, 0b1100, 0b1100]
    assert minimum_covers(columns, 4, PLENTY).count == 6


def test_an_uncovered_row_is_an_error():
    with pytest.raises(ValueError, match="covered by no column"):
        minimum_covers([0b01], 2, PLENTY)


@settings(max_examples=200, deadline=None)
@given(charts())
def test_irredundant_covers_lose_a_row_with_every_column(chart):
    columns, rows = chart
    everything = (1 << rows) - 1
    expected = {
        chosen
        for size in range(1, len(columns) + 1)
        for chosen in combinations(range(len(columns)), size)
        if reduce(or_, (columns[i] for i in chosen)) == everything
        and all(reduce(or_, (columns[i] for i in chosen if i != left), 0) != everything for left in chosen)
    }
    assert set(irredundant_covers(columns, rows, PLENTY) or ()) == expected


def test_too_many_irredundant_covers_are_refused_not_cut():
    assert (
        irredundant_covers([1, 1, 1], 1, SearchLimits(listed=2, steps=1, rows=1, pairs=1, primes=100_000))
        is None
    )


@settings(max_examples=200, deadline=None)
@given(charts(), st.integers(0, 40))
def test_prices_never_make_a_column_cost_more_than_one(chart, pivots):
    """Whenever the simplex method is stopped, the prices are a valid lower bound."""
    columns, rows = chart
    prices = RowPrices(columns, rows, pivots)
    assert all(prices.of(mask) <= UNIT for mask in columns)
    assert all(price >= 0 for price in prices.prices)
    size = len(next(iter(brute_force(columns, rows))))
    assert -(-prices.of((1 << rows) - 1) // UNIT) <= size


def test_prices_reach_the_fractional_optimum():
    """Three rows, three columns over two rows each: 1.5 columns in fractions, so two are needed."""
    prices = RowPrices([0b011, 0b110, 0b101], 3, pivots=30)
    assert prices.of(0b111) / UNIT == pytest.approx(1.5, abs=1e-6)


def test_a_spent_budget_stops_the_search():
    chart = Chart({0b01: [0], 0b10: [1]}, 2, pivots=0)
    with pytest.raises(OutOfSteps):
        chart.has_cover(2, Budget(0))
