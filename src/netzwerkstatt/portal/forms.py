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


class NameForm(KernForm):
    network_name = forms.CharField(label=_("Wie heißt Ihr Netzwerk?"), max_length=160)
    intro = forms.CharField(
        label=_("Ein Satz über das Netzwerk"),
        help_text=_("Steht auf der Startseite."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    logo = forms.FileField(
        label=_("Zeichen"),
        help_text=_("PNG, JPEG oder WebP, höchstens 500 KB. Am besten mit durchsichtigem Grund."),
        required=False,
    )
    drop_logo = forms.BooleanField(label=_("Das Zeichen entfernen"), required=False)


class ColourForm(KernForm):
    accent = forms.CharField(
        label=_("Akzent auf hellem Grund"),
        help_text=_("So: #2044aa. Links und der Hauptknopf haben diese Farbe."),
        max_length=7,
    )
    accent_dark = forms.CharField(
        label=_("Akzent auf dunklem Grund"),
        help_text=_("Leer: Die Farbe wird aus der hellen gemacht."),
        max_length=7,
        required=False,
    )


class TestLetterForm(KernForm):
    __test__ = False

    to = forms.EmailField(label=_("An welche Adresse?"))
