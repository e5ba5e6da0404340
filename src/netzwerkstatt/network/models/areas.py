"""Länder, districts and municipalities with their official keys and the dates of their validity."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.access import Viewer


class State(models.Model):
    """One of the sixteen Länder."""

    key = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=60)
    short = models.CharField(max_length=4)

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = _("Land")
        verbose_name_plural = _("Länder")

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A Kreis or a kreisfreie Stadt: the unit of the map."""

    key = models.CharField(max_length=5, primary_key=True, validators=[RegexValidator(r"^\d{5}$")])
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=40)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="districts")
    population = models.PositiveIntegerField(null=True)
    population_on = models.DateField(null=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("Kreis")
        verbose_name_plural = _("Kreise")

    def __str__(self) -> str:
        return self.name


class MunicipalityKind(models.TextChoices):
    FREE_CITY = "free_city", _("kreisfreie Stadt")
    CITY = "city", _("kreisangehörige Stadt")
    COMMUNE = "commune", _("kreisangehörige Gemeinde")
    COUNTY = "county", _("Landkreis")
    BOROUGH = "borough", _("Stadtbezirk")
    ASSOCIATION = "association", _("Amt oder Gemeindeverband")
    REGION = "region", _("Region")


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def visible_to(self, viewer: Viewer) -> "MunicipalityQuerySet":
        """Municipalities are public."""
        return self.all()

    def members(self) -> "MunicipalityQuerySet":
        from netzwerkstatt.network.states import CURRENT

        return self.filter(memberships__state__in=CURRENT).distinct()


class Municipality(models.Model):
    """What can be a member: a city, a commune, a county, a borough, an Amt, a region.

    A region without an official key has one that begins with R.
    `is_fictional` marks the demonstration's own; `map_district` is where it is drawn, for fictional ones an
    invented place.
    """

    key = models.CharField(max_length=12, unique=True, validators=[RegexValidator(r"^[FR\d][\d]{1,11}$")])
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=MunicipalityKind.choices)
    county_name = models.CharField(max_length=120, blank=True)
    map_district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    is_fictional = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("Kommune")
        verbose_name_plural = _("Kommunen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="municipality_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(is_fictional=False) | Q(key__startswith="F"), name="fictional_keys_begin_with_f"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:municipality", args=[self.key])
