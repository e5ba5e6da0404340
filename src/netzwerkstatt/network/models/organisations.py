"""Organisations, memberships, mandates: where every right comes from."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.access import Bench, MandateRole, Viewer
from netzwerkstatt.network.models.areas import Municipality
from netzwerkstatt.network.states import CURRENT, STATE_WORDS, MembershipState

if TYPE_CHECKING:
    from netzwerkstatt.network.models.centres import CompetenceCentre


class OrganisationKind(models.TextChoices):
    ADMINISTRATION = "administration", _("Verwaltung")
    INITIATIVE = "initiative", _("Initiative")
    CENTRE = "centre", _("Kompetenzzentrum")
    SECRETARIAT = "secretariat", _("Sekretariat")
    REGIONAL_NETWORK = "regional_network", _("regionales Netzwerk")
    PARTNER = "partner", _("Partner")


NEEDS_MUNICIPALITY = (OrganisationKind.ADMINISTRATION, OrganisationKind.INITIATIVE)
ON = tuple[date | None, date | None]


def current(on: date, prefix: str = "") -> Q:
    """Rows whose term holds on that day."""
    begun = Q(**{f"{prefix}starts_on__lte": on})
    return begun & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on}))


INVITING = (MandateRole.COORDINATOR, MandateRole.DEPUTY, MandateRole.ADMINISTRATOR)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, viewer: Viewer) -> "OrganisationQuerySet":
        """Organisations are public; people are not part of them."""
        return self.all()


class Organisation(models.Model):
    """Who holds Undertakings and gives mandates. Administrations and initiatives belong to a municipality."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    is_fictional = models.BooleanField(default=False)

    objects = OrganisationQuerySet.as_manager()
    centre: "CompetenceCentre"

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind__in=NEEDS_MUNICIPALITY) | Q(municipality__isnull=False),
                name="benches_belong_to_a_municipality",
            ),
            models.UniqueConstraint(
                fields=["name", "municipality"], name="one_organisation_per_name_and_place"
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(kind="administration"),
                name="one_administration_per_municipality",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def bench(self) -> Bench | None:
        if self.kind == OrganisationKind.ADMINISTRATION:
            return Bench.ADMINISTRATION
        return Bench.INITIATIVES if self.kind == OrganisationKind.INITIATIVE else None


class Membership(models.Model):
    """That a municipality belongs to the network, since when, in which state.

    `proven_on` (2009, 2009-03) says that only this is known: a source names it as a member at that time.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")
    state = models.CharField(
        max_length=20,
        choices=[(state.value, STATE_WORDS[state]) for state in MembershipState],
        default=MembershipState.PROSPECT,
    )
    since_year = models.PositiveSmallIntegerField(null=True, blank=True)
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    proven_on = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("Mitgliedschaft")
        verbose_name_plural = _("Mitgliedschaften")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=~Q(state="left"),
                name="one_open_membership_per_municipality",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True)
                | Q(since_on__isnull=True)
                | Q(until_on__gte=F("since_on")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MembershipState]),
                name="membership_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_state_display()}"

    @property
    def is_current(self) -> bool:
        return self.state in CURRENT


class MandateQuerySet(models.QuerySet["Mandate"]):
    def current(self, on: date) -> "MandateQuerySet":
        return self.filter(current(on))

    def visible_to(self, viewer: Viewer) -> "MandateQuerySet":
        """People are named to the network only; at home one also sees colleagues and administrators.

        The secretariat keeps the mandates and sees them all.
        """
        if not viewer.signed_in:
            return self.none()
        if viewer.is_secretariat:
            return self.all()
        own = Q(person_id=viewer.person_id) | Q(
            organisation_id__in=[m.organisation_id for m in viewer.mandates if m.role != MandateRole.GUEST]
        )
        if viewer.reads_network:
            own |= Q(role__in=[MandateRole.COORDINATOR, MandateRole.DEPUTY, MandateRole.COLLEAGUE])
        return self.filter(own)


class Mandate(models.Model):
    """A person acts for an organisation, in a role, for a term. Rights begin and end with it."""

    ROLE_WORDS: ClassVar = {
        MandateRole.COORDINATOR: _("Koordination"),
        MandateRole.DEPUTY: _("Vertretung"),
        MandateRole.COLLEAGUE: _("Mitarbeit"),
        MandateRole.LEADERSHIP: _("Leitung"),
        MandateRole.ADMINISTRATOR: _("Verwaltung der Zugänge"),
        MandateRole.GUEST: _("Gast"),
        MandateRole.RESEARCHER: _("Begleitforschung"),
    }

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mandates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(
        max_length=20, choices=[(role.value, words) for role, words in ROLE_WORDS.items()]
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["organisation__name", "role", "person__name"]
        verbose_name = _("Mandat")
        verbose_name_plural = _("Mandate")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="mandate_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(ends_on__isnull=True),
                name="one_open_mandate_per_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} {self.organisation}"


class InvitationQuerySet(models.QuerySet["MandateInvitation"]):
    def pending(self) -> "InvitationQuerySet":
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def visible_to(self, viewer: Viewer) -> "InvitationQuerySet":
        """Addresses of people who have not answered yet: seen by those who invite, nobody else."""
        if viewer.is_secretariat:
            return self.all()
        return self.filter(
            organisation_id__in=[m.organisation_id for m in viewer.mandates if m.role in INVITING]
        )


class MandateInvitation(models.Model):
    """An invitation by e-mail to act for an organisation. Becomes a mandate when it is accepted."""

    email = models.EmailField()
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(
        max_length=20, choices=[(role.value, words) for role, words in Mandate.ROLE_WORDS.items()]
    )
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
        ]
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"


class RegionalNetwork(models.Model):
    """Members close to each other who meet by themselves. `contact_role` names a function, never a person."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="regional_network"
    )
    members = models.ManyToManyField(Municipality, related_name="regional_networks", blank=True)
    about = models.TextField(blank=True)
    contact_role = models.CharField(max_length=200, blank=True)
    since_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["organisation__name"]
        verbose_name = _("regionales Netzwerk")
        verbose_name_plural = _("regionale Netzwerke")

    def __str__(self) -> str:
        return self.organisation.name

    def get_absolute_url(self) -> str:
        return reverse("network:regional_network", args=[self.pk])
