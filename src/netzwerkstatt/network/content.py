"""The areas the product ships: Länder and Kreise, on the map and in the register. Loading again changes nothing that is there."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from netzwerkstatt.network.engine.official_keys import Level
from netzwerkstatt.network.models import Area, AreaChange, AreaSource, District, State
from netzwerkstatt.network.register.actions import load_changes

DATA = Path(__file__).parent / "data"
BOUNDARIES, FIGURES = date(2016, 1, 1), date(2018, 12, 31)
CREDIT = "© GeoBasis-DE / BKG 2016 (Daten verändert); Einwohnerzahlen und Flächen © Statistisches Bundesamt (Destatis), 2019"


@transaction.atomic
def load_areas() -> int:
    """Create missing Länder and Kreise; returns how many are new."""
    before = State.objects.count() + District.objects.count()
    State.objects.bulk_create(
        [State(key=r["key"], name=r["name"], short=r["short"]) for r in _rows("laender.csv")],
        ignore_conflicts=True,
    )
    District.objects.bulk_create([_district(row) for row in _rows("kreise.csv")], ignore_conflicts=True)
    _register()
    return State.objects.count() + District.objects.count() - before


def _register() -> None:
    """The same areas in the register, with the districts dissolved since 2016 and what became of them."""
    source, _new = AreaSource.objects.get_or_create(
        title="mitgeliefert", as_of=FIGURES, defaults={"credit": CREDIT, "licence": "GeoNutzV, CC BY 4.0"}
    )
    areas = [
        Area(
            key=row["key"], name=row["name"], label="Land", level=Level.STATE, as_of=BOUNDARIES, source=source
        )
        for row in _rows("laender.csv")
    ]
    for row in _rows("kreise.csv"):
        known = _district(row)
        facts = {
            name: getattr(known, name)
            for name in ("name", "label", "population", "population_on", "area_km2")
        }
        areas.append(Area(key=known.key, level=Level.DISTRICT, as_of=FIGURES, source=source, **facts))
    areas += [
        Area(
            key=row["key"], name=row["name"], label=row["label"], level=Level.DISTRICT, as_of=BOUNDARIES,
            valid_until=date.fromisoformat(row["valid_until"]), source=source,
        )
        for row in _rows("aufgeloest.csv")
    ]  # fmt: skip
    Area.objects.bulk_create(areas, ignore_conflicts=True)
    load_changes(
        AreaChange(**{**row, "on": date.fromisoformat(row["on"])}) for row in _rows("gebietsaenderungen.csv")
    )


def _rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _district(row: dict[str, str]) -> District:
    return District(
        key=row["key"],
        name=row["name"],
        kind=row["kind"],
        label=row["label"],
        state_id=row["state_key"],
        population=int(row["population"]) if row["population"] else None,
        population_on=date.fromisoformat(row["population_date"]) if row["population_date"] else None,
        area_km2=row["area_km2"] or None,
    )
