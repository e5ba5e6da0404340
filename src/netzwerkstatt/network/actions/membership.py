"""Members: taken in at once or step by step, with what each step rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.network import rules
from netzwerkstatt.network.actions.mandates import invite
from netzwerkstatt.network.engine.official_keys import district_of
from netzwerkstatt.network.models import (
    District,
    FeeClass,
    Mandate,
    MandateInvitation,
    Membership,
    MembershipStep,
    Municipality,
    Organisation,
)
from netzwerkstatt.network.queries.members import fee_classes, span_of
from netzwerkstatt.network.register.actions import take_facts
from netzwerkstatt.network.states import LEADS_TO, MembershipState, StepKind


@transaction.atomic
def admit_member(
    *,
    name: str,
    key: str,
    kind: str,
    since_year: int | None,
    population: int | None,
    initiative: str,
    by: Viewer,
) -> Municipality:
    """A municipality as member at once, with its administration and an organisation for the initiatives' bench.

    For networks that write down who belongs already; who applies anew goes through `begin_membership`.
    """
    require(rules.may_admit(by))
    place = Municipality(key=key, name=name.strip(), kind=kind, population=population)
    place.map_district = District.objects.filter(key=district_of(key)).first()
    take_facts(place)
    place.full_clean()
    place.save()
    Membership.objects.create(municipality=place, state=MembershipState.ACTIVE, since_year=since_year)
    _make_benches(place, initiative)
    record("admit_member", place, by=by)
    registry.changed(place)
    return place


def _make_benches(place: Municipality, initiative: str = "") -> None:
    """Both benches of a member, where they are not there yet."""
    kinds = {organisation.kind for organisation in place.organisations.all()}
    if "administration" not in kinds:
        Organisation.objects.create(
            name=f"Verwaltung {place.name}", kind="administration", municipality=place
        )
    if "initiative" not in kinds:
        name = initiative.strip() or f"Initiativen {place.name}"
        Organisation.objects.create(name=name, kind="initiative", municipality=place)


@transaction.atomic
def begin_membership(
    municipality: Municipality, *, on: date | None = None, note: str = "", by: Viewer
) -> Membership:
    """A municipality shows interest. A membership that ended stays as it was; this is a new one."""
    require(rules.may_manage_members(by))
    if municipality.memberships.exclude(state=MembershipState.LEFT).exists():
        require(denied(_("Für %(name)s läuft schon eine Mitgliedschaft.") % {"name": municipality.name}))
    membership = Membership.objects.create(municipality=municipality, state=MembershipState.PROSPECT)
    _note(membership, StepKind.INTEREST, on=on or timezone.localdate(), paper="", note=note, by=by)
    record("begin_membership", membership, by=by)
    registry.changed(municipality)
    return membership


@transaction.atomic
def add_interested(
    *, name: str, key: str, kind: str, population: int | None, on: date, note: str = "", by: Viewer
) -> Membership:
    """An interested municipality by its key: a new one, or one that is known already."""
    require(rules.may_manage_members(by))
    place = Municipality.objects.filter(key=key).first()
    if place is None:
        place = Municipality(key=key, name=name.strip(), kind=kind, population=population)
        place.map_district = District.objects.filter(key=district_of(key)).first()
        take_facts(place)
        place.full_clean()
        place.save()
    return begin_membership(place, on=on, note=note, by=by)


@transaction.atomic
def take_step(
    membership: Membership, *, kind: StepKind, on: date, paper: str = "", note: str = "", by: Viewer
) -> MembershipStep:
    """Note a step, and move the membership where the step leads. Nothing is skipped, nothing lies in the future."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    require(rules.may_take_step(by, membership, kind, paper=paper, note=note))
    if on > timezone.localdate():
        require(denied(_("Dieser Tag liegt in der Zukunft. Tragen Sie ein, was geschehen ist.")))
    if kind == StepKind.EXIT and membership.since_on and on < membership.since_on:
        require(denied(_("Der Austritt liegt vor der Aufnahme.")))
    step = _note(membership, kind, on=on, paper=paper, note=note, by=by)
    before = membership.state
    after = LEADS_TO.get(kind)
    if after is not None:
        membership.state = after
    if kind == StepKind.ADMISSION:
        membership.since_on, membership.since_year = on, on.year
        _make_benches(membership.municipality)
    if after == MembershipState.LEFT:
        membership.until_on = on
    membership.save()
    record("take_step", membership, by=by, step=kind.value, before=before, after=membership.state)
    registry.changed(membership.municipality)
    return step


def _note(
    membership: Membership, kind: StepKind, *, on: date, paper: str, note: str, by: Viewer
) -> MembershipStep:
    return MembershipStep.objects.create(
        membership=membership,
        kind=kind,
        on=on,
        paper=paper.strip(),
        note=note.strip(),
        person_id=by.person_id,
        person_name=by.name,
    )


@dataclass(frozen=True)
class MemberRow:
    """A row of a list of members as it was checked. People are (name, address), the name may be empty."""

    values: dict[str, Any]
    people: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Taken:
    admitted: int
    known: int
    invited: int


@transaction.atomic
def admit_members(rows: Iterable[MemberRow], *, send_invitations: bool, by: Viewer) -> Taken:
    """Members out of a list. Whoever is entered already stays as they are; nobody is invited twice."""
    require(rules.may_admit(by))
    admitted = known = invited = 0
    for row in rows:
        place = Municipality.objects.filter(key=row.values["key"]).first()
        if place is None:
            place = admit_member(**row.values, by=by)
            admitted += 1
        else:
            known += 1
        if send_invitations:
            invited += _invite_people(place, row.people, by)
    return Taken(admitted, known, invited)


def _invite_people(place: Municipality, people: Iterable[tuple[str, str, str]], by: Viewer) -> int:
    """(kind of organisation, name, address) for each person; returns how many letters went into the outbox."""
    number = 0
    for kind, name, email in people:
        organisation = place.organisations.filter(kind=kind).order_by("pk").first()
        if organisation is None or is_known_to(organisation, email):
            continue
        invite(organisation, email=email, name=name or email, role="coordinator", by=by)
        number += 1
    return number


def is_known_to(organisation: Organisation, email: str) -> bool:
    """Whether somebody with this address is invited or works there already."""
    address = email.lower()
    return (
        MandateInvitation.objects.pending().filter(organisation=organisation, email=address).exists()
        or Mandate.objects.filter(organisation=organisation, person__email=address).exists()
    )


@transaction.atomic
def add_fee_class(fee_class: FeeClass, *, by: Viewer) -> FeeClass:
    """A new class, if none that is entered holds for the same size on the same day."""
    fee_class.full_clean()
    wanted = span_of(fee_class)
    clashes = [one for one in fee_classes() if span_of(one).overlaps(wanted)]
    require(rules.may_add_fee_class(by, clashes))
    fee_class.save()
    record("add_fee_class", fee_class, by=by)
    return fee_class


@transaction.atomic
def end_fee_class(fee_class: FeeClass, *, on: date, by: Viewer) -> FeeClass:
    """The last day of a class. Earlier years keep what they were reckoned with."""
    require(rules.may_manage_members(by))
    fee_class.valid_until = on
    fee_class.full_clean()
    fee_class.save()
    record("end_fee_class", fee_class, by=by)
    return fee_class
