"""Requests into clean values. Nothing is saved here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import Approach, Barrier, Tool, Topic
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.kernel.ui.forms import KernForm
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.actions.telling import BarrierTold, Way
from netzwerkstatt.practice.models import Goal, Publicity, Result, Undertaking
from netzwerkstatt.practice.states import OUTCOME_WORDS, Audience, EvaluationConsent, Outcome, Stage

MOST_BARRIERS, MOST_WAYS, MOST_PARTS = 12, 8, 12


class PartialDateField(forms.CharField):
    """ "2019", "April 2019", "3.4.2019"; cleans to the ISO form."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return partial_date.parse(text).iso
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        try:
            return partial_date.in_words(value or "")
        except ValueError:
            return value


class BeginForm(KernForm):
    title = forms.CharField(
        label=_("Wie heißt es bei Ihnen?"),
        help_text=_("Ein Arbeitstitel genügt. Sie können ihn jederzeit ändern."),
        max_length=160,
    )
    holder = forms.ModelChoiceField(
        label=_("Für wen erzählen Sie?"), queryset=Organisation.objects.none(), empty_label=None
    )
    form = forms.ChoiceField(
        label=_("Was soll es werden?"),
        choices=[
            (Undertaking.Form.TELLING, _("Erfahrung: fünf Fragen, etwa zehn Minuten")),
            (Undertaking.Form.BRIEF, _("Kurznotiz: ein Satz, ein Werkzeug, wen man fragen kann")),
        ],
        widget=forms.RadioSelect,
        initial=Undertaking.Form.TELLING,
    )

    def __init__(self, *args: Any, holders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = holders  # type: ignore[attr-defined]
        first = holders.first()
        if first is not None:
            self.fields["holder"].initial = first.pk


class FactsForm(KernForm):
    title = forms.CharField(label=_("Titel"), max_length=160)
    summary = forms.CharField(
        label=_("Kurz gesagt"),
        help_text=_("Zwei bis drei Sätze: was es war, was im Weg stand, was blieb. Damit beginnt die Seite."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    begin = PartialDateField(
        label=_("Beginn"),
        help_text=_("Zum Beispiel 2019, Frühjahr 2019, April 2019 oder 3.4.2019"),
        required=False,
    )
    end = PartialDateField(label=_("Ende"), required=False)
    permanent = forms.BooleanField(label=_("auf Dauer angelegt"), required=False)
    contact_role = forms.CharField(
        label=_("Wer gibt Auskunft?"),
        help_text=_("Eine Funktion, kein Name. Das liest nur das Netzwerk."),
        max_length=200,
        required=False,
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Themen"),
        queryset=Topic.objects.filter(in_use=True),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    tools = forms.ModelMultipleChoiceField(
        label=_("Werkzeuge"),
        queryset=Tool.objects.filter(in_use=True),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        begin, end = values.get("begin"), values.get("end")
        if begin and end and partial_date.parse(end).ends_before(partial_date.parse(begin)):
            self.add_error("end", _("Das Ende liegt vor dem Beginn."))
        return values


class PersonForm(KernForm):
    person = forms.TypedChoiceField(label=_("Wen?"), coerce=int, choices=[])
    role = forms.ChoiceField(
        label=_("Was darf diese Person?"),
        choices=[("named", _("mitlesen")), ("author", _("mitschreiben"))],
        widget=forms.RadioSelect,
        initial="named",
    )

    def __init__(self, *args: Any, people: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Bitte wählen")), *people.items()]  # type: ignore[attr-defined]


class StageForm(KernForm):
    to = forms.ChoiceField(label=_("Neuer Stand"), choices=[])
    reason = forms.CharField(
        label=_("Warum?"), help_text=_("Ein Satz. Ihn lesen die Autor:innen."), max_length=400, required=False
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def stage(self) -> Stage:
        return Stage(self.cleaned_data["to"])


class ReportForm(KernForm):
    what = forms.CharField(
        label=_("Wer ist woran erkennbar?"),
        help_text=_("Ein Satz genügt. Ihn lesen nur die Autor:innen."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Bitte schreiben Sie kurz, woran jemand erkennbar ist.")},
    )


class SettleForm(KernForm):
    settlement = forms.CharField(
        label=_("Was haben Sie getan?"),
        max_length=400,
        error_messages={"required": _("Bitte schreiben Sie einen Satz, was Sie getan haben.")},
    )


class RedactForm(KernForm):
    passage = forms.CharField(
        label=_("Welche Stelle?"),
        help_text=_(
            "Genau so, wie sie im Text steht. Sie verschwindet aus allen Fassungen, auch aus der ersten."
        ),
        max_length=600,
    )


class VoiceForm(KernForm):
    text = forms.CharField(
        label=_("Wie erzählen Sie es?"),
        help_text=_("Ihre Sicht steht neben der anderen. Sie allein geben sie frei."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class ReleaseForm(forms.Form):
    audience = forms.ChoiceField(choices=[(a.value, a.value) for a in Audience])
    consent = forms.ChoiceField(choices=[(c.value, c.value) for c in EvaluationConsent], required=False)
    agreed_with_role = forms.CharField(max_length=200, required=False)
    agreed_on = forms.CharField(max_length=20, required=False)
    place_unnamed = forms.BooleanField(required=False)

    def clean_agreed_on(self) -> date | None:
        text = self.cleaned_data["agreed_on"].strip()
        if not text:
            return None
        try:
            found = partial_date.parse(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if not found.day:
            raise forms.ValidationError(_("Bitte nennen Sie den Tag, zum Beispiel 2.3.2026."))
        if found.first_day > date.today():
            raise forms.ValidationError(_("Dieses Datum liegt in der Zukunft."))
        return found.first_day


@dataclass
class WayRow:
    what: str = ""
    outcome: str = Outcome.OPEN.value
    approach: str = ""
    today: str = ""


@dataclass
class BarrierRow:
    barrier: str = ""
    what: str = ""
    ways: list[WayRow] = field(default_factory=list)


@dataclass
class BarriersInput:
    """The barriers page as it was sent: rows as typed, and what is wrong with them by field name."""

    rows: list[BarrierRow]
    errors: dict[str, str] = field(default_factory=dict)

    def told(self) -> list[BarrierTold]:
        barriers = {b.key: b for b in Barrier.objects.all()}
        approaches = {a.key: a for a in Approach.objects.all()}
        return [
            BarrierTold(
                barriers.get(row.barrier),
                row.what,
                tuple(Way(w.what, w.outcome, approaches.get(w.approach), w.today) for w in row.ways),
            )
            for row in self.rows
        ]


def read_barriers(data: Mapping[str, str]) -> BarriersInput:
    """Rows without any word are left out; a way without words but with a lesson is an error where it stands."""
    result = BarriersInput(rows=[])
    for number in range(MOST_BARRIERS):
        row = BarrierRow(data.get(f"b{number}-barrier", ""), data.get(f"b{number}-what", "").strip())
        for place in range(MOST_WAYS):
            prefix = f"b{number}-w{place}-"
            way = WayRow(
                what=data.get(prefix + "what", "").strip(),
                outcome=data.get(prefix + "outcome") or Outcome.OPEN.value,
                approach=data.get(prefix + "approach", ""),
                today=data.get(prefix + "today", "").strip(),
            )
            if not way.what and (way.today or way.approach):
                result.errors[prefix + "what"] = str(
                    _("Bitte schreiben Sie in einem Satz, was Sie versucht haben.")
                )
            if len(way.what) > 300:
                result.errors[prefix + "what"] = str(_("Bitte kürzen Sie auf 300 Zeichen."))
            if way.outcome not in OUTCOME_WORDS:
                result.errors[prefix + "outcome"] = str(_("Bitte wählen Sie eine der Antworten."))
            if way.what or way.today or way.approach:
                row.ways.append(way)
        if row.barrier or row.what or row.ways:
            if not row.barrier and not row.what:
                result.errors[f"b{number}-what"] = str(
                    _("Bitte benennen Sie das Hemmnis, mit eigenen Worten oder aus der Liste.")
                )
            if len(row.what) > 600:
                result.errors[f"b{number}-what"] = str(_("Bitte kürzen Sie auf 600 Zeichen."))
            result.rows.append(row)
    return result


@dataclass
class PartsInput:
    goals: list[Goal]
    results: list[Result]
    publicity: list[Publicity]
    errors: dict[str, str] = field(default_factory=dict)


def read_parts(data: Mapping[str, str]) -> PartsInput:
    """Goals, results and publicity as they were sent. Empty rows are left out."""
    errors: dict[str, str] = {}
    goals = []
    for number in range(MOST_PARTS):
        wording = data.get(f"g{number}-wording", "").strip()
        if not wording:
            continue
        on = data.get(f"g{number}-on", "").strip()
        try:
            on = partial_date.parse(on).iso if on else ""
        except ValueError as error:
            errors[f"g{number}-on"] = str(error)
        goals.append(
            Goal(wording=wording[:400], source=_one_of(data.get(f"g{number}-source"), Goal.Source), on=on)
        )
    results = [
        Result(
            text=data[f"r{number}-text"].strip()[:600],
            kind=_one_of(data.get(f"r{number}-kind"), Result.Kind),
            evidence=_one_of(data.get(f"r{number}-evidence"), Result.Evidence),
        )
        for number in range(MOST_PARTS)
        if data.get(f"r{number}-text", "").strip()
    ]
    publicity = [
        Publicity(
            text=data[f"p{number}-text"].strip()[:400],
            kind=_one_of(data.get(f"p{number}-kind"), Publicity.Kind),
        )
        for number in range(MOST_PARTS)
        if data.get(f"p{number}-text", "").strip()
    ]
    return PartsInput(goals, results, publicity, errors)


def _one_of(value: str | None, choices: Any) -> str:
    return str(value if value in choices.values else choices.values[0])
