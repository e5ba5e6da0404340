"""One wording of an Undertaking. A sealed version never changes, except by redaction."""

import hashlib
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import Tool, Topic
from netzwerkstatt.practice.models.undertaking import Undertaking

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from netzwerkstatt.practice.models.content import BarrierMet, Goal, Publicity, Result

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
    begin = models.CharField(max_length=10, blank=True)
    end = models.CharField(max_length=10, blank=True)
    contact_role = models.CharField(max_length=200, blank=True)
    tools = models.ManyToManyField(Tool, blank=True, related_name="versions")
    topics = models.ManyToManyField(Topic, blank=True, related_name="versions")
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sealed_at = models.DateTimeField(null=True, blank=True)

    goals: "RelatedManager[Goal]"
    barriers: "RelatedManager[BarrierMet]"
    results: "RelatedManager[Result]"
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
        found += [(f"goal.{goal.pk}.wording", goal.wording) for goal in self.goals.all()]
        found += [(name, getattr(self, name)) for name in ANSWERS[:3]]
        for barrier in self.barriers.all():
            found.append((f"barrier.{barrier.pk}.what", barrier.what))
            for way in barrier.ways.all():
                found += [(f"way.{way.pk}.what", way.what), (f"way.{way.pk}.today", way.today)]
        found += [(name, getattr(self, name)) for name in ANSWERS[3:]]
        found += [(f"result.{result.pk}.text", result.text) for result in self.results.all()]
        found += [(f"publicity.{item.pk}.text", item.text) for item in self.publicity.all()]
        found.append(("contact_role", self.contact_role))
        return [(place, text) for place, text in found if text.strip()]

    def fingerprint(self) -> str:
        """Changes with any change of text."""
        return hashlib.sha256("\x1e".join(text for _, text in self.places()).encode()).hexdigest()
