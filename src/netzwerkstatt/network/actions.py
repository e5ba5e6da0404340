"""Everything that is written in the network."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.accounts.actions import create_person
from netzwerkstatt.accounts.models import Person
from netzwerkstatt.catalogue.models import Topic
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.links.actions import issue_link, use_up
from netzwerkstatt.kernel.links.models import IssuedLink
from netzwerkstatt.kernel.mail.actions import put_letter
from netzwerkstatt.network import rules
from netzwerkstatt.network.engine.official_keys import district_of
from netzwerkstatt.network.models import (
    District,
    Mandate,
    MandateInvitation,
    Membership,
    Municipality,
    Organisation,
    TopicInterest,
)
from netzwerkstatt.network.register.actions import take_facts
from netzwerkstatt.network.states import MEMBERSHIP, STATE_WORDS, MembershipState

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
    token = issue_link(purpose=INVITATION, subject=str(invitation.pk), lifetime=INVITATION_LIFETIME)
    put_letter(
        address=invitation.email,
        event=f"invitation:{invitation.pk}",
        subject=_("Einladung in die Netzwerkstatt"),
        body=_(
            "%(name)s lädt Sie ein, für %(organisation)s mitzuarbeiten. Der Link gilt 14 Tage und nur einmal."
        )
        % {"name": by.name or _("Das Sekretariat"), "organisation": organisation.name},
        link=reverse("network:accept_invitation", args=[token]),
        at_once=True,
    )
    record("invite", organisation, by=by, role=role)
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
    """The last day of a mandate. Access ends with it; released work stays with the organisation."""
    require(rules.may_invite(by, mandate.organisation))
    mandate.ends_on = on
    mandate.full_clean()
    mandate.save()
    record("end_mandate", mandate, by=by)
    registry.changed(mandate.organisation)
    return mandate


@transaction.atomic
def move_membership(membership: Membership, *, to: MembershipState, by: Viewer) -> Membership:
    """The next state of a membership, if the table knows the step."""
    require(rules.may_manage_members(by))
    before = MembershipState(membership.state)
    if not MEMBERSHIP.may_follow(before, to):
        require(
            denied(
                _("Auf „%(before)s“ folgt nicht „%(after)s“.")
                % {"before": STATE_WORDS[before], "after": STATE_WORDS[to]}
            )
        )
    membership.state = to
    if to == MembershipState.ACTIVE and membership.since_on is None:
        membership.since_on = timezone.localdate()
        membership.since_year = membership.since_on.year
    if to == MembershipState.LEFT:
        membership.until_on = timezone.localdate()
    membership.save()
    record("move_membership", membership, by=by, before=before.value, after=to.value)
    registry.changed(membership.municipality)
    return membership


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
    Organisation.objects.create(name=f"Verwaltung {place.name}", kind="administration", municipality=place)
    Organisation.objects.create(
        name=initiative.strip() or f"Initiativen {place.name}", kind="initiative", municipality=place
    )
    record("admit_member", place, by=by)
    registry.changed(place)
    return place


@transaction.atomic
def begin_membership(municipality: Municipality, *, by: Viewer) -> Membership:
    require(rules.may_manage_members(by))
    membership = Membership.objects.create(municipality=municipality, state=MembershipState.PROSPECT)
    record("begin_membership", membership, by=by)
    registry.changed(municipality)
    return membership


@transaction.atomic
def add_interest(
    organisation: Organisation, *, kind: str, text: str, topic: Topic | None, by: Viewer
) -> TopicInterest:
    require(rules.may_edit_interests(by, organisation))
    interest = TopicInterest(organisation=organisation, kind=kind, text=text, topic=topic)
    interest.full_clean()
    interest.save()
    record("add_interest", organisation, by=by, kind=kind)
    registry.changed(organisation)
    return interest


@transaction.atomic
def drop_interest(interest: TopicInterest, *, by: Viewer) -> None:
    require(rules.may_edit_interests(by, interest.organisation))
    organisation = interest.organisation
    interest.delete()
    record("drop_interest", organisation, by=by)
    registry.changed(organisation)
