"""The structure of places as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, Window
from django.db.models.functions import RowNumber

from netzwerkstatt.indicators.models import Indicator, Source, Value
from netzwerkstatt.kernel.lib.official_numbers import Status
from netzwerkstatt.network.engine.official_keys import Level, level_of, lies_in, same_area
from netzwerkstatt.network.models import AreaChange
from netzwerkstatt.network.register.queries import FormerArea, areas_by_key, former_areas

SIGNS = [s.value for s in Status if s not in (Status.PUBLISHED, Status.BLANK)]


@dataclass(frozen=True)
class FormerValue:
    """What a source says about an area that has since been dissolved into the one asked for. Never added up."""

    area: FormerArea
    value: float | None
    status: str
    period: str
    source: str


@dataclass(frozen=True)
class StructureValue:
    """The newest published value of one indicator, or the newest sign where nothing was ever published.

    `newer` is the status of a later period without a value, `newer_period` when. `area_level` and `area_name` say whose value
    it is; `is_own` is false for the value of a district around. `is_former_cut`: the area has grown since, by a change after
    the source's territorial state. `former` holds values under dissolved keys where the area itself has none.
    """

    indicator: str
    name: str
    unit: str
    decimals: int
    value: float | None
    status: str
    period: str
    year: int
    source: str
    credit: str
    area_key: str
    area_level: str
    area_name: str
    is_own: bool
    is_former_cut: bool = False
    newer: str = ""
    newer_period: str = ""
    former: tuple[FormerValue, ...] = ()


@dataclass(frozen=True)
class Structure:
    """All that is known of one place: indicator key → value. What is not known is absent."""

    key: str
    values: dict[str, StructureValue] = field(default_factory=dict)
    district_key: str = ""


def structure_of(keys: Iterable[str]) -> dict[str, Structure]:
    """Key of a member → its structure. Own values first, else those of the district around it.

    The number of queries does not depend on how many keys are asked for.
    """
    asked = list(dict.fromkeys(keys))
    places = {key: _places(key) for key in asked}
    wanted = {place for found in places.values() for place in found}
    formers = former_areas(key for _level, key in wanted)
    old = {place for found in formers.values() for former in found for place in _old_places(former)}
    rows = _latest(wanted | old)
    names = {key: area.full_name for key, area in areas_by_key(key for _level, key in wanted).items()}
    grown = _grown(key for _level, key in wanted)
    context = _Context(rows, formers, names, grown)
    return {key: _structure(key, places[key], context) for key in asked}


@dataclass(frozen=True)
class _Context:
    rows: dict[tuple[str, str], dict[str, dict[str, Any]]]
    formers: dict[str, tuple[FormerArea, ...]]
    names: dict[str, str]
    grown: dict[str, date]


def _places(key: str) -> list[tuple[str, str]]:
    """(level, key) where values for this place may stand, its own first, then what lies around it."""
    own = [(level_of(k).value, k) for k in same_area(key)]
    around = lies_in(key)
    district = around or next((k for _level, k in own if len(k) == 5 and level_of(k) == Level.DISTRICT), "")
    found = own + ([(Level.DISTRICT.value, around)] if around else [])
    return found + ([(Level.DISTRICT_REGION.value, district)] if district else [])


def _latest(places: set[tuple[str, str]]) -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    """(level, key) → indicator → the newest published row, with the newest sign beside it."""
    found: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for row in _newest(places, [Status.PUBLISHED.value]):
        found.setdefault((row["area_level"], row["area_key"]), {})[row["indicator__key"]] = row
    for row in _newest(places, SIGNS):
        known = found.setdefault((row["area_level"], row["area_key"]), {})
        published = known.setdefault(row["indicator__key"], row)
        if published is not row and row["year"] > published["year"]:
            published.update(newer=row["status"], newer_period=row["period"])
    return found


COLUMNS = (
    "area_level", "area_key", "value", "status", "period", "year", "indicator__key", "indicator__name",
    "indicator__unit", "indicator__decimals", "indicator__position", "source__title", "source__credit", "source__areas_as_of",
)  # fmt: skip


def _newest(places: set[tuple[str, str]], statuses: list[str]) -> list[dict[str, Any]]:
    keys = {key for _level, key in places}
    order = Window(
        RowNumber(),
        partition_by=["area_level", "area_key", "indicator_id"],
        order_by=[F("year").desc(), F("period").desc()],
    )
    rows = Value.objects.filter(area_key__in=keys, status__in=statuses).annotate(nth=order).filter(nth=1)
    return [row for row in rows.values(*COLUMNS) if (row["area_level"], row["area_key"]) in places]


def _grown(keys: Iterable[str]) -> dict[str, date]:
    """Areas that kept their key when another was incorporated: key → the last day on which that happened."""
    kinds = [AreaChange.Kind.INCORPORATED, AreaChange.Kind.PART]
    rows = AreaChange.objects.filter(new_key__in=set(keys), kind__in=kinds).order_by("on")
    return {change.new_key: change.on for change in rows}


def _structure(key: str, places: list[tuple[str, str]], context: _Context) -> Structure:
    own = set(same_area(key))
    values: dict[str, StructureValue] = {}
    for place in places:
        for indicator, row in context.rows.get(place, {}).items():
            if indicator not in values:
                values[indicator] = _value(row, place, own, context)
    told: set[tuple[str, str, str]] = set()
    for area in dict.fromkeys(key for _level, key in places):
        for former in context.formers.get(area, ()):
            _add_former(values, former, area, own, context, told)
    return Structure(key, values, lies_in(key))


def _value(row: dict[str, Any], place: tuple[str, str], own: set[str], context: _Context) -> StructureValue:
    level, key = place
    as_of, grown = row["source__areas_as_of"], context.grown.get(key)
    return StructureValue(
        indicator=row["indicator__key"],
        name=row["indicator__name"],
        unit=row["indicator__unit"],
        decimals=row["indicator__decimals"],
        value=row["value"],
        status=row["status"],
        period=row["period"],
        year=row["year"],
        source=row["source__title"],
        credit=row["source__credit"],
        area_key=key,
        area_level=level,
        area_name=context.names.get(key, ""),
        is_own=key in own and level != Level.DISTRICT_REGION,
        is_former_cut=bool(as_of and grown and as_of < grown),
        newer=row.get("newer", ""),
        newer_period=row.get("newer_period", ""),
    )


def _old_places(former: FormerArea) -> list[tuple[str, str]]:
    own = [(level_of(key).value, key) for key in same_area(former.key)]
    return own + [(Level.DISTRICT_REGION.value, key) for _level, key in own if len(key) == 5]


def _add_former(
    values: dict[str, StructureValue],
    former: FormerArea,
    area: str,
    own: set[str],
    context: _Context,
    told: set[tuple[str, str, str]],
) -> None:
    """Where the area of today has a value nothing is added; where it has none, the dissolved ones are named one by one.

    A city that lost its own district keeps what was said of it beside the values of the district around it.
    """
    for place in _old_places(former):
        for indicator, row in context.rows.get(place, {}).items():
            if (indicator, *place) in told:
                continue  # one area under two of its keys
            said = FormerValue(former, row["value"], row["status"], row["period"], row["source__title"])
            known = values.get(indicator)
            if known is None:
                empty = {**row, "value": None, "status": Status.BLANK.value, "newer": "", "newer_period": ""}
                known = _value(empty, (level_of(area).value, area), own, context)
            elif not known.former and (known.is_own or area not in own):
                continue
            told.add((indicator, *place))
            values[indicator] = replace(known, former=(*known.former, said))


def indicators_told(*, fictional: bool, levels: Iterable[str]) -> list[Indicator]:
    """Indicators that have values for areas of these levels: those of which a gap can be said."""
    told = Q(values__area_level__in=list(levels), values__source__is_fictional=fictional)
    return list(Indicator.objects.filter(told).distinct())


def sources_kept() -> list[Source]:
    """All sources of structural data, with how many values each has and of which years."""
    rows = Source.objects.annotate(count=Count("values"), first=Min("values__year"), last=Max("values__year"))
    return list(rows.order_by("title"))
