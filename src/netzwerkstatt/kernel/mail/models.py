"""The outbox: one row for each person and event, so nothing goes out twice."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Letter(models.Model):
    """A letter waiting or sent. Letters never carry content of protected rooms or of drafts.

    With a `writer` the text is made when the letter leaves, of what its person may then see; `about` is for that writer.
    """

    class Pace(models.TextChoices):
        DIGEST = "digest", "gesammelt"
        AT_ONCE = "at_once", "sofort"

    person_id = models.BigIntegerField(null=True)
    address = models.EmailField()
    event = models.CharField(max_length=120)
    pace = models.CharField(max_length=10, choices=Pace.choices, default=Pace.DIGEST)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    writer = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["address", "event"], name="one_letter_per_address_and_event"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["created_at"], condition=Q(sent_at__isnull=True), name="letters_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.address}"
