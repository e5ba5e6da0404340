"""Real members that public sources name, for the demonstration: that they belong and who says so. No people, no stories.

The facts are read from a folder beside the project (mitglieder_stand_2009_03.csv, mitglieder_spaeter_belegt.csv) and not
shipped with it.
"""

import csv
import re
from pathlib import Path

from django.db import transaction

from netzwerkstatt.kernel import registry
from netzwerkstatt.network.models import District, Membership, Municipality, MunicipalityKind
from netzwerkstatt.network.register.actions import take_facts
from netzwerkstatt.network.states import MembershipState

BROCHURE = "Broschüre des Netzwerks, Stand März 2009"
SOURCES = {
    "Q2": "Broschüre des Netzwerks von 2010",
    "Q4": "gesunde-staedte-netzwerk.de, Meldung zum Beitritt",
    "Q5": "gesunde-staedte-netzwerk.de, regionale Netzwerke",
    "Q6": "Pressemitteilung der Stadt Lübeck vom 4. Juli 2000",
    "Q7": "Rhein-Kreis Neuss, Vorlage IV/3152/XVII/2023",
    "Q8": "bvpgblog.de, Gespräch mit dem Sekretariat",
}
KINDS = {
    "kreisfreie Stadt": MunicipalityKind.FREE_CITY,
    "Stadtstaat": MunicipalityKind.FREE_CITY,
    "kreisangehörige Stadt": MunicipalityKind.CITY,
    "kreisangehörige Gemeinde": MunicipalityKind.COMMUNE,
    "Landkreis": MunicipalityKind.COUNTY,
    "Stadtbezirk": MunicipalityKind.BOROUGH,
    "Region (Gemeindeverbund)": MunicipalityKind.REGION,
}


@transaction.atomic
def load_proven_members(folder: Path) -> int:
    """Create who is not there yet; returns how many. A recommendation to join is no membership and is left out."""
    made = 0
    for row in _rows(folder / "mitglieder_stand_2009_03.csv"):
        source = BROCHURE
        if row["beleg"] in SOURCES:
            source = f"{BROCHURE}; Beitritt {row['mitglied_seit_belegt']}: {SOURCES[row['beleg']]}"
        key, kind = row["ags_oder_bezirksschluessel"], KINDS[row["typ"]]
        made += _member(key, row, kind, proven_on="2009-03", since=row["mitglied_seit_belegt"], source=source)
    for row in _rows(folder / "mitglieder_spaeter_belegt.csv"):
        years = re.findall(r"\d{4}", row["mitglied_seit_hinweis"])
        if row["beleg"] not in SOURCES or not years:
            continue
        kind = KINDS.get(row["typ"]) or _kind_of_city(row["ags"])
        key = row["ags"] or "R0001"
        made += _member(key, row, kind, proven_on=years[-1], since="", source=SOURCES[row["beleg"]])
    return made


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _kind_of_city(key: str) -> MunicipalityKind:
    return MunicipalityKind.FREE_CITY if key.endswith("000") else MunicipalityKind.CITY


def _member(
    key: str, row: dict[str, str], kind: MunicipalityKind, *, proven_on: str, since: str, source: str
) -> int:
    """Only what the sources prove. What is there already, such as Herne, knows more and stays."""
    if Municipality.objects.filter(key=key).exists():
        return 0
    district = District.objects.filter(key=row["kreis_ags"]).first()
    place = Municipality(key=key, name=row["name"], kind=kind, map_district=district)
    take_facts(place)
    if place.population is None and row["einwohner"]:
        place.population, place.population_year = int(row["einwohner"]), 2022
        place.source = "© GeoBasis-DE / BKG, Statistisches Bundesamt (Daten verändert)"
    place.full_clean()
    place.save()
    Membership.objects.create(
        municipality=place,
        state=MembershipState.ACTIVE,
        proven_on=proven_on,
        since_year=int(since) if since else None,
        source=source,
    )
    registry.changed(place)
    return 1
