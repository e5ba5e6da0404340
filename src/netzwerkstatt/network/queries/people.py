"""The people of one organisation: now, invited, earlier; and who hands over to whom."""

from dataclasses import dataclass
from datetime import date

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import HandOver, Mandate, MandateInvitation, Organisation
from netzwerkstatt.network.models.organisations import current


@dataclass(frozen=True)
class PeopleOf:
    now: tuple[Mandate, ...]
    later: tuple[Mandate, ...]
    ended: tuple[Mandate, ...]
    invited: tuple[MandateInvitation, ...]


def people_of(viewer: Viewer, organisation: Organisation, on: date) -> PeopleOf:
    """Mandates this viewer may read of, in their three times; invitations for those who invite."""
    rows = Mandate.objects.visible_to(viewer).filter(organisation=organisation).select_related("person")
    invited = MandateInvitation.objects.visible_to(viewer).pending().filter(organisation=organisation)
    return PeopleOf(
        now=tuple(rows.filter(current(on)).order_by("role", "person__name")),
        later=tuple(rows.filter(starts_on__gt=on).order_by("starts_on")),
        ended=tuple(rows.filter(ends_on__lt=on).order_by("-ends_on", "-pk")[:20]),
        invited=tuple(invited),
    )


def hand_overs_for(viewer: Viewer) -> list[HandOver]:
    """Open notes that others wrote for this viewer."""
    return list(
        HandOver.objects.visible_to(viewer)
        .filter(taken_at__isnull=True)
        .exclude(leaving_id=viewer.number)
        .select_related("organisation", "leaving")
    )
