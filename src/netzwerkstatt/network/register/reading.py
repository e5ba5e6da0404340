"""Files with official areas as rows of the register: which columns count, what is wrong, what would change.

Read are the tables and GeoJSON files of the surveying and statistical offices and the packages made of them: VG250 with its
own names (AGS, GEN, BEZ, GF), district lists (AGS, name, population), and this product's own files. Nothing is written here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.kernel.files.checking import (
    Checked,
    NotReadable,
    Wanted,
    check_table,
    one_of,
    propose_mapping,
    without_repeats,
)
from netzwerkstatt.kernel.files.tables import Table
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.kernel.lib.official_numbers import Notation, notation_of, read_figure
from netzwerkstatt.network.engine.official_keys import (
    LEVEL_WORDS,
    BadKey,
    Level,
    level_of,
    lost_a_zero,
    read_key,
)
from netzwerkstatt.network.models import Area, AreaChange

FACTS = ("name", "label", "population", "population_on", "area_km2", "lat", "lon", "as_of")
IN_NAME = re.compile(r"(\d{4})[_-](\d{2})[_-](\d{2})")
LAND = "4"  # VG250's GF: land with structure; the rest is sea and lake
REGISTERED = (Level.STATE, Level.DISTRICT, Level.BOROUGH, Level.MUNICIPALITY, Level.ASSOCIATION)


def _key(text: str) -> str:
    try:
        key = read_key(text)
    except BadKey as error:
        raise NotReadable(str(error)) from error
    if level_of(key) not in REGISTERED:
        raise NotReadable(_("„%(text)s“ ist kein amtlicher Schlüssel eines Gebiets.") % {"text": text})
    return key


def _name(text: str) -> str:
    """Destatis writes "Kiel, Landeshauptstadt"; the name is what stands before the comma."""
    return text.split(",")[0].strip()[:120]


def _day(text: str) -> date:
    try:
        return partial_date.parse(text.replace("/", "-")).first_day
    except ValueError as error:
        raise NotReadable(str(error)) from error


def _degrees(text: str) -> float:
    value = _figure(text, Notation.POINT if "." in text else Notation.COMMA)
    if value is None or not -180 <= value <= 180:
        raise NotReadable(_("„%(text)s“ ist keine Koordinate.") % {"text": text})
    return value


def _figure(text: str, notation: Notation) -> float | None:
    try:
        return read_figure(text, notation).value
    except ValueError as error:
        raise NotReadable(str(error)) from error


def _people(notation: Notation) -> Any:
    def read(text: str) -> int | None:
        value = _figure(text, notation)
        if value is not None and (value < 0 or not value.is_integer()):
            raise NotReadable(_("„%(text)s“ ist keine Zahl von Menschen.") % {"text": text})
        return None if value is None else int(value)

    return read


def _square_km(notation: Notation) -> Any:
    def read(text: str) -> Decimal | None:
        value = _figure(text, notation)
        if value is not None and not 0 <= value < 10_000_000:
            raise NotReadable(_("„%(text)s“ ist keine Fläche in km².") % {"text": text})
        return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))

    return read


def area_fields(table: Table, mapping: Mapping[str, str] | None = None) -> tuple[Wanted, ...]:
    """What is wanted, reading numbers as this table's columns write them."""

    def notation(name: str, otherwise: Notation) -> Notation:
        column = (mapping or {}).get(name, "")
        return notation_of(row.values.get(column, "") for row in table.rows) or otherwise

    people, space = notation("population", Notation.COMMA), notation("area_km2", Notation.POINT)
    return (
        Wanted("key", _("Amtlicher Schlüssel"), _key, required=True, also_called=KEY_NAMES),
        Wanted("name", _("Name"), _name, required=True, also_called=("gen", "gebietsname", "gemeindename")),
        Wanted("label", _("Bezeichnung"), also_called=("bez", "bezeichnung", "type", "art", "typ", "kind")),
        Wanted("population", _("Einwohner:innen"), _people(people), also_called=PEOPLE_NAMES),
        Wanted("population_on", _("Stichtag der Einwohnerzahl"), _day, also_called=("population_date",)),
        Wanted("area_km2", _("Fläche in km²"), _square_km(space), also_called=("flaeche_km2", "kfl")),
        Wanted("lat", _("Breite"), _degrees, also_called=("latitude",)),
        Wanted("lon", _("Länge"), _degrees, also_called=("longitude", "lng")),
        Wanted("as_of", _("Stand der Zeile"), _day, also_called=("stand",)),
    )


