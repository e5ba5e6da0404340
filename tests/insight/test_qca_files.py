"""The commands `qca` and `calibrate`: JSON in, JSON out, one clear line for every error."""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace

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
        ({"dir_exp": [1, 1, 7]}, "Erwartung für C: diesen Wert gibt es nicht."),
        ({"dir_exp": [1, 1, []]}, "keine Erwartung für C."),
        ({"dir_exp": [1, 1, -1]}, "keine Erwartung für C."),
        ({"outcome": "A"}, "A ist zugleich Bedingung und Ergebnis."),
        ({"outcome": None}, "outcome: Angabe fehlt."),
        ({"conditions": ["A", "Q"]}, "Spalte Q fehlt in den Daten."),
        ({"params": None}, "params: Grenzwerte fehlen."),
        ({"params": {"incl_cut": 10**400, "n_cut": 1, "pri_cut": 0}}, "params: Grenzwerte sind Zahlen."),
        ({"params": {"incl_cut": 2, "n_cut": 1, "pri_cut": 0}}, "incl_cut liegt zwischen 0 und 1"),
        ({"params": {"incl_cut": [0.5, 0.9], "n_cut": 1, "pri_cut": 0}}, "die zweite Grenze nicht darüber"),
        ({"params": {"incl_cut": [], "n_cut": 1, "pri_cut": 0}}, "params: Grenzwerte sind Zahlen."),
        ({"data_file": "x" * 5000}, "lässt sich nicht lesen"),
        ({"data_file": "leer\0.csv"}, "Datendatei nicht gefunden"),
        ({"necessary_disjunctions": {"incl_cut": 1, "ron_cut": 1, "cov_cut": 1}}, "der Grenzwert size fehlt"),
        ({"necessary_disjunctions": 3}, "necessary_disjunctions: erwartet werden die Grenzwerte"),
        (
            {"necessary_disjunctions": {"incl_cut": 1, "ron_cut": 2, "cov_cut": 1, "size": 2}},
            "Zahlen zwischen 0 und 1",
        ),
        (
            {"necessary_disjunctions": {"incl_cut": 1, "ron_cut": 1, "cov_cut": 1, "size": 0.5}},
            "size ist eine ganze Zahl ab 1",
        ),
        (
            {"robustness": {"incl_cut": 1}},
            "robustness: erwartet werden Listen für incl_cut, n_cut und pri_cut.",
        ),
        (
            {"robustness": {"incl_cut": ["x"], "n_cut": [1], "pri_cut": [0]}},
            "robustness: Grenzwerte sind Zahlen.",
        ),
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
        ("", "keine Daten"),
        ("case,A,B,C,Y\nAue,1,nan,0,1\n", "Spalte B: 'nan' ist keine Zahl. Fehlende Werte heißen NA."),
        ("case,A,B,C,Y\nAue,1,inf,0,1\n", "Spalte B: 'inf' ist keine Zahl."),
        ("case,A,B,C,Y\nAue,1,1,0,1,1\n", "eine Zeile hat mehr Felder als die Kopfzeile."),
        ("case,A,A,B,C,Y\nAue,1,1,0,1,1\n", "eine Spalte kommt zweimal vor."),
        ("case,A,B,C,Y\nAue,1,1,0," + "9" * 200_000 + "\n", "keine lesbare Tabelle"),
    ],
)
def test_bad_data_is_named(folder, csv, sentence):
    (folder / "faelle.csv").write_text(csv, "utf-8")
    code, (result,) = solve(folder, CASE)
    assert code == 2
    assert sentence in result["error"]


@pytest.mark.parametrize(
    ("csv", "missing", "sentence"),
    [
        (
            "a,1,1,0,1\nb,1,0,0,1",
            ["parsimonious", "intermediate"],
            "Keine Zeile der Wahrheitstafel ist negativ",
        ),
        ("a,1,1,0,0\nb,1,0,0,0", ["conservative", "parsimonious", "intermediate"], "nichts zu erklären"),
        ("a,1,1,0,1\nb,1,1,0,0", ["conservative", "parsimonious", "intermediate"], "nichts zu erklären"),
    ],
    ids=["all positive", "none positive", "one contradictory row"],
)
def test_a_solution_that_does_not_exist_says_why_in_one_line(folder, capsys, csv, missing, sentence):
    """What can be said is written all the same, and the next case goes on."""
    (folder / "faelle.csv").write_text(f"case,A,B,C,Y\n{csv}\n", "utf-8")
    (folder / "gut.csv").write_text(CSV, "utf-8")
    code, (result, other) = solve(folder, CASE, CASE | {"id": "gut", "data_file": "gut.csv"})
    assert code == 2
    solutions = ("conservative", "parsimonious", "intermediate")
    assert [kind for kind in solutions if "error" in result[kind]] == missing
    assert all(sentence in result[kind]["error"] for kind in missing)
    assert result["truth_table"]
    assert other["intermediate"]["n_models"] == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert err.startswith("Fehler: beispiel: ")


