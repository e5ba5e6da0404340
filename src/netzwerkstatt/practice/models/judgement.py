"""How the other bench judges participation: beside the telling, never inside it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import FrameworkEntry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.models.course import ONE_TO_NINE, ParticipationPhase
from netzwerkstatt.practice.models.undertaking import Undertaking
from netzwerkstatt.practice.states import AUDIENCE_WORDS, NEEDS_READING, Audience, at_least

RUNGS = (Audience.NAMED, *NEEDS_READING)
"""How far a judgement can go: its own organisation, the network, everybody."""


class BenchJudgementQuerySet(models.QuerySet["BenchJudgement"]):
    def visible_to(self, viewer: Viewer) -> "BenchJudgementQuerySet":
        """Own ones, and those their bench released so far, under Undertakings one may see."""
        lowest = Audience.NETWORK if viewer.reads_network else Audience.PUBLIC
        seen = Q(audience__in=at_least(lowest), undertaking__in=Undertaking.objects.visible_to(viewer))
        if viewer.signed_in:
            seen |= Q(organisation_id__in=viewer.organisation_ids)
        return self.filter(seen)


class BenchJudgement(models.Model):
    """How far a group took part in a phase, in the eyes of an organisation that does not tell it.

    Its audience is its own bench's word, and never reaches further than the Undertaking itself.
    """

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="judgements")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(FrameworkEntry, on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=20, choices=ParticipationPhase.choices)
    level = models.PositiveSmallIntegerField()
    audience = models.CharField(
        max_length=20, choices=[(a.value, _(AUDIENCE_WORDS[a])) for a in RUNGS], default=Audience.NAMED
    )
    judged_at = models.DateTimeField(auto_now_add=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = BenchJudgementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["group__position", "id"]
        verbose_name = _("Einschätzung der Beteiligung")
        verbose_name_plural = _("Einschätzungen der Beteiligung")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["undertaking", "organisation", "group", "phase"],
                name="one_judgement_per_group_and_phase",
            ),
            models.CheckConstraint(condition=ONE_TO_NINE, name="judgement_has_nine_levels"),
            models.CheckConstraint(
                condition=Q(audience__in=[a.value for a in RUNGS]), name="judgement_audience_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.level}"
