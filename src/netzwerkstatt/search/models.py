"""The index. Kept in step with what it indexes, in the same transaction."""

from typing import ClassVar

from django.db import models

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
