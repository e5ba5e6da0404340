from django import forms
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.ui.forms import KernForm


class SetUpForm(KernForm):
    network_name = forms.CharField(label=_("Wie heißt Ihr Netzwerk?"), max_length=160)
    secretariat = forms.CharField(
        label=_("Wie heißt das Sekretariat?"), max_length=200, initial=_("Sekretariat")
    )
    name = forms.CharField(label=_("Ihr Name"), max_length=200)
    email = forms.EmailField(label=_("Ihre E-Mail-Adresse"))
    password = forms.CharField(
        label=_("Passwort"),
        help_text=_("Mindestens zehn Zeichen."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )


class LegalForm(KernForm):
    text = forms.CharField(
        label=_("Text"),
        help_text=_("Leere Zeilen trennen Absätze."),
        widget=forms.Textarea(attrs={"rows": 20}),
    )


class FeedbackForm(KernForm):
    text = forms.CharField(label=_("Was ist nicht zugänglich?"), widget=forms.Textarea(attrs={"rows": 4}))
    address = forms.EmailField(
        label=_("E-Mail-Adresse"), help_text=_("Freiwillig, wenn Sie eine Antwort möchten."), required=False
    )
