"""The installation's own words: its name and its legal pages."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

HEX = RegexValidator(r"^#[0-9a-f]{6}$")


class Installation(models.Model):
    """One row: what this network is called, how it looks, and whether everything in it is invented.

    Until `opened_at` whoever is not signed in sees the legal pages and nothing else.
    """

    network_name = models.CharField(
        _("Name des Netzwerks"), max_length=160, default="Gesunde Städte-Netzwerk"
    )
    intro = models.TextField(_("Ein Satz über das Netzwerk"), blank=True)
    is_demonstration = models.BooleanField(default=False)
    set_up_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    accent = models.CharField(max_length=7, blank=True, validators=[HEX])
    accent_dark = models.CharField(max_length=7, blank=True, validators=[HEX])
    logo_digest = models.CharField(max_length=16, blank=True)
    mail_tested_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_installation"),
            models.CheckConstraint(
                condition=models.Q(accent="", accent_dark="")
                | (~models.Q(accent="") & ~models.Q(accent_dark="")),
                name="both_accents_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.network_name

    @property
    def is_closed(self) -> bool:
        return bool(self.set_up_at) and not self.opened_at and not self.is_demonstration


class Logo(models.Model):
    """The network's sign as a checked picture. It lies in the database, so that a backup is one thing."""

    content = models.BinaryField()
    media_type = models.CharField(max_length=20)
    digest = models.CharField(max_length=16)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="one_logo")]

    def __str__(self) -> str:
        return self.digest


class LegalPage(models.Model):
    """Imprint, privacy notice, accessibility statement: written by the operator."""

    class Kind(models.TextChoices):
        IMPRINT = "imprint", _("Impressum")
        PRIVACY = "privacy", _("Datenschutzhinweis")
        ACCESSIBILITY = "accessibility", _("Erklärung zur Barrierefreiheit")

    kind = models.CharField(max_length=20, choices=Kind.choices, unique=True)
    text = models.TextField(_("Text"))
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Rechtliche Seite")
        verbose_name_plural = _("Rechtliche Seiten")

    def __str__(self) -> str:
        return self.get_kind_display()


class AccessibilityFeedback(models.Model):
    """A barrier in our own pages, told by somebody who met it."""

    text = models.TextField(_("Was ist nicht zugänglich?"))
    address = models.EmailField(_("E-Mail-Adresse, wenn Sie eine Antwort möchten"), blank=True)
    page = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        verbose_name = _("Rückmeldung zur Barrierefreiheit")
        verbose_name_plural = _("Rückmeldungen zur Barrierefreiheit")

    def __str__(self) -> str:
        return f"{self.created_at:%d.%m.%Y}"
