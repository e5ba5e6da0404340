"""The truth table of the observed rows.

One row per configuration that at least one case belongs to (Ragin 1987, The Comparative Method; for fuzzy
sets Ragin 2008, ch. 7: a case belongs to the configuration in which its membership is above 0.5). Rows that
nobody was observed in are counted, never enumerated: with 20 conditions there are a million of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from netzwerkstatt.insight.engine.cases import AnalysisError, CaseTable, Space
from netzwerkstatt.insight.engine.fit import Sufficiency, sufficiency_fit

Out = Literal["1", "0", "C", "?"]
"""Positive, negative, contradictory, too rare (a remainder although observed)."""

TIE = 1e-9
"""A consistency this close below a cut-off counts as reaching it: sums of decimals are not exact
in binary."""


@dataclass(frozen=True)
class CutOffs:
    """incl_cut: consistency from which a row is positive; contradiction_cut: from which it is contradictory
    instead of negative (equal to incl_cut: no row is); pri_cut: smallest PRI of a positive row; n_cut: fewest
    cases of a row. Each is the researcher's decision.
    """

    incl_cut: float
    contradiction_cut: float
    pri_cut: float
    n_cut: int

    def __post_init__(self) -> None:
        if not 0 <= self.contradiction_cut <= self.incl_cut <= 1:
            raise AnalysisError("incl_cut liegt zwischen 0 und 1, die zweite Grenze nicht darüber.")
        if not 0 <= self.pri_cut <= 1:
            raise AnalysisError("pri_cut liegt zwischen 0 und 1.")
        if self.n_cut < 1:
            raise AnalysisError("n_cut ist mindestens 1: eine Zeile ohne Fälle ist nie beobachtet.")


@dataclass(frozen=True)
class TruthTableRow:
    """`fit.incl_s` is the row's inclusion; it uses all cases, `cases` names those that belong to the row."""

    code: int
    out: Out
    cases: tuple[str, ...]
    fit: Sufficiency


@dataclass(frozen=True)
class TruthTable:
    """Observed rows by row number; `undecided` names the cases with a membership of exactly 0.5."""

    space: Space
    rows: tuple[TruthTableRow, ...]
    cut_offs: CutOffs
    undecided: tuple[str, ...]

    @cached_property
    def positive(self) -> tuple[int, ...]:
        return tuple(row.code for row in self.rows if row.out == "1")

    @cached_property
    def negative(self) -> tuple[int, ...]:
        """Rows that no solution may contain: negative and contradictory ones."""
        return tuple(row.code for row in self.rows if row.out in ("0", "C"))

    @cached_property
    def unobserved(self) -> int:
        """Number of configurations without a case."""
        return self.space.size - len(self.rows)


def build_truth_table(cases: CaseTable, cut_offs: CutOffs) -> TruthTable:
    """The truth table of the observed rows, in the order of the row numbers."""
    members: dict[int, list[str]] = {}
    undecided = []
    for i, name in enumerate(cases.names):
        code = cases.configuration(i)
        if code is None:
            undecided.append(name)
        else:
            members.setdefault(code, []).append(name)
    space = cases.space
    everything = sum(space.fields)
    rows = []
    for code in sorted(members):
        fit = sufficiency_fit(cases.membership_in((everything, code)), cases.outcome)
        out = _out(fit, len(members[code]), cut_offs)
        rows.append(TruthTableRow(code, out, tuple(members[code]), fit))
    return TruthTable(space, tuple(rows), cut_offs, tuple(undecided))


def _out(fit: Sufficiency, cases: int, cut_offs: CutOffs) -> Out:
    inclusion = fit.incl_s or 0.0
    if cases < cut_offs.n_cut:
        return "?"
    if inclusion >= cut_offs.incl_cut - TIE:
        return "1" if (fit.pri or 0.0) >= cut_offs.pri_cut - TIE else "0"
    return "C" if inclusion >= cut_offs.contradiction_cut - TIE else "0"


def count_rows_by_out(table: TruthTable) -> Mapping[Out, int]:
    """Number of observed rows by outcome value."""
    counts: dict[Out, int] = {"1": 0, "0": 0, "C": 0, "?": 0}
    for row in table.rows:
        counts[row.out] += 1
    return counts
