"""What the importer knows before anybody maps a column: indicators by the names of their columns, series by their shape."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data/indicators.toml"
TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass(frozen=True)
class Known:
    """An indicator the product knows, or one that begins with a column nobody knows."""

    key: str
    name: str
    unit: str = ""
    decimals: int = 1
    definition: str = ""
    position: int = 1000


@dataclass(frozen=True)
class Series:
    """A table of a known shape: what it is, and how it is read."""

    columns: frozenset[str]
    title: str
    licence: str = ""
    credit: str = ""
    year_of_issue: int | None = None
    areas_as_of: date | None = None
    long: str = ""
    regions: bool = False
    leave: tuple[str, ...] = ()


def sound(text: str) -> str:
    return re.sub(r"[^a-z0-9+]", "", text.translate(TRANSCRIBED).lower())


def slug(text: str) -> str:
    """A key made of a column's name: "Ärzte je 100" → "aerzte_je_100"."""
    plain = text.translate(TRANSCRIBED).lower().replace("+", " plus")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "merkmal"


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def known_indicators() -> dict[str, Known]:
    fields = ("key", "name", "unit", "decimals", "definition")
    rows = _content()["indicator"]
    return {
        row["key"]: Known(**{name: row[name] for name in fields}, position=10 * number)
        for number, row in enumerate(rows, start=1)
    }


@lru_cache(maxsize=1)
def _by_column() -> dict[tuple[str, str], tuple[str, float]]:
    """(column, characteristic in a long table) → indicator and factor."""
    return {
        (sound(column["name"]), sound(column.get("where", ""))): (row["key"], column.get("factor", 1))
        for row in _content()["indicator"]
        for column in row["columns"]
    }


def indicator_for(column: str, where: str = "") -> tuple[str, float] | None:
    """The known indicator of a column, and what its numbers are multiplied with."""
    return _by_column().get((sound(column), sound(where)))


def is_known_column(column: str) -> bool:
    return any(name == sound(column) for name, _where in _by_column())


def series_for(columns: Iterable[str]) -> Series | None:
    """The known series a table is, if all its telling columns are there."""
    given = set(columns)
    for row in _content()["series"]:
        if given.issuperset(row["columns"]):
            row = {**row, "columns": frozenset(row["columns"]), "leave": tuple(row.get("leave", ()))}
            return Series(**row)
    return None
