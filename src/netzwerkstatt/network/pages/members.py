"""What the pages of the network state."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Decision, Viewer
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.network.engine.reachability import Reachability
from netzwerkstatt.network.models import (
    CompetenceCentre,
    Membership,
    Municipality,
    Organisation,
    OrganisationName,
    RegionalNetwork,
    TopicInterest,
)
from netzwerkstatt.network.queries import BenchSeat
from netzwerkstatt.network.queries.members import Vacancy
from netzwerkstatt.network.register.queries import area_of


@dataclass(frozen=True)
class MemberRow:
    name: str
    address: str
    kind: str
    since: str
    letter: str


@dataclass(frozen=True)
class SeatPart:
    """One bench on a member's page. People are named to the network only."""

    heading: str
    vacant: bool
    vacant_since: date | None
    holders: tuple[tuple[str, str, date | None], ...]
    organisations: tuple[str, ...]
    people_shown: bool
    invite_address: str


@dataclass(frozen=True)
class MunicipalityPage:
    place: Municipality
    line: str
    membership: Membership | None
    seats: tuple[SeatPart, ...]
    structure: tuple[tuple[str, str, str, str], ...]
    centre: CompetenceCentre | None
    interests: tuple[TopicInterest, ...]
    panels: list[tuple[str, Any]]
    structure_panels: list[tuple[str, Any]]
    has_people: bool
    earlier_names: tuple[OrganisationName, ...]
    regional: tuple[RegionalNetwork, ...]
    people_of: tuple[Organisation, ...]
    state_words: str
    history_address: str
    trail: tuple[Any, ...]


@dataclass(frozen=True)
class CentrePage:
    centre: CompetenceCentre
    offers: tuple[str, ...]
    building_blocks: tuple[str, ...]
    seeks: tuple[TopicInterest, ...]
    telephone: str
    further: str
    fax: str
    hours: tuple[tuple[str, str], ...]
    reachability: Reachability
    questions: list[str]
    member_since: int | None


SEAT_HEADINGS = {"administration": "Koordination der Kommune", "initiatives": "Koordination der Initiativen"}


@dataclass(frozen=True)
class VacancyRow:
    """One vacant bench. What is done about it is told to the secretariat only."""

    place: str
    address: str
    bench: str
    organisations: tuple[str, ...]
    since: date | None
    deputies: int
    invited: int
    invite_address: str

    @classmethod
    def of(cls, found: Vacancy, viewer: Viewer) -> "VacancyRow":
        known = found.invited is not None
        first = next(iter(found.organisations), None)
        return cls(
            place=found.place.name,
            address=found.place.get_absolute_url(),
            bench=SEAT_HEADINGS[found.seat.bench],
            organisations=tuple(organisation.name for organisation in found.organisations),
            since=found.seat.vacant_since,
            deputies=found.deputies if viewer.reads_network else 0,
            invited=found.invited or 0,
            invite_address=reverse("network:people", args=[first.pk]) if known and first else "",
        )


def membership_words(membership: Membership | None, viewer: Viewer) -> str:
    """A state that is not simply "Mitglied" is told inside the network; an application is not public."""
    if membership is None or membership.state == "active" or not viewer.reads_network:
        return ""
    return str(membership.get_state_display())


def seat_part(
    seat: BenchSeat, organisations: list[Organisation], *, people_shown: bool, invite: dict[int, Decision]
) -> SeatPart:
    own = [organisation for organisation in organisations if organisation.bench == seat.bench]
    invitable = next((o for o in own if invite.get(o.pk)), None)
    return SeatPart(
        heading=SEAT_HEADINGS[seat.bench],
        vacant=seat.vacant,
        vacant_since=seat.vacant_since,
        holders=tuple((m.person.name, m.get_role_display(), m.ends_on) for m in seat.holders)
        if people_shown
        else (),
        organisations=tuple(organisation.name for organisation in own),
        people_shown=people_shown,
        invite_address=reverse("network:invite", args=[invitable.pk]) if invitable else "",
    )


def since_words(membership: Membership) -> str:
    """ "2011", or, where no more is known, when a source names it as a member."""
    if membership.proven_on:
        return _("belegt %(when)s") % {"when": partial_date.in_words(membership.proven_on)}
    return str(membership.since_year or "")


def structure_of(place: Municipality) -> tuple[tuple[str, str, str, str], ...]:
    """(characteristic, value, year, source); what is not known is said. Official figures go before the place's own."""

    def number(value: object, unit: str = "") -> str:
        return f"{value:,}".replace(",", ".") + unit if value is not None else _("nicht bekannt")

    own = place.source or _("eigene Angabe")
    area = None if place.is_fictional else area_of(place.key)
    official = area is not None and area.population == place.population and area.population is not None
    source = (area.source.credit or area.source.title) if area is not None and official else own
    year = str(place.population_year or "–")
    space = (
        f"{place.area_km2:.1f}".replace(".", ",") + " km²"
        if place.area_km2 is not None
        else _("nicht bekannt")
    )
    return (
        (_("Art"), str(place.get_kind_display()), "–", own),
        (_("Einwohner:innen"), number(place.population), year, source if place.population else "–"),
        (_("Fläche"), space, year, source if place.area_km2 else "–"),
    )
