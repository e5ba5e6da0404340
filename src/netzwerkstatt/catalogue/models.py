"""The network's shared words: tools, barriers, approaches, topics and the frameworks. All versioned."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.access import Viewer


class TermQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> "TermQuerySet":
        """The catalogue is public; terms taken out of use stay readable where they are used."""
        return self.filter(in_use=True)


class Term(models.Model):
    """One word of the catalogue. `version` counts its wordings; earlier ones are TermRevision rows."""

    key = models.SlugField(max_length=60, unique=True, allow_unicode=False)
    name = models.CharField(_("Name"), max_length=160)
    description = models.TextField(_("Beschreibung"), blank=True)
    in_use = models.BooleanField(_("in Gebrauch"), default=True)
    version = models.PositiveIntegerField(default=1)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        raise NotImplementedError


class Topic(Term):
    """A field of work in health promotion."""

    class Meta(Term.Meta):
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")

    def get_absolute_url(self) -> str:
        return reverse("catalogue:topic", args=[self.key])


class Tool(Term):
    """An instrument, a method or a form of project."""

    class Kind(models.TextChoices):
        INSTRUMENT = "instrument", _("Instrument")
        METHOD = "method", _("Methode")
        PROJECT_FORM = "project_form", _("Projektform")

    kind = models.CharField(max_length=20, choices=Kind.choices)

    class Meta(Term.Meta):
        verbose_name = _("Werkzeug")
        verbose_name_plural = _("Werkzeuge")

    def get_absolute_url(self) -> str:
        return reverse("catalogue:tool", args=[self.key])


class Barrier(Term):
    """A structural barrier. `cfir` anchors it in the Consolidated Framework for Implementation Research 2022."""

    short = models.CharField(_("Kurzform"), max_length=60)
    cfir = models.CharField(_("Anker im CFIR"), max_length=60, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("Hemmnis")
        verbose_name_plural = _("Hemmnisse")

    def get_absolute_url(self) -> str:
        return reverse("catalogue:barrier", args=[self.key])


class Approach(Term):
    """A way of dealing with a barrier."""

    class Meta(Term.Meta):
        verbose_name = _("Umgangsweise")
        verbose_name_plural = _("Umgangsweisen")

    def get_absolute_url(self) -> str:
        return reverse("catalogue:approach", args=[self.key])


class WordRing(Term):
    """Words that mean the same when somebody searches: `name`, and in `description` the others, separated by commas."""

    class Meta(Term.Meta):
        verbose_name = _("Wörter, die dasselbe meinen")
        verbose_name_plural = _("Wörter, die dasselbe meinen")

    def get_absolute_url(self) -> str:
        return reverse("catalogue:rings") + f"#{self.key}"

    @property
    def words(self) -> list[str]:
        return [word for part in (self.name, *self.description.split(",")) if (word := part.strip())]


class FrameworkEntry(Term):
    """One entry of a framework: Ottawa Charter, participation levels, guiding questions, criteria, closed lists."""

    class Framework(models.TextChoices):
        OTTAWA_AREA = "ottawa_area", _("Ottawa-Charta, Handlungsfelder")
        OTTAWA_STRATEGY = "ottawa_strategy", _("Ottawa-Charta, Handlungsstrategien")
        PARTICIPATION = "participation_level", _("Stufen der Beteiligung")
        GUIDING_QUESTION = "guiding_question", _("Leitfragen der Kompetenzzentren")
        SETTING = "setting", _("Lebenswelten")
        TARGET_GROUP = "target_group", _("Zielgruppen")
        SECTOR = "sector", _("Beteiligte Bereiche")
        NETWORK_CRITERION = "network_criterion", _("Kriterien des Netzwerks")
        GOOD_PRACTICE = "good_practice", _("Good-Practice-Kriterien")

    framework = models.CharField(max_length=30, choices=Framework.choices)
    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["framework", "position"]
        verbose_name = _("Eintrag eines Rahmens")
        verbose_name_plural = _("Rahmen")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["framework", "position"], name="one_entry_per_position"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("catalogue:frameworks") + f"#{self.framework}"


class TermRevision(models.Model):
    """An earlier wording of a term: what it said, until when, and who changed it."""

    term_kind = models.CharField(max_length=30)
    term_key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    wording = models.JSONField()
    replaced_at = models.DateTimeField(auto_now_add=True)
    replaced_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["term_kind", "term_key", "version"], name="one_row_per_wording"),
        ]

    def __str__(self) -> str:
        return f"{self.term_kind} {self.term_key} {self.version}"
