"""Robustness of one analysis over other cut-offs, where the case asks for it.

    "robustness": {"incl_cut": [0.75, 0.85], "n_cut": [1, 2], "pri_cut": [0, 0.5]}

Every combination is solved again; an entry of incl_cut may be a pair, as in `params`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from netzwerkstatt.insight.engine import (
    AnalysisError,
    CaseTable,
    Cube,
    CutOffs,
    Robustness,
    Space,
    Variant,
    check_robustness,
)
from netzwerkstatt.insight.engine.robustness import Solve
from netzwerkstatt.insight.qca_files.numbers import is_number, rounded, whole_number

Record = dict[str, Any]

NAME = "robustness"


def cut_offs_of(incl_cut: object, pri_cut: object, n_cut: object) -> CutOffs:
    """Cut-offs as the form writes them. incl_cut is one number, or two: positive from the first, contradictory
    from the second.
    """
    written = incl_cut if isinstance(incl_cut, list) else [incl_cut]
    incl = [float(value) for value in written if is_number(value)]
    if len(written) not in (1, 2) or len(incl) < len(written) or not is_number(pri_cut):
        raise AnalysisError("Grenzwerte sind Zahlen.")
    cases = whole_number(n_cut)
    if cases is None:
        raise AnalysisError("n_cut ist eine ganze Zahl.")
    return CutOffs(incl_cut=incl[0], contradiction_cut=incl[-1], pri_cut=float(pri_cut), n_cut=cases)


def read_alternatives(record: Mapping[str, Any]) -> list[CutOffs] | None:
    """The other cut-offs, every combination; None if nothing is asked."""
    written = record.get(NAME)
    if written is None:
        return None
    names = ("incl_cut", "pri_cut", "n_cut")
    if not isinstance(written, dict) or not all(
        isinstance(written.get(name), list) and written[name] for name in names
    ):
        raise AnalysisError(f"{NAME}: erwartet werden Listen für incl_cut, n_cut und pri_cut.")
    try:
        return [cut_offs_of(*values) for values in product(*(written[name] for name in names))]
    except AnalysisError as problem:
        raise AnalysisError(f"{NAME}: {problem}") from None


def write_robustness(
    cases: CaseTable,
    chosen: CutOffs,
    alternatives: list[CutOffs],
    solve: Solve,
    *,
    listed: int,
    text: Callable[[Cube], str],
) -> Record:
    """One kind of solution under the chosen cut-offs and all others; at most `listed` models each."""
    result = check_robustness(cases, chosen, alternatives, solve)
    return {
        "variants": [_variant(variant, cases.space, listed, text) for variant in result.variants],
        "n_same_models": sum(variant.same_models is True for variant in result.variants),
        "core": _core(result),
    }


def _variant(variant: Variant, space: Space, listed: int, text: Callable[[Cube], str]) -> Record:
    cut_offs, solution = variant.cut_offs, variant.solution
    record: Record = {
        "incl_cut": cut_offs.incl_cut,
        "contradiction_cut": cut_offs.contradiction_cut,
        "pri_cut": cut_offs.pri_cut,
        "n_cut": cut_offs.n_cut,
        "positive_rows": [space.row_number(code) for code in variant.positive],
        "same_rows": variant.same_rows,
        "same_models": variant.same_models,
    }
    if solution is None:
        return {**record, "n_models": 0, "models": [], "error": variant.reason}
    return {
        **record,
        "n_models": solution.count,
        "n_models_is": solution.count_is,
        "models": [[text(term) for term in model] for model in solution.models[:listed]],
    }


def _core(result: Robustness) -> Record | None:
    """None where some result has no model or more than one: there is no one core then."""
    core = result.core
    if core is None:
        return None
    return {
        "inclS": rounded(core.fit.incl_s),
        "PRI": rounded(core.fit.pri),
        "covS": rounded(core.fit.cov_s),
        "fit_coverage": rounded(core.fit_coverage),
        "fit_consistency": rounded(core.fit_consistency),
    }
