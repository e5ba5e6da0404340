"""One wording of an Undertaking. A sealed version never changes, except by redaction."""

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import FrameworkEntry, Tool, Topic
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.models.undertaking import Undertaking

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from netzwerkstatt.practice.models.content import BarrierMet, Goal, Publicity, Result
    from netzwerkstatt.practice.models.course import (
        Method,
        ParticipationLevel,
        Partner,
        Research,
        Resource,
        Step,
    )

_F = FrameworkEntry.Framework
DESCRIBED_BY = (_F.SETTING, _F.TARGET_GROUP, _F.OTTAWA_AREA, _F.OTTAWA_STRATEGY)
"""The frameworks whose entries describe an Undertaking as a whole."""
ANSWERS = ("wanted", "done", "hindered", "handled", "outcome")


class Version(models.Model):
    """All that is told at one time: the five answers and, as rows of their own, goals, barriers, ways, results."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("Titel"), max_length=160)
    summary = models.TextField(_("Kurz gesagt"), blank=True)
    wanted = models.TextField(blank=True)
    done = models.TextField(blank=True)
    hindered = models.TextField(blank=True)
    handled = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    still_evaluable = models.TextField(_("Was sich noch beurteilen lässt"), blank=True)
    begin = models.CharField(max_length=partial_date.LONGEST, blank=True)
    end = models.CharField(max_length=partial_date.LONGEST, blank=True)
    contact_role = models.CharField(max_length=200, blank=True)
    tools = models.ManyToManyField(Tool, blank=True, related_name="versions")
    topics = models.ManyToManyField(Topic, blank=True, related_name="versions")
    entries = models.ManyToManyField(FrameworkEntry, blank=True, related_name="versions")
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sealed_at = models.DateTimeField(null=True, blank=True)

    goals: "RelatedManager[Goal]"
    methods: "RelatedManager[Method]"
    steps: "RelatedManager[Step]"
    partners: "RelatedManager[Partner]"
    resources: "RelatedManager[Resource]"
    participation: "RelatedManager[ParticipationLevel]"
    barriers: "RelatedManager[BarrierMet]"
    results: "RelatedManager[Result]"
    research: "RelatedManager[Research]"
    publicity: "RelatedManager[Publicity]"

    class Meta:
        ordering: ClassVar = ["-number"]
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["undertaking", "number"], name="one_version_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def places(self) -> list[tuple[str, str]]:
        """Every text of this version with the name of its place, in reading order; empty ones left out."""
        found = [("title", self.title), ("summary", self.summary)]
        for goal in self.goals.all():
            found += goal.places() + _places(goal.revisions)
        found += [(name, getattr(self, name)) for name in ANSWERS[:3]]
        for method in self.methods.all():
            found += method.places() + _places(method.assumptions)
        found += _places(self.steps) + _places(self.partners) + _places(self.resources)
        for barrier in self.barriers.all():
            found += barrier.places() + _places(barrier.ways)
        found += [(name, getattr(self, name)) for name in (*ANSWERS[3:], "still_evaluable")]
        found += _places(self.results) + _places(self.research) + _places(self.publicity)
        found.append(("contact_role", self.contact_role))
        return [(place, text) for place, text in found if text.strip()]

    def described_by(self, framework: str) -> list[FrameworkEntry]:
        """Its settings, target groups, Ottawa areas or strategies, in the order of the framework."""
        found = [entry for entry in self.entries.all() if entry.framework == framework]
        return sorted(found, key=lambda entry: entry.position)

    def fingerprint(self) -> str:
        """Changes with any change of text."""
        return hashlib.sha256("\x1e".join(text for _, text in self.places()).encode()).hexdigest()


def _places(rows: Any) -> list[tuple[str, str]]:
    return [place for row in rows.all() for place in row.places()]
