"""The installation's own words: its name and its legal pages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """One row: what this network is called and whether everything in it is invented."""

    network_name = models.CharField(
        _("Name des Netzwerks"), max_length=160, default="Gesunde Städte-Netzwerk"
    )
    intro = models.TextField(_("Ein Satz über das Netzwerk"), blank=True)
    is_demonstration = models.BooleanField(default=False)
    set_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="one_installation")]

    def __str__(self) -> str:
        return self.network_name


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
