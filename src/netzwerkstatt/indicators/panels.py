"""What indicators put on a municipality's page: its structural values, and which are not known."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from netzwerkstatt.indicators.engine import periods
from netzwerkstatt.indicators.engine.numbers import german_number
from netzwerkstatt.indicators.queries import FormerValue, StructureValue, indicators_told, structure_of
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.lib.official_numbers import STATUS_WORDS, Status
from netzwerkstatt.network.engine.official_keys import Level, lies_in
from netzwerkstatt.network.models import Municipality

UNKNOWN = "–"


@dataclass(frozen=True)
class StructureRow:
    """One line: Merkmal, Wert, Jahr, Quelle. `notes` are short sentences below the value."""

    name: str
    value: str
    period: str
    source: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class StructureGroup:
    """Values of one area, under its name where it is not the member itself."""

    heading: str
    rows: tuple[StructureRow, ...]


@dataclass(frozen=True)
class StructurePanel:
    groups: tuple[StructureGroup, ...]
    credits: tuple[str, ...]


def for_structure(place: Municipality, _viewer: Viewer) -> StructurePanel | None:
    """Everything told about places of this kind; a gap is written. None where no structural data have been read."""
    levels = [Level.FICTIONAL] if place.is_fictional else [Level.DISTRICT, Level.DISTRICT_REGION]
    told = indicators_told(fictional=place.is_fictional, levels=levels)
    found = structure_of([place.key])[place.key]
    if not told and not found.values:
        return None
    groups: dict[str, list[StructureRow]] = {"": []}
    order = {indicator.key: number for number, indicator in enumerate(told)}
    for value in sorted(found.values.values(), key=lambda v: order.get(v.indicator, len(order))):
        groups.setdefault(_heading(value, place), []).append(_row(value))
    gaps = [
        StructureRow(i.name, _("nicht bekannt"), UNKNOWN, UNKNOWN) for i in told if i.key not in found.values
    ]
    shown = [StructureGroup(heading, tuple(rows)) for heading, rows in groups.items() if rows]
    if gaps:
        shown.append(StructureGroup(_("Ohne Wert") if shown else "", tuple(gaps)))
    credits_ = tuple(sorted({value.credit for value in found.values.values() if value.credit}))
    return StructurePanel(tuple(shown), credits_)


def _heading(value: StructureValue, place: Municipality) -> str:
    name = value.area_name or value.area_key
    if value.area_level == Level.DISTRICT_REGION:
        return _("Kreisregion %(name)s, zu der auch kleinere kreisfreie Städte zählen können") % {
            "name": re.sub(r"^(Landkreis|Kreis) ", "", name)
        }
    if value.is_own:
        return ""
    if lies_in(place.key) == "11000":
        return _("Werte für ganz Berlin, nicht für den Bezirk")
    return _("%(district)s: Werte des Kreises, nicht von %(place)s") % {"district": name, "place": place.name}


def _row(value: StructureValue) -> StructureRow:
    notes = [_former_note(former, value) for former in value.former]
    if value.is_former_cut:
        notes.append(_("Früherer Zuschnitt: Das Gebiet ist seither gewachsen."))
    if value.newer:
        words = STATUS_WORDS[Status(value.newer)]
        notes.append(f"{periods.in_words(value.newer_period)}: {words}")
    if value.former and value.value is None:
        return StructureRow(
            value.name, _("im heutigen Zuschnitt nicht bekannt"), UNKNOWN, value.source, tuple(notes)
        )
    shown = _figure(value.value, value.status, value)
    return StructureRow(value.name, shown, periods.in_words(value.period), value.source, tuple(notes))


def _former_note(former: FormerValue, value: StructureValue) -> str:
    return _("Früherer Zuschnitt, %(area)s (bis %(until)s): %(value)s, %(period)s") % {
        "area": former.area.name,
        "until": f"{former.area.until:%-d.%-m.%Y}",
        "value": _figure(former.value, former.status, value),
        "period": periods.in_words(former.period),
    }


def _figure(number: float | None, status: str, value: StructureValue) -> str:
    if number is None:
        return str(STATUS_WORDS[Status(status)])
    unit = "" if value.unit in ("", "Personen", "0 bis 1", "1 bis 5", "je 100") else f" {value.unit}"
    return german_number(number, value.decimals) + unit
