"""Mandates: who holds what, who sits where."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch
from django.utils import timezone

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel.access import Bench, HeldMandate, MandateRole, Viewer
from netzwerkstatt.network.models import Mandate, Membership, Municipality, Organisation, OrganisationKind
from netzwerkstatt.network.models.organisations import current
from netzwerkstatt.network.states import CURRENT


def viewer_of(person: Person) -> Viewer:
    """What this person may do today: the only place where an account becomes rights."""
    return Viewer(
        person_id=person.pk,
        name=person.name,
        is_operator=person.is_staff,
        mandates=held_mandates(person.pk, timezone.localdate()),
    )


def held_mandates(person_id: int, on: date) -> tuple[HeldMandate, ...]:
    """All mandates this person holds on that day. One query."""
    rows = (
        Mandate.objects.filter(current(on), person_id=person_id, person__is_active=True)
        .select_related("organisation__municipality")
        .prefetch_related(
            Prefetch(
                "organisation__municipality__memberships",
                queryset=Membership.objects.filter(state__in=CURRENT),
                to_attr="current_memberships",
            )
        )
    )
    return tuple(_held(mandate) for mandate in rows)


def _held(mandate: Mandate) -> HeldMandate:
    organisation = mandate.organisation
    place = organisation.municipality
    if place is not None:
        in_network = bool(place.current_memberships)  # type: ignore[attr-defined]
    else:
        in_network = organisation.kind in (OrganisationKind.CENTRE, OrganisationKind.SECRETARIAT)
    return HeldMandate(
        mandate_id=mandate.pk,
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        organisation_kind=organisation.kind,
        role=MandateRole(mandate.role),
        municipality_id=place.pk if place else None,
        municipality_name=place.name if place else "",
        municipality_key=place.key if place else "",
        bench=organisation.bench,
        in_network=in_network,
    )


@dataclass(frozen=True)
class BenchSeat:
    """One bench of a member as its page shows it. `vacant_since` is the day after the last term, if known."""

    bench: Bench
    holders: tuple[Mandate, ...]
    vacant_since: date | None

    @property
    def vacant(self) -> bool:
        return not any(mandate.role == MandateRole.COORDINATOR for mandate in self.holders)


KIND_OF_BENCH = {
    Bench.ADMINISTRATION: OrganisationKind.ADMINISTRATION,
    Bench.INITIATIVES: OrganisationKind.INITIATIVE,
}


def bench_seats(municipality: Municipality, on: date) -> list[BenchSeat]:
    """Both benches, always both. Two coordinators' terms decide whether a seat is vacant."""
    mandates = list(
        Mandate.objects.filter(
            organisation__municipality=municipality,
            role__in=[MandateRole.COORDINATOR, MandateRole.DEPUTY],
            starts_on__lte=on,
        ).select_related("person", "organisation")
    )
    return seats_of(mandates, on)


def seats_of(mandates: list[Mandate], on: date) -> list[BenchSeat]:
    """Both benches of one municipality out of its mandates of coordinators and deputies."""
    return [_seat(bench, mandates, on) for bench in Bench]


def _seat(bench: Bench, mandates: list[Mandate], on: date) -> BenchSeat:
    own = [m for m in mandates if m.organisation.kind == KIND_OF_BENCH[bench]]
    holders = tuple(m for m in own if m.ends_on is None or m.ends_on >= on)
    ended = [m.ends_on for m in own if m.role == MandateRole.COORDINATOR and m.ends_on and m.ends_on < on]
    return BenchSeat(bench, holders, max(ended) + timedelta(days=1) if ended else None)


def readers_count(on: date) -> int:
    """People who read what is released to the network."""
    return (
        Mandate.objects.filter(current(on), person__is_active=True)
        .filter(role__in=["coordinator", "deputy", "colleague", "leadership"])
        .filter(
            organisation__in=Organisation.objects.filter(municipality__memberships__state__in=CURRENT)
            | Organisation.objects.filter(kind__in=[OrganisationKind.CENTRE, OrganisationKind.SECRETARIAT])
        )
        .values("person_id")
        .distinct()
        .count()
    )


def bench_people(municipality_id: int, benches: tuple[Bench, ...], on: date) -> list[str]:
    """Names of those who read what is meant for these benches of a municipality."""
    kinds = [KIND_OF_BENCH[bench] for bench in benches]
    return list(
        Mandate.objects.filter(
            current(on),
            organisation__municipality_id=municipality_id,
            organisation__kind__in=kinds,
            role__in=["coordinator", "deputy", "colleague"],
            person__is_active=True,
        )
        .values_list("person__name", flat=True)
        .distinct()
        .order_by("person__name")
    )


def people_named(viewer: Viewer, on: date) -> dict[int, str]:
    """Everybody this viewer may ask for something: person → name and organisation."""
    rows = (
        Mandate.objects.visible_to(viewer)
        .filter(current(on), role__in=["coordinator", "deputy", "colleague"])
        .exclude(person_id=viewer.number)
        .select_related("person", "organisation")
        .order_by("organisation__name", "person__name")
    )
    return {m.person_id: f"{m.person.name}, {m.organisation.name}" for m in rows}


def own_district(viewer: Viewer) -> str:
    """The key of the district in which one of the viewer's municipalities is drawn; empty without one."""
    drawn = Municipality.objects.filter(pk__in=viewer.municipality_ids, map_district__isnull=False)
    return drawn.order_by("name").values_list("map_district_id", flat=True).first() or ""


def invented_places() -> bool:
    """Whether any municipality here is invented, so that maps have to say so."""
    return Municipality.objects.filter(is_fictional=True).exists()


def colleagues(organisation: Organisation | int, on: date) -> dict[int, str]:
    """Who works for an organisation now: person → name."""
    rows = Mandate.objects.filter(
        current(on),
        organisation=organisation,
        role__in=["coordinator", "deputy", "colleague"],
        person__is_active=True,
    ).select_related("person")
    return {mandate.person_id: mandate.person.name for mandate in rows}
