"""The demonstration network: fictional municipalities, people and experiences, made through the same actions as real ones."""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from netzwerkstatt.accounts.actions import create_person
from netzwerkstatt.accounts.models import Person
from netzwerkstatt.catalogue.models import Topic
from netzwerkstatt.demo.houses import CONTENT, House, read, viewer
from netzwerkstatt.demo.members_life import furnish_members
from netzwerkstatt.demo.stories import tell_briefly, tell_story
from netzwerkstatt.demo.structure import load_invented_structure
from netzwerkstatt.demo.templates import bring_document, propose_word
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import NOBODY
from netzwerkstatt.network.herne import load_herne
from netzwerkstatt.network.models import (
    CentreText,
    CompetenceCentre,
    Mandate,
    Membership,
    Municipality,
    Organisation,
    OrganisationKind,
    TopicInterest,
)
from netzwerkstatt.portal.actions import write_installation
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.models import ANSWERS, ReaderVolunteer, Undertaking

PASSWORD = "Vorführung-2026"  # noqa: S105 shown on the sign-in page of demonstrations, refused in production
SAY = Callable[[str], None]


@transaction.atomic
def build_demonstration(say: SAY = lambda _line: None) -> None:
    """Everything a visitor of the demonstration sees. Does nothing where it has been built."""
    if Municipality.objects.filter(is_fictional=True).exists():
        return
    write_installation(
        network_name="Gesunde Städte-Netzwerk", is_demonstration=True, set_up_at=timezone.now()
    )
    load_herne()
    say("Kommunen und Personen …")
    houses = {row["slug"]: _house(row) for row in read("municipalities.toml")["municipality"]}
    load_invented_structure()
    people = read("people.toml")
    _centres(people["centre"], houses)
    _secretariat(people["secretariat"])
    _further(people["further"], houses)
    _interests(people["interest"], houses)
    files = sorted((CONTENT / "undertakings").glob("*.toml"))
    for number, file in enumerate(files, start=1):
        say(f"Erfahrungen … {number} von {len(files)}")
        tell_story(tomllib.loads(file.read_text(encoding="utf-8")), houses)
    for note in read("briefnotes.toml")["note"]:
        tell_briefly(note, houses)
    furnish_members([house.place for house in houses.values()])
    _spread_dates()
    for row in read("templates.toml")["template"]:
        bring_document(row, houses)
    for row in read("templates.toml")["proposal"]:
        propose_word(row, houses)
    _waiting_examples(houses)
    from netzwerkstatt.search.actions import rebuild

    rebuild()


def demonstration_person(name: str, address: str) -> Person:
    known = Person.objects.filter(email=address).first()
    if known:
        return known
    person = create_person(email=address, name=name, password=None, by=NOBODY)
    person.password, person.is_demonstration = _hashed_password(), True
    person.save(update_fields=["password", "is_demonstration"])
    return person


@lru_cache(maxsize=1)
def _hashed_password() -> str:
    """One hash for all: it takes half a second, and everybody knows the password."""
    return make_password(PASSWORD)


def _mandate(person: Person, organisation: Organisation, role: str, **dates: Any) -> Mandate:
    starts = dates.pop("starts_on", date(2024, 1, 1))
    return Mandate.objects.create(
        person=person, organisation=organisation, role=role, starts_on=starts, **dates
    )


def _house(row: dict[str, Any]) -> House:
    place = Municipality.objects.create(
        key=row["key"],
        name=row["name"],
        kind=row["kind"],
        county_name=row["county"],
        population=row["population"],
        population_year=2025,
        area_km2=row["area_km2"],
        map_district_id=row["near"],
        is_fictional=True,
        source="erfunden",
    )
    Membership.objects.create(
        municipality=place,
        state="active",
        since_year=row["member_since"],
        since_on=date(row["member_since"], 6, 1),
    )
    administration = Organisation.objects.create(
        name=_administration_name(row),
        kind=OrganisationKind.ADMINISTRATION,
        municipality=place,
        is_fictional=True,
    )
    initiative = Organisation.objects.create(
        name=row["initiative"], kind=OrganisationKind.INITIATIVE, municipality=place, is_fictional=True
    )
    names = {entry["slug"]: entry for entry in read("people.toml")["bench"]}[row["slug"]]
    coordinator = demonstration_person(names["coordinator"], f"koordination@{row['slug']}.example")
    _mandate(coordinator, administration, "coordinator")
    speaker = demonstration_person(names["initiatives"], f"initiative@{row['slug']}.example")
    vacant = names.get("vacant_since")
    _mandate(speaker, initiative, "coordinator", ends_on=date.fromisoformat(vacant) if vacant else None)
    registry.changed(place)
    return House(place, administration, initiative, viewer(coordinator), None if vacant else viewer(speaker))


