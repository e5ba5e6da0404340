"""Circular letters: written, previewed, sent once."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.mail.actions import put_letter
from netzwerkstatt.network import rules
from netzwerkstatt.network.models import Circular, CircularRecipient, LetterRefusal, Organisation
from netzwerkstatt.network.queries.audience import Audience, reached_by
from netzwerkstatt.network.states import LetterKind


@transaction.atomic
def write_circular(
    circular: Circular | None,
    *,
    sender: Organisation,
    kind: LetterKind,
    subject: str,
    text: str,
    audience: Audience,
    by: Viewer,
) -> Circular:
    """A draft, new or changed. Nothing leaves the house. A centre reaches those interested in its topic alone."""
    require(rules.may_write_circular(by, sender))
    if circular is not None and circular.sent_at:
        require(denied(_("Dieser Rundbrief ist verschickt und bleibt, wie er ist.")))
    values: dict[str, Any] = audience.as_values()
    if sender.kind == "centre":
        values["topic"] = sender.centre.topic_id
        kind = LetterKind.TOPIC
    circular = circular or Circular(sender=sender)
    circular.author_id, circular.author_name = by.person_id, by.name
    circular.sender, circular.kind, circular.audience = sender, kind, values
    circular.subject, circular.text = subject.strip(), text.strip()
    circular.full_clean()
    circular.save()
    record("write_circular", circular, by=by)
    return circular


@transaction.atomic
def discard_circular(circular: Circular, *, by: Viewer) -> None:
    require(rules.may_write_circular(by, circular.sender))
    if circular.sent_at:
        require(denied(_("Dieser Rundbrief ist verschickt und bleibt, wie er ist.")))
    circular.delete()


@transaction.atomic
def send_circular(circular: Circular, *, previewed: str, by: Viewer) -> int:
    """Put the letter into the outbox for exactly the people whose preview was shown; returns how many.

    `previewed` is the fingerprint of that preview. Has somebody come or gone since, nothing is sent.
    """
    circular = Circular.objects.select_for_update().get(pk=circular.pk)
    reached = reached_by(Audience.of(circular.audience), LetterKind(circular.kind), timezone.localdate())
    require(rules.may_send_circular(by, circular, reached=reached.number))
    if reached.fingerprint != previewed:
        require(
            denied(
                _(
                    "Seit Ihrer Vorschau hat sich geändert, wen der Brief erreicht. Sehen Sie noch einmal nach."
                )
            )
        )
    circular.sent_at = timezone.now()
    circular.save(update_fields=["sent_at"])
    for mandate in reached.mandates:
        CircularRecipient.objects.create(
            circular=circular, person_id=mandate.person_id, organisation_id=mandate.organisation_id
        )
        put_letter(
            address=mandate.person.email,
            person_id=mandate.person_id,
            event=f"circular:{circular.pk}",
            subject=circular.subject,
            body=f"{circular.text}\n\n{circular.sender.name}",
            link=circular.get_absolute_url(),
        )
    record("send_circular", circular, by=by, people=reached.number)
    return reached.number


@transaction.atomic
def set_refusals(kinds: set[LetterKind], *, by: Viewer) -> None:
    """Which kinds of circular letters this person does not want."""
    if not by.signed_in:
        require(denied(_("Abbestellen kann, wer angemeldet ist.")))
    for kind in kinds:
        require(rules.may_refuse(kind))
    LetterRefusal.objects.filter(person_id=by.number).exclude(kind__in=kinds).delete()
    for kind in kinds:
        LetterRefusal.objects.get_or_create(person_id=by.number, kind=kind)
