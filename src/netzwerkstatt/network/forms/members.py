from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import Topic
from netzwerkstatt.kernel.ui.forms import KernForm
from netzwerkstatt.network.models import Mandate, Municipality, MunicipalityKind, Organisation, TopicInterest


class InviteForm(KernForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        error_messages={
            "invalid": _(
                "Diese Adresse ist nicht vollständig. Hinter dem @ fehlt vielleicht eine Endung wie „.de“."
            )
        },
    )
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=[
            (role.value, words)
            for role, words in Mandate.ROLE_WORDS.items()
            if role.value not in ("guest", "researcher")
        ],
    )
    ends_on = forms.DateField(
        label=_("Bis wann?"),
        help_text=_("Leer, wenn das Mandat kein Ende hat."),
        required=False,
        error_messages={"invalid": _("Dieses Datum gibt es nicht. So geht es: 28.2.2027.")},
    )


class MemberForm(KernForm):
    name = forms.CharField(label=_("Name der Kommune"), max_length=120)
    key = forms.RegexField(
        r"^(\d{5}|\d{8}|\d{9}|R\d{4})$",
        label=_("Amtlicher Schlüssel"),
        help_text=_(
            "Acht Ziffern für Städte und Gemeinden, fünf für Landkreise und Berliner Bezirke, neun für Ämter. "
            "Führende Nullen gehören dazu. Eine Region ohne amtlichen Schlüssel bekommt einen wie R0001."
        ),
        error_messages={
            "invalid": _("Ein amtlicher Schlüssel hat acht Ziffern, bei Landkreisen fünf, bei Ämtern neun.")
        },
    )
    kind = forms.ChoiceField(label=_("Art"), choices=MunicipalityKind.choices)
    population = forms.IntegerField(label=_("Einwohner:innen"), min_value=1, required=False)
    since_year = forms.IntegerField(
        label=_("Mitglied seit (Jahr)"), min_value=1900, max_value=2100, required=False
    )
    initiative = forms.CharField(
        label=_("Wer vertritt die Initiativen?"),
        help_text=_("Name der Organisation, wenn er schon feststeht."),
        max_length=200,
        required=False,
    )

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if Municipality.objects.filter(key=key).exists():
            raise forms.ValidationError(_("Diese Kommune ist schon eingetragen."))
        return key


class AcceptForm(KernForm):
    name = forms.CharField(label=_("Ihr Name"), max_length=200)
    password = forms.CharField(
        label=_("Passwort"),
        help_text=_("Mindestens zehn Zeichen. Einen Passkey können Sie danach einrichten."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )


class InterestForm(KernForm):
    organisation = forms.ModelChoiceField(
        label=_("Für wen?"), queryset=Organisation.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(
        label=_("Was ist es?"), choices=TopicInterest.Kind.choices, widget=forms.RadioSelect
    )
    topic = forms.ModelChoiceField(
        label=_("Thema"),
        queryset=Topic.objects.filter(in_use=True),
        required=False,
        empty_label=_("ohne Thema"),
    )
    text = forms.CharField(label=_("In einem Satz"), max_length=300)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