def _administration_name(row: dict[str, Any]) -> str:
    if row["kind"] == "county":
        return f"Kreisverwaltung {row['name'].removeprefix('Landkreis ')}"
    return f"{'Gemeinde' if row['kind'] == 'commune' else 'Stadt'} {row['name']}"


def _centres(rows: Iterable[dict[str, Any]], houses: dict[str, House]) -> None:
    for row in rows:
        house = houses[row["municipality"]]
        organisation = Organisation.objects.create(
            name=f"Kompetenzzentrum {row['title']} {house.place.name}", kind="centre", is_fictional=True
        )
        centre = CompetenceCentre.objects.create(
            organisation=organisation,
            municipality=house.place,
            slug=row["municipality"],
            title=row["title"],
            topic=Topic.objects.get(key=row["topic"]),
            since_year=row["since"],
            lead=row["lead"],
            contact_role=row["contact_role"],
            source="erfunden",
        )
        for position, text in enumerate(row["offers"]):
            CentreText.objects.create(centre=centre, kind="offer", position=position, text=text)
        _mandate(
            demonstration_person(row["person"], f"zentrum@{row['municipality']}.example"),
            organisation,
            "coordinator",
        )
        registry.changed(centre)


def _secretariat(row: dict[str, Any]) -> None:
    organisation = Organisation.objects.create(
        name="Sekretariat des Netzwerks", kind="secretariat", is_fictional=True
    )
    _mandate(demonstration_person(row["person"], "sekretariat@netzwerk.example"), organisation, "coordinator")


def _further(rows: Iterable[dict[str, Any]], houses: dict[str, House]) -> None:
    for row in rows:
        house = houses[row["municipality"]]
        person = demonstration_person(row["person"], f"{row['address']}@{row['municipality']}.example")
        organisation = house.initiative if row.get("bench") == "initiative" else house.administration
        _mandate(person, organisation, row["role"])
        if row.get("reads_for_others"):
            ReaderVolunteer.objects.get_or_create(person=person)


def _interests(rows: Iterable[dict[str, Any]], houses: dict[str, House]) -> None:
    for row in rows:
        TopicInterest.objects.create(
            organisation=houses[row["municipality"]].administration,
            kind=row["kind"],
            text=row["text"],
            topic=Topic.objects.filter(key=row.get("topic", "")).first(),
        )


def _spread_dates() -> None:
    """Releases lie on different days, as they would in a network that has been at work for a while."""
    now = timezone.now()
    for number, undertaking in enumerate(Undertaking.objects.order_by("key")):
        at = now - timedelta(days=4 + 5 * number, hours=number % 7)
        Undertaking.objects.filter(pk=undertaking.pk).update(
            released_at=at, changed_at=at, review_on=(at + releasing.REVIEW_AFTER).date()
        )
    from netzwerkstatt.kernel.mail.models import Letter

    Letter.objects.filter(sent_at__isnull=True).update(sent_at=now)


def _waiting_examples(houses: dict[str, House]) -> None:
    """So that the page Heute of the first demonstration account shows what it is for."""
    altwerder, marienstetten = houses["altwerder"], houses["marienstetten"]
    draft = telling.begin_undertaking(
        altwerder.administration, title="Mittagstisch Weststadt", by=altwerder.coordinator
    )
    for name, text in read("people.toml")["draft"].items():
        telling.save_text(draft, name=name, text=text.strip(), base=None, by=altwerder.coordinator)
    row = read("people.toml")["to_read"]
    waiting = telling.begin_undertaking(
        marienstetten.administration, title=row["title"], by=marienstetten.coordinator
    )
    for name in ANSWERS:
        telling.save_text(waiting, name=name, text=row[name].strip(), base=None, by=marienstetten.coordinator)
    waiting.refresh_from_db()
    if waiting.working is not None:
        releasing.ask_reader(
            waiting.working,
            reader_id=altwerder.coordinator.person_id or 0,
            request=row["request"],
            by=marienstetten.coordinator,
        )
