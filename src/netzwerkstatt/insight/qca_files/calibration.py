"""Reading and writing one calibration of the JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from netzwerkstatt.insight.engine import (
    AnalysisError,
    Anchors,
    calibrate_crisp,
    calibrate_linear,
    calibrate_logistic,
)
from netzwerkstatt.insight.qca_files.numbers import is_number

FORM = {"logistic": True, "idm": 0.95}
"""What the form means where an argument is not written. It belongs to the form, whose reference file leaves both out; the
engine's functions have no such values. The result names what was filled in, beside everything that was applied.
"""


def calibrate_case(record: Mapping[str, Any]) -> dict[str, Any]:
    """The case with its memberships as `expected` (null stays null), the arguments as applied, and the names of those
    that were not written in the case.
    """
    arguments = record.get("arguments")
    if not isinstance(arguments, dict) or "thresholds" not in arguments:
        raise AnalysisError("arguments: thresholds fehlen.")
    values = _values(record.get("x"))
    written = arguments["thresholds"]
    anchors = _named(written)
    kind = arguments.get("type", "fuzzy" if anchors else None)
    used: dict[str, Any] = {"type": kind}
    memberships: list[float | None]
    if kind == "crisp":
        thresholds = _thresholds(written)
        used["thresholds"] = thresholds
        memberships = [
            None if x is None else float(x) for x in calibrate_crisp(values, thresholds=thresholds)
        ]
    elif kind == "fuzzy":
        if anchors is None:
            raise AnalysisError("thresholds: erwartet werden drei Anker, z. B. e=1,c=2,i=3.")
        used["thresholds"] = anchors
        memberships = _direct(values, anchors, arguments, used)
    else:
        raise AnalysisError("type: erlaubt sind crisp und fuzzy.")
    rounded = [None if x is None else round(x, 12) for x in memberships]
    assumed = [name for name in used if name not in arguments]
    return {**record, "arguments_used": used, "arguments_assumed": assumed, "expected": rounded}


def _direct(
    values: list[float | None], named: Mapping[str, float], arguments: Mapping[str, Any], used: dict[str, Any]
) -> list[float | None]:
    anchors = Anchors(named["e"], named["c"], named["i"])
    logistic = arguments.get("logistic", FORM["logistic"])
    if not isinstance(logistic, bool):
        raise AnalysisError("logistic: erwartet wird true oder false.")
    used["logistic"] = logistic
    if not logistic:
        return calibrate_linear(values, anchors=anchors)
    idm = arguments.get("idm", FORM["idm"])
    if not is_number(idm):
        raise AnalysisError("idm: erwartet wird eine Zahl.")
    used["idm"] = idm
    return calibrate_logistic(values, anchors=anchors, idm=float(idm))


def _values(written: object) -> list[float | None]:
    if not isinstance(written, list):
        raise AnalysisError("x: erwartet wird eine Liste von Zahlen.")
    values: list[float | None] = []
    for x in written:
        if x is None or x == "NA":
            values.append(None)
        elif is_number(x):
            values.append(float(x))
        else:
            raise AnalysisError(f"x: {x!r} ist keine Zahl.")
    return values


def _named(written: object) -> dict[str, float] | None:
    """{"e": …, "c": …, "i": …} from `e=1, c=2, i=3` or from an object; None if it is not in this form."""
    pairs: Mapping[str, object] | None = None
    if isinstance(written, str) and "=" in written:
        pairs = dict(
            (part.partition("=")[0].strip(), part.partition("=")[2].strip()) for part in written.split(",")
        )
    elif isinstance(written, Mapping):
        pairs = written
    if pairs is None:
        return None
    if set(pairs) != {"e", "c", "i"}:
        raise AnalysisError(
            "thresholds: genau drei Anker e, c und i (glockenförmige Mengen gibt es hier nicht)."
        )
    return {name: _float(value) for name, value in pairs.items()}


def _thresholds(written: object) -> list[float]:
    """One number, a list of numbers or a comma-separated text."""
    parts = written.split(",") if isinstance(written, str) else written
    return [_float(part) for part in (parts if isinstance(parts, list) else [parts])]


def _float(value: object) -> float:
    number: object = value
    if isinstance(value, str):
        with suppress(ValueError):
            number = float(value)
    if is_number(number):
        return float(number)
    raise AnalysisError(f"thresholds: {value!r} ist keine Zahl.")
