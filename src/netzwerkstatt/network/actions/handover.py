"""Handing one's work over to whoever comes next."""

from django.db import transaction
from django.utils import timezone

from netzwerkstatt.kernel.access import Viewer, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.network import rules
from netzwerkstatt.network.models import HandOver, Organisation
from netzwerkstatt.network.queries.mandates import colleagues


@transaction.atomic
def write_hand_over(
    organisation: Organisation, *, note: str, successor_id: int | None = None, by: Viewer
) -> HandOver:
    """The open note of this person for this organisation, new or changed. The trail never holds its text."""
    require(rules.may_hand_over(by, organisation))
    found = HandOver.objects.filter(
        organisation=organisation, leaving_id=by.number, taken_at__isnull=True
    ).first()
    hand_over = found or HandOver(organisation=organisation, leaving_id=by.number)
    if successor_id is not None:
        on_duty = colleagues(organisation, timezone.localdate())
        require(rules.may_succeed(hand_over, successor_id, on_duty))
    hand_over.note, hand_over.successor_id = note.strip(), successor_id
    hand_over.full_clean()
    hand_over.save()
    record("write_hand_over", organisation, by=by)
    return hand_over


@transaction.atomic
def take_hand_over(hand_over: HandOver, *, by: Viewer) -> HandOver:
    """The successor has read it: it waits no longer, and stays readable for her."""
    require(rules.may_take_hand_over(by, hand_over))
    if hand_over.taken_at is None:
        hand_over.taken_at = timezone.now()
        hand_over.successor_id = hand_over.successor_id or by.person_id
        hand_over.save()
        record("take_hand_over", hand_over.organisation, by=by)
    return hand_over