def test_cases_at_exactly_one_half_belong_to_no_row_and_are_counted(folder, capsys):
    (folder / "faelle.csv").write_text("case,A,B,C,Y\na,0.5,0.9,0.1,0.9\nb,0.9,0.5,0.1,0.2\n", "utf-8")
    case = CASE | {"type": "fs", "params": {"incl_cut": 0.8, "n_cut": 1, "pri_cut": 0}}
    code, (result,) = solve(folder, case)
    assert code == 2
    assert (result["cases_exactly_05"], result["truth_table"]) == (2, [])
    assert capsys.readouterr().err.count("\n") == 1


def test_one_condition_is_enough(folder):
    params = {"incl_cut": 0.6, "n_cut": 1, "pri_cut": 0}
    code, (result,) = solve(folder, CASE | {"conditions": ["A"], "dir_exp": [1], "params": params})
    assert code == 0
    assert [m["terms"] for m in result["parsimonious"]["models"]] == [["A"]]


def wide_table(folder, conditions, rows=40):
    chance = random.Random(conditions)
    names = [f"K{i}" for i in range(conditions)]
    lines = [",".join(["case", *names, "Y"])]
    lines += [
        f"f{n}," + ",".join(str(chance.randint(0, 1)) for _ in range(conditions + 1)) for n in range(rows)
    ]
    (folder / "breit.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return CASE | {"id": "breit", "data_file": "breit.csv", "conditions": names, "dir_exp": [1] * conditions}


def test_sixty_conditions_meet_a_limit_and_say_so(folder, capsys):
    limits = COMMAND_LIMITS.with_search(replace(COMMAND_LIMITS.search, primes=5_000))
    code, (wide, other) = solve(folder, wide_table(folder, 60), CASE, limits=limits)
    assert code == 2
    assert wide["conservative"]["models_complete"]
    assert wide["n_remainders"] == 2**60 - len(wide["truth_table"])
    assert "mehr als 5000 kürzeste Terme" in wide["parsimonious"]["error"]
    assert wide["intermediate"]["error"] == wide["parsimonious"]["error"]
    assert other["conservative"]["n_models"] == 1
    assert capsys.readouterr().err.count("\n") == 1


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
    limits = COMMAND_LIMITS.with_search(SearchLimits(listed=2, steps=1_000, rows=20, pairs=1, primes=99))
    case = CASE | {"conditions": list("ABCDEF"), "dir_exp": [0] * 6}
    _, (result,) = solve(folder, case, limits=limits)
    parsimonious = result["parsimonious"]
    assert (parsimonious["n_models"], parsimonious["n_models_is"]) == (8, "exact")
    assert len(parsimonious["models"]) == 2
    assert parsimonious["models_complete"] is False
    assert result["intermediate"]["n_models_is"] == "at_least"
    assert result["limits"] == {"models": 2, "steps": 1_000, "pairs": 1, "primes": 99}


def test_a_file_that_is_no_json_is_one_line(folder, capsys):
    (folder / "cases.json").write_text("{", "utf-8")
    assert solve_file(folder / "cases.json", folder, folder / "out.json") == 2
    assert capsys.readouterr().err == "Fehler: cases.json: Kein gültiges JSON (Zeile 1, Zeichen 2).\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[" * 100_000, "Das JSON ist zu tief verschachtelt."),
        ('[{"id": NaN}]', "NaN ist keine Zahl. Fehlende Werte heißen null oder NA."),
        ("42", "Erwartet wird eine Liste von Fällen."),
        ('{"cases": 3}', "Erwartet wird eine Liste von Fällen."),
        (b"\xff\xfe[]", "Die Datei ist nicht in UTF-8 geschrieben."),
        ("", "Kein gültiges JSON (Zeile 1, Zeichen 1)."),
    ],
)
def test_a_file_that_holds_no_cases_is_one_line(folder, capsys, content, sentence):
    content = content.encode() if isinstance(content, str) else content
    (folder / "cases.json").write_bytes(content)
    assert solve_file(folder / "cases.json", folder, folder / "out.json") == 2
    assert capsys.readouterr().err == f"Fehler: cases.json: {sentence}\n"


def test_a_file_may_begin_with_a_byte_order_mark(folder):
    (folder / "cases.json").write_text(json.dumps([CASE]), "utf-8-sig")
    assert solve_file(folder / "cases.json", folder, folder / "out.json") == 0


def test_something_that_is_no_case_does_not_stop_the_others(folder, capsys):
    code, results = solve(folder, 7, {}, {"id": "zwei\nZeilen"}, CASE)
    assert code == 2
    assert [result.get("id") for result in results] == ["Fall 1", "Fall 2", "zwei Zeilen", "beispiel"]
    assert results[3]["conservative"]["n_models"] == 1
    assert capsys.readouterr().err.count("\n") == 3


