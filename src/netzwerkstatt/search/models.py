"""The index, kept in step with what it indexes in the same transaction; and the searches that people keep."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.access import Viewer


class EntryQuerySet(models.QuerySet["SearchEntry"]):
    def visible_to(self, viewer: Viewer) -> "EntryQuerySet":
        """Entries whose thing this viewer may see: every source is asked through its own door."""
        from netzwerkstatt.kernel import registry

        seen = models.Q(pk__in=[])
        for kind, source in registry.search_sources().items():
            seen |= models.Q(kind=kind, thing_id__in=source.visible(viewer).values("pk"))
        return self.filter(seen)


class SearchEntry(models.Model):
    """One findable thing: what is shown of it, and its tokens. `title_stems` holds stems and parts of the title.

    `name_key` is the folded title, by which somebody who types a whole name gets exactly that.
    """

    kind = models.CharField(max_length=30)
    thing_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    also = models.TextField(default="")
    row = models.JSONField(default=dict)
    line = models.CharField(max_length=300)
    address = models.CharField(max_length=300)
    filters = models.JSONField(default=dict)
    reach = models.CharField(max_length=10, default="public")
    moment = models.DateTimeField(null=True)
    name_key = models.CharField(max_length=300, db_index=True, default="")
    title_stems = models.TextField()
    stems = models.TextField()
    parts = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "Eintrag der Suche"
        verbose_name_plural = "Einträge der Suche"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "thing_id"], name="one_entry_per_thing"),
        ]

    def __str__(self) -> str:
        return self.title


class IndexClock(models.Model):
    """How far the index has come: one row. Locked by every change, so that numbers are seen in their order.

    `stamp` is drawn anew with each number: a process whose mirror was made from changes that were rolled back
    notices that its number means something else.
    """

    number = models.BigIntegerField(default=0)
    stamp = models.CharField(max_length=16, default="")

    def __str__(self) -> str:
        return f"{self.number} {self.stamp}"


class IndexChange(models.Model):
    """What changed with one number: some things of a kind, or everything when `kind` is empty."""

    number = models.BigIntegerField(primary_key=True)
    stamp = models.CharField(max_length=16)
    kind = models.CharField(max_length=30, blank=True)
    things = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class IndexedWord(models.Model):
    """A token by which something can be found: what a typing error may have meant.

    Holds no spelling of any text; what is shown as meant comes out of a hit that the viewer may see.
    """

    token = models.CharField(max_length=80, primary_key=True)

    def __str__(self) -> str:
        return self.token


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, viewer: Viewer) -> "SavedSearchQuerySet":
        """One's own."""
        return self.filter(person_id=viewer.number)


class SavedSearch(models.Model):
    """The address of a search under a name. It holds the question, never an answer.

    `seen_at`: what was released later is new to its person; `opened_at`: when she last looked. `told_at`: what was
    released later has not been in a letter; `look_on`: the next day on which a letter may be due. Of the feed's key
    only a digest is kept: nobody who reads the database can read the feed with it.
    """

    class Frequency(models.TextChoices):
        NEVER = "never", _("nie")
        WEEKLY = "weekly", _("wöchentlich")
        MONTHLY = "monthly", _("monatlich")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000, blank=True)
    frequency = models.CharField(max_length=10, choices=Frequency.choices, default=Frequency.WEEKLY)
    saved_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(default=timezone.now)
    look_on = models.DateField(null=True, blank=True)
    feed_digest = models.CharField(max_length=64, blank=True)
    feed_at = models.DateTimeField(null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        verbose_name = _("Gemerkte Suche")
        verbose_name_plural = _("Gemerkte Suchen")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name"], name="one_saved_search_per_name"),
            models.UniqueConstraint(
                fields=["feed_digest"], condition=~models.Q(feed_digest=""), name="one_feed_per_key"
            ),
            models.CheckConstraint(
                condition=models.Q(frequency="never") | models.Q(look_on__isnull=False),
                name="who_wants_letters_has_a_next_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["look_on"], condition=~models.Q(frequency="never"), name="saved_searches_due"
            ),
        ]

    def __str__(self) -> str:
        return self.name
