"""How it went: methods and why they were to serve, steps, partners, resources, participation, research."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import FrameworkEntry, Tool
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.models.content import Goal, Part, written_date
from netzwerkstatt.practice.models.version import Version

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Method(Part):
    """A way of working, in one sentence; the tool of the catalogue may follow."""

    PLACE = "method"
    WORDS = ("what",)

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="methods")
    tool = models.ForeignKey(Tool, null=True, blank=True, on_delete=models.PROTECT, related_name="methods")
    what = models.CharField(max_length=400)

    assumptions: "RelatedManager[Assumption]"

    def __str__(self) -> str:
        return self.what


class Assumption(Part):
    """The arrow from a method to a goal: why should this way of working reach that goal?"""

    PLACE = "assumption"
    WORDS = ("text",)
    OWNER = "method"

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="assumptions")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="assumptions")
    text = models.CharField(max_length=400, blank=True)

    class Meta(Part.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["method", "goal"], name="one_arrow_from_method_to_goal"),
        ]

    def __str__(self) -> str:
        return self.text


class Step(Part):
    """Something that happened on the way, with its date as people remember it."""

    PLACE = "step"
    WORDS = ("what",)

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="steps")
    on = models.CharField(max_length=partial_date.LONGEST, blank=True, validators=[written_date])
    what = models.CharField(max_length=400)

    def __str__(self) -> str:
        return self.what


class Partner(Part):
    """Who else took part, by sector: an organisation or a role, never a person."""

    PLACE = "partner"
    WORDS = ("what",)

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="partners")
    sector = models.ForeignKey(
        FrameworkEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="partners"
    )
    what = models.CharField(max_length=400)

    def __str__(self) -> str:
        return self.what


class Resource(Part):
    """Staff, money or time, as planned and as it was, in the words one says it in."""

    PLACE = "resource"
    WORDS = ("planned", "actual")

    class Kind(models.TextChoices):
        STAFF = "staff", _("Personal")
        MONEY = "money", _("Geld")
        TIME = "time", _("Zeit")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="resources")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.STAFF)
    planned = models.CharField(max_length=200, blank=True)
    actual = models.CharField(max_length=200, blank=True)

    class Meta(Part.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(planned="") | ~Q(actual=""), name="a_resource_was_planned_or_there"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.actual or self.planned}"


class ParticipationPhase(models.TextChoices):
    NEEDS = "needs", _("Bedarf bestimmen")
    PLANNING = "planning", _("Planen")
    IMPLEMENTATION = "implementation", _("Umsetzen")
    ASSESSMENT = "assessment", _("Auswerten")


ONE_TO_NINE = Q(level__gte=1, level__lte=9)


def level_named() -> Subquery:
    """The catalogue's name of a row's level, to be annotated as `level_name`."""
    levels = FrameworkEntry.objects.filter(
        framework=FrameworkEntry.Framework.PARTICIPATION, position=OuterRef("level")
    )
    return Subquery(levels.values("name")[:1])


class ParticipationLevel(Part):
    """How far a group took part in a phase, as the bench judges it that tells the Undertaking.

    The other bench judges by itself, in `BenchJudgement`: nobody speaks for the other side.
    `level` is the position of the entry in the catalogue's framework of participation levels.
    """

    PLACE = "participation"
    WORDS = ()

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="participation")
    group = models.ForeignKey(FrameworkEntry, on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=20, choices=ParticipationPhase.choices)
    level = models.PositiveSmallIntegerField()

    class Meta(Part.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "group", "phase"], name="one_level_per_group_and_phase"
            ),
            models.CheckConstraint(condition=ONE_TO_NINE, name="participation_has_nine_levels"),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.get_phase_display()}: {self.level}"

    def likeness(self) -> tuple[object, ...]:
        return (self.group_id, self.phase)


class Research(Part):
    """Accompanying research: who asked what, how, when, and what came back."""

    PLACE = "research"
    WORDS = ("who", "question", "method", "term", "report")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="research")
    who = models.CharField(max_length=200)
    question = models.CharField(max_length=400, blank=True)
    method = models.CharField(max_length=400, blank=True)
    term = models.CharField(max_length=100, blank=True)
    report = models.CharField(max_length=600, blank=True)

    def __str__(self) -> str:
        return self.who
