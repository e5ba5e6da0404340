"""Files brought for an import, kept aside until somebody has looked at the preview and confirmed."""

from typing import ClassVar

from django.db import models

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
