"""Reading one analysis of the JSON form: what is asked, and the data it is asked of."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

MISSING = ("", "NA")


@dataclass(frozen=True)
class Question:
    """One analysis: the record as it was read, the cases, the cut-offs and the expectations (None: none
    stated, so there is no intermediate solution). `dir_exp` repeats the expectations as they were written.
    """

    record: Mapping[str, Any]
    cases: CaseTable
    cut_offs: CutOffs
    expectations: Expectations | None
    dir_exp: object


def read_case(record: Mapping[str, Any], data_dir: Path) -> Question:
    """Read, check and prepare one case. Raises AnalysisError with one German sentence."""
    kind = _kind(record)
    conditions = _strings(record, "conditions")
    outcome = _text(record, "outcome")
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
    return Question(record, cases, _cut_offs(record), expectations, dir_exp)


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
    """params: incl_cut, n_cut and pri_cut, all required.

    incl_cut is one number, or two: positive from the first, contradictory from the second.
    """
    params = record.get("params")
    if not isinstance(params, dict):
        raise AnalysisError("params: Grenzwerte fehlen.")
    for name in ("incl_cut", "n_cut", "pri_cut"):
        if name not in params:
            raise AnalysisError(f"params: der Grenzwert {name} fehlt.")
    incl = params["incl_cut"] if isinstance(params["incl_cut"], list) else [params["incl_cut"]]
    numbers = [*incl, params["pri_cut"], params["n_cut"]]
    if len(incl) not in (1, 2) or not all(_is_number(value) for value in numbers):
        raise AnalysisError("params: Grenzwerte sind Zahlen.")
    if params["n_cut"] != int(params["n_cut"]):
        raise AnalysisError("params: n_cut ist eine ganze Zahl.")
    return CutOffs(
        incl_cut=float(incl[0]),
        contradiction_cut=float(incl[-1]),
        pri_cut=float(params["pri_cut"]),
        n_cut=int(params["n_cut"]),
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


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
    parts = value if isinstance(value, list) else str(value).split(";")
    try:
        return frozenset(int(str(part)) for part in parts)
    except ValueError:
        raise AnalysisError(f"dir_exp: {value!r} ist keine Erwartung für {name}.") from None


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
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, restkey="", restval="")
    rows = list(reader)
    if not reader.fieldnames or not rows:
        raise AnalysisError(f"{path.name}: keine Daten.")
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
        return float(text)
    except ValueError:
        raise AnalysisError(f"Spalte {name}: {text!r} ist keine Zahl.") from None


def _outcome_values(rows: Sequence[Mapping[str, str]], outcome: str) -> list[float | None]:
    """Memberships in the outcome. `NAME[2]`: whether the column NAME has the value 2."""
    match = re.fullmatch(r"(.+)[\[{](\d+)[\]}]", outcome)
    if not match:
        return [_number(row, outcome) for row in rows]
    level = int(match[2])
    values = [_number(row, match[1]) for row in rows]
    return [None if value is None else float(value == level) for value in values]
