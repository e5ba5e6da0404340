"""Two other programs on the same generated data, where they follow the same definitions.

setqca keeps, among covers with equally many terms, those with the fewest literals: every model it finds must
be among this engine's. Its intermediate solutions follow another definition (a remainder is easy if it can be
reached from any observed row, not from a conservative term inside a parsimonious one) and are not compared.
pyqca returns a single model, which is not always one of minimal size; where it is, it must be among this
engine's.
"""

from __future__ import annotations

import random

import pytest
from tests.insight.engine.builders import PLENTY, as_texts, names

from netzwerkstatt.insight.engine import (
    CutOffs,
    TermMemberships,
    build_truth_table,
    condition_fits,
    conservative_solution,
    model_fit,
    parsimonious_solution,
    prepare_cases,
)

pandas = pytest.importorskip("pandas")

INCL = 0.83


def data(kind: str, seed: int, conditions: int = 5, cases: int = 30):
    """Memberships polarised enough that rows of both kinds occur."""
    chance = random.Random(f"{kind}{seed}")

    def membership() -> float:
        return (
            float(chance.random() < 0.5) if kind == "cs" else chance.choice([0.05, 0.1, 0.2, 0.8, 0.9, 0.95])
        )

    rows = [[membership() for _ in range(conditions + 1)] for _ in range(cases)]
    frame = pandas.DataFrame(rows, columns=[*names(conditions), "Y"])
    frame.insert(0, "case", [f"c{i}" for i in range(cases)])
    prepared = prepare_cases(
        list(frame["case"]),
        [row[:-1] for row in rows],
        [row[-1] for row in rows],
        conditions=names(conditions),
        kind=kind,
        negated=False,
    )
    cut_offs = CutOffs(incl_cut=INCL, contradiction_cut=INCL, pri_cut=0.0, n_cut=1)
    return frame, prepared, build_truth_table(prepared, cut_offs)


def solvable(seeds):
    return [
        (kind, seed)
        for kind in ("cs", "fs")
        for seed in seeds
        if (table := data(kind, seed)[2]).positive and table.negative
    ]


def terms_of(expression: str) -> frozenset[str]:
    """`(~A * B) + C` → the terms as this engine writes them."""
    return frozenset(part.strip().strip("()").replace(" ", "") for part in expression.split("+"))


@pytest.fixture(scope="module", params=solvable(range(12)), ids=lambda p: f"{p[0]}{p[1]}")
def by_setqca(request):
    setqca = pytest.importorskip("setqca")
    kind, seed = request.param
    frame, cases, table = data(kind, seed)
    model = (setqca.CSQCA if kind == "cs" else setqca.FSQCA)(consistency=INCL, pri=0.0, frequency=1)
    return model.fit(frame, outcome="Y", conditions=list(names(5)), case_id="case"), cases, table


def test_setqca_builds_the_same_truth_table(by_setqca):
    result, _, table = by_setqca
    theirs = {
        row.configuration: (
            row.outcome,
            row.frequency,
            pytest.approx(row.consistency),
            pytest.approx(row.pri),
        )
        for row in result.truth_table.rows
        if row.frequency
    }
    mine = {
        table.space.decode(row.code): (row.out, len(row.cases), row.fit.incl_s, row.fit.pri)
        for row in table.rows
    }
    assert mine == theirs


@pytest.mark.parametrize("kind", ["conservative", "parsimonious"])
def test_setqca_finds_a_part_of_the_same_models(by_setqca, kind):
    result, cases, table = by_setqca
    solve = conservative_solution if kind == "conservative" else parsimonious_solution
    theirs = {terms_of(fitted.boolean.as_expression(names(5))) for fitted in getattr(result, kind)}
    assert theirs
    assert theirs <= as_texts(solve(table, PLENTY).models, cases.space)


def test_setqca_gives_the_same_fit(by_setqca):
    result, cases, table = by_setqca
    memberships = TermMemberships(cases)
    models = parsimonious_solution(table, PLENTY).models
    mine = {frozenset(map(cases.space.text, model)): model_fit(model, memberships).fit for model in models}
    for fitted in result.parsimonious:
        fit = mine[terms_of(fitted.boolean.as_expression(names(5)))]
        assert fit.incl_s == pytest.approx(fitted.fit.consistency)
        assert fit.cov_s == pytest.approx(fitted.fit.coverage)
        assert fit.pri == pytest.approx(fitted.fit.pri)


def test_setqca_gives_the_same_necessity(by_setqca):
    setqca = pytest.importorskip("setqca")
    _, cases, _ = by_setqca
    for fit in condition_fits(cases):
        theirs = setqca.necessity(cases.membership_in(fit.literal), list(cases.outcome))
        assert fit.necessity.incl_n == pytest.approx(theirs.consistency)
        assert fit.necessity.cov_n == pytest.approx(theirs.coverage)
        assert fit.necessity.ron == pytest.approx(theirs.ron)


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("kind", "seed"), solvable(range(12)))
def test_pyqca_finds_one_of_the_same_models_or_a_longer_one(kind, seed):
    qca = pytest.importorskip("qca")
    frame, cases, table = data(kind, seed)
    engine = (qca.CSQCA if kind == "cs" else qca.FSQCA)(frame, "Y", list(names(5)), case_id="case")
    metrics = engine.fit(consistency_threshold=INCL, frequency_cutoff=1).solution_metrics
    for theirs, solve in (("complex", conservative_solution), ("parsimonious", parsimonious_solution)):
        solution = solve(table, PLENTY)
        found = terms_of(metrics[theirs].antecedent)
        assert len(found) >= solution.size
        if len(found) == solution.size:
            assert found in as_texts(solution.models, cases.space)
