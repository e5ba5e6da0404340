"""Published data sets: no expected results, but statements that hold of every right answer.

The data may not be distributed with this software; see test_references for the folder.
"""

from __future__ import annotations

import csv
import json
import time

import pytest
from tests.insight.engine import slow_twin
from tests.insight.engine.builders import PLENTY, as_terms
from tests.insight.engine.test_references import FOLDER as REFERENCES

from netzwerkstatt.insight.engine import (
    NoSolution,
    build_truth_table,
    conservative_solution,
    intermediate_solution,
    parsimonious_solution,
)
from netzwerkstatt.insight.qca_files import solve_file
from netzwerkstatt.insight.qca_files.reading import MISSING, read_case

FOLDER = REFERENCES.parent / "qca_daten"
SECONDS = 6.0
NO_SOLUTION = ("nichts zu erklären", "sagt hier nichts")

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="no published data (folder qca_daten under NETZWERKSTATT_REFERENCE_DATA)"
)


def kind_of(columns):
    """The narrowest kind that the values allow, None for raw values."""
    values = {value for column in columns for value in column}
    if values <= {0.0, 1.0}:
        return "cs"
    if all(0 <= value <= 1 for value in values):
        return "fs"
    return "mv" if all(value in range(10) for value in values) else None


def numbers_by_column(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    columns = {}
    for i, name in enumerate(header[1:], start=1):
        try:
            columns[name] = [float(row[i]) for row in rows if row[i] not in MISSING]
        except ValueError:
            continue
    return columns


def analyses():
    """Every file twice, with its last and its first column as the outcome, at most nine conditions."""
    found = []
    for path in sorted(FOLDER.glob("*.csv")) if FOLDER.is_dir() else []:
        columns = numbers_by_column(path)
        names = list(columns)
        for outcome in dict.fromkeys((names[-1], names[0])):
            conditions = [name for name in names if name != outcome][:9]
            kind = kind_of([columns[name] for name in (*conditions, outcome)])
            if kind == "mv" and set(columns[outcome]) - {0.0, 1.0}:
                written = f"{outcome}[{int(max(columns[outcome]))}]"
            else:
                written = outcome
            if kind:
                found.append(analysis(path, kind, written, conditions))
    return found


def analysis(path, kind, outcome, conditions):
    return {
        "id": f"{path.stem} {outcome}",
        "data_file": path.name,
        "type": kind,
        "outcome": outcome,
        "negated": False,
        "conditions": conditions,
        "params": {"incl_cut": 0.8, "n_cut": 1, "pri_cut": 0.5},
        "dir_exp": [1] * len(conditions),
        "necessary_disjunctions": {"incl_cut": 0.9, "ron_cut": 0.5, "cov_cut": 0.5, "size": 3},
        "robustness": {"incl_cut": [0.75, 0.85], "n_cut": [1], "pri_cut": [0.5]},
    }


@pytest.fixture(params=analyses(), ids=lambda record: record["id"])
def record(request):
    return request.param


def test_every_analysis_is_answered_in_time(record, tmp_path, capsys):
    (tmp_path / "cases.json").write_text(json.dumps([record]), "utf-8")
    start = time.perf_counter()
    code = solve_file(tmp_path / "cases.json", FOLDER, tmp_path / "out.json")
    assert time.perf_counter() - start < SECONDS
    (result,) = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert "error" not in result
    for kind in ("conservative", "parsimonious", "intermediate"):
        if "error" in result[kind]:
            assert any(sentence in result[kind]["error"] for sentence in NO_SOLUTION)
            assert code == 2
        else:
            assert result[kind]["n_models"] >= len(result[kind]["models"]) >= 1
    assert result["necessary_disjunctions"]["complete"]


def test_models_cover_every_positive_row_and_no_negative_one(record):
    question = read_case(record, FOLDER)
    table = build_truth_table(question.cases, question.cut_offs)
    for solve in (conservative_solution, parsimonious_solution):
        try:
            models = solve(table, PLENTY).models
        except NoSolution:
            continue
        for model in models:
            assert all(any(row & care == value for care, value in model) for row in table.positive)
            assert not any(row & care == value for row in table.negative for care, value in model)


def is_small(record):
    """Up to 64 configurations, with positive and negative ones: brute force is quick."""
    question = read_case(record, FOLDER)
    table = build_truth_table(question.cases, question.cut_offs)
    return table.space.size <= 64 and table.positive and table.negative


@pytest.mark.parametrize("small", list(filter(is_small, analyses())), ids=lambda record: record["id"])
def test_few_conditions_are_those_of_brute_force(small):
    question = read_case(small, FOLDER)
    table = build_truth_table(question.cases, question.cut_offs)
    space = table.space
    positive, negative = map(space.decode, table.positive), map(space.decode, table.negative)
    arguments = space.levels, list(positive), list(negative)
    conservative, parsimonious = slow_twin.conservative(*arguments[:2]), slow_twin.parsimonious(*arguments)
    assert as_terms(conservative_solution(table, PLENTY).models, space) == conservative
    assert as_terms(parsimonious_solution(table, PLENTY).models, space) == parsimonious
    if len(conservative) * len(parsimonious) <= 500:
        expected = [question.expectations[name] for name in space.names]
        intermediate = slow_twin.intermediate(*arguments, expected)
        found = intermediate_solution(table, question.expectations, PLENTY)
        assert as_terms(found.models, space) == intermediate
