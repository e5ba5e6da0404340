"""How a result depends on the cut-offs that were chosen.

The same cases are analysed again under other cut-offs (Skaaning 2011, Sociological Methods & Research
40:391); where both results are unambiguous, the *robust core* is what the chosen solution and all the
alternatives have in common (fuzzy intersection of the solutions), and two ratios say how much of the chosen
solution it holds (Oana & Schneider 2021, Sociological Methods & Research 53:57).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from netzwerkstatt.insight.engine.cases import CaseTable
from netzwerkstatt.insight.engine.fit import Sufficiency, TermMemberships, ratio, sufficiency_fit
from netzwerkstatt.insight.engine.intermediate import IntermediateSolution
from netzwerkstatt.insight.engine.solutions import Model, NoSolution, Solution
from netzwerkstatt.insight.engine.truth_table import CutOffs, TruthTable, build_truth_table

Solve = Callable[[TruthTable], Solution | IntermediateSolution]
"""E.g. `lambda table: parsimonious_solution(table, limits)`."""


@dataclass(frozen=True)
class Variant:
    """The result under one set of cut-offs.

    solution is None with a `reason` where there is none. `same_rows`: the same rows are positive and negative
    as under the chosen cut-offs. `same_models`: the same models; None if not every model was written out.
    """

    cut_offs: CutOffs
    positive: tuple[int, ...]
    solution: Solution | IntermediateSolution | None
    reason: str
    same_rows: bool
    same_models: bool | None


@dataclass(frozen=True)
class RobustCore:
    """Fit of the intersection; `fit_coverage` = cov(core) / cov(chosen), `fit_consistency` = incl(chosen) /
    incl(core). Both are 1 for a fully robust solution.
    """

    fit: Sufficiency
    fit_coverage: float | None
    fit_consistency: float | None


@dataclass(frozen=True)
class Robustness:
    """chosen: the result under the researcher's cut-offs; core is None where a result is ambiguous or
    missing."""

    chosen: Variant
    variants: tuple[Variant, ...]
    core: RobustCore | None


def cut_off_grid(
    *,
    incl_cuts: Sequence[float],
    pri_cuts: Sequence[float],
    n_cuts: Sequence[int],
    contradictions: Literal["none"] | float,
) -> list[CutOffs]:
    """Every combination. `contradictions`: "none", or the lower cut-off from which rows are contradictory."""
    return [
        CutOffs(incl, incl if contradictions == "none" else min(incl, contradictions), pri, n)
        for incl, pri, n in product(incl_cuts, pri_cuts, n_cuts)
    ]


def check_robustness(
    cases: CaseTable, chosen: CutOffs, alternatives: Sequence[CutOffs], solve: Solve
) -> Robustness:
    """Solve under the chosen cut-offs and under every alternative."""
    base = build_truth_table(cases, chosen)
    first = _variant(base, base, None, solve)
    variants = tuple(
        _variant(build_truth_table(cases, cut_offs), base, first, solve) for cut_offs in alternatives
    )
    return Robustness(first, variants, _core(cases, first, variants))


def _variant(table: TruthTable, base: TruthTable, first: Variant | None, solve: Solve) -> Variant:
    same_rows = set(table.positive) == set(base.positive) and set(table.negative) == set(base.negative)
    try:
        solution = solve(table)
    except NoSolution as reason:
        same = None if first is None else first.solution is None
        return Variant(table.cut_offs, table.positive, None, str(reason), same_rows, same)
    return Variant(
        table.cut_offs, table.positive, solution, "", same_rows, _same_models(solution, first, same_rows)
    )


def _same_models(
    solution: Solution | IntermediateSolution, first: Variant | None, same_rows: bool
) -> bool | None:
    if first is None or same_rows:
        return True
    if first.solution is None:
        return False
    if not (solution.complete and first.solution.complete):
        return None
    return {frozenset(model) for model in solution.models} == {
        frozenset(model) for model in first.solution.models
    }


def _core(cases: CaseTable, chosen: Variant, variants: Sequence[Variant]) -> RobustCore | None:
    models = [_only_model(variant) for variant in (chosen, *variants)]
    if any(model is None for model in models):
        return None
    memberships = TermMemberships(cases)
    columns = [
        list(map(max, *(memberships.of(term) for term in model), [0.0] * len(cases.names)))
        for model in models
        if model is not None
    ]
    whole = sufficiency_fit(columns[0], cases.outcome)
    core = sufficiency_fit([min(values) for values in zip(*columns, strict=True)], cases.outcome)
    return RobustCore(
        fit=core,
        fit_coverage=ratio(core.cov_s or 0.0, whole.cov_s or 0.0),
        fit_consistency=ratio(whole.incl_s or 0.0, core.incl_s or 0.0),
    )


def _only_model(variant: Variant) -> Model | None:
    solution = variant.solution
    if solution is None or not solution.complete or solution.count != 1:
        return None
    return solution.models[0]
