"""The commands `qca` and `calibrate`: JSON in, JSON out, one clear line for every error."""

from __future__ import annotations

import argparse
import json

import pytest

from netzwerkstatt.insight.engine import SearchLimits
from netzwerkstatt.insight.qca_files import COMMAND_LIMITS, add_commands, calibrate_file, solve_file

CSV = "case,A,B,C,Y\nAue,1,1,0,1\nBach,1,0,0,0\nCelle,0,1,1,0\nDorf,NA,1,1,1\nEck,1,1,1,1\n"

CASE = {
    "id": "beispiel",
    "data_file": "faelle.csv",
    "type": "cs",
    "outcome": "Y",
    "negated": False,
    "conditions": ["A", "B", "C"],
    "params": {"incl_cut": 1, "n_cut": 1, "pri_cut": 0},
    "dir_exp": [1, 1, 1],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "faelle.csv").write_text(CSV, "utf-8")
    return tmp_path


def solve(folder, *cases, limits=COMMAND_LIMITS):
    (folder / "cases.json").write_text(json.dumps(list(cases)), "utf-8")
    code = solve_file(folder / "cases.json", folder, folder / "out.json", limits)
    return code, json.loads((folder / "out.json").read_text("utf-8"))


def calibrate(folder, *cases):
    (folder / "cases.json").write_text(json.dumps({"cases": list(cases)}), "utf-8")
    code = calibrate_file(folder / "cases.json", folder / "out.json")
    return code, json.loads((folder / "out.json").read_text("utf-8"))["cases"]


def test_a_case_is_answered_in_the_form_of_the_question(folder):
    code, (result,) = solve(folder, CASE)
    assert code == 0
    assert result["id"] == "beispiel"
    assert [row["row"] for row in result["truth_table"]] == [4, 5, 7, 8]
    assert result["cases_dropped_missing"] == ["Dorf"]
    assert result["n_remainders"] == 4
    assert [m["terms"] for m in result["conservative"]["models"]] == [["A*B"]]
    assert [m["terms"] for m in result["parsimonious"]["models"]] == [["A*B"]]
    assert result["intermediate"]["n_models"] == 1
    assert result["parsimonious"]["models"][0]["covS"] == 1
    assert result["parsimonious"]["models"][0]["simplifying_assumptions"] == {"n": 0, "rows": []}


@pytest.mark.parametrize(
    "written",
    [
        {"dir_exp": [1, 1, 1]},
        {"dir_exp": "1,1,1"},
        {"directional_expectations": {"A": 1, "B": 1, "C": "-"}},
        {"intermediate": {"dir_exp": [1, 1, None]}},
        {"params": {**CASE["params"], "dir_exp": ["1", "0;1", "-"]}},
    ],
)
def test_expectations_may_be_written_in_several_ways(folder, written):
    case = {name: value for name, value in CASE.items() if name != "dir_exp"} | written
    _, (result,) = solve(folder, case)
    assert result["intermediate"]["n_models"] == 1


def test_without_expectations_there_is_no_intermediate_solution(folder):
    _, (result,) = solve(folder, {name: value for name, value in CASE.items() if name != "dir_exp"})
    assert "intermediate" not in result


def test_the_negated_outcome_is_its_own_analysis(folder):
    _, (result,) = solve(folder, CASE | {"negated": True})
    assert {frozenset(m["terms"]) for m in result["parsimonious"]["models"]} == {frozenset({"~A", "~B"})}


def test_contradictory_assumptions_are_named_for_every_pair_of_models(folder):
    """A suffices and ~B suffices for the negation: both claim A*~B*C, which nobody was observed in."""
    (folder / "faelle.csv").write_text("case,A,B,C,Y\na,1,1,0,1\nb,0,0,0,0\n", "utf-8")
    _, (result,) = solve(folder, CASE)
    named = result["contradictory_simplifying_assumptions"]
    assert named["n_pairs"] == named["pairs_examined"] == 4
    found = {(tuple(e["model"]), tuple(e["negated_model"])): e["rows"] for e in named["contradictory"]}
    assert found == {(("A",), ("~B",)): [5, 6], (("B",), ("~A",)): [3, 4]}


