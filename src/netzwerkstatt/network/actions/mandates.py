"""Invitations and mandates: how a right begins, changes and ends."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.accounts.actions import create_person
from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.links.actions import issue_link, use_up
from netzwerkstatt.kernel.links.models import IssuedLink
from netzwerkstatt.kernel.mail.actions import drop_unsent, put_letter
from netzwerkstatt.network import rules
from netzwerkstatt.network.models import Mandate, MandateInvitation, Organisation

INVITATION = "invitation"
INVITATION_LIFETIME = timedelta(days=14)


@transaction.atomic
def invite(
    organisation: Organisation, *, email: str, name: str, role: str, ends_on: date | None = None, by: Viewer
) -> MandateInvitation:
    """Invite somebody to act for an organisation: one letter with a link that works once, for 14 days."""
    require(rules.may_invite(by, organisation))
    invitation = MandateInvitation(
        email=email.lower(), name=name, organisation=organisation, role=role, ends_on=ends_on
    )
    invitation.full_clean()
    invitation.save()
    _send_link(invitation, by)
    record("invite", organisation, by=by, role=role)
    return invitation


def _send_link(invitation: MandateInvitation, by: Viewer) -> None:
    """A new link, and with it every earlier one of this invitation is void."""
    IssuedLink.objects.filter(purpose=INVITATION, subject=str(invitation.pk), used_at__isnull=True).update(
        used_at=timezone.now()
    )
    invitation.sent_at = timezone.now()
    invitation.save(update_fields=["sent_at"])
    token = issue_link(purpose=INVITATION, subject=str(invitation.pk), lifetime=INVITATION_LIFETIME)
    again = IssuedLink.objects.filter(purpose=INVITATION, subject=str(invitation.pk)).count()
    put_letter(
        address=invitation.email,
        event=f"invitation:{invitation.pk}" if again == 1 else f"invitation:{invitation.pk}:{again}",
        subject=_("Einladung in die Netzwerkstatt"),
        body=_(
            "%(name)s lädt Sie ein, für %(organisation)s mitzuarbeiten. Der Link gilt 14 Tage und nur einmal."
        )
        % {"name": by.name or _("Das Sekretariat"), "organisation": invitation.organisation.name},
        link=reverse("network:accept_invitation", args=[token]),
        at_once=True,
    )


@transaction.atomic
def resend_invitation(invitation: MandateInvitation, *, by: Viewer) -> MandateInvitation:
    """The same invitation with a new link and fourteen new days. The earlier link no longer works."""
    require(rules.may_change_invitation(by, invitation))
    _send_link(invitation, by)
    record("resend_invitation", invitation.organisation, by=by)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: MandateInvitation, *, by: Viewer) -> MandateInvitation:
    """The link no longer works; a letter not sent yet stays in the outbox no longer."""
    require(rules.may_change_invitation(by, invitation))
    now = timezone.now()
    IssuedLink.objects.filter(purpose=INVITATION, subject=str(invitation.pk), used_at__isnull=True).update(
        used_at=now
    )
    drop_unsent(address=invitation.email, event=f"invitation:{invitation.pk}")
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    record("withdraw_invitation", invitation.organisation, by=by)
    return invitation


@transaction.atomic
def accept_invitation(
    link: IssuedLink, *, name: str = "", password: str | None = None, person: Person | None = None
) -> Mandate:
    """Turn an invitation into a mandate, with a new account unless `person` is given. Uses the link up."""
    invitation = MandateInvitation.objects.select_related("organisation").get(pk=int(link.subject))
    known = Person.objects.filter(email__iexact=invitation.email).first()
    if person is None and known is not None:
        require(denied(_("Zu dieser Adresse gibt es schon ein Konto. Bitte melden Sie sich zuerst an.")))
    if person is not None and person.email.lower() != invitation.email.lower():
        require(denied(_("Diese Einladung ging an eine andere Adresse.")))
    if invitation.withdrawn_at:
        require(denied(_("Diese Einladung wurde zurückgezogen.")))
    use_up(link)
    if person is None:
        nobody = Viewer(name=name)
        person = create_person(email=invitation.email, name=name, password=password, by=nobody)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return give_mandate(
        person,
        invitation.organisation,
        role=invitation.role,
        starts_on=timezone.localdate(),
        ends_on=invitation.ends_on,
        by=Viewer(person_id=person.pk, name=person.name),
        invited=True,
    )


@transaction.atomic
def give_mandate(
    person: Person,
    organisation: Organisation,
    *,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    by: Viewer,
    invited: bool = False,
) -> Mandate:
    """A mandate from a day on. `invited` is set by accept_invitation, whose right was checked at the invitation."""
    if not invited:
        require(rules.may_invite(by, organisation))
    mandate = Mandate(
        person=person, organisation=organisation, role=role, starts_on=starts_on, ends_on=ends_on
    )
    mandate.full_clean()
    mandate.save()
    record("give_mandate", mandate, by=by, role=role)
    registry.changed(organisation)
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, on: date, by: Viewer) -> Mandate:
    """The last day of a mandate. Access ends with it; released work stays with the organisation.

    A mandate that would end before it began was given by mistake: it is taken back and leaves no row.
    """
    require(rules.may_end_mandate(by, mandate))
    if on < mandate.starts_on:
        record("take_back_mandate", mandate, by=by)
        mandate.delete()
    else:
        mandate.ends_on = on
        mandate.full_clean()
        mandate.save()
        record("end_mandate", mandate, by=by)
    registry.changed(mandate.organisation)
    return mandate


@transaction.atomic
def change_mandate(mandate: Mandate, *, role: str, ends_on: date | None, by: Viewer) -> Mandate:
    """Another last day, or another role from today on. An earlier role stays readable with its last day."""
    require(rules.may_invite(by, mandate.organisation))
    today = timezone.localdate()
    if role == mandate.role or mandate.starts_on >= today:
        mandate.role, mandate.ends_on = role, ends_on
        mandate.full_clean()
        mandate.save()
        record("change_mandate", mandate, by=by, role=role)
        registry.changed(mandate.organisation)
        return mandate
    end_mandate(mandate, on=today - timedelta(days=1), by=by)
    return give_mandate(
        mandate.person, mandate.organisation, role=role, starts_on=today, ends_on=ends_on, by=by
    )
