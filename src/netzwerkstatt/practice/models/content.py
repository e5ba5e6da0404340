"""Goals, barriers met, ways tried, results, publicity: rows of their own under a version.

`key` stays the same when a version is copied, so one can follow a goal through the versions.
"""

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import Approach, Barrier
from netzwerkstatt.practice.models.version import Version
from netzwerkstatt.practice.states import OUTCOME_WORDS, Outcome

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Part(models.Model):
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering: ClassVar = ["position", "id"]


class Goal(Part):
    """What was wanted, in its first wording, with the date and the source of the wording."""

    class Source(models.TextChoices):
        DECISION = "decision", _("Beschluss")
        DOCUMENT = "document", _("Dokument")
        MEMORY = "memory", _("Erinnerung")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="goals")
    wording = models.CharField(max_length=400)
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.MEMORY)
    on = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return self.wording


class BarrierMet(Part):
    """A barrier as it looked here. The words come first, the category may follow."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="barriers")
    barrier = models.ForeignKey(Barrier, null=True, blank=True, on_delete=models.PROTECT, related_name="met")
    what = models.CharField(max_length=600, blank=True)

    ways: "RelatedManager[WayTried]"

    def __str__(self) -> str:
        return str(self.barrier or self.what)


class WayTried(Part):
    """One way of dealing with a barrier, what came of it, and what one would do today."""

    barrier_met = models.ForeignKey(BarrierMet, on_delete=models.CASCADE, related_name="ways")
    approach = models.ForeignKey(
        Approach, null=True, blank=True, on_delete=models.PROTECT, related_name="tried"
    )
    what = models.CharField(max_length=300)
    outcome = models.CharField(
        max_length=20, choices=[(o.value, OUTCOME_WORDS[o]) for o in Outcome], default=Outcome.OPEN
    )
    today = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return self.what


class Result(Part):
    """What came of it. Publicity is never one of these."""

    class Kind(models.TextChoices):
        EFFECT = "effect", _("Wirkung")
        OUTPUT = "output", _("Leistung")
        PROCESS = "process", _("Verlauf")
        SIDE_EFFECT = "side_effect", _("Nebenwirkung")

    class Evidence(models.TextChoices):
        EVALUATED = "evaluated", _("ausgewertet")
        MEASURED = "measured", _("gemessen")
        OBSERVED = "observed", _("beobachtet")
        ASSUMED = "assumed", _("angenommen")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="results")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.EFFECT)
    text = models.CharField(max_length=600)
    evidence = models.CharField(max_length=20, choices=Evidence.choices, default=Evidence.OBSERVED)

    def __str__(self) -> str:
        return self.text


class Publicity(Part):
    """Kept apart, never counted as a result."""

    class Kind(models.TextChoices):
        PRESS = "press", _("Presse")
        TALK = "talk", _("Vortrag auf einer Tagung")
        BROCHURE = "brochure", _("Broschüre, Faltblatt oder Logo")
        VOCABULARY = "vocabulary", _("Begriffe")
        NOTICE = "notice", _("Kenntnisnahme durch hochrangige Personen")
        HIERARCHY = "hierarchy", _("Platz in der Verwaltung")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="publicity")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PRESS)
    text = models.CharField(max_length=400)

    def __str__(self) -> str:
        return self.text