KEY_NAMES = ("ags", "bezirk_schluessel", "schluessel", "gemeindeschluessel", "kreisschluessel", "rs", "ars")
PEOPLE_NAMES = ("einwohner", "ewz", "bevoelkerung", "einwohnerzahl")


def propose_areas(table: Table) -> dict[str, str]:
    """The mapping as far as columns tell it; a column may carry its date in its name (einwohner_2020_12_31)."""
    mapping = propose_mapping(table.columns, area_fields(table))
    rs = next((c for c in table.columns if c.lower() in ("rs", "ars")), "")
    shown = mapping.get("key", "")
    if rs and table.rows and not any(c.isdigit() for c in table.rows[0].values.get(shown, "")):
        mapping["key"] = rs
    if "population" not in mapping:
        dated = next((c for c in table.columns if c.startswith("einwohner_") and IN_NAME.search(c)), None)
        if dated:
            mapping["population"] = dated
    return mapping


def propose_as_of(table: Table) -> date | None:
    """The state a file tells by itself: VG250 dates every area, and the newest of these days is the least it can be."""
    column = next((c for c in table.columns if c.upper() in ("WSK", "BEGINN")), "")
    days = [
        text
        for row in table.rows
        if re.fullmatch(r"\d{4}[/-]\d{2}[/-]\d{2}", text := row.values.get(column, ""))
    ]
    return _day(max(days)) if days else None


def propose_credit(table: Table) -> str:
    """The credit line that comes with files of a known shape; empty for others, so that somebody says it."""
    columns = {column.upper() for column in table.columns}
    if {"GEN", "BEZ"} <= columns or "KOORDINATEN_QUELLE" in columns:
        return "© GeoBasis-DE / BKG (Daten verändert)"
    return ""


def holds_changes(table: Table) -> bool:
    """Whether the table tells which key followed which, instead of areas."""
    return {"old_key", "new_key", "on", "kind"} <= set(table.columns)


def check_changes(table: Table) -> Checked:
    """Rows of such a table, every bad one named."""

    def different(values: dict[str, Any]) -> None:
        if values["old_key"] == values["new_key"]:
            raise NotReadable(_("Alter und neuer Schlüssel sind derselbe."))

    words = {str(kind.label): kind for kind in AreaChange.Kind} | {
        kind.value: kind for kind in AreaChange.Kind
    }
    fields = (
        Wanted("old_key", _("Alter Schlüssel"), _key, required=True),
        Wanted("new_key", _("Neuer Schlüssel"), _key, required=True),
        Wanted("on", _("Tag der Änderung"), _day, required=True),
        Wanted(
            "kind",
            _("Art der Änderung"),
            one_of(words, _("Diese Art der Änderung gibt es nicht.")),
            required=True,
        ),
        Wanted("source", _("Quelle")),
    )
    checked = check_table(table, fields, {name.name: name.name for name in fields}, together=different)
    sentence = _("Dieselbe Änderung steht schon in Zeile %(line)s.")
    return without_repeats(checked, lambda v: (v["old_key"], v["new_key"], v["on"]), sentence)


@dataclass(frozen=True)
class AreaPreview:
    """What reading this file would do. Bad rows are left out; good ones are new, changed, the same or too old."""

    checked: Checked
    new: tuple[Area, ...] = ()
    changed: tuple[Area, ...] = ()
    unchanged: int = 0
    older: int = 0
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def writes(self) -> int:
        return len(self.new) + len(self.changed)


def prepare_areas(table: Table, mapping: Mapping[str, str], *, as_of: date | None = None) -> AreaPreview:
    """Compare a file with the register. Three queries, whatever the length of the file."""
    kept = _land_only(table)
    checked = check_table(kept, area_fields(kept, mapping), mapping)
    checked = without_repeats(
        checked, lambda v: v["key"], _("Derselbe Schlüssel steht schon in Zeile %(line)s.")
    )
    values = [_dated(row.values, mapping, as_of) for row in checked.good]
    known = {area.key: area for area in Area.objects.all()} if values else {}
    newest: dict[str, date] = {}
    for area in known.values():
        if area.as_of and area.as_of > newest.get(area.level, date.min):
            newest[area.level] = area.as_of
    ended = {change.old_key: change.on for change in AreaChange.objects.all()}
    counted = _Sorting(known, newest, ended)
    for row in values:
        counted.take(row)
    notes = _notes(table, kept, mapping, checked, counted)
    return AreaPreview(
        checked, tuple(counted.new), tuple(counted.changed), counted.unchanged, counted.older, notes
    )


