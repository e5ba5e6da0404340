"""Links for people without an account: signed, for one purpose, until a date, once."""

from django.db import models


class IssuedLink(models.Model):
    """What a link may be used for. The token itself is not stored; the row holds what it points at."""

    nonce = models.CharField(max_length=40, unique=True)
    purpose = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject}"
