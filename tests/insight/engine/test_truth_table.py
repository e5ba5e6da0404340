"""The truth table of the observed rows."""

from __future__ import annotations

import pytest
from tests.insight.engine.builders import CRISP, crisp_cases

from netzwerkstatt.insight.engine import (
    AnalysisError,
    CutOffs,
    build_truth_table,
    count_rows_by_out,
    prepare_cases,
)

ROWS = ["11 1", "11 1", "11 1", "11 0", "10 0", "10 1", "01 0"]


def outs(cases, cut_offs):
    table = build_truth_table(cases, cut_offs)
    return {table.space.decode(row.code): row.out for row in table.rows}


def test_observed_rows_only_with_their_cases_and_inclusion():
    table = build_truth_table(crisp_cases(ROWS), CRISP)
    rows = [(table.space.row_number(row.code), row.cases, row.fit.incl_s) for row in table.rows]
    assert rows == [
        (2, ("c7",), 0),
        (3, ("c5", "c6"), 0.5),
        (4, ("c1", "c2", "c3", "c4"), 0.75),
    ]
    assert table.unobserved == 1


def test_a_row_is_positive_from_the_cut_off_on():
    at = CutOffs(incl_cut=0.75, contradiction_cut=0.75, pri_cut=0, n_cut=1)
    above = CutOffs(incl_cut=0.76, contradiction_cut=0.76, pri_cut=0, n_cut=1)
    assert outs(crisp_cases(ROWS), at)[1, 1] == "1"
    assert outs(crisp_cases(ROWS), above)[1, 1] == "0"


def test_between_two_cut_offs_a_row_is_contradictory_and_no_solution_may_cover_it():
    cut_offs = CutOffs(incl_cut=0.75, contradiction_cut=0.5, pri_cut=0, n_cut=1)
    table = build_truth_table(crisp_cases(ROWS), cut_offs)
    assert outs(crisp_cases(ROWS), cut_offs) == {(0, 1): "0", (1, 0): "C", (1, 1): "1"}
    assert set(table.negative) == {0b01, 0b10}
    assert count_rows_by_out(table) == {"1": 1, "0": 1, "C": 1, "?": 0}


def test_a_rare_row_is_a_remainder():
    rare = CutOffs(incl_cut=0.75, contradiction_cut=0.75, pri_cut=0, n_cut=2)
    table = build_truth_table(crisp_cases(ROWS), rare)
    assert outs(crisp_cases(ROWS), rare)[0, 1] == "?"
    assert 0b01 not in table.negative


def test_a_row_below_the_pri_cut_off_is_negative():
    cases = prepare_cases(["a", "b"], [[0.9], [0.2]], [0.8, 0.6], conditions=["A"], kind="fs", negated=False)
    # A: sum min(X,Y) = 1.0, sum min(X,Y,1-Y) = 0.4, sum X = 1.1: inclusion 0.909, PRI 0.857
    strict = CutOffs(incl_cut=0.9, contradiction_cut=0.9, pri_cut=0.86, n_cut=1)
    lenient = CutOffs(incl_cut=0.9, contradiction_cut=0.9, pri_cut=0.85, n_cut=1)
    assert outs(cases, strict)[(1,)] == "0"
    assert outs(cases, lenient)[(1,)] == "1"


def test_cases_at_one_half_are_named():
    cases = prepare_cases(["a", "b"], [[0.5], [0.9]], [1, 1], conditions=["A"], kind="fs", negated=False)
    table = build_truth_table(cases, CRISP)
    assert table.undecided == ("a",)
    assert [row.cases for row in table.rows] == [("b",)]


@pytest.mark.parametrize(
    "numbers", [(1.1, 1, 0, 1), (0.5, 0.8, 0, 1), (0.8, 0.8, 2, 1), (0.8, 0.8, 0, 0), (0.8, -0.1, 0, 1)]
)
def test_cut_offs_out_of_range_are_refused(numbers):
    with pytest.raises(AnalysisError):
        CutOffs(*numbers)
