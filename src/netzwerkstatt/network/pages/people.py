"""What the pages about an organisation's people state."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from netzwerkstatt.kernel.access import Decision, Viewer
from netzwerkstatt.network import rules
from netzwerkstatt.network.actions.mandates import INVITATION_LIFETIME
from netzwerkstatt.network.models import (
    HandOver,
    Mandate,
    MandateInvitation,
    Organisation,
    OrganisationName,
    StandingConfirmation,
    TopicInterest,
)
from netzwerkstatt.network.queries.addresses import Address
from netzwerkstatt.network.queries.people import PeopleOf


@dataclass(frozen=True)
class MandateRow:
    number: int
    name: str
    role: str
    starts_on: date
    ends_on: date | None
    is_own: bool
    may_change: bool
    may_end: bool


@dataclass(frozen=True)
class InvitationRow:
    number: int
    name: str
    email: str
    role: str
    sent_on: date
    valid_until: date
    has_expired: bool

    @classmethod
    def of(cls, invitation: MandateInvitation) -> "InvitationRow":
        sent = timezone.localtime(invitation.sent_at or invitation.created_at)
        until = sent + INVITATION_LIFETIME
        return cls(
            invitation.pk,
            invitation.name,
            invitation.email,
            str(invitation.get_role_display()),
            sent.date(),
            until.date(),
            until < timezone.localtime(),
        )


@dataclass(frozen=True)
class PeoplePage:
    """`alone` says that one person carries the organisation: normal are two."""

    organisation: Organisation
    now: tuple[MandateRow, ...]
    later: tuple[MandateRow, ...]
    ended: tuple[MandateRow, ...]
    invited: tuple[InvitationRow, ...]
    earlier_names: tuple[OrganisationName, ...]
    invite: Decision
    rename: Decision
    hand_over: Decision
    alone: bool
    due_on: date | None


def people_page(
    viewer: Viewer, organisation: Organisation, people: PeopleOf, names: Any, due: date | None
) -> PeoplePage:
    inviting = rules.may_invite(viewer, organisation)

    def rows(mandates: tuple[Mandate, ...]) -> tuple[MandateRow, ...]:
        return tuple(_row(viewer, mandate, bool(inviting)) for mandate in mandates)

    working = {m.person_id for m in people.now if m.role in ("coordinator", "deputy", "colleague")}
    return PeoplePage(
        organisation=organisation,
        now=rows(people.now),
        later=rows(people.later),
        ended=rows(people.ended),
        invited=tuple(InvitationRow.of(invitation) for invitation in people.invited),
        earlier_names=tuple(names),
        invite=inviting,
        rename=rules.may_rename(viewer, organisation),
        hand_over=rules.may_hand_over(viewer, organisation),
        alone=len(working) == 1,
        due_on=due,
    )


def _row(viewer: Viewer, mandate: Mandate, inviting: bool) -> MandateRow:
    own = mandate.person_id == viewer.person_id
    return MandateRow(
        mandate.pk,
        mandate.person.name,
        str(mandate.get_role_display()),
        mandate.starts_on,
        mandate.ends_on,
        own,
        inviting,
        inviting or own,
    )


@dataclass(frozen=True)
class HandOverPage:
    """Written by who leaves: the note, what is open in every room, what of the network's own is open."""

    organisation: Organisation
    form: Any
    panels: list[tuple[str, Any]]
    invited: int
    due_on: date | None
    own_mandate: int
    written: HandOver | None
    alone: bool


@dataclass(frozen=True)
class TakenPage:
    """Read by who comes next."""

    hand_over: HandOver
    panels: list[tuple[str, Any]]
    take: Decision
    mandate_ended: date | None


@dataclass(frozen=True)
class StandingPage:
    """Everything an organisation is asked about once a year, on one page."""

    organisation: Organisation
    people: tuple[MandateRow, ...]
    addresses: tuple[Address, ...]
    interests: tuple[TopicInterest, ...]
    history: tuple[StandingConfirmation, ...]
    due_on: date | None
    is_due: bool
    confirm: Decision


def soon(due: date | None) -> date | None:
    """A due day worth naming: within the next ninety days."""
    return due if due and due <= timezone.localdate() + timedelta(days=90) else None
