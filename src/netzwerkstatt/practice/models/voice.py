"""How another bench or a partner tells it: own author, own release, own consent."""

import hashlib
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.models.undertaking import Undertaking
from netzwerkstatt.practice.states import AUDIENCE_WORDS, CONSENT_WORDS, Audience, EvaluationConsent, at_least


class VoiceQuerySet(models.QuerySet["Voice"]):
    def visible_to(self, viewer: Viewer) -> "VoiceQuerySet":
        """Own drafts, and released voices up to their own rung, under Undertakings one may see."""
        heard = self._heard(viewer) & Q(undertaking__in=Undertaking.objects.visible_to(viewer))
        own = Q(author_id=viewer.number, organisation_id__in=viewer.organisation_ids)
        return self.filter(heard | own if viewer.signed_in else heard)

    def heard_by(self, viewer: Viewer) -> "VoiceQuerySet":
        """What this viewer would hear of the voices beside an Undertaking she may see. For previews."""
        return self.filter(self._heard(viewer))

    @staticmethod
    def _heard(viewer: Viewer) -> Q:
        lowest = Audience.NETWORK if viewer.reads_network else Audience.PUBLIC
        return Q(released_text__gt="", hidden_at__isnull=True, audience__in=at_least(lowest))


class Voice(models.Model):
    """A telling beside the telling. Only its author changes, releases or withdraws it."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="voices")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="voices")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="voices"
    )
    text = models.TextField(_("Ihre Sicht"))
    released_text = models.TextField(blank=True)
    audience = models.CharField(
        max_length=20, choices=[(a.value, _(AUDIENCE_WORDS[a])) for a in Audience], default=Audience.NAMED
    )
    evaluation_consent = models.CharField(
        max_length=20,
        choices=[(c.value, _(CONSENT_WORDS[c])) for c in EvaluationConsent],
        default=EvaluationConsent.NONE,
    )
    released_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name = _("Stimme")
        verbose_name_plural = _("Stimmen")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["undertaking", "organisation"], name="one_voice_per_organisation"
            ),
            models.CheckConstraint(
                condition=Q(audience="named") | Q(released_at__isnull=False), name="a_heard_voice_is_released"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"

    def places(self) -> list[tuple[str, str]]:
        return [("text", self.text)] if self.text.strip() else []

    def fingerprint(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()
