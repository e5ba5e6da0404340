"""Files brought for an import, kept aside until somebody has confirmed; and files that stay with what they belong to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from netzwerkstatt.kernel.access import Viewer


class StagedQuerySet(models.QuerySet["StagedFile"]):
    def visible_to(self, viewer: Viewer) -> "StagedQuerySet":
        """Only who brought a file sees it, whatever else they may do."""
        return self.filter(person_id=viewer.number) if viewer.signed_in else self.none()


class StagedFile(models.Model):
    """One file, for one purpose. `mapping` and `choices` are what its person has settled so far.

    The content lies in the row: it is gone with it, and a backup holds no loose file. `person_id` is a plain
    number, because people live above this room.
    """

    purpose = models.CharField(max_length=40)
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    mapping = models.JSONField(default=dict, blank=True)
    choices = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StagedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["person_id", "purpose"])]

    def __str__(self) -> str:
        return self.name


class StoredQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, viewer: Viewer) -> "StoredQuerySet":
        """A file has no door of its own: it is reached through what it belongs to, and by nobody otherwise."""
        return self.none()


class StoredFile(models.Model):
    """A checked and cleaned file, for whatever refers to it: templates, attachments, images.

    The content lies in the row: what is deleted is deleted, and a backup holds no loose file. It never changes; a new
    file is a new row.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    stored_at = models.DateTimeField(auto_now_add=True)

    objects = StoredQuerySet.as_manager()

    class Meta:
        verbose_name = "Datei"
        verbose_name_plural = "Dateien"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size__gt=0), name="a_stored_file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.media_type}, {self.size} B"
