"""Analyses and calibrations from JSON files, and the commands `qca` and `calibrate`.

The forms are those of the reference files: `referenzfaelle.json` (a list of cases with id, data_file, type,
outcome, negated, conditions, params and directional expectations) and `kalibrierung.json` (cases with id,
arguments and x). Results come in the same form and field names; what those lack has names of its own.

A case that fails does not stop the others: it appears in the result with `error`, one German line goes to
stderr, and the exit code is 2 at the end. An analysis without a solution (no row is positive, or none
negative) has not failed: its `error` says why there is none.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from netzwerkstatt.insight.engine import AnalysisError, SearchLimits
from netzwerkstatt.insight.qca_files.calibration import calibrate_case
from netzwerkstatt.insight.qca_files.reading import read_case
from netzwerkstatt.insight.qca_files.results import FileLimits, analyse, software

Record = dict[str, Any]

COMMAND_LIMITS = FileLimits(
    search=SearchLimits(listed=2_000, steps=200_000, rows=20, pairs=20_000),
    irredundant_listed=200,
    rows_listed=2_048,
    detailed=100,
    contradictions=50,
    counting=200,
)
"""What the commands use where no option says otherwise; every result states the limits it was made with."""


def solve_file(cases_path: Path, data_dir: Path, out_path: Path, limits: FileLimits = COMMAND_LIMITS) -> int:
    """Analyse every case of a file and write the results. Returns the exit code: 0, or 2 after any error."""
    return _each_case(cases_path, out_path, lambda case: analyse(read_case(case, data_dir), limits))


def calibrate_file(cases_path: Path, out_path: Path) -> int:
    """Calibrate every case of a file; the memberships stand in `expected`. Exit code as in `solve_file`."""
    return _each_case(cases_path, out_path, calibrate_case)


def add_commands(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `qca` and `calibrate`; the parsed arguments carry `run`, which returns the exit code."""
    qca = subparsers.add_parser("qca", help="Qualitative Comparative Analysis für die Fälle einer JSON-Datei")
    qca.add_argument("cases", type=Path, metavar="CASES.json")
    qca.add_argument("--data", type=Path, required=True, metavar="DIR", help="Ordner der Datendateien")
    qca.add_argument("--out", type=Path, required=True, metavar="RESULT.json")
    search = COMMAND_LIMITS.search
    qca.add_argument(
        "--models", type=_natural, default=search.listed, help="Modelle, die höchstens ausgeschrieben werden"
    )
    qca.add_argument("--steps", type=_natural, default=search.steps, help="Rechenschritte je Suche")
    qca.add_argument(
        "--pairs", type=_natural, default=search.pairs, help="Modellpaare je vermittelnder Lösung"
    )
    qca.set_defaults(run=_run_qca)
    calibrate = subparsers.add_parser("calibrate", help="Rohwerte einer JSON-Datei kalibrieren")
    calibrate.add_argument("cases", type=Path, metavar="CASES.json")
    calibrate.add_argument("--out", type=Path, required=True, metavar="RESULT.json")
    calibrate.set_defaults(run=lambda arguments: calibrate_file(arguments.cases, arguments.out))


def _run_qca(arguments: argparse.Namespace) -> int:
    search = SearchLimits(
        listed=arguments.models,
        steps=arguments.steps,
        rows=COMMAND_LIMITS.search.rows,
        pairs=arguments.pairs,
    )
    return solve_file(arguments.cases, arguments.data, arguments.out, COMMAND_LIMITS.with_search(search))


def _natural(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("eine Zahl ab 1")
    return value


def _each_case(cases_path: Path, out_path: Path, work: Callable[[Record], Record]) -> int:
    try:
        content = json.loads(cases_path.read_text(encoding="utf-8"))
        cases = _cases_of(content)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, AnalysisError) as problem:
        _complain(f"{cases_path.name}: {_in_german(problem)}")
        return 2
    results = []
    failed = False
    for number, case in enumerate(cases, start=1):
        name = _name(case, number)
        try:
            if not isinstance(case, dict):
                raise AnalysisError("Ein Fall ist ein Objekt mit benannten Angaben.")
            results.append(work(case))
        except (AnalysisError, OSError, UnicodeDecodeError) as problem:
            failed = True
            sentence = _in_german(problem)
            results.append({"id": name, "error": sentence})
            _complain(f"{name}: {sentence}")
    if isinstance(content, dict):
        complete: object = {**content, "software": software(), "cases": results}
    else:
        complete = results
    if not _write(out_path, complete):
        return 2
    return 2 if failed else 0


def _cases_of(content: object) -> list[Any]:
    cases = content.get("cases") if isinstance(content, Mapping) else content
    if not isinstance(cases, list):
        raise AnalysisError("Erwartet wird eine Liste von Fällen.")
    return cases


def _name(case: object, number: int) -> str:
    return str(case["id"]) if isinstance(case, dict) and "id" in case else f"Fall {number}"


def _write(path: Path, content: object) -> bool:
    try:
        with path.open("w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1, allow_nan=False)
            file.write("\n")
    except OSError as problem:
        _complain(f"{path.name}: {_in_german(problem)}")
        return False
    return True


def _in_german(problem: Exception) -> str:
    """One line, whatever went wrong."""
    if isinstance(problem, FileNotFoundError):
        return f"Datei nicht gefunden: {Path(str(problem.filename)).name}."
    if isinstance(problem, OSError):
        return f"Datei lässt sich nicht lesen oder schreiben: {Path(str(problem.filename)).name}."
    if isinstance(problem, json.JSONDecodeError):
        return f"Kein gültiges JSON (Zeile {problem.lineno}, Zeichen {problem.colno})."
    if isinstance(problem, UnicodeDecodeError):
        return "Die Datei ist nicht in UTF-8 geschrieben."
    return " ".join(str(problem).split())


def _complain(sentence: str) -> None:
    print(f"Fehler: {sentence}", file=sys.stderr)
