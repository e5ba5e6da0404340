"""Short ways to tables and cases for the engine's tests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tests.insight.engine.slow_twin import Configuration, Term

from netzwerkstatt.insight.engine import (
    CaseTable,
    Cube,
    CutOffs,
    SearchLimits,
    Space,
    Sufficiency,
    TruthTable,
    TruthTableRow,
    prepare_cases,
)

PLENTY = SearchLimits(listed=1_000_000, steps=5_000_000, rows=20, pairs=1_000_000, primes=100_000)
CRISP = CutOffs(incl_cut=1.0, contradiction_cut=1.0, pri_cut=0.0, n_cut=1)


def names(count: int) -> tuple[str, ...]:
    return tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count])


def table(
    levels: Sequence[int], positive: Collection[Configuration], negative: Collection[Configuration]
) -> TruthTable:
    """A truth table with one case in each row."""
    space = Space(names(len(levels)), tuple(levels), multi_value=max(levels) > 2)
    rows = [
        TruthTableRow(space.encode(configuration), out, ("case",), Sufficiency(value, value, None))
        for out, value, group in (("1", 1.0, positive), ("0", 0.0, negative))
        for configuration in group
    ]
    return TruthTable(space, tuple(sorted(rows, key=lambda row: row.code)), CRISP, ())


def as_term(cube: Cube, space: Space) -> Term:
    fixed = dict(space.literals(cube))
    return tuple(fixed.get(i) for i in range(len(space.names)))


def as_terms(models: Iterable[Iterable[Cube]], space: Space) -> set[frozenset[Term]]:
    return {frozenset(as_term(cube, space) for cube in model) for model in models}


def as_texts(models: Iterable[Iterable[Cube]], space: Space) -> set[frozenset[str]]:
    return {frozenset(space.text(cube) for cube in model) for model in models}


def crisp_cases(rows: Sequence[str]) -> CaseTable:
    """`"0110 1"` is a case with A=0, B=1, C=1, D=0 and the outcome 1; the cases are called c1, c2, …"""
    parts = [row.split() for row in rows]
    return prepare_cases(
        [f"c{i}" for i in range(1, len(rows) + 1)],
        [[float(value) for value in conditions] for conditions, _ in parts],
        [float(outcome) for _, outcome in parts],
        conditions=names(len(parts[0][0])),
        kind="cs",
        negated=False,
    )
