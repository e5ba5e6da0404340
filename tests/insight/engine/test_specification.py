"""docs/method/qca.md is a specification: its tables are read from the file and compared with the engine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.insight.engine.builders import CRISP, PLENTY, as_texts, table

from netzwerkstatt.insight.engine import (
    Anchors,
    CutOffs,
    Space,
    TermMemberships,
    build_truth_table,
    calibrate_crisp,
    calibrate_linear,
    calibrate_logistic,
    check_robustness,
    condition_fits,
    conservative_solution,
    easy_counterfactuals,
    fisher_exact,
    intermediate_solution,
    krippendorff_alpha,
    model_fit,
    necessary_disjunctions,
    necessity_fit,
    parsimonious_solution,
    prepare_cases,
    simplifying_assumptions,
    sufficiency_fit,
    wilson_share,
)
from netzwerkstatt.insight.qca_files import COMMAND_LIMITS

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "method" / "qca.md").read_text("utf-8")
MARK = re.compile(r"<!-- table: (.+?) -->\n((?:\|.*\n)+)")


def read_tables() -> dict[str, list[dict[str, str]]]:
    tables = {}
    for name, text in MARK.findall(DOCUMENT):
        lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.strip().splitlines()]
        header, _, *rows = lines
        tables[name] = [dict(zip(header, row, strict=True)) for row in rows]
    return tables


TABLES = read_tables()


def rows_of(name):
    return TABLES[name]


def agrees(value, written):
    """To the digits that the document gives."""
    return value == pytest.approx(float(written), abs=0.5e-4)


def models_of(name):
    """{solution: {models}} of a table with the columns solution and model."""
    found = {}
    for row in rows_of(name):
        found.setdefault(row["solution"], set()).add(frozenset(row["model"].split(" + ")))
    return found


@pytest.fixture
def cases():
    return nine_cases(negated=False)


def nine_cases(negated):
    return cases_of(rows_of("cases"), negated)


def cases_of(rows, negated):
    return prepare_cases(
        [row["case"] for row in rows],
        [[float(row[name]) for name in "ABC"] for row in rows],
        [float(row["Y"]) for row in rows],
        conditions=["A", "B", "C"],
        kind="cs",
        negated=negated,
    )


def table_of(name, conditions):
    rows = [(tuple(int(row[c]) for c in conditions), row["out"]) for row in rows_of(name)]
    positive = [configuration for configuration, out in rows if out == "1"]
    negative = [configuration for configuration, out in rows if out == "0"]
    return table([2] * len(conditions), positive, negative)


def test_calibration():
    rows = rows_of("calibration")
    raw = [float(row["raw"]) for row in rows]
    anchors = Anchors(10, 20, 40)
    columns = {
        "logistic": calibrate_logistic(raw, anchors=anchors, idm=0.95),
        "linear": calibrate_linear(raw, anchors=anchors),
        "crisp": calibrate_crisp(raw, thresholds=[20]),
    }
    for name, values in columns.items():
        assert all(agrees(value, row[name]) for value, row in zip(values, rows, strict=True)), name


def test_decreasing_calibration():
    rows = rows_of("calibration decreasing")
    raw = [float(row["raw"]) for row in rows]
    anchors = Anchors(40, 20, 10)
    for name, values in (
        ("logistic", calibrate_logistic(raw, anchors=anchors, idm=0.95)),
        ("linear", calibrate_linear(raw, anchors=anchors)),
    ):
        assert all(agrees(value, row[name]) for value, row in zip(values, rows, strict=True)), name


def test_parameters_of_fit():
    rows = rows_of("memberships")
    x, y = [float(row["X"]) for row in rows], [float(row["Y"]) for row in rows]
    fit, need = sufficiency_fit(x, y), necessity_fit(x, y)
    values = {
        "inclS": fit.incl_s,
        "covS": fit.cov_s,
        "PRI": fit.pri,
        "inclN": need.incl_n,
        "covN": need.cov_n,
        "RoN": need.ron,
    }
    written = {row["parameter"]: row["value"] for row in rows_of("fit")}
    assert set(written) == set(values)
    assert all(agrees(values[name], value) for name, value in written.items())


def test_truth_table(cases):
    tt = build_truth_table(cases, CRISP)
    for row, written in zip(tt.rows, rows_of("truth table"), strict=True):
        assert tt.space.row_number(row.code) == int(written["row"])
        assert tt.space.decode(row.code) == tuple(int(written[name]) for name in "ABC")
        assert (row.out, len(row.cases)) == (written["out"], int(written["n"]))
        assert agrees(row.fit.incl_s, written["incl"])
        assert list(row.cases) == written["cases"].split(", ")
    assert tt.unobserved == 1


def test_necessity(cases):
    for fit, written in zip(condition_fits(cases), rows_of("necessity"), strict=True):
        assert cases.space.text(fit.literal) == written["condition"]
        assert agrees(fit.necessity.incl_n, written["inclN"])
        assert agrees(fit.necessity.cov_n, written["covN"])
        assert agrees(fit.necessity.ron, written["RoN"])
        assert agrees(fit.sufficiency.incl_s, written["inclS"])
        assert agrees(fit.sufficiency.cov_s, written["covS"])
        assert agrees(fit.sufficiency.pri, written["PRI"])


def test_disjunctions(cases):
    found = necessary_disjunctions(cases, incl_cut=1, ron_cut=0.5, cov_cut=0.5, size=2)
    for disjunction, written in zip(found, rows_of("disjunctions"), strict=True):
        assert " + ".join(map(cases.space.text, disjunction.literals)) == written["disjunction"]
        assert agrees(disjunction.fit.incl_n, written["inclN"])
        assert agrees(disjunction.fit.cov_n, written["covN"])
        assert agrees(disjunction.fit.ron, written["RoN"])


def test_robustness():
    rows = rows_of("robustness cases")
    cases = cases_of(rows, negated=False)
    written = rows_of("robustness")
    cuts = [CutOffs(float(row["incl_cut"]), float(row["incl_cut"]), 0, 1) for row in written]
    result = check_robustness(cases, cuts[0], cuts[1:], lambda tt: parsimonious_solution(tt, PLENTY))
    for variant, row in zip((result.chosen, *result.variants), written, strict=True):
        (model,) = variant.solution.models
        fit = model_fit(model, TermMemberships(cases)).fit
        assert [cases.space.text(term) for term in model] == [row["parsimonious"]]
        assert agrees(fit.incl_s, row["inclS"])
        assert agrees(fit.cov_s, row["covS"])
    assert agrees(result.core.fit_coverage, "0.8")
    assert agrees(result.core.fit_consistency, "0.8929")
    assert "0.8929 of the core's" in DOCUMENT


def test_agreement_of_coders():
    coders = [list(row.values())[1:] for row in rows_of("codings")]
    units = [[value or None for value in unit] for unit in zip(*coders, strict=True)]
    assert round(krippendorff_alpha(units).alpha, 3) == 0.743
    assert "alpha = 0.743" in DOCUMENT


def test_the_work_limits_are_those_of_the_command():
    search = COMMAND_LIMITS.search
    limits = {"models": search.listed, "steps": search.steps, "pairs": search.pairs, "primes": search.primes}
    written = dict(re.findall(r"\| `--(\w+)` \| ([\d ]+) \|", DOCUMENT))
    assert {name: int(value.replace(" ", "")) for name, value in written.items()} == limits
    assert f"more than {COMMAND_LIMITS.disjunctions // 1000} 000 disjunctions" in DOCUMENT


@pytest.mark.parametrize(("name", "negated"), [("solutions", False), ("negated solutions", True)])
def test_solutions(name, negated):
    cases = nine_cases(negated)
    tt = build_truth_table(cases, CRISP)
    written = models_of(name)
    assert as_texts(conservative_solution(tt, PLENTY).models, cases.space) == written["conservative"]
    assert as_texts(parsimonious_solution(tt, PLENTY).models, cases.space) == written["parsimonious"]


def test_model_fit(cases):
    rows = rows_of("model fit")
    models = parsimonious_solution(build_truth_table(cases, CRISP), PLENTY).models
    (model,) = [m for m in models if set(map(cases.space.text, m)) == {row["term"] for row in rows}]
    fits = {cases.space.text(fit.term): fit for fit in model_fit(model, TermMemberships(cases)).terms}
    for row in rows:
        fit = fits[row["term"]]
        assert agrees(fit.fit.incl_s, row["inclS"])
        assert agrees(fit.fit.pri, row["PRI"])
        assert agrees(fit.fit.cov_s, row["covS"])
        assert agrees(fit.cov_u, row["covU"])


def test_tied_models():
    tt = table_of("tied rows", "ABCDEF")
    solution = parsimonious_solution(tt, PLENTY)
    written = {frozenset(row["model"].split(" + ")) for row in rows_of("tied models")}
    assert as_texts(solution.models, tt.space) == written
    assert (solution.count, solution.size) == (8, 3)


def test_intermediate_solution():
    tt = table_of("intermediate rows", "ABC")
    written = models_of("intermediate solutions")
    solution = intermediate_solution(tt, {name: frozenset([1]) for name in "ABC"}, PLENTY)
    parsimonious = parsimonious_solution(tt, PLENTY)
    assert as_texts(conservative_solution(tt, PLENTY).models, tt.space) == written["conservative"]
    assert as_texts(parsimonious.models, tt.space) == written["parsimonious"]
    assert as_texts(solution.models, tt.space) == written["intermediate"]
    easy = easy_counterfactuals(solution.pairs[0], tt, rows_listed=9, steps=9).rows
    assumed = simplifying_assumptions(parsimonious.models[0], tt, rows_listed=9, steps=9).rows
    assert easy == (8,), "row 8 is the easy counterfactual"
    assert set(assumed) - set(easy) == {5, 6}, "rows 5 and 6 are difficult ones"


def test_shares():
    for row in rows_of("shares"):
        share = wilson_share(int(row["count"]), int(row["total"]), z=1.959964)
        assert agrees(share.low, row["low"])
        assert agrees(share.high, row["high"])


def test_contrasts():
    for row in rows_of("contrasts"):
        *counts, p = row.values()
        assert agrees(fisher_exact(*map(int, counts)), p)


def test_multi_value_terms_are_written_as_the_document_says():
    assert Space(("A",), (3,), multi_value=True).text((0b11, 2)) == "A[2]"


def test_every_marked_table_is_checked_by_this_file():
    source = Path(__file__).read_text("utf-8")
    assert TABLES
    assert all(f'"{name}"' in source for name in TABLES)
