"""The 14 reference analyses and 5 calibrations made with another program.

The data may not be distributed with this software; the folder is named by the environment variable
NETZWERKSTATT_REFERENCE_DATA (default: ../shared/data beside the repository).
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from netzwerkstatt.insight.qca_files import calibrate_file, solve_file

DEFAULT = Path(__file__).resolve().parents[3].parent / "shared" / "data"
FOLDER = Path(os.environ.get("NETZWERKSTATT_REFERENCE_DATA") or DEFAULT) / "qca_beispiele"
CASES, CALIBRATIONS = FOLDER / "referenzfaelle.json", FOLDER / "kalibrierung.json"

pytestmark = pytest.mark.skipif(
    not CASES.is_file(),
    reason="no reference data (folder qca_beispiele under NETZWERKSTATT_REFERENCE_DATA)",
)

PARAMETERS = ("inclS", "PRI", "covS", "covU", "inclN", "covN", "RoN", "incl", "pri")


def expected_cases():
    return json.loads(CASES.read_text("utf-8")) if CASES.is_file() else []


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    out = tmp_path_factory.mktemp("qca") / "result.json"
    assert solve_file(CASES, FOLDER, out) == 0
    return {record["id"]: record for record in json.loads(out.read_text("utf-8"))}


@pytest.fixture(params=expected_cases(), ids=lambda record: record["id"])
def pair(request, results):
    return results[request.param["id"]], request.param


def assert_fits(found, expected):
    """Every parameter of fit that the reference states, to its precision of eight digits."""
    for name in PARAMETERS:
        if name in expected:
            assert found[name] == pytest.approx(expected[name], abs=1e-7), name


def by_terms(models):
    return {frozenset(model["terms"]): model for model in models}


def test_truth_table(pair):
    found, expected = pair
    for mine, theirs in zip(found["truth_table"], expected["truth_table"], strict=True):
        assert {k: mine[k] for k in ("row", "config", "out", "n", "cases")} == {
            k: theirs[k] for k in ("row", "config", "out", "n", "cases")
        }
        assert_fits(mine, theirs)
    for name in ("n_remainders", "n_cases_used", "n_cases_dropped_missing", "cases_exactly_05"):
        assert found[name] == expected[name]
    assert len(found["cases_dropped_missing"]) == expected["n_cases_dropped_missing"]


def test_necessity_and_sufficiency_of_every_condition(pair):
    found, expected = pair
    for mine, theirs in zip(found["necessity"], expected["necessity"], strict=True):
        assert mine["condition"] == theirs["condition"]
        assert_fits(mine, theirs)


@pytest.mark.parametrize("kind", ["conservative", "parsimonious", "intermediate"])
def test_all_models_and_their_fit(pair, kind):
    found, expected = pair
    if kind not in expected:
        assert kind not in found, "no expectations were stated"
        return
    mine, theirs = by_terms(found[kind]["models"]), by_terms(expected[kind]["models"])
    assert set(mine) == set(theirs)
    assert found[kind]["n_models"] == expected[kind]["n_models"] == len(mine)
    assert found[kind]["models_complete"]
    for terms, model in theirs.items():
        assert_fits(mine[terms], model)
        fits = {fit["term"]: fit for fit in mine[terms]["term_fit"]}
        for fit in model["term_fit"]:
            assert_fits(fits[fit["term"]], fit)
    for name in ("essential", "prime_implicants"):
        if name in expected[kind]:
            assert set(found[kind][name]) == set(expected[kind][name])


def test_every_pair_of_the_intermediate_solution(pair):
    """The pairs are numbered differently; what each gives is the same."""
    found, expected = pair
    if "intermediate" not in expected:
        return

    def contents(record):
        return {
            (
                frozenset(entry["p_sol"]),
                tuple(entry["easy_counterfactuals"]),
                frozenset(map(frozenset, entry["solutions"])),
            )
            for entry in record["intermediate"]["by_pair"].values()
        }

    assert contents(found) == contents(expected)
    assert len(found["intermediate"]["by_pair"]) == len(expected["intermediate"]["by_pair"])


def test_irredundant_models(pair):
    found, expected = pair
    if "parsimonious_all_irredundant" in expected:
        mine, theirs = found["parsimonious_all_irredundant"], expected["parsimonious_all_irredundant"]
        assert set(map(frozenset, mine["models"])) == set(map(frozenset, theirs["models"]))
        assert mine["n_models"] == theirs["n_models"]


def test_calibrations(tmp_path):
    out = tmp_path / "memberships.json"
    assert calibrate_file(CALIBRATIONS, out) == 0
    found = json.loads(out.read_text("utf-8"))["cases"]
    expected = json.loads(CALIBRATIONS.read_text("utf-8"))["cases"]
    assert len(found) == len(expected) == 5
    for mine, theirs in zip(found, expected, strict=True):
        assert mine["id"] == theirs["id"]
        assert mine["expected"] == pytest.approx(theirs["expected"], abs=1e-9)
