"""What happens to a member over the years: steps of its membership, fee classes, names, the yearly question."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models.organisations import INVITING, Membership, Organisation
from netzwerkstatt.network.states import NEEDS_PAPER, STEP_WORDS, StepKind


class StepQuerySet(models.QuerySet["MembershipStep"]):
    def visible_to(self, viewer: Viewer) -> "StepQuerySet":
        """The history of a membership is read by the secretariat and by the member's own two benches."""
        if viewer.is_secretariat:
            return self.all()
        own = [m.municipality_id for m in viewer.writing_mandates if m.role in INVITING and m.municipality_id]
        return self.filter(membership__municipality_id__in=own)


class MembershipStep(models.Model):
    """One step with its day: what happened, on which paper it rests, who noted it. Steps are added, never changed."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=30, choices=[(kind.value, STEP_WORDS[kind]) for kind in StepKind])
    on = models.DateField()
    paper = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["membership", "id"]
        verbose_name = _("Schritt einer Mitgliedschaft")
        verbose_name_plural = _("Schritte einer Mitgliedschaft")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in StepKind]), name="membership_step_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(kind.value for kind in NEEDS_PAPER)) | ~Q(paper=""),
                name="decisions_name_their_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y} {self.get_kind_display()}"


class FeeClass(models.Model):
    """A class of the yearly fee by size. Amounts are what the secretariat enters; unconfirmed ones say so."""

    name = models.CharField(max_length=120)
    population_from = models.PositiveIntegerField()
    population_until = models.PositiveIntegerField(null=True, blank=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    is_confirmed = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-valid_from", "population_from"]
        verbose_name = _("Beitragsklasse")
        verbose_name_plural = _("Beitragsklassen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(population_until__isnull=True) | Q(population_until__gte=F("population_from")),
                name="fee_class_ends_above_its_beginning",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="fee_class_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="fee_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationName(models.Model):
    """An earlier name of an organisation, with the days it was valid as far as they are known."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="earlier_names")
    name = models.CharField(max_length=200)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField()

    class Meta:
        ordering: ClassVar = ["-valid_until"]
        verbose_name = _("früherer Name")
        verbose_name_plural = _("frühere Namen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="organisation_name_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StandingConfirmation(models.Model):
    """That an organisation looked through its people, numbers and offers on a day: "noch richtig"."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="confirmations")
    on = models.DateField()
    corrected = models.BooleanField(default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-on", "-id"]
        verbose_name = _("jährliche Bestätigung")
        verbose_name_plural = _("jährliche Bestätigungen")

    def __str__(self) -> str:
        return f"{self.organisation} {self.on:%d.%m.%Y}"
