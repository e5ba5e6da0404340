"""Results under other cut-offs."""

from __future__ import annotations

from tests.insight.engine.builders import PLENTY, as_texts, crisp_cases

from netzwerkstatt.insight.engine import CutOffs, check_robustness, cut_off_grid, parsimonious_solution

CASES = crisp_cases(["11 1"] * 4 + ["11 0"] + ["10 1", "10 1", "10 0"] + ["01 0", "00 0"])


def cut_offs(incl, n=1):
    return CutOffs(incl_cut=incl, contradiction_cut=incl, pri_cut=0, n_cut=n)


def solve(table):
    return parsimonious_solution(table, PLENTY)


def test_the_grid_holds_every_combination():
    grid = cut_off_grid(incl_cuts=[0.7, 0.8], pri_cuts=[0, 0.5], n_cuts=[1, 2], contradictions="none")
    assert len(set(grid)) == 8
    two = cut_off_grid(incl_cuts=[0.7, 0.9], pri_cuts=[0], n_cuts=[1], contradictions=0.8)
    assert [c.contradiction_cut for c in two] == [0.7, 0.8]


def test_a_lower_cut_off_may_change_the_model():
    result = check_robustness(CASES, cut_offs(0.75), [cut_offs(0.8), cut_offs(0.6)], solve)
    same, other = result.variants
    assert (same.same_rows, same.same_models) == (True, True)
    assert (other.same_rows, other.same_models) == (False, False)
    assert as_texts(result.chosen.solution.models, CASES.space) == {frozenset({"A*B"})}
    assert as_texts(other.solution.models, CASES.space) == {frozenset({"A"})}


def test_the_robust_core_is_what_all_have_in_common():
    core = check_robustness(CASES, cut_offs(0.6), [cut_offs(0.75)], solve).core
    # chosen: A (6 of 8 members show the outcome, all 6 covered); core: A*B (4 of 5)
    assert core.fit.incl_s == 0.8
    assert core.fit_coverage == 4 / 6
    assert core.fit_consistency == 0.75 / 0.8


def test_a_variant_without_solution_says_why():
    result = check_robustness(CASES, cut_offs(0.75), [cut_offs(1.0)], solve)
    assert result.variants[0].solution is None
    assert "nichts zu erklären" in result.variants[0].reason
    assert result.variants[0].same_models is False
    assert result.core is None
