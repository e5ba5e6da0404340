"""The register of official areas: every Land, district and municipality by its key, whether it is a member or not.

It stands beside `Municipality`, which is what can be a member: 10,990 areas must not appear in lists, maps and the search.
Areas refer to each other by their keys alone, so that files may come in any order.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.network.engine.official_keys import LEVEL_WORDS, Level

LEVELS = [(level.value, LEVEL_WORDS[level]) for level in Level]
SPEAKS_FOR_ITSELF = ("kreis", "region", "verband", "land")


class AreaSource(models.Model):
    """Where facts about areas come from: one file of one state, read once or again."""

    title = models.CharField(_("Quelle"), max_length=200)
    licence = models.CharField(_("Lizenz"), max_length=80, blank=True)
    credit = models.CharField(_("Quellenvermerk"), max_length=300)
    as_of = models.DateField(_("Stand der Daten"), null=True, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-imported_at"]
        verbose_name = _("Quelle des Gebietsverzeichnisses")
        verbose_name_plural = _("Quellen des Gebietsverzeichnisses")

    def __str__(self) -> str:
        return self.title


class Area(models.Model):
    """One official area. A dissolved one keeps its row and gets an end; what became of it says `AreaChange`.

    `as_of` is the state the facts have: a file of an older state never overwrites them.
    """

    key = models.CharField(max_length=9, unique=True)
    level = models.CharField(max_length=20, choices=LEVELS)
    name = models.CharField(max_length=120)
    label = models.CharField(max_length=60, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_on = models.DateField(null=True, blank=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    as_of = models.DateField(null=True, blank=True)
    source = models.ForeignKey(AreaSource, on_delete=models.PROTECT, related_name="areas")

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = _("Gebiet")
        verbose_name_plural = _("Gebiete")
        indexes: ClassVar = [models.Index(fields=["level", "name"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="area_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population__gte=0), name="area_population_counts"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """ "Landkreis Gießen", so that nobody takes it for the city; "Wartburgkreis" says it itself."""
        says_it = any(part in self.name.lower() for part in SPEAKS_FOR_ITSELF)
        if self.level == Level.DISTRICT and self.label in ("Kreis", "Landkreis") and not says_it:
            return f"{self.label} {self.name}"
        return self.name


class AreaChange(models.Model):
    """That one key was followed by another, from a day on. The old key's figures stay under the old key."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("zu einem neuen Gebiet vereinigt")
        INCORPORATED = "incorporated", _("in ein bestehendes Gebiet eingegliedert")
        PART = "part", _("zum Teil übergegangen")
        RENUMBERED = "renumbered", _("nur der Schlüssel ist neu")

    old_key = models.CharField(max_length=9, db_index=True)
    new_key = models.CharField(max_length=9, db_index=True)
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["on", "old_key"]
        verbose_name = _("Gebietsänderung")
        verbose_name_plural = _("Gebietsänderungen")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["old_key", "new_key", "on"], name="one_row_per_change_of_an_area"
            ),
            models.CheckConstraint(condition=~Q(old_key=F("new_key")), name="an_area_changes_into_another"),
        ]

    def __str__(self) -> str:
        return f"{self.old_key} → {self.new_key}"

    def holds_on(self, day: date) -> bool:
        return self.on <= day
