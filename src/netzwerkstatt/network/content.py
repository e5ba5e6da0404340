"""The areas the product ships: Länder and Kreise. Loading again changes nothing that is already there."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from netzwerkstatt.network.models import District, State

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_areas() -> int:
    """Create missing Länder and Kreise; returns how many are new."""
    before = State.objects.count() + District.objects.count()
    State.objects.bulk_create(
        [State(key=r["key"], name=r["name"], short=r["short"]) for r in _rows("laender.csv")],
        ignore_conflicts=True,
    )
    District.objects.bulk_create([_district(row) for row in _rows("kreise.csv")], ignore_conflicts=True)
    return State.objects.count() + District.objects.count() - before


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
