"""Who did what when."""

from typing import ClassVar

from django.db import models


class AuditEntry(models.Model):
    """One deed. Holds no content: what was written lives in versions, never here.

    `person_id` and `organisation_id` are plain numbers, because people and organisations live above this room.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=40)
    circumstance = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["thing_kind", "thing_id"])]

    def __str__(self) -> str:
        return f"{self.person_name} {self.verb} {self.thing_kind} {self.thing_id}"