def test_a_result_that_cannot_be_written_is_one_line(folder, capsys):
    (folder / "cases.json").write_text(json.dumps([CASE]), "utf-8")
    assert solve_file(folder / "cases.json", folder, folder / "nirgends" / "out.json") == 2
    assert solve_file(folder / "cases.json", folder, folder) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_necessary_disjunctions_are_written_where_they_are_asked_for(folder):
    asked = {"incl_cut": 1, "ron_cut": 0.5, "cov_cut": 0.5, "size": 2}
    (folder / "faelle.csv").write_text("case,A,B,C,Y\na,1,0,0,1\nb,0,1,0,1\nc,0,0,1,0\nd,0,0,0,0\n", "utf-8")
    _, (plain, result) = solve(folder, CASE, CASE | {"necessary_disjunctions": asked})
    assert "necessary_disjunctions" not in plain
    found = result["necessary_disjunctions"]
    assert found["disjunctions"][-1] == {
        "literals": ["A", "B"],
        "expression": "A + B",
        "inclN": 1,
        "covN": 1,
        "RoN": 1,
    }
    assert {name: found[name] for name in asked} == asked
    assert found["complete"] is True


def test_more_disjunctions_than_may_be_looked_at_are_not_left_out_in_silence(folder):
    asked = {"incl_cut": 1, "ron_cut": 0, "cov_cut": 0, "size": 3}
    limits = replace(COMMAND_LIMITS, disjunctions=18)  # 6 literals, 12 pairs, 8 triples
    _, (result,) = solve(folder, CASE | {"necessary_disjunctions": asked}, limits=limits)
    found = result["necessary_disjunctions"]
    assert (found["size"], found["size_examined"], found["complete"]) == (3, 2, False)
    assert all(len(one["literals"]) <= 2 for one in found["disjunctions"])


def test_robustness_is_written_where_it_is_asked_for(folder):
    rows = [*["1,1,0,1"] * 4, "1,1,0,0", *["1,0,0,1"] * 2, "1,0,0,0", "0,1,0,0", "0,0,0,0"]
    text = "case,A,B,C,Y\n" + "".join(f"f{i},{row}\n" for i, row in enumerate(rows))
    (folder / "faelle.csv").write_text(text, "utf-8")
    params = {"incl_cut": 0.75, "n_cut": 1, "pri_cut": 0}
    asked = {"incl_cut": [0.8, 0.6], "n_cut": [1], "pri_cut": [0]}
    _, (plain, result) = solve(
        folder, CASE | {"params": params}, CASE | {"params": params, "robustness": asked}
    )
    assert "robustness" not in plain
    assert set(result["robustness"]) == {"conservative", "parsimonious", "intermediate"}
    found = result["robustness"]["parsimonious"]
    same, other = found["variants"]
    assert (same["incl_cut"], same["same_rows"], same["same_models"]) == (0.8, True, True)
    assert (other["same_models"], other["models"], other["positive_rows"]) == (False, [["A"]], [5, 7])
    assert found["n_same_models"] == 1
    assert found["core"]["fit_coverage"] == 1
    assert result["robustness"]["intermediate"]["variants"][1]["n_models"] == 1


def test_a_robustness_variant_without_solution_says_why(folder):
    (folder / "faelle.csv").write_text("case,A,B,C,Y\na,1,1,0,1\nb,1,1,0,0\nc,0,0,0,0\n", "utf-8")
    params = {"incl_cut": 0.5, "n_cut": 1, "pri_cut": 0}
    asked = {"incl_cut": [0.9], "n_cut": [1], "pri_cut": [0]}
    code, (result,) = solve(folder, CASE | {"params": params, "robustness": asked})
    (variant,) = result["robustness"]["conservative"]["variants"]
    assert code == 0
    assert (variant["n_models"], variant["models"]) == (0, [])
    assert "nichts zu erklären" in variant["error"]
    assert result["robustness"]["conservative"]["core"] is None


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
    assert result["arguments_assumed"] == ["logistic", "idm"]


def test_calibration_assumes_nothing_that_is_written(folder):
    arguments = {"type": "fuzzy", "thresholds": "e=10,c=20,i=40", "logistic": True, "idm": 0.9}
    _, (result,) = calibrate(folder, {"id": "x", "arguments": arguments, "x": [40]})
    assert result["expected"] == [0.9]
    assert result["arguments_assumed"] == []


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
        ({"type": "crisp", "thresholds": []}, "mindestens ein Schwellenwert"),
        ({"type": "crisp", "thresholds": ["nan"]}, "'nan' ist keine Zahl."),
        ({"type": "crisp", "thresholds": [2, 1]}, "Schwellenwerte müssen aufsteigen."),
        ({"type": "fuzzy", "thresholds": "e=1,c=2,i=inf"}, "ist keine Zahl."),
        ({"type": "fuzzy", "thresholds": "e=1,c=2,i=3", "idm": 1}, "zwischen 0,5 und 1"),
        ({"type": "fuzzy", "thresholds": "e=1,c=2,i=3", "idm": "viel"}, "idm: erwartet wird eine Zahl."),
        (
            {"type": "fuzzy", "thresholds": "e=1,c=2,i=3", "logistic": 1},
            "logistic: erwartet wird true oder false.",
        ),
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