def test_a_case_that_fails_does_not_stop_the_others(folder, capsys):
    code, results = solve(folder, CASE | {"id": "kaputt", "outcome": "Z"}, CASE)
    assert code == 2
    assert results[0] == {"id": "kaputt", "error": "Spalte Z fehlt in den Daten."}
    assert results[1]["conservative"]["n_models"] == 1
    assert capsys.readouterr().err == "Fehler: kaputt: Spalte Z fehlt in den Daten.\n"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"type": "xy"}, "type: erlaubt sind cs, fs und mv."),
        ({"conditions": []}, "conditions: erwartet wird eine Liste von Namen."),
        ({"conditions": ["A", "A"]}, "Eine Bedingung ist doppelt genannt."),
        ({"negated": "nein"}, "negated: erwartet wird true oder false."),
        ({"data_file": "fehlt.csv"}, "Datendatei nicht gefunden: fehlt.csv."),
        ({"data_file": "../faelle.csv/../../etc/passwd"}, "Datendatei nicht gefunden"),
        ({"params": {"incl_cut": 1, "n_cut": 1}}, "params: der Grenzwert pri_cut fehlt."),
        ({"params": {"incl_cut": "hoch", "n_cut": 1, "pri_cut": 0}}, "params: Grenzwerte sind Zahlen."),
        ({"params": {"incl_cut": 1, "n_cut": 1.5, "pri_cut": 0}}, "n_cut ist eine ganze Zahl."),
        ({"params": {"incl_cut": 1, "n_cut": 0, "pri_cut": 0}}, "n_cut ist mindestens 1"),
        ({"dir_exp": [1]}, "zu jeder Bedingung gehört eine Erwartung"),
        ({"dir_exp": ["viel", 1, 1]}, "'viel' ist keine Erwartung für A."),
        ({"dir_exp": {"Q": 1}}, "Erwartung für eine unbekannte Bedingung: Q."),
    ],
)
def test_every_error_is_one_german_line(folder, capsys, change, sentence):
    code, (result,) = solve(folder, CASE | change)
    assert code == 2
    assert sentence in result["error"]
    err = capsys.readouterr().err
    assert err.startswith("Fehler: beispiel: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("csv", "sentence"),
    [
        ("case,A,B,C,Y\nAue,1,1,0,ja\n", "Spalte Y: 'ja' ist keine Zahl."),
        ("case,A,B,C,Y\nAue,1,1,0,0.5\n", "erlaubt sind nur 0 und 1"),
        ("case,A,B,C,Y\nAue,NA,1,0,1\n", "Kein Fall hat Werte"),
        ("case,A,B,C,Y\nAue,1,1,0,1\nAue,1,1,0,1\n", "Ein Fall kommt zweimal vor."),
        ("case,A,B,C,Y\n", "keine Daten"),
    ],
)
def test_bad_data_is_named(folder, csv, sentence):
    (folder / "faelle.csv").write_text(csv, "utf-8")
    code, (result,) = solve(folder, CASE)
    assert code == 2
    assert sentence in result["error"]


def test_an_analysis_without_solution_has_not_failed(folder, capsys):
    (folder / "faelle.csv").write_text("case,A,B,C,Y\nAue,1,1,0,1\nBach,1,0,0,1\n", "utf-8")
    code, (result,) = solve(folder, CASE)
    assert code == 0
    assert result["conservative"]["n_models"] == 1
    assert result["parsimonious"]["n_models"] == 0
    assert "Keine Zeile der Wahrheitstafel ist negativ" in result["parsimonious"]["error"]
    assert capsys.readouterr().err == ""


def test_serial_numbers_lose_leading_zeros_but_keys_do_not(folder):
    (folder / "faelle.csv").write_text("case,A,B,C,Y\n01,1,1,0,1\n02,1,0,0,0\n", "utf-8")
    _, (result,) = solve(folder, CASE)
    assert [row["cases"] for row in result["truth_table"]] == [["2"], ["1"]]
    (folder / "faelle.csv").write_text("case,A,B,C,Y\n05916000,1,1,0,1\n05911000,1,0,0,0\n", "utf-8")
    _, (result,) = solve(folder, CASE)
    assert [row["cases"] for row in result["truth_table"]] == [["05911000"], ["05916000"]]


def test_semicolon_and_decimal_comma_are_understood(folder):
    (folder / "faelle.csv").write_text("case;A;B;C;Y\nAue;0,9;0,8;0,1;0,7\nBach;0,2;0,1;0,6;0,3\n", "utf-8")
    _, (result,) = solve(folder, CASE | {"type": "fs", "params": {"incl_cut": 0.8, "n_cut": 1, "pri_cut": 0}})
    assert [row["config"] for row in result["truth_table"]] == [[0, 0, 1], [1, 1, 0]]


def test_one_value_of_a_column_can_be_the_outcome(folder):
    (folder / "faelle.csv").write_text("case,A,B,C,Y\na,2,0,0,2\nb,1,1,0,1\nc,0,1,1,0\n", "utf-8")
    _, (result,) = solve(folder, CASE | {"type": "mv", "outcome": "Y[2]", "dir_exp": None})
    assert [m["terms"] for m in result["conservative"]["models"]] == [["A[2]*B[0]*C[0]"]]
    assert [row["out"] for row in result["truth_table"]] == ["0", "0", "1"]


