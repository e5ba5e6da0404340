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
    """One findable thing: what is shown of it, and its tokens. `title_stems` holds stems and parts of the title."""

    kind = models.CharField(max_length=30)
    thing_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    line = models.CharField(max_length=300)
    address = models.CharField(max_length=300)
    filters = models.JSONField(default=dict)
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
