"""Reading one analysis of the JSON form: what is asked, and the data it is asked of."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, nan
from pathlib import Path
from typing import Any

from netzwerkstatt.insight.engine import (
    AnalysisError,
    CaseTable,
    CutOffs,
    Expectations,
    Kind,
    prepare_cases,
)
from netzwerkstatt.insight.qca_files.disjunctions import DisjunctionQuestion, read_disjunctions
from netzwerkstatt.insight.qca_files.numbers import is_number, whole_number
from netzwerkstatt.insight.qca_files.robustness import cut_offs_of, read_alternatives

MISSING = ("", "NA")

_TOO_MANY = "\0"
"""Where the reader puts fields without a column; no column can be called so."""


@dataclass(frozen=True)
class Question:
    """One analysis: the record as it was read, the cases, the cut-offs and the expectations (None: none
    stated, so there is no intermediate solution). `dir_exp` repeats the expectations as they were written.
    disjunctions and alternatives (other cut-offs) are None where the case does not ask for them.
    """

    record: Mapping[str, Any]
    cases: CaseTable
    cut_offs: CutOffs
    expectations: Expectations | None
    dir_exp: object
    disjunctions: DisjunctionQuestion | None
    alternatives: Sequence[CutOffs] | None


def read_case(record: Mapping[str, Any], data_dir: Path) -> Question:
    """Read, check and prepare one case. Raises AnalysisError with one German sentence."""
    kind = _kind(record)
    conditions = _strings(record, "conditions")
    outcome = _text(record, "outcome")
    if outcome in conditions:
        raise AnalysisError(f"{outcome} ist zugleich Bedingung und Ergebnis.")
    rows = _read_rows(_data_file(_text(record, "data_file"), data_dir))
    cases = prepare_cases(
        _case_names(rows),
        [[_number(row, name) for name in conditions] for row in rows],
        _outcome_values(rows, outcome),
        conditions=conditions,
        kind=kind,
        negated=_truth(record, "negated"),
    )
    dir_exp = _written_expectations(record)
    expectations = None if dir_exp is None else _expectations(dir_exp, conditions)
    return Question(
        record=record,
        cases=cases,
        cut_offs=_cut_offs(record),
        expectations=expectations,
        dir_exp=dir_exp,
        disjunctions=read_disjunctions(record),
        alternatives=read_alternatives(record),
    )


_KINDS: Mapping[object, Kind] = {"cs": "cs", "fs": "fs", "mv": "mv"}


def _kind(record: Mapping[str, Any]) -> Kind:
    written = record.get("type")
    if not isinstance(written, str) or written not in _KINDS:
        raise AnalysisError("type: erlaubt sind cs, fs und mv.")
    return _KINDS[written]


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str) or not value:
        raise AnalysisError(f"{name}: Angabe fehlt.")
    return value


def _strings(record: Mapping[str, Any], name: str) -> list[str]:
    value = record.get(name)
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise AnalysisError(f"{name}: erwartet wird eine Liste von Namen.")
    return value


def _truth(record: Mapping[str, Any], name: str) -> bool:
    value = record.get(name)
    if not isinstance(value, bool):
        raise AnalysisError(f"{name}: erwartet wird true oder false.")
    return value


def _cut_offs(record: Mapping[str, Any]) -> CutOffs:
    """params: incl_cut, n_cut and pri_cut, all required."""
    params = record.get("params")
    if not isinstance(params, dict):
        raise AnalysisError("params: Grenzwerte fehlen.")
    for name in ("incl_cut", "n_cut", "pri_cut"):
        if name not in params:
            raise AnalysisError(f"params: der Grenzwert {name} fehlt.")
    try:
        return cut_offs_of(params["incl_cut"], params["pri_cut"], params["n_cut"])
    except AnalysisError as problem:
        raise AnalysisError(f"params: {problem}") from None


def _written_expectations(record: Mapping[str, Any]) -> object:
    """`dir_exp` or `directional_expectations`, in the case, in its params or under `intermediate`."""
    for place in (record, record.get("params"), record.get("intermediate")):
        if isinstance(place, Mapping):
            for name in ("dir_exp", "directional_expectations"):
                if place.get(name) is not None:
                    written: object = place[name]
                    return written
    return None


def _expectations(written: object, conditions: Sequence[str]) -> Expectations:
    """A list or comma-separated text in the order of the conditions, or condition → value.

    A value is a number, several numbers joined by `;`, or `-` (also null) for no expectation.
    """
    if isinstance(written, str):
        written = [part.strip() for part in written.split(",")]
    if isinstance(written, list):
        if len(written) != len(conditions):
            raise AnalysisError("dir_exp: zu jeder Bedingung gehört eine Erwartung (ohne: -).")
        written = dict(zip(conditions, written, strict=True))
    if not isinstance(written, dict):
        raise AnalysisError("dir_exp: erwartet wird eine Liste oder eine Zuordnung.")
    return {name: _expected_values(name, value) for name, value in written.items()}


def _expected_values(name: str, value: object) -> frozenset[int]:
    if value is None or value in ("-", ""):
        return frozenset()
    parts = value if isinstance(value, list) and value else str(value).split(";")
    values = [whole_number(part) if is_number(part) else _digits(part) for part in parts]
    found = frozenset(value for value in values if value is not None)
    if None in values or min(found) < 0:
        raise AnalysisError(f"dir_exp: {value!r} ist keine Erwartung für {name}.")
    return found


def _digits(text: object) -> int | None:
    return int(text) if isinstance(text, str) and text.strip().isdecimal() else None


def _data_file(name: str, data_dir: Path) -> Path:
    """The file under the data folder, given with or without the folder that the form writes before it."""
    root = data_dir.resolve()
    for candidate in (root / name, root / Path(name).name):
        if candidate.is_file() and candidate.resolve().is_relative_to(root):
            return candidate
    raise AnalysisError(f"Datendatei nicht gefunden: {name}.")


def _read_rows(path: Path) -> list[dict[str, str]]:
    """Rows by column name. Comma, or semicolon with decimal comma; UTF-8 with or without mark."""
    text = path.read_text(encoding="utf-8-sig")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, restkey=_TOO_MANY, restval="")
    try:
        rows = list(reader)
    except csv.Error:
        raise AnalysisError(f"{path.name}: keine lesbare Tabelle.") from None
    if not reader.fieldnames or not rows:
        raise AnalysisError(f"{path.name}: keine Daten.")
    if len(set(reader.fieldnames)) < len(reader.fieldnames):
        raise AnalysisError(f"{path.name}: eine Spalte kommt zweimal vor.")
    if any(_TOO_MANY in row for row in rows):
        raise AnalysisError(f"{path.name}: eine Zeile hat mehr Felder als die Kopfzeile.")
    if delimiter == ";":
        return [{name: value.replace(",", ".") for name, value in row.items() if name} for row in rows]
    return rows


def _case_names(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The first column. A plain serial number (01, 02, …) is a number and loses its leading zeros, as in the
    reference form; any other identifier, e.g. a municipality's key, stays as it is.
    """
    names = [str(next(iter(row.values()))) for row in rows]
    serial = all(name.isdecimal() for name in names) and [int(name) for name in names] == list(
        range(1, len(names) + 1)
    )
    if len(set(names)) != len(names):
        raise AnalysisError("Ein Fall kommt zweimal vor.")
    return [str(int(name)) for name in names] if serial else names


def _number(row: Mapping[str, str], name: str) -> float | None:
    if name not in row:
        raise AnalysisError(f"Spalte {name} fehlt in den Daten.")
    text = row[name].strip()
    if text in MISSING:
        return None
    try:
        value = float(text)
    except ValueError:
        value = nan
    if not isfinite(value):
        raise AnalysisError(f"Spalte {name}: {text!r} ist keine Zahl. Fehlende Werte heißen NA.")
    return value


def _outcome_values(rows: Sequence[Mapping[str, str]], outcome: str) -> list[float | None]:
    """Memberships in the outcome. `NAME[2]`: whether the column NAME has the value 2."""
    match = re.fullmatch(r"(.+)[\[{](\d+)[\]}]", outcome)
    if not match:
        return [_number(row, outcome) for row in rows]
    level = int(match[2])
    values = [_number(row, match[1]) for row in rows]
    return [None if value is None else float(value == level) for value in values]
