from django import forms
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.ui.forms import KernForm


class TermForm(KernForm):
    name = forms.CharField(label=_("Name"), max_length=160)
    description = forms.CharField(
        label=_("Beschreibung"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
