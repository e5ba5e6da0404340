"""Necessary disjunctions of one analysis, where the case asks for them.

"necessary_disjunctions": {"incl_cut": 0.9, "ron_cut": 0.6, "cov_cut": 0.6, "size": 3}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from netzwerkstatt.insight.engine import (
    AnalysisError,
    CaseTable,
    Cube,
    count_disjunctions,
    necessary_disjunctions,
)
from netzwerkstatt.insight.qca_files.numbers import is_number, rounded, whole_number

NAME = "necessary_disjunctions"
_CUT_OFFS = ("incl_cut", "ron_cut", "cov_cut")


@dataclass(frozen=True)
class DisjunctionQuestion:
    incl_cut: float
    ron_cut: float
    cov_cut: float
    size: int


def read_disjunctions(record: Mapping[str, Any]) -> DisjunctionQuestion | None:
    """What is asked; None if nothing is. Every cut-off has to be stated."""
    written = record.get(NAME)
    if written is None:
        return None
    if not isinstance(written, dict):
        raise AnalysisError(f"{NAME}: erwartet werden die Grenzwerte incl_cut, ron_cut, cov_cut und size.")
    for name in (*_CUT_OFFS, "size"):
        if name not in written:
            raise AnalysisError(f"{NAME}: der Grenzwert {name} fehlt.")
    cut_offs = [float(written[name]) for name in _CUT_OFFS if is_number(written[name])]
    if len(cut_offs) < len(_CUT_OFFS) or not all(0 <= value <= 1 for value in cut_offs):
        raise AnalysisError(f"{NAME}: Grenzwerte sind Zahlen zwischen 0 und 1.")
    size = whole_number(written["size"])
    if size is None or size < 1:
        raise AnalysisError(f"{NAME}: size ist eine ganze Zahl ab 1.")
    return DisjunctionQuestion(cut_offs[0], cut_offs[1], cut_offs[2], size)


def write_disjunctions(
    cases: CaseTable, question: DisjunctionQuestion, *, most: int, text: Callable[[Cube], str]
) -> dict[str, Any]:
    """The minimal necessary disjunctions. Where more than `most` would have to be looked at, only the sizes that
    stay below are examined, all of them completely, and `size_examined` says so.
    """
    examined = question.size
    while examined and count_disjunctions(cases, examined) > most:
        examined -= 1
    found = necessary_disjunctions(
        cases,
        incl_cut=question.incl_cut,
        ron_cut=question.ron_cut,
        cov_cut=question.cov_cut,
        size=examined,
    )
    return {
        "incl_cut": question.incl_cut,
        "ron_cut": question.ron_cut,
        "cov_cut": question.cov_cut,
        "size": question.size,
        "size_examined": examined,
        "complete": examined == question.size,
        "disjunctions": [
            {
                "literals": [text(literal) for literal in disjunction.literals],
                "expression": " + ".join(text(literal) for literal in disjunction.literals),
                "inclN": rounded(disjunction.fit.incl_n),
                "covN": rounded(disjunction.fit.cov_n),
                "RoN": rounded(disjunction.fit.ron),
            }
            for disjunction in found
        ],
    }
