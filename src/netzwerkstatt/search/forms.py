"""Requests into clean values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.ui.forms import KernForm
from netzwerkstatt.search.models import SavedSearch


class KeepForm(KernForm):
    name = forms.CharField(
        label=_("Wie soll die Suche heißen?"),
        help_text=_("Nur Sie sehen den Namen; er steht auch in den Briefen."),
        max_length=80,
    )
    frequency = forms.ChoiceField(
        label=_("Wie oft möchten Sie lesen, was dazugekommen ist?"),
        help_text=_("Ein Brief kommt nur, wenn es Neues gibt."),
        choices=SavedSearch.Frequency.choices,
        widget=forms.RadioSelect,
        initial=SavedSearch.Frequency.WEEKLY,
    )
