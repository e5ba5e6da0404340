"""Tables of structural data as values: wide (a column for each characteristic) or long (a column that names it).

Every row is good or named with its line and reason. Nothing is written here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from netzwerkstatt.indicators.engine.periods import Period, read_period
from netzwerkstatt.indicators.known import (
    Known,
    Series,
    indicator_for,
    is_known_column,
    known_indicators,
    series_for,
    slug,
    sound,
)
from netzwerkstatt.kernel.files.checking import (
    Checked,
    NotReadable,
    Problem,
    Wanted,
    check_table,
    propose_mapping,
    without_repeats,
)
from netzwerkstatt.kernel.files.tables import Table
from netzwerkstatt.kernel.lib.official_numbers import (
    Figure,
    Notation,
    Status,
    is_ambiguous,
    notation_of,
    read_figure,
)
from netzwerkstatt.network.engine.official_keys import BadKey, Level, level_of, read_key

BLANK = Figure(None, Status.BLANK)
KEY_COLUMNS = (
    "kreis_ags", "ags", "kreisregion_schluessel", "schluessel", "key", "gemeindeschluessel", "kreisschluessel",
    "kennziffer", "raumeinheit_schluessel", "bezirk_schluessel",
)  # fmt: skip
PERIOD_COLUMNS = ("jahr", "zeitraum", "stichtag", "zeit", "period", "berichtsjahr")
NOT_VALUES = (
    "name",
    "kreis",
    "gemeinde",
    "land",
    "raumeinheit",
    "aggregat",
    "kreis_ags_erster",
    "ars",
    "nuts3",
)
NEW = "+"


@dataclass(frozen=True)
class Layout:
    """How one table is read. `values` maps a column to an indicator's key, to NEW for one of its own, or leaves it out.

    With `long` the indicator follows from the column and the text in `long`. `period` holds for all rows without
    `period_column`. `regions`: keys name Kreisregionen by their first district. `notation` None lets the columns tell.
    """

    key_column: str = ""
    period_column: str = ""
    period: str = ""
    long: str = ""
    values: dict[str, str] = field(default_factory=dict)
    regions: bool = False
    notation: Notation | None = None
    fictional: bool = False


def propose_layout(table: Table) -> Layout:
    """The layout as far as the names of the columns tell it."""
    fields = (
        Wanted("key", "Schlüssel", also_called=KEY_COLUMNS),
        Wanted("period", "Jahr", also_called=PERIOD_COLUMNS),
    )
    mapping = propose_mapping(table.columns, fields)
    series = series_for(table.columns) or Series(frozenset(), "")
    key, period = mapping.get("key", ""), mapping.get("period", "")
    if series.regions:
        key = next(column for column in table.columns if column.startswith("kreisregion"))
    values = {}
    for column in table.columns:
        if column in (key, period, series.long, *series.leave) or sound(column) in map(sound, NOT_VALUES):
            continue
        if is_known_column(column):
            known = indicator_for(column)
            values[column] = known[0] if known else NEW
    return Layout(key, period, long=series.long, values=values, regions=series.regions)


@dataclass(frozen=True)
class Reading:
    """One value as the file has it, with the area and the time it belongs to."""

    indicator: str
    area_level: str
    area_key: str
    period: str
    year: int
    value: float | None
    status: str

    @property
    def identity(self) -> tuple[str, str, str, str]:
        return self.area_level, self.area_key, self.indicator, self.period


@dataclass(frozen=True)
class ReadStructure:
    """What a table holds: its good and bad rows, the values of the good ones, and the indicators they belong to."""

    checked: Checked
    readings: tuple[Reading, ...]
    indicators: dict[str, Known]
    ambiguous: tuple[str, ...] = ()


def read_structure(table: Table, layout: Layout) -> ReadStructure:
    missing = _missing(layout)
    if missing:
        return ReadStructure(Checked((), (Problem(0, "", missing),)), (), {})
    chosen = [column for column in table.columns if layout.values.get(column)]
    notations = {column: _notation(table, column, layout) for column in chosen}
    checked = check_table(table, _fields(layout, chosen, notations), _mapping(layout, chosen))
    sentence = _("Dieses Gebiet steht für diesen Zeitraum schon in Zeile %(line)s.")
    checked = without_repeats(checked, lambda v: _identity(v, layout), sentence)
    indicators: dict[str, Known] = {}
    readings = [
        reading for row in checked.good for reading in _readings(row.values, layout, chosen, indicators)
    ]
    ambiguous = tuple(c for c in chosen if _is_ambiguous(table, c, layout))
    return ReadStructure(checked, tuple(_without_empty_periods(readings)), indicators, ambiguous)


def _missing(layout: Layout) -> str:
    if not layout.key_column:
        return _("Es fehlt die Spalte mit dem amtlichen Schlüssel.")
    if not layout.period_column and not layout.period:
        return _("Es fehlt das Jahr: als Spalte oder für die ganze Datei.")
    if not any(layout.values.values()):
        return _("Es ist noch keine Spalte mit Werten gewählt.")
    return ""


def _notation(table: Table, column: str, layout: Layout) -> Notation:
    if layout.notation:
        return layout.notation
    return notation_of(row.values.get(column, "") for row in table.rows) or Notation.COMMA


def _is_ambiguous(table: Table, column: str, layout: Layout) -> bool:
    texts = [row.values.get(column, "") for row in table.rows]
    return layout.notation is None and notation_of(texts) is None and any(is_ambiguous(t) for t in texts)


def _fields(layout: Layout, chosen: list[str], notations: dict[str, Notation]) -> list[Wanted]:
    found = [Wanted("key", _("Amtlicher Schlüssel"), _key_reader(layout), required=True)]
    if layout.period_column:
        found.append(Wanted("period", _("Zeitraum"), _period, required=True))
    if layout.long:
        found.append(Wanted("long", _("Merkmal"), required=True))
    return found + [Wanted(f"value:{column}", column, _figure(notations[column])) for column in chosen]


def _mapping(layout: Layout, chosen: list[str]) -> dict[str, str]:
    mapping = {"key": layout.key_column, "period": layout.period_column, "long": layout.long}
    return {name: column for name, column in mapping.items() if column} | {f"value:{c}": c for c in chosen}


def _key_reader(layout: Layout) -> Any:
    def read(text: str) -> tuple[str, str]:
        try:
            key = read_key(text)
        except BadKey as error:
            raise NotReadable(str(error)) from error
        level = level_of(key)
        if (level == Level.FICTIONAL) != layout.fictional:
            words = (
                _("„%(text)s“ ist kein erfundener Schlüssel.")
                if layout.fictional
                else _("„%(text)s“ ist ein erfundener Schlüssel. Er gehört nur in die Vorführung.")
            )
            raise NotReadable(words % {"text": text})
        if layout.regions:
            if len(key) != 8 or not key.endswith("000"):
                raise NotReadable(_("„%(text)s“ ist kein Schlüssel einer Kreisregion.") % {"text": text})
            return Level.DISTRICT_REGION.value, key[:5]
        return level.value, key

    return read


def _period(text: str) -> Period:
    try:
        return read_period(text)
    except ValueError as error:
        raise NotReadable(str(error)) from error


def _figure(notation: Notation) -> Any:
    def read(text: str) -> Figure:
        try:
            return read_figure(text, notation)
        except ValueError as error:
            raise NotReadable(str(error)) from error

    return read


def _identity(values: dict[str, Any], layout: Layout) -> tuple[Any, ...]:
    return values["key"], values.get("period", layout.period), values.get("long", "")


def _readings(
    values: dict[str, Any], layout: Layout, chosen: list[str], indicators: dict[str, Known]
) -> Iterable[Reading]:
    level, key = values["key"]
    period = values.get("period") or read_period(layout.period)
    for column in chosen:
        known, factor = _indicator(column, layout, values.get("long", ""))
        indicators.setdefault(known.key, known)
        figure = values.get(f"value:{column}", BLANK)
        value = None if figure.value is None else round(figure.value * factor, 10)
        yield Reading(known.key, level, key, period.text, period.year, value, figure.status.value)


def _indicator(column: str, layout: Layout, where: str) -> tuple[Known, float]:
    """Which indicator a value belongs to: as chosen, as known, or one that begins with this column."""
    found = indicator_for(column, where)
    chosen = layout.values[column]
    key = (found[0] if found and chosen in (NEW, found[0]) else "") or (
        slug(f"{column} {where}") if chosen == NEW else chosen
    )
    factor = found[1] if found and found[0] == key else 1
    name = f"{column}: {where}" if where else column
    return known_indicators().get(key) or Known(key, name), factor


def _without_empty_periods(readings: list[Reading]) -> list[Reading]:
    """A period in which the whole column is empty is not part of the series: the file only has room for it."""
    alive = {(r.indicator, r.period) for r in readings if r.status != Status.BLANK}
    return [reading for reading in readings if (reading.indicator, reading.period) in alive]


# --- definitions of indicators


def holds_definitions(table: Table) -> bool:
    columns = set(table.columns)
    return {"schluessel", "name"} <= columns and any(
        "beschreibung" in c or "definition" in c for c in columns
    )


def check_definitions(table: Table) -> Checked:
    fields = (
        Wanted("key", _("Schlüssel"), slug, required=True, also_called=("schluessel",)),
        Wanted("name", _("Name"), required=True),
        Wanted(
            "definition", _("Definition"), also_called=("kurzbeschreibung_und_berechnung", "beschreibung")
        ),
        Wanted("unit", _("Einheit"), also_called=("einheit", "einheit_hinweis")),
    )
    checked = check_table(table, fields, propose_mapping(table.columns, fields))
    sentence = _("Dieses Merkmal steht schon in Zeile %(line)s.")
    return without_repeats(checked, lambda v: v["key"], sentence)


@dataclass(frozen=True)
class SourceFacts:
    """What is said about a file before its values are shown to anybody."""

    title: str
    credit: str
    licence: str = ""
    year_of_issue: int | None = None
    areas_as_of: date | None = None
    is_fictional: bool = False


def propose_source(table: Table, file_name: str) -> SourceFacts:
    series = series_for(table.columns)
    if series is None:
        return SourceFacts(file_name.rsplit(".", 1)[0], "")
    return SourceFacts(series.title, series.credit, series.licence, series.year_of_issue, series.areas_as_of)
