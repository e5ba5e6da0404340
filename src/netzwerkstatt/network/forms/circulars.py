from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.ui.forms import KernForm
from netzwerkstatt.network.models import MunicipalityKind, Organisation, RegionalNetwork, State
from netzwerkstatt.network.queries.audience import GROUPS, Audience
from netzwerkstatt.network.states import LETTER_WORDS, REFUSABLE, LetterKind


class CircularForm(KernForm):
    sender = forms.ModelChoiceField(
        label=_("Wer schreibt?"), queryset=Organisation.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(
        label=_("Was für ein Brief ist es?"),
        help_text=_("Mitteilungen an Mitglieder kann niemand abbestellen, die übrigen schon."),
        choices=[(kind.value, LETTER_WORDS[kind]) for kind in LetterKind],
        widget=forms.RadioSelect,
        initial=LetterKind.NEWS.value,
    )
    subject = forms.CharField(label=_("Betreff"), max_length=160)
    text = forms.CharField(
        label=_("Text"),
        help_text=_("Leere Zeilen trennen Absätze. Anrede und Gruß setzt der Brief selbst."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    groups = forms.MultipleChoiceField(
        label=_("An wen?"),
        choices=list(GROUPS.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=["administration", "initiative"],
        error_messages={"required": _("Wählen Sie mindestens eine Gruppe.")},
    )
    states = forms.MultipleChoiceField(
        label=_("Nur in diesen Ländern"),
        help_text=_("Nichts angekreuzt: überall."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Nur diese Art von Kommune"),
        choices=MunicipalityKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    regional = forms.MultipleChoiceField(
        label=_("Nur in diesen regionalen Netzwerken"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, senders: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sender"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            pk__in=[sender.pk for sender in senders]
        )
        self.fields["states"].choices = [(s.key, s.name) for s in State.objects.all()]  # type: ignore[attr-defined]
        regional = [(str(n.pk), str(n)) for n in RegionalNetwork.objects.select_related("organisation")]
        if regional:
            self.fields["regional"].choices = regional  # type: ignore[attr-defined]
        else:
            del self.fields["regional"]
        if len(senders) == 1:
            self.fields["sender"].initial = senders[0].pk
        if all(sender.kind == "centre" for sender in senders):
            del self.fields["kind"]

    def audience(self) -> Audience:
        return Audience.of(self.cleaned_data)


class RefusalForm(KernForm):
    wanted = forms.MultipleChoiceField(
        label=_("Diese Briefe möchte ich bekommen"),
        choices=[(kind.value, LETTER_WORDS[kind]) for kind in LetterKind if kind in REFUSABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def refused(self) -> set[LetterKind]:
        return {kind for kind in REFUSABLE if kind.value not in self.cleaned_data["wanted"]}
