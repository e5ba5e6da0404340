from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.ui.forms import KernForm
from netzwerkstatt.network.forms.people import NO_SUCH_DATE
from netzwerkstatt.network.models import Municipality, MunicipalityKind
from netzwerkstatt.network.states import NEEDS_NOTE, NEEDS_PAPER, StepKind


class StepForm(KernForm):
    on = forms.DateField(label=_("Wann war das?"), initial=timezone.localdate, error_messages=NO_SUCH_DATE)
    paper = forms.CharField(label=_("Nummer der Vorlage"), max_length=80, required=False)
    note = forms.CharField(
        label=_("Notiz"),
        help_text=_("Das lesen das Sekretariat und die beiden Bänke dieses Mitglieds."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, kind: StepKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind in NEEDS_PAPER:
            self.fields["paper"].required = True
            self.fields["paper"].error_messages["required"] = _(
                "Es fehlt die Nummer der Vorlage, auf der der Beschluss beruht."
            )
        else:
            del self.fields["paper"]
        if kind in NEEDS_NOTE:
            self.fields["note"].required = True
            self.fields["note"].label = _("Wer war beteiligt, und auf welchem Weg?")


class InterestedForm(KernForm):
    name = forms.CharField(label=_("Name der Kommune"), max_length=120)
    key = forms.RegexField(
        r"^(\d{5}|\d{8}|\d{9}|R\d{4})$",
        label=_("Amtlicher Schlüssel"),
        help_text=_(
            "Acht Ziffern für Städte und Gemeinden, fünf für Landkreise und Bezirke, neun für Ämter."
        ),
        error_messages={
            "invalid": _("Ein amtlicher Schlüssel hat acht Ziffern, bei Landkreisen fünf, bei Ämtern neun.")
        },
    )
    kind = forms.ChoiceField(label=_("Art"), choices=MunicipalityKind.choices)
    population = forms.IntegerField(label=_("Einwohner:innen"), min_value=1, required=False)
    on = forms.DateField(
        label=_("Seit wann interessiert?"), initial=timezone.localdate, error_messages=NO_SUCH_DATE
    )
    note = forms.CharField(label=_("Notiz"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


class FeeClassForm(KernForm):
    name = forms.CharField(label=_("Name der Klasse"), max_length=120)
    population_from = forms.IntegerField(label=_("Von (Einwohner:innen)"), min_value=0)
    population_until = forms.IntegerField(
        label=_("Bis (Einwohner:innen)"), min_value=0, required=False, help_text=_("Leer: nach oben offen.")
    )
    amount = forms.DecimalField(
        label=_("Betrag im Jahr (Euro)"),
        help_text=_("Leer, solange er nicht bekannt ist."),
        min_value=0,
        decimal_places=2,
        max_digits=9,
        required=False,
        localize=True,
    )
    is_confirmed = forms.BooleanField(label=_("Der Betrag ist beschlossen und geprüft."), required=False)
    source = forms.CharField(label=_("Worauf beruht das?"), max_length=200, required=False)
    valid_from = forms.DateField(label=_("Gilt ab"), error_messages=NO_SUCH_DATE)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        until = values.get("population_until")
        if until is not None and until < values.get("population_from", 0):
            self.add_error("population_until", _("Das Ende liegt unter dem Anfang."))
        return values


class EndFeeClassForm(KernForm):
    on = forms.DateField(label=_("Letzter Tag"), initial=timezone.localdate, error_messages=NO_SUCH_DATE)


class RegionalForm(KernForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    about = forms.CharField(
        label=_("Worum es geht"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    contact_role = forms.CharField(
        label=_("Wer lädt ein?"),
        help_text=_("Eine Funktion, kein Name. Zum Beispiel: Koordination der Stadt, die gerade einlädt."),
        max_length=200,
        required=False,
    )
    since_year = forms.IntegerField(label=_("Seit (Jahr)"), min_value=1980, max_value=2100, required=False)
    members = forms.ModelMultipleChoiceField(
        label=_("Mitglieder"),
        queryset=Municipality.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = places  # type: ignore[attr-defined]


class UploadForm(KernForm):
    file = forms.FileField(
        label=_("Ihre Liste"),
        help_text=_("CSV, XLSX oder ODS. In der ersten Zeile stehen die Namen der Spalten."),
    )


class MappingForm(KernForm):
    """One choice for each field an import wants; `columns` are those of the file."""

    def __init__(self, *args: Any, wanted: Any, columns: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for want in wanted:
            self.fields[want.name] = forms.ChoiceField(
                label=want.words,
                help_text=want.help,
                choices=[("", _("keine Spalte")), *((column, column) for column in columns)],
                required=want.required,
            )
