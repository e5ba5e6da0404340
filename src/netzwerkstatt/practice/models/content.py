"""Goals with their revisions, barriers met, ways tried, results, publicity: rows of their own under a version.

`key` stays the same when a version is copied, so one can follow a goal through the versions.
"""

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import Approach, Barrier
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.models.version import Version
from netzwerkstatt.practice.states import INTENTION_WORDS, OUTCOME_WORDS, Intention, Outcome

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


def written_date(value: str) -> None:
    """A date of any precision in its stored form."""
    try:
        stored = partial_date.parse(value).iso
    except ValueError as error:
        raise ValidationError(str(error)) from error
    if stored != value:
        raise ValidationError(_("Dieses Datum ist nicht in seiner gespeicherten Form."))


class Part(models.Model):
    """A row of a version. Copying, the second reader and redaction find its words through `WORDS`."""

    PLACE: ClassVar[str]
    WORDS: ClassVar[tuple[str, ...]]
    OWNER: ClassVar[str] = "version"

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering: ClassVar = ["position", "id"]

    def places(self) -> list[tuple[str, str]]:
        """The texts of this row with the names of their places."""
        return [(f"{self.PLACE}.{self.pk}.{name}", getattr(self, name)) for name in self.WORDS]

    def likeness(self) -> tuple[object, ...]:
        """By what a row sent without its key is known again."""
        return tuple(getattr(self, name) for name in self.WORDS)

    @classmethod
    def way_to_version(cls) -> str:
        """The lookup from this row to its version."""
        owner = cls._meta.get_field(cls.OWNER).related_model
        if owner is Version:
            return cls.OWNER
        return f"{cls.OWNER}__{owner.way_to_version()}"  # type: ignore[union-attr]


class Goal(Part):
    """What was wanted, in its first wording, with the date and the source of the wording.

    From the first sealed version on the wording stays as it is, save by redaction; changes are revisions.
    """

    PLACE = "goal"
    WORDS = ("wording",)

    class Source(models.TextChoices):
        DECISION = "decision", _("Beschluss")
        DOCUMENT = "document", _("Dokument")
        MEMORY = "memory", _("Erinnerung")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="goals")
    wording = models.CharField(max_length=400)
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.MEMORY)
    on = models.CharField(max_length=partial_date.LONGEST, blank=True, validators=[written_date])

    revisions: "RelatedManager[GoalRevision]"

    def __str__(self) -> str:
        return self.wording


class GoalRevision(Part):
    """A turn of the goal: why, with whom, what was given up and gained, and what became of the intention."""

    PLACE = "revision"
    WORDS = ("wording", "why", "with_whom", "given_up", "gained")
    OWNER = "goal"

    class Reason(models.TextChoices):
        LEARNED = "learned", _("etwas gelernt")
        COMPROMISE = "compromise", _("Kompromiss")
        OUTSIDE_EVENT = "outside_event", _("Ereignis von außen")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="revisions")
    on = models.CharField(max_length=partial_date.LONGEST, blank=True, validators=[written_date])
    reason = models.CharField(max_length=20, choices=Reason.choices, default=Reason.LEARNED)
    with_whom = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=400)
    wording = models.CharField(max_length=400)
    given_up = models.CharField(max_length=300, blank=True)
    gained = models.CharField(max_length=300, blank=True)
    intention = models.CharField(
        max_length=20, choices=[(i.value, _(INTENTION_WORDS[i])) for i in Intention], default=Intention.KEPT
    )

    class Meta(Part.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(with_whom="") | Q(reason="compromise"),
                name="only_a_compromise_is_made_with_somebody",
                violation_error_message=_("Mit wem, das gehört nur zu einem Kompromiss."),
            ),
        ]

    def __str__(self) -> str:
        return self.wording


class BarrierMet(Part):
    """A barrier as it looked here. The words come first, the category may follow."""

    PLACE = "barrier"
    WORDS = ("what",)

    class Level(models.TextChoices):
        PERSON = "person", _("einzelne Person")
        OFFICE = "office", _("Amt oder Fachbereich")
        ADMINISTRATION = "administration", _("Verwaltung als Ganzes")
        COUNCIL = "council", _("Rat oder Kreistag")
        COUNTY = "county", _("Landkreis")
        STATE = "state", _("Land")
        FEDERAL = "federal", _("Bund")
        FUNDER = "funder", _("Mittelgeber")

    class Phase(models.TextChoices):
        """The Public Health Action Cycle."""

        ASSESSMENT = "assessment", _("Lage bestimmen")
        POLICY = "policy", _("Planen und beschließen")
        ASSURANCE = "assurance", _("Umsetzen")
        EVALUATION = "evaluation", _("Auswerten")

    class Role(models.TextChoices):
        CAUSE = "cause", _("Ursache")
        AGGRAVATING = "aggravating", _("verschärft anderes")
        CONSEQUENCE = "consequence", _("Folge")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="barriers")
    barrier = models.ForeignKey(Barrier, null=True, blank=True, on_delete=models.PROTECT, related_name="met")
    what = models.CharField(max_length=600, blank=True)
    level = models.CharField(max_length=20, choices=Level.choices, blank=True)
    phase = models.CharField(max_length=20, choices=Phase.choices, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)

    ways: "RelatedManager[WayTried]"

    def __str__(self) -> str:
        return str(self.barrier or self.what)


class WayTried(Part):
    """One way of dealing with a barrier, what came of it, and what one would do today."""

    PLACE = "way"
    WORDS = ("what", "cost", "time", "conditions", "today")
    OWNER = "barrier_met"

    barrier_met = models.ForeignKey(BarrierMet, on_delete=models.CASCADE, related_name="ways")
    also_against = models.ManyToManyField(BarrierMet, blank=True, related_name="also_tried")
    approach = models.ForeignKey(
        Approach, null=True, blank=True, on_delete=models.PROTECT, related_name="tried"
    )
    what = models.CharField(max_length=300)
    outcome = models.CharField(
        max_length=20, choices=[(o.value, _(OUTCOME_WORDS[o])) for o in Outcome], default=Outcome.OPEN
    )
    cost = models.CharField(max_length=300, blank=True)
    time = models.CharField(max_length=300, blank=True)
    conditions = models.CharField(max_length=400, blank=True)
    today = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return self.what


class Result(Part):
    """What came of it. Publicity is never one of these."""

    PLACE = "result"
    WORDS = ("text", "source")

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
    source = models.CharField(max_length=300, blank=True)
    goals = models.ManyToManyField(Goal, blank=True, related_name="results")

    def __str__(self) -> str:
        return self.text


class Publicity(Part):
    """Kept apart, never counted as a result."""

    PLACE = "publicity"
    WORDS = ("text",)

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