def test_contradictory_rows_have_their_own_sign(folder):
    (folder / "faelle.csv").write_text("case,A,B,C,Y\na,1,1,1,1\nb,1,1,1,0\nc,0,0,0,0\nd,1,0,0,1\n", "utf-8")
    params = {"incl_cut": [1, 0.5], "n_cut": 1, "pri_cut": 0}
    _, (result,) = solve(folder, CASE | {"params": params})
    assert [row["out"] for row in result["truth_table"]] == ["0", "1", "C"]


def test_a_result_that_is_not_complete_says_so(folder):
    text = "case,A,B,C,D,E,F,Y\n" + "\n".join(
        f"c{i},{','.join(row)},{y}"
        for i, (row, y) in enumerate([("110000", 1), ("001100", 1), ("000011", 1), ("000000", 0)])
    )
    (folder / "faelle.csv").write_text(text + "\n", "utf-8")
    limits = COMMAND_LIMITS.with_search(SearchLimits(listed=2, steps=1_000, rows=20, pairs=1))
    case = CASE | {"conditions": list("ABCDEF"), "dir_exp": [0] * 6}
    _, (result,) = solve(folder, case, limits=limits)
    parsimonious = result["parsimonious"]
    assert (parsimonious["n_models"], parsimonious["n_models_is"]) == (8, "exact")
    assert len(parsimonious["models"]) == 2
    assert parsimonious["models_complete"] is False
    assert result["intermediate"]["n_models_is"] == "at_least"
    assert result["limits"] == {"models": 2, "steps": 1_000, "pairs": 1}


def test_a_file_that_is_no_json_is_one_line(folder, capsys):
    (folder / "cases.json").write_text("{", "utf-8")
    assert solve_file(folder / "cases.json", folder, folder / "out.json") == 2
    assert capsys.readouterr().err == "Fehler: cases.json: Kein gültiges JSON (Zeile 1, Zeichen 2).\n"


def test_a_missing_file_is_one_line(folder, capsys):
    assert calibrate_file(folder / "gibt-es-nicht.json", folder / "out.json") == 2
    assert "Datei nicht gefunden: gibt-es-nicht.json." in capsys.readouterr().err


def test_calibration_states_what_was_applied(folder):
    code, (result,) = calibrate(
        folder,
        {
            "id": "x",
            "arguments": {"type": "fuzzy", "thresholds": "e=10,c=20,i=40"},
            "x": [10, 20, None, "NA"],
        },
    )
    assert code == 0
    assert result["expected"] == [0.05, 0.5, None, None]
    assert result["arguments_used"]["idm"] == 0.95
    assert result["arguments_used"]["logistic"] is True


def test_calibration_crisp_and_linear(folder):
    _, results = calibrate(
        folder,
        {"id": "a", "arguments": {"type": "crisp", "thresholds": [5, 10]}, "x": [1, 5, 10]},
        {"id": "b", "arguments": {"thresholds": {"e": 0, "c": 1, "i": 2}, "logistic": False}, "x": [0.5]},
    )
    assert results[0]["expected"] == [0, 1, 2]
    assert results[1]["expected"] == [0.25]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"type": "fuzzy", "thresholds": "e=1,c=1,i=2"}, "Anker müssen steigen oder fallen"),
        ({"type": "fuzzy", "thresholds": "e=1,c=2"}, "genau drei Anker"),
        ({"type": "fuzzy", "thresholds": 5}, "erwartet werden drei Anker"),
        ({"type": "crisp", "thresholds": "hoch"}, "'hoch' ist keine Zahl."),
        ({"type": "rund", "thresholds": 5}, "type: erlaubt sind crisp und fuzzy."),
        ({}, "arguments: thresholds fehlen."),
    ],
)
def test_calibration_errors_are_one_german_line(folder, capsys, arguments, sentence):
    code, (result,) = calibrate(folder, {"id": "x", "arguments": arguments, "x": [1]})
    assert code == 2
    assert sentence in result["error"]
    assert capsys.readouterr().err.count("\n") == 1


def test_both_commands_register_and_run(folder):
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    (folder / "cases.json").write_text(json.dumps([CASE]), "utf-8")
    arguments = ["qca", "cases.json", "--data", ".", "--out", "out.json"]
    arguments = [str(folder / a) if "." in a else a for a in arguments]
    parsed = parser.parse_args([*arguments, "--models", "5"])
    assert parsed.run(parsed) == 0
    assert json.loads((folder / "out.json").read_text("utf-8"))[0]["limits"]["models"] == 5
    (folder / "k.json").write_text('{"cases": []}', "utf-8")
    parsed = parser.parse_args(["calibrate", str(folder / "k.json"), "--out", str(folder / "m.json")])
    assert parsed.run(parsed) == 0
