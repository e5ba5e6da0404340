"""Indicators, where their values come from, and the values."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import Topic
from netzwerkstatt.kernel.lib.official_numbers import STATUS_WORDS, Status
from netzwerkstatt.network.engine.official_keys import LEVEL_WORDS, Level


class Indicator(models.Model):
    """One characteristic. It says what is counted, never whether more of it is good."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("Merkmal"), max_length=160)
    definition = models.TextField(_("Definition"), blank=True)
    unit = models.CharField(_("Einheit"), max_length=60, blank=True)
    decimals = models.PositiveSmallIntegerField(_("Nachkommastellen"), default=1)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators"
    )
    position = models.PositiveSmallIntegerField(default=1000)

    class Meta:
        ordering: ClassVar = ["position", "name"]
        verbose_name = _("Indikator")
        verbose_name_plural = _("Indikatoren")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(decimals__lte=6), name="indicator_decimals_are_few")
        ]

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """A series as somebody published it. `areas_as_of` is the territorial state its areas have.

    `is_fictional` marks the invented values of the demonstration.
    """

    title = models.CharField(_("Quelle"), max_length=200, unique=True)
    licence = models.CharField(_("Lizenz"), max_length=80, blank=True)
    credit = models.CharField(_("Quellenvermerk"), max_length=300)
    year_of_issue = models.PositiveSmallIntegerField(_("Jahr der Ausgabe"), null=True, blank=True)
    areas_as_of = models.DateField(_("Gebietsstand"), null=True, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    imported_at = models.DateTimeField(auto_now=True)
    is_fictional = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["title"]
        verbose_name = _("Quelle von Strukturdaten")
        verbose_name_plural = _("Quellen von Strukturdaten")

    def __str__(self) -> str:
        return self.title


class Value(models.Model):
    """What a source says about an area in a period: a number, or the sign that stands in its place.

    The area is named by key and level, so that values may come before the register knows it. `year` orders periods: it is
    the last year of "2013/15".
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="values")
    area_key = models.CharField(max_length=12)
    area_level = models.CharField(
        max_length=20, choices=[(level.value, LEVEL_WORDS[level]) for level in Level]
    )
    period = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True)
    status = models.CharField(
        max_length=20, choices=[(status.value, STATUS_WORDS[status]) for status in Status]
    )

    class Meta:
        verbose_name = _("Wert")
        verbose_name_plural = _("Werte")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area_key", "area_level", "indicator", "period"], name="one_value_per_area_and_period"
            ),
            models.CheckConstraint(
                condition=Q(status="published", value__isnull=False)
                | (~Q(status="published") & Q(value__isnull=True)),
                name="value_and_status_agree",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]), name="value_status_known"
            ),
            models.CheckConstraint(
                condition=Q(area_level="fictional", area_key__startswith="F")
                | (~Q(area_level="fictional") & ~Q(area_key__startswith="F")),
                name="invented_values_only_for_invented_areas",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area_key} {self.period}"
