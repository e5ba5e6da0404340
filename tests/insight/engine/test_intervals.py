"""Wilson intervals, Fisher's exact test and Holm's adjustment."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerkstatt.insight.engine import fisher_exact, holm, intervals, wilson_share


def test_wilson_interval_of_the_literature():
    """81 of 263: 0.2553 to 0.3662 (Newcombe 1998, table I, method 3)."""
    share = wilson_share(81, 263, z=1.959964)
    assert (round(share.low, 4), round(share.high, 4)) == (0.2553, 0.3662)


def test_none_and_all_reach_the_border():
    """0 of 20: 0 to 0.1611; 15 of 148: 0.0624 to 0.1605 (Newcombe 1998, table I)."""
    assert wilson_share(0, 20, z=1.959964).low == 0
    assert round(wilson_share(0, 20, z=1.959964).high, 4) == 0.1611
    assert wilson_share(20, 20, z=1.959964).high == 1
    share = wilson_share(15, 148, z=1.959964)
    assert (round(share.low, 4), round(share.high, 4)) == (0.0624, 0.1605)


@given(st.integers(1, 60).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_bounds_solve_the_score_equation(numbers):
    """(share - bound)^2 = z^2 * bound * (1 - bound) / total at both bounds."""
    count, total = numbers
    share = wilson_share(count, total, z=1.96)
    for bound in (share.low, share.high):
        assert (count / total - bound) ** 2 == pytest.approx(1.96**2 * bound * (1 - bound) / total, abs=1e-12)
    assert 0 <= share.low <= count / total <= share.high <= 1


def test_nothing_counted_has_no_share():
    assert wilson_share(0, 0, z=1.96).share is None
    with pytest.raises(ValueError, match="between 0 and total"):
        wilson_share(3, 2, z=1.96)


def test_the_lady_tasting_tea():
    """3 and 1 of 4 cups: p = 34/70 (Fisher 1935)."""
    assert fisher_exact(3, 1, 1, 3) == pytest.approx(34 / 70)
    assert fisher_exact(4, 0, 0, 4) == pytest.approx(2 / 70)


@given(st.tuples(*[st.integers(0, 4)] * 4))
def test_fisher_is_the_share_of_assignments_no_more_likely(table):
    """All ways to choose which units have the characteristic, counted one by one."""
    a, b, c, d = table
    units, first, having = a + b + c + d, a + b, a + c
    tallies: dict[int, int] = {}
    for chosen in combinations(range(units), having):
        inside = sum(unit < first for unit in chosen)
        tallies[inside] = tallies.get(inside, 0) + 1
    extreme = sum(number for number in tallies.values() if number <= tallies[a])
    assert fisher_exact(a, b, c, d) == pytest.approx(float(Fraction(extreme, sum(tallies.values()))))


@given(st.tuples(*[st.integers(0, 60)] * 4))
def test_fisher_in_floating_point_is_that_in_whole_numbers(table):
    """The same table, once by each way of reckoning."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intervals, "_EXACT_UP_TO", -1)
        floating = fisher_exact(*table)
    assert floating == pytest.approx(fisher_exact(*table), abs=1e-12)


def test_fisher_of_thousands_of_units_is_quick_and_symmetric():
    p = fisher_exact(5_000, 5_000, 5_100, 4_900)
    assert p == pytest.approx(fisher_exact(5_100, 4_900, 5_000, 5_000))
    assert p == pytest.approx(0.1615, abs=2e-3)  # normal approximation with continuity correction: 0.1615
    assert fisher_exact(10_000, 0, 0, 10_000) == pytest.approx(0, abs=1e-300)


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1, 1]
    assert holm([]) == []
