from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.ui.forms import KernForm
from netzwerkstatt.network.models import Mandate

NO_SUCH_DATE = {"invalid": _("Dieses Datum gibt es nicht. So geht es: 28.2.2027.")}
ROLES = [
    (role.value, words)
    for role, words in Mandate.ROLE_WORDS.items()
    if role.value not in ("guest", "researcher")
]


class EndMandateForm(KernForm):
    """`last_day` is empty when access ends at once."""

    when = forms.ChoiceField(
        label=_("Wann endet es?"),
        choices=[("day", _("an einem Tag, den ich nenne")), ("now", _("sofort, noch heute"))],
        widget=forms.RadioSelect,
        initial="day",
    )
    last_day = forms.DateField(
        label=_("Letzter Tag"),
        help_text=_("An diesem Tag gilt das Mandat noch. So: 28.2.2027."),
        required=False,
        error_messages=NO_SUCH_DATE,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("when") == "day" and not values.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Nennen Sie den letzten Tag."))
        return values


class ChangeMandateForm(KernForm):
    role = forms.ChoiceField(label=_("Rolle"), choices=ROLES)
    ends_on = forms.DateField(
        label=_("Bis wann?"),
        help_text=_("Leer, wenn das Mandat kein Ende hat."),
        required=False,
        error_messages=NO_SUCH_DATE,
    )


class RenameForm(KernForm):
    name = forms.CharField(label=_("Neuer Name"), max_length=200)
    on = forms.DateField(label=_("Gilt seit"), initial=timezone.localdate, error_messages=NO_SUCH_DATE)


class HandOverForm(KernForm):
    note = forms.CharField(
        label=_("Was sollte wissen, wer nach Ihnen kommt?"),
        help_text=_(
            "Was läuft, was bald ansteht, wer vor Ort weiterhilft. Das liest nur Ihre Nachfolge, nicht das Sekretariat."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    successor = forms.ChoiceField(label=_("Wer kommt nach Ihnen?"), required=False)

    def __init__(self, *args: Any, people: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [  # type: ignore[attr-defined]
            ("", _("steht noch nicht fest")),
            *((str(number), name) for number, name in people.items()),
        ]

    def clean_successor(self) -> int | None:
        return int(self.cleaned_data["successor"]) if self.cleaned_data["successor"] else None


class AddressForm(KernForm):
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Darf eine andere sein als die, mit der Sie sich anmelden."),
        required=False,
    )
    telephone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    remark = forms.CharField(
        label=_("Wofür, und wann man Sie erreicht"),
        help_text=_("Zum Beispiel: vormittags, nicht mittwochs."),
        max_length=200,
        required=False,
    )
