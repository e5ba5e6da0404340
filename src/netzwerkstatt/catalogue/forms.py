"""Requests into clean values. Nothing is saved here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import Barrier, FrameworkEntry, Term, TermProposal, Tool
from netzwerkstatt.kernel.ui.forms import KernForm

GERMAN_DATE = ["%d.%m.%Y", "%Y-%m-%d"]


def _words(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class RingForm(KernForm):
    name = forms.CharField(label=_("Wort"), max_length=160)
    description = forms.CharField(label=_("Meint dasselbe"), help_text=_("Mehrere Wörter trennt ein Komma."))


class TermForm(KernForm):
    name = forms.CharField(label=_("Name"), max_length=160)
    description = _words(_("Beschreibung"), 4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ToolForm(TermForm):
    kind = forms.ChoiceField(label=_("Art des Werkzeugs"), choices=Tool.Kind.choices)


class BarrierForm(TermForm):
    short = forms.CharField(
        label=_("Kurzform"), help_text=_("Für Listen, höchstens 60 Zeichen"), max_length=60
    )


class EntryForm(TermForm):
    support = _words(
        _("Worauf sich der Wortlaut stützt"),
        required=False,
        help_text=_("Was belegt ist und was nicht, mit Fundstelle."),
    )
    source = forms.CharField(label=_("Quelle"), max_length=200, required=False)
    valid_from = forms.DateField(
        label=_("Gilt ab"), help_text=_("Zum Beispiel 1.1.2026"), input_formats=GERMAN_DATE, required=False
    )
    valid_to = forms.DateField(label=_("Gilt bis"), input_formats=GERMAN_DATE, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        begin, end = values.get("valid_from"), values.get("valid_to")
        if begin and end and end < begin:
            self.add_error("valid_to", _("Das Ende liegt vor dem Beginn."))
        return values


def form_for(kind: type[Term]) -> type[TermForm]:
    """The form with the fields that make this kind's wording."""
    forms_by_kind: dict[type[Term], type[TermForm]] = {
        Tool: ToolForm,
        Barrier: BarrierForm,
        FrameworkEntry: EntryForm,
    }
    return forms_by_kind.get(kind, TermForm)


class ReasonForm(KernForm):
    reason = forms.CharField(
        label=_("Warum?"), help_text=_("Ein Satz. Er steht in der Geschichte des Eintrags."), max_length=400
    )


class MergeForm(ReasonForm):
    """Which term remains. Only terms of the same kind that are in use can be chosen."""

    into: forms.ModelChoiceField

    def __init__(self, *args: Any, term: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: Any = type(term).objects.filter(in_use=True).exclude(pk=term.pk)
        if isinstance(term, FrameworkEntry):
            others = others.filter(framework=term.framework)
        self.fields["into"] = forms.ModelChoiceField(
            label=_("Welcher Eintrag bleibt?"), queryset=others, empty_label=_("Bitte wählen")
        )
        self.order_fields(["into", "reason"])


class ConfirmForm(KernForm):
    source = forms.CharField(
        label=_("Wo steht der Wortlaut?"),
        help_text=_("Zum Beispiel: Beschluss der Mitgliederversammlung vom 3. Juni 2026"),
        max_length=200,
    )


class ProposalForm(KernForm):
    kind = forms.ChoiceField(
        label=_("Was fehlt?"), choices=TermProposal.Kind.choices, widget=forms.RadioSelect, initial="barrier"
    )
    name = forms.CharField(label=_("Wie soll es heißen?"), max_length=160)
    description = _words(_("Was ist damit gemeint?"), help_text=_("Ein bis zwei Sätze"), max_length=1000)
    why = _words(_("Warum passt keiner der vorhandenen Einträge?"), max_length=1000)
    origin = forms.SlugField(widget=forms.HiddenInput, max_length=20, required=False)


class AcceptForm(KernForm):
    prefix = "aufnehmen"
    name = forms.CharField(label=_("Name im Katalog"), max_length=160)
    description = _words(_("Beschreibung im Katalog"), max_length=1000)
    answer = _words(_("Ein Wort an die Person, die es vorschlug"), 2, max_length=1000, required=False)

    def __init__(self, *args: Any, kind: type[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind is Tool:
            self.fields["kind"] = forms.ChoiceField(label=_("Art des Werkzeugs"), choices=Tool.Kind.choices)
        if kind is Barrier:
            self.fields["short"] = forms.CharField(
                label=_("Kurzform"), help_text=_("Für Listen, höchstens 60 Zeichen"), max_length=60
            )


class MergeProposalForm(KernForm):
    prefix = "zusammen"
    answer = _words(_("Begründung"), 2, max_length=1000, required=False)

    def __init__(self, *args: Any, kind: type[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ModelChoiceField(
            label=_("Welcher Eintrag meint dasselbe?"),
            queryset=kind.objects.filter(in_use=True),
            empty_label=_("Bitte wählen"),
        )
        self.order_fields(["into", "answer"])


class DeclineForm(KernForm):
    prefix = "ablehnen"
    answer = _words(
        _("Begründung"),
        help_text=_("Sie wird gelesen von der Person, die den Vorschlag gemacht hat."),
        max_length=1000,
    )
