"""Writing the register of areas, and what members take from it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.files.checking import Checked
from netzwerkstatt.network import rules
from netzwerkstatt.network.models import Area, AreaChange, AreaSource, District, Municipality
from netzwerkstatt.network.register.queries import area_of, district_around
from netzwerkstatt.network.register.reading import FACTS, AreaPreview

BATCH = 500


@transaction.atomic
def import_areas(
    preview: AreaPreview,
    *,
    title: str,
    credit: str,
    licence: str = "",
    as_of: date | None = None,
    file_name: str = "",
    by: Viewer,
) -> AreaSource:
    """Write what the preview counted as new and changed, and refresh the facts of real members. Again changes nothing."""
    require(rules.may_import_areas(by))
    source, _new = AreaSource.objects.update_or_create(
        title=title, as_of=as_of, defaults={"credit": credit, "licence": licence, "file_name": file_name}
    )
    for area in (*preview.new, *preview.changed):
        area.source = source
    Area.objects.bulk_create(preview.new, batch_size=BATCH)
    Area.objects.bulk_update(preview.changed, [*FACTS, "source"], batch_size=BATCH)
    refresh_members()
    record("import_areas", source, by=by, new=len(preview.new), changed=len(preview.changed))
    return source


@transaction.atomic
def import_changes(checked: Checked, *, by: Viewer) -> int:
    """Which key followed which. Ends the areas that were dissolved; returns how many rows are new."""
    require(rules.may_import_areas(by))
    new = load_changes(AreaChange(**row.values) for row in checked.good)
    last = AreaChange.objects.last()
    if new and last is not None:
        record("import_area_changes", last, by=by, new=new)
    return new


def load_changes(rows: Iterable[AreaChange]) -> int:
    """Keep changes that are not known yet, and give what was dissolved its last day."""
    changes, before = list(rows), AreaChange.objects.count()
    AreaChange.objects.bulk_create(changes, ignore_conflicts=True)
    for change in changes:
        if change.kind != AreaChange.Kind.PART:
            last = change.on - timedelta(days=1)
            Area.objects.filter(key=change.old_key, valid_until__isnull=True).update(valid_until=last)
    return AreaChange.objects.count() - before


def refresh_members() -> int:
    """Give every real municipality of the network the facts the register has by now; returns how many changed."""
    places = list(Municipality.objects.filter(is_fictional=False))
    changed = [place for place in places if take_facts(place)]
    for place in changed:
        place.save()
        registry.changed(place)
    return len(changed)


def take_facts(place: Municipality) -> bool:
    """Fill a municipality from the register by its key, unsaved. Newer facts of its own stay. True if anything changed."""
    area = area_of(place.key)
    if area is None:
        return False
    found = _figures(place, area)
    around = district_around(place.key)
    if around and not place.county_name:
        found["county_name"] = around.full_name
    if place.map_district_id is None:
        key = around.key if around else area.key[:5]
        found.update(
            {"map_district_id": key} if len(key) == 5 and District.objects.filter(key=key).exists() else {}
        )
    different = {name: value for name, value in found.items() if getattr(place, name) != value}
    for name, value in different.items():
        setattr(place, name, value)
    return bool(different)


def _figures(place: Municipality, area: Area) -> dict[str, object]:
    year = area.population_on.year if area.population_on else None
    found: dict[str, object] = {}
    if area.population is not None and (place.population is None or _is_newer(year, place.population_year)):
        found.update(population=area.population, population_year=year)
    if area.area_km2 is not None:
        found["area_km2"] = area.area_km2
    return found


def _is_newer(year: int | None, known: int | None) -> bool:
    return known is None or (year is not None and year >= known)
