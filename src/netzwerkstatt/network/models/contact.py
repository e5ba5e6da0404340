"""Reaching people: the address list, circular letters, the hand-over to a successor."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.access import BENCH_ROLES, MandateRole, Viewer
from netzwerkstatt.network.models.organisations import Organisation
from netzwerkstatt.network.states import LETTER_WORDS, REFUSABLE, LetterKind


class AddressEntryQuerySet(models.QuerySet["AddressEntry"]):
    def visible_to(self, viewer: Viewer) -> "AddressEntryQuerySet":
        """Members of the network, and everybody her own."""
        if viewer.reads_network:
            return self.all()
        return self.filter(person_id=viewer.number) if viewer.signed_in else self.none()


class AddressEntry(models.Model):
    """What somebody gave for the address list. The address of the account is not part of it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="address_entry"
    )
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    remark = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = AddressEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Eintrag im Adressverzeichnis")
        verbose_name_plural = _("Einträge im Adressverzeichnis")

    def __str__(self) -> str:
        return str(self.person)


class CircularQuerySet(models.QuerySet["Circular"]):
    def visible_to(self, viewer: Viewer) -> "CircularQuerySet":
        """Drafts: the sending organisation. Sent ones: also those they were meant for while they read the network.

        Meant for are the people written to and, after them, whoever coordinates the same organisation.
        """
        if not viewer.signed_in:
            return self.none()
        seen = Q(sender_id__in=viewer.organisation_ids)
        if viewer.reads_network:
            leading = [
                m.organisation_id
                for m in viewer.writing_mandates
                if m.role in (MandateRole.COORDINATOR, MandateRole.DEPUTY)
            ]
            meant = CircularRecipient.objects.filter(
                Q(person_id=viewer.number) | Q(organisation_id__in=leading)
            )
            seen |= Q(sent_at__isnull=False, pk__in=meant.values("circular"))
        return self.filter(seen)


class Circular(models.Model):
    """A circular letter (Rundbrief): its text, to which groups, when it went out. Sent ones are never changed."""

    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="circulars")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=[(k.value, LETTER_WORDS[k]) for k in LetterKind])
    subject = models.CharField(max_length=160)
    text = models.TextField()
    audience = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = CircularQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        verbose_name = _("Rundbrief")
        verbose_name_plural = _("Rundbriefe")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in LetterKind]), name="circular_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("network:circular", args=[self.pk])


class CircularRecipient(models.Model):
    """Somebody a circular letter went to, and for which organisation she was written to."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["circular", "person"], name="a_circular_reaches_a_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.circular} → {self.person}"


class LetterRefusal(models.Model):
    """Somebody does not want this kind of circular letter."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=[(k.value, LETTER_WORDS[k]) for k in LetterKind])

    class Meta:
        verbose_name = _("Abbestellung")
        verbose_name_plural = _("Abbestellungen")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_refusal_per_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(kind.value for kind in REFUSABLE)),
                name="only_some_kinds_are_refused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def visible_to(self, viewer: Viewer) -> "HandOverQuerySet":
        """Who leaves, the successor she named, or, without a name, whoever coordinates the organisation now."""
        if not viewer.signed_in:
            return self.none()
        leading = [
            m.organisation_id
            for m in viewer.mandates
            if m.role in (MandateRole.COORDINATOR, MandateRole.DEPUTY)
        ]
        working = [m.organisation_id for m in viewer.mandates if m.role in BENCH_ROLES]
        own = Q(leaving_id=viewer.number, organisation_id__in=working)
        named = Q(successor_id=viewer.number, organisation_id__in=working)
        return self.filter(own | named | Q(successor__isnull=True, organisation_id__in=leading))


class HandOver(models.Model):
    """What somebody who leaves writes down for whoever comes after her. One open note per person and organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="hand_overs")
    leaving = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("Übergabe")
        verbose_name_plural = _("Übergaben")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "leaving"],
                condition=Q(taken_at__isnull=True),
                name="one_open_hand_over_per_person",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=models.F("leaving")),
                name="nobody_hands_over_to_herself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.leaving}"
