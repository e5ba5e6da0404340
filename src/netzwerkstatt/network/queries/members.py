"""Reads about members as a whole: vacant seats, states, fee classes, who has to be asked this year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Prefetch

from netzwerkstatt.kernel.access import Bench, MandateRole, Viewer
from netzwerkstatt.network.engine.fees import Span, class_of
from netzwerkstatt.network.engine.yearly import next_due
from netzwerkstatt.network.models import (
    FeeClass,
    Mandate,
    MandateInvitation,
    Membership,
    MembershipStep,
    Municipality,
    Organisation,
)
from netzwerkstatt.network.queries.mandates import BenchSeat, seats_of


@dataclass(frozen=True)
class Vacancy:
    """A bench without coordination. `invited` is how many invitations are open, None for who may not know."""

    place: Municipality
    seat: BenchSeat
    organisations: tuple[Organisation, ...]
    invited: int | None

    @property
    def deputies(self) -> int:
        return len(self.seat.holders)


def vacancies(viewer: Viewer, on: date) -> list[Vacancy]:
    """Every vacant bench of every member that has its benches entered, by name. A fixed number of queries."""
    places = list(
        Municipality.objects.visible_to(viewer)
        .members()
        .filter(organisations__isnull=False)
        .distinct()
        .prefetch_related("organisations")
    )
    mandates: dict[int, list[Mandate]] = defaultdict(list)
    rows = Mandate.objects.filter(
        organisation__municipality__in=places,
        role__in=[MandateRole.COORDINATOR, MandateRole.DEPUTY],
        starts_on__lte=on,
    ).select_related("person", "organisation")
    for mandate in rows:
        mandates[mandate.organisation.municipality_id or 0].append(mandate)
    open_ = _open_invitations(viewer)
    found = []
    for place in places:
        for seat in seats_of(mandates[place.pk], on):
            own = tuple(o for o in place.organisations.all() if o.bench == seat.bench)
            if seat.vacant:
                invited = sum(open_[o.pk] for o in own) if viewer.is_secretariat else None
                found.append(Vacancy(place, seat, own, invited))
    return found


def _open_invitations(viewer: Viewer) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for number in (
        MandateInvitation.objects.visible_to(viewer).pending().values_list("organisation_id", flat=True)
    ):
        found[number] += 1
    return found


def memberships(viewer: Viewer) -> list[Membership]:
    """All memberships with their place and the steps this viewer may read, open ones first by name."""
    steps = MembershipStep.objects.visible_to(viewer)
    rows = Membership.objects.select_related("municipality").prefetch_related(Prefetch("steps", steps))
    return sorted(rows, key=lambda m: (m.state == "left", m.municipality.name, m.pk))


def spans(classes: list[FeeClass]) -> list[Span]:
    return [span_of(one) for one in classes]


def span_of(one: FeeClass) -> Span:
    return Span(one.pk or 0, one.population_from, one.population_until, one.valid_from, one.valid_until)


def fee_classes() -> list[FeeClass]:
    return list(FeeClass.objects.all())


def fee_class_of(place: Municipality, on: date, classes: list[FeeClass]) -> FeeClass | None:
    number = class_of(place.population, on, spans(classes))
    return next((one for one in classes if one.pk == number), None)


def due_on(organisation: Organisation) -> date | None:
    """When this organisation is asked next; None where it has never had anybody."""
    found = Organisation.objects.filter(pk=organisation.pk).aggregate(
        confirmed=Max("confirmations__on"), began=Min("mandates__starts_on")
    )
    since = found["confirmed"] or found["began"]
    return next_due(organisation.pk, since) if since else None


def to_confirm(viewer: Viewer, on: date) -> list[tuple[Organisation, date]]:
    """Organisations of this viewer's coordination whose yearly question is due. One query."""
    leading = [
        m.organisation_id
        for m in viewer.writing_mandates
        if m.role in (MandateRole.COORDINATOR, MandateRole.DEPUTY)
    ]
    rows = Organisation.objects.filter(pk__in=leading).annotate(
        confirmed=Max("confirmations__on"), began=Min("mandates__starts_on")
    )
    due = [(row, next_due(row.pk, row.confirmed or row.began)) for row in rows]
    return [(organisation, day) for organisation, day in due if day <= on]


def benches_without_people(on: date) -> list[tuple[Organisation, int, int]]:
    """(organisation, people now, open invitations) for both benches of every member, by member. Three queries."""
    benches = list(
        Organisation.objects.filter(
            municipality__in=Municipality.objects.members(), kind__in=["administration", "initiative"]
        )
        .select_related("municipality")
        .order_by("municipality__name", "kind")
    )
    people: dict[int, set[int]] = defaultdict(set)
    for organisation, person in (
        Mandate.objects.current(on)
        .filter(role__in=["coordinator", "deputy", "colleague"])
        .values_list("organisation_id", "person_id")
    ):
        people[organisation].add(person)
    invited: dict[int, int] = defaultdict(int)
    for organisation in MandateInvitation.objects.pending().values_list("organisation_id", flat=True):
        invited[organisation] += 1
    return [(o, len(people[o.pk]), invited[o.pk]) for o in benches]


def seat_words(bench: Bench) -> str:
    return {
        Bench.ADMINISTRATION: "Koordination der Kommune",
        Bench.INITIATIVES: "Koordination der Initiativen",
    }[bench]
