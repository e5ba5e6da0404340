"""Analyses and calibrations from JSON files, and the commands `qca` and `calibrate`.

The forms are those of the reference files: `referenzfaelle.json` (a list of cases with id, data_file, type,
outcome, negated, conditions, params and directional expectations) and `kalibrierung.json` (cases with id,
arguments and x). Results come in the same form and field names; what those lack has names of its own.

A case that fails does not stop the others: it appears in the result with `error`, one German line goes to
stderr, and the exit code is 2 at the end. Where only one of the solutions does not exist (no row is positive, or
none negative), the case is written with everything else, the solution has an `error` that says why, and the
line and the exit code are the same.
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
from netzwerkstatt.insight.qca_files.results import SOLUTIONS, FileLimits, analyse, software

Record = dict[str, Any]

COMMAND_LIMITS = FileLimits(
    search=SearchLimits(listed=2_000, steps=200_000, rows=20, pairs=20_000, primes=200_000),
    irredundant_listed=200,
    rows_listed=2_048,
    detailed=100,
    contradictions=50,
    counting=200,
    disjunctions=20_000,
)
"""What the command uses where no option says otherwise. These bound the work, not the answer: a result that meets
one says so and states what is proven. Cut-offs (inclusion, PRI, cases of a row, anchors) have no such values.
"""


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
    qca.add_argument(
        "--primes", type=_natural, default=search.primes, help="kürzeste Terme je sparsamer Lösung"
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
        primes=arguments.primes,
    )
    return solve_file(arguments.cases, arguments.data, arguments.out, COMMAND_LIMITS.with_search(search))


def _natural(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("erwartet wird eine ganze Zahl ab 1")
    return int(text)


def _each_case(cases_path: Path, out_path: Path, work: Callable[[Record], Record]) -> int:
    try:
        content = json.loads(cases_path.read_text(encoding="utf-8-sig"), parse_constant=_no_number)
        cases = _cases_of(content)
    except (*_EXPECTED, RecursionError) as problem:
        _complain(f"{cases_path.name}: {_in_german(problem)}")
        return 2
    results = []
    complaints: list[str] = []
    for number, case in enumerate(cases, start=1):
        name = _name(case, number)
        result = _one_case(case, name, work)
        results.append(result)
        complaints.extend(f"{name}: {sentence}" for sentence in _errors_in(result))
    for complaint in complaints:
        _complain(complaint)
    if isinstance(content, dict):
        complete: object = {**content, "software": software(), "cases": results}
    else:
        complete = results
    return 0 if _write(out_path, complete) and not complaints else 2


_EXPECTED = (OSError, UnicodeDecodeError, json.JSONDecodeError, AnalysisError)
"""What may be wrong with a file or a case."""


def _one_case(case: object, name: str, work: Callable[[Record], Record]) -> Record:
    try:
        if not isinstance(case, dict):
            raise AnalysisError("Ein Fall ist ein Objekt mit benannten Angaben.")
        return work(case)
    except _EXPECTED as problem:
        return {"id": name, "error": _in_german(problem)}


def _errors_in(result: Record) -> list[str]:
    """Why the case failed, or why some solution of it does not exist; each reason once."""
    places = [result, *(result.get(name) for name in SOLUTIONS)]
    return list(dict.fromkeys(p["error"] for p in places if isinstance(p, dict) and "error" in p))


def _no_number(constant: str) -> object:
    raise AnalysisError(f"{constant} ist keine Zahl. Fehlende Werte heißen null oder NA.")


def _cases_of(content: object) -> list[Any]:
    cases = content.get("cases") if isinstance(content, Mapping) else content
    if not isinstance(cases, list):
        raise AnalysisError("Erwartet wird eine Liste von Fällen.")
    return cases


def _name(case: object, number: int) -> str:
    """The case in one short line, whatever stands in its id."""
    written = " ".join(str(case["id"]).split())[:80] if isinstance(case, dict) and "id" in case else ""
    return written or f"Fall {number}"


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
    if isinstance(problem, RecursionError):
        return "Das JSON ist zu tief verschachtelt."
    if isinstance(problem, UnicodeDecodeError):
        return "Die Datei ist nicht in UTF-8 geschrieben."
    return " ".join(str(problem).split())


def _complain(sentence: str) -> None:
    print(f"Fehler: {sentence}", file=sys.stderr)
