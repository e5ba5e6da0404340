"""Krippendorff's alpha, against published examples and against counting every pair."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerkstatt.insight.engine import alpha_from_counts, krippendorff_alpha


def by_coder(*codings):
    """`"12.3"` are the codings of one coder, unit by unit; a point is missing."""
    return [[None if value == "." else value for value in unit] for unit in zip(*codings, strict=True)]


def test_two_coders_and_two_categories():
    """Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section A: 0.095."""
    agreement = krippendorff_alpha(by_coder("0100000010", "1110010000"))
    assert agreement.alpha == pytest.approx(0.095, abs=5e-4)
    assert (agreement.units, agreement.values, agreement.categories) == (10, 20, 2)


def test_four_coders_with_missing_codings():
    """Krippendorff 2011, section C, nominal: 0.743; the unit that a single coder coded says nothing."""
    agreement = krippendorff_alpha(
        by_coder("123321412...", "1233224125.3", ".3332342251.", "1233244125 1.".replace(" ", ""))
    )
    assert agreement.alpha == pytest.approx(0.743, abs=5e-4)
    assert (agreement.units, agreement.values, agreement.categories) == (11, 40, 5)


def test_full_agreement_is_one():
    assert krippendorff_alpha([["a", "a"], ["b", "b", None]]).alpha == 1


@pytest.mark.parametrize("units", [[], [["a"], ["b", None]], [["a", "a"], ["a", "a"]]])
def test_alpha_is_undefined_where_nothing_could_disagree(units):
    assert krippendorff_alpha(units).alpha is None


def by_pairs(units):
    """The definition: disagreeing ordered pairs within units, and among all values that can be paired."""
    paired = [values for unit in units if len(values := [v for v in unit if v is not None]) > 1]
    everything = [value for values in paired for value in values]
    n = len(everything)
    if len(set(everything)) < 2:
        return None
    within = sum(sum(a != b for a, b in permutations(values, 2)) / (len(values) - 1) for values in paired)
    among = sum(a != b for a, b in permutations(everything, 2)) / (n - 1)
    return 1 - within / among


codings = st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), max_size=4), max_size=7)


@given(codings)
def test_alpha_is_the_comparison_of_all_pairs(units):
    expected = by_pairs(units)
    found = krippendorff_alpha(units).alpha
    assert found is None if expected is None else found == pytest.approx(expected)


@given(codings)
def test_counts_give_the_same_as_codings(units):
    counts = [Counter(value for value in unit if value is not None) for unit in units]
    assert alpha_from_counts(counts) == krippendorff_alpha(units)