def _land_only(table: Table) -> Table:
    """Without the seas and lakes that VG250 draws as areas of their own."""
    if "GF" not in table.columns:
        return table
    return replace(table, rows=tuple(row for row in table.rows if row.values["GF"] in ("", LAND)))


def _dated(values: dict[str, Any], mapping: Mapping[str, str], as_of: date | None) -> dict[str, Any]:
    row = {name: value for name, value in values.items() if value is not None}
    if as_of and "as_of" not in row:
        row["as_of"] = as_of
    match = IN_NAME.search(mapping.get("population", ""))
    if "population" in row and "population_on" not in row:
        on = date(*(int(part) for part in match.groups())) if match else row.get("as_of")
        row.update({"population_on": on} if on else {})
    return row


class _Sorting:
    """Puts rows into piles: new, changed, unchanged, older than what is known."""

    def __init__(self, known: dict[str, Area], newest: dict[str, date], ended: dict[str, date]) -> None:
        self.known, self.newest, self.ended = known, newest, ended
        self.new: list[Area] = []
        self.changed: list[Area] = []
        self.unchanged = self.older = 0

    def take(self, row: dict[str, Any]) -> None:
        key, as_of = row["key"], row.get("as_of")
        area = self.known.get(key)
        if area is None:
            self._unknown(key, row, as_of)
            return
        is_older = area.as_of is not None and (as_of is None or as_of < area.as_of)
        facts: dict[str, Any] = {name: value for name, value in row.items() if name in FACTS}
        if is_older:
            facts = {name: value for name, value in facts.items() if getattr(area, name) in (None, "")}
        elif as_of is None and "population" in row and "population_on" not in row:
            facts["population_on"] = (
                None  # nobody says of when the number is: the old day would be wrong for it
            )
        different = {name: value for name, value in facts.items() if getattr(area, name) != value}
        if different:
            for name, value in different.items():
                setattr(area, name, value)
            self.changed.append(area)
        elif is_older:
            self.older += 1
        else:
            self.unchanged += 1

    def _unknown(self, key: str, row: dict[str, Any], as_of: date | None) -> None:
        level, ended = level_of(key), self.ended.get(key)
        if as_of and as_of < self.newest.get(level, date.min) and ended is None:
            self.older += 1
            return
        until = ended - timedelta(days=1) if ended else None
        facts = {name: value for name, value in row.items() if name in FACTS}
        self.new.append(Area(key=key, level=level.value, valid_until=until, **facts))


def _notes(
    table: Table, kept: Table, mapping: Mapping[str, str], checked: Checked, counted: _Sorting
) -> tuple[str, ...]:
    found = []
    water = len(table.rows) - len(kept.rows)
    if water:
        found.append(
            ngettext(
                "%(n)s Zeile ist eine Wasserfläche und bleibt draußen.",
                "%(n)s Zeilen sind Wasserflächen und bleiben draußen.",
                water,
            )
            % {"n": water}
        )
    good = {row.line for row in checked.good}
    zeros = sum(lost_a_zero(row.values[mapping["key"]]) for row in kept.rows if row.line in good)
    if zeros:
        found.append(
            ngettext(
                "In %(n)s Zeile fehlte die führende Null des Schlüssels. Sie wird ergänzt.",
                "In %(n)s Zeilen fehlte die führende Null des Schlüssels. Sie wird ergänzt.",
                zeros,
            )
            % {"n": zeros}
        )
    if counted.older:
        found.append(
            ngettext(
                "%(n)s Zeile ist älter als das, was schon da ist, oder ohne Stand. Sie ändert nichts.",
                "%(n)s Zeilen sind älter als das, was schon da ist, oder ohne Stand. Sie ändern nichts.",
                counted.older,
            )
            % {"n": counted.older}
        )
    return tuple(found)


def level_counts(areas: tuple[Area, ...]) -> dict[str, int]:
    """How many of each level, in words."""
    counts: dict[str, int] = {}
    for area in areas:
        words = str(LEVEL_WORDS[Level(area.level)])
        counts[words] = counts.get(words, 0) + 1
    return counts
