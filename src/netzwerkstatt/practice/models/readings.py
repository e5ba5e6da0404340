"""Second reading: somebody else reads exactly one version and marks what should not be there."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.practice.models.undertaking import Undertaking
from netzwerkstatt.practice.models.version import Version
from netzwerkstatt.practice.models.voice import Voice
from netzwerkstatt.practice.states import READING_WORDS, ReadingState


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, viewer: Viewer) -> "ReadingQuerySet":
        """The reader while asked and after finishing; the authors of the text. Nobody else."""
        if not viewer.signed_in:
            return self.none()
        reader = Q(reader_id=viewer.number, state__in=[ReadingState.ASKED, ReadingState.FINISHED])
        if not viewer.reads_network:
            reader = Q(pk__in=[])
        authors = Q(version__undertaking__in=Undertaking.objects.authored_by(viewer))
        voices = Q(voice__author_id=viewer.number, voice__organisation_id__in=viewer.organisation_ids)
        return self.filter(reader | authors | voices)


class Reading(models.Model):
    """One request to read one text. `fingerprint` is that of the text as it was given."""

    version = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.CASCADE, related_name="readings"
    )
    voice = models.ForeignKey(Voice, null=True, blank=True, on_delete=models.CASCADE, related_name="readings")
    fingerprint = models.CharField(max_length=64)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    request = models.TextField(_("Worum Sie bitten"), blank=True)
    state = models.CharField(
        max_length=20,
        choices=[(s.value, _(READING_WORDS[s])) for s in ReadingState],
        default=ReadingState.ASKED,
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        verbose_name = _("Zweitlesen")
        verbose_name_plural = _("Zweitlesen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(version__isnull=False, voice__isnull=True)
                | Q(version__isnull=True, voice__isnull=False),
                name="a_reading_reads_one_text",
            ),
            models.CheckConstraint(
                condition=~Q(reader=models.F("requested_by")), name="author_and_reader_are_different_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader}: {self.get_state_display()}"

    @property
    def text(self) -> Version | Voice:
        """What is read."""
        return self.version or self.voice  # type: ignore[return-value]

    @property
    def undertaking(self) -> Undertaking:
        return self.version.undertaking if self.version else self.voice.undertaking  # type: ignore[union-attr]


class Mark(models.Model):
    """A passage the reader judged: somebody is recognisable here, or the software's hint is harmless."""

    class Verdict(models.TextChoices):
        MARKED = "marked", _("markiert")
        HARMLESS = "harmless", _("unbedenklich")

    class Answer(models.TextChoices):
        NONE = "", _("noch offen")
        REDACTED = "redacted", _("geschwärzt")
        STAYS = "stays", _("bleibt stehen")

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="marks")
    place = models.CharField(max_length=60)
    start = models.PositiveIntegerField()
    quote = models.CharField(max_length=600)
    kind = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=600, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True, default="")
    answer_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reading", "place", "start", "quote"], name="one_mark_per_passage"
            ),
            models.CheckConstraint(
                condition=~Q(answer="stays") | ~Q(answer_reason=""), name="what_stays_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} {self.kind}"


class ReaderVolunteer(models.Model):
    """The Lesekreis: people who read for other members."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reads_for_others"
    )
    since = models.DateField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.person}"


class RecognisableReport(models.Model):
    """ "Hier ist jemand erkennbar": hides the text, or the voice beside it, until its author has dealt with it."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="reports")
    voice = models.ForeignKey(Voice, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
    what = models.TextField(_("Wer ist woran erkennbar?"))
    reported_at = models.DateTimeField(auto_now_add=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settlement = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering: ClassVar = ["-reported_at"]

    def __str__(self) -> str:
        return f"{self.reported_at:%d.%m.%Y}"
