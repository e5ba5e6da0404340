"""Competence centres, how one reaches them, and who offers or seeks what."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import Topic
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models.areas import Municipality
from netzwerkstatt.network.models.organisations import Organisation


class CentreQuerySet(models.QuerySet["CompetenceCentre"]):
    def visible_to(self, viewer: Viewer) -> "CentreQuerySet":
        """Centres are public."""
        return self.all()


class CompetenceCentre(models.Model):
    """A centre for a topic, at a member. What it offers and its building blocks are short plain texts, one a line."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="centre")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="centres")
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=160)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="centres")
    since_year = models.PositiveSmallIntegerField(null=True, blank=True)
    lead = models.TextField(blank=True)
    contact_role = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True)
    hours_note = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = CentreQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["title"]
        verbose_name = _("Kompetenzzentrum")
        verbose_name_plural = _("Kompetenzzentren")

    def __str__(self) -> str:
        return f"Kompetenzzentrum {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("network:centre", args=[self.slug])


class CentreText(models.Model):
    """One offer or one building block of a centre."""

    class Kind(models.TextChoices):
        OFFER = "offer", _("Angebot")
        BUILDING_BLOCK = "building_block", _("Baustein")

    centre = models.ForeignKey(CompetenceCentre, on_delete=models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["kind", "position"]

    def __str__(self) -> str:
        return self.text


class ContactNumber(models.Model):
    """A telephone or fax number, with its source where sources differ."""

    class Kind(models.TextChoices):
        TELEPHONE = "telephone", _("Telefon")
        FURTHER = "further", _("weitere Nummer")
        FAX = "fax", _("Telefax")

    centre = models.ForeignKey(CompetenceCentre, on_delete=models.CASCADE, related_name="numbers")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.number


class OpeningHours(models.Model):
    """A span of time; weekday is 0 (Monday) to 6, or empty where the source names none."""

    centre = models.ForeignKey(CompetenceCentre, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering: ClassVar = ["weekday", "opens"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(weekday__isnull=True) | Q(weekday__lte=6), name="weekday_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"


class InterestQuerySet(models.QuerySet["TopicInterest"]):
    def visible_to(self, viewer: Viewer) -> "InterestQuerySet":
        """What centres offer is public; everything else is for the network."""
        if viewer.reads_network:
            return self.all()
        return self.filter(organisation__kind="centre")


class TopicInterest(models.Model):
    """Biete und suche: what an organisation offers or seeks, by topic."""

    class Kind(models.TextChoices):
        OFFERS = "offers", _("bietet")
        SEEKS = "seeks", _("sucht")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="interests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="interests"
    )
    text = models.CharField(max_length=300)
    since = models.DateField(auto_now_add=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kind", "-since", "id"]
        verbose_name = _("Biete und suche")
        verbose_name_plural = _("Biete und suche")

    def __str__(self) -> str:
        return self.text
