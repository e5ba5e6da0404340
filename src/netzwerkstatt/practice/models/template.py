"""Vorlagen: council papers, contracts, checklists, letters, handed on with licence and origin."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import Barrier, Tool, Topic
from netzwerkstatt.kernel.access import BENCH_ROLES, Viewer
from netzwerkstatt.kernel.files.models import StoredFile
from netzwerkstatt.network.models import Mandate, Organisation
from netzwerkstatt.practice.models.undertaking import Undertaking, new_key
from netzwerkstatt.practice.states import AUDIENCE_WORDS, READING_WORDS, Audience, ReadingState, at_least

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

RUNGS = (Audience.NAMED, Audience.NETWORK, Audience.PUBLIC)


class TemplateQuerySet(models.QuerySet["Template"]):
    def visible_to(self, viewer: Viewer) -> "TemplateQuerySet":
        """The first door: what was released to this viewer, and what they keep."""
        released = self._released(viewer) & Q(hidden_at__isnull=True)
        return self.filter(released | self._kept(viewer), deleted_at__isnull=True)

    def released_to(self, viewer: Viewer) -> "TemplateQuerySet":
        """What of `visible_to` is released and not hidden. Lists, counts, search and feed start here."""
        return self.filter(self._released(viewer), hidden_at__isnull=True, deleted_at__isnull=True)

    def kept_by(self, viewer: Viewer) -> "TemplateQuerySet":
        """What this viewer may change, hidden and deleted ones included.

        A draft is its author's, while the author works for the holder; what was once released, and what an author
        left behind, belongs to everybody who works there.
        """
        return self.filter(self._kept(viewer))

    @staticmethod
    def _released(viewer: Viewer) -> Q:
        lowest = Audience.NETWORK if viewer.reads_network else Audience.PUBLIC
        return Q(audience__in=at_least(lowest), released__isnull=False)

    @staticmethod
    def _kept(viewer: Viewer) -> Q:
        if not viewer.signed_in:
            return Q(pk__in=[])
        still_there = Mandate.objects.current(timezone.localdate()).filter(
            person_id=OuterRef("author_id"),
            organisation_id=OuterRef("holder_id"),
            role__in=BENCH_ROLES,
            person__is_active=True,
        )
        of_the_house: Any = Q(released_at__isnull=False) | ~Exists(still_there)
        own: Q = Q(author_id=viewer.number) | of_the_house
        return Q(holder_id__in=viewer.organisation_ids) & own


class Template(models.Model):
    """One document that others may take. Its wording, description and file live in versions."""

    class Kind(models.TextChoices):
        COUNCIL_PAPER = "council_paper", _("Beschlussvorlage")
        CONTRACT = "contract", _("Vertrag")
        CHECKLIST = "checklist", _("Checkliste")
        LETTER = "letter", _("Brief")
        CONCEPT = "concept", _("Konzept")
        QUESTIONNAIRE = "questionnaire", _("Fragebogen")
        OTHER = "other", _("Sonstiges")

    class Licence(models.TextChoices):
        CC0 = "cc0", _("CC0: frei, auch ohne Namensnennung")
        CC_BY = "cc_by", _("CC BY 4.0: frei, mit Namensnennung")
        CC_BY_SA = "cc_by_sa", _("CC BY-SA 4.0: frei, mit Namensnennung, Weitergabe unter derselben Lizenz")
        NETWORK_REUSE = "network_reuse", _("zur Nachnutzung im Netzwerk freigegeben")
        VIEW_ONLY = "view_only", _("nur ansehen")

    key = models.CharField(max_length=8, unique=True, default=new_key, editable=False)
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="templates")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="templates"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    licence = models.CharField(max_length=20, choices=Licence.choices)
    topics = models.ManyToManyField(Topic, blank=True, related_name="templates")
    tools = models.ManyToManyField(Tool, blank=True, related_name="templates")
    barriers = models.ManyToManyField(Barrier, blank=True, related_name="templates")
    undertakings = models.ManyToManyField(Undertaking, blank=True, related_name="templates")
    audience = models.CharField(
        max_length=20, choices=[(a.value, AUDIENCE_WORDS[a]) for a in RUNGS], default=Audience.NAMED
    )
    agreed_with_role = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    working = models.ForeignKey(
        "practice.TemplateVersion", null=True, on_delete=models.PROTECT, related_name="working_of"
    )
    released = models.ForeignKey(
        "practice.TemplateVersion",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="released_of",
    )
    released_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TemplateQuerySet.as_manager()
    versions: "RelatedManager[TemplateVersion]"
    reports: "RelatedManager[TemplateReport]"

    class Meta:
        verbose_name = _("Vorlage")
        verbose_name_plural = _("Vorlagen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(audience="named") | Q(released__isnull=False, released_at__isnull=False),
                name="a_template_others_see_is_released",
            ),
            models.CheckConstraint(
                condition=~Q(audience="public") | ~Q(licence="network_reuse"),
                name="a_licence_for_the_network_is_not_public",
            ),
            models.CheckConstraint(
                condition=~Q(audience="public") | (~Q(agreed_with_role="") & Q(agreed_on__isnull=False)),
                name="a_template_is_public_only_when_agreed",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=[a.value for a in RUNGS]), name="template_audience_known"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("practice:template", args=[self.key])


class TemplateVersion(models.Model):
    """What a template says and its file at one time. Never changes; a new file or wording is a new version.

    `text` is what the software could read in the file, `notes` what it could not see or remove. `file` is empty only
    where it was taken out for good.
    """

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("Titel"), max_length=160)
    purpose = models.TextField(_("Wofür"))
    adapt = models.TextField(_("Was anzupassen ist"), blank=True)
    origin_from = models.CharField(_("Von wem"), max_length=200, blank=True)
    origin_on = models.CharField(_("Stand"), max_length=10, blank=True)
    what_changed = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    notes = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    free_of_persons_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    taken_out_at = models.DateTimeField(null=True, blank=True)

    readings: "RelatedManager[TemplateReading]"

    class Meta:
        ordering: ClassVar = ["-number"]
        verbose_name = _("Fassung einer Vorlage")
        verbose_name_plural = _("Fassungen von Vorlagen")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "number"], name="one_template_version_per_number"),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(taken_out_at__isnull=False),
                name="a_version_has_its_file_or_lost_it",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(free_of_persons_at__isnull=False),
                name="released_only_when_called_free_of_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def texts(self) -> list[str]:
        """Everything in it that can be read as text."""
        found = (self.title, self.purpose, self.adapt, self.origin_from, self.text)
        return [text for text in found if text.strip()]


class TemplateReadingQuerySet(models.QuerySet["TemplateReading"]):
    def visible_to(self, viewer: Viewer) -> "TemplateReadingQuerySet":
        """The reader while asked and after finishing, and those who keep the template."""
        if not viewer.signed_in:
            return self.none()
        kept = Q(version__template__in=Template.objects.kept_by(viewer))
        reads = Q(reader_id=viewer.number, state__in=[ReadingState.ASKED, ReadingState.FINISHED])
        return self.filter(kept | reads if viewer.reads_network else kept)


class TemplateReading(models.Model):
    """Somebody else reads exactly one version. `finding` is empty when nobody is recognisable in it."""

    version = models.ForeignKey(TemplateVersion, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="template_readings"
    )
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        max_length=20, choices=[(s.value, READING_WORDS[s]) for s in ReadingState], default=ReadingState.ASKED
    )
    finding = models.TextField(_("Was Sie gefunden haben"), blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TemplateReadingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reader=models.F("requested_by")), name="who_asks_does_not_read_the_template"
            ),
            models.UniqueConstraint(
                fields=["version"], condition=Q(state="asked"), name="one_open_reading_per_template_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader}: {self.get_state_display()}"


class TemplateReport(models.Model):
    """ "Hier ist jemand erkennbar": hides the template at once, until those who keep it have dealt with it."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="reports")
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
