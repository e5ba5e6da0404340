from django import forms
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.ui.forms import KernForm


class RingForm(KernForm):
    name = forms.CharField(label=_("Wort"), max_length=160)
    description = forms.CharField(label=_("Meint dasselbe"), help_text=_("Mehrere Wörter trennt ein Komma."))


class TermForm(KernForm):
    name = forms.CharField(label=_("Name"), max_length=160)
    description = forms.CharField(
        label=_("Beschreibung"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
