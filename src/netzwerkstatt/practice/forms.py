"""Requests into clean values. Nothing is saved here."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import Approach, Barrier, Tool, Topic
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.kernel.ui.forms import KernForm
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.actions.telling import BarrierTold, Way
from netzwerkstatt.practice.models import BarrierMet, Undertaking, Voice
from netzwerkstatt.practice.states import OUTCOME_WORDS, Audience, EvaluationConsent, Outcome, Stage

MOST_BARRIERS, MOST_WAYS = 12, 8


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
    where = forms.ChoiceField(label=_("Wo?"), widget=forms.RadioSelect, choices=[], required=False)

    def __init__(self, *args: Any, voices: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not voices:
            del self.fields["where"]
            return
        beside = [(str(voice.pk), _("in dem, was die andere Seite dazu sagt")) for voice in voices]
        self.fields["where"].choices = [("", _("in der Erzählung selbst")), *beside]  # type: ignore[attr-defined]
        self.fields["where"].initial = ""


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
        help_text=_("Ein paar Absätze genügen. Was sahen Sie anders, was fehlt in der anderen Erzählung?"),
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Noch steht nichts da. Ein Satz genügt für den Anfang.")},
    )


class VoiceReleaseForm(forms.Form):
    audience = forms.ChoiceField(choices=[(a.value, a.value) for a in Audience], required=False)
    consent = forms.ChoiceField(choices=[(c.value, c.value) for c in EvaluationConsent], required=False)

    def terms(self, voice: Voice) -> tuple[Audience, EvaluationConsent]:
        """What was sent, or what is; for a draft the network as the next rung."""
        sent = self.cleaned_data if self.is_bound and self.is_valid() else {}
        now = Audience(voice.audience) if voice.released_text else Audience.NETWORK
        consent = EvaluationConsent(sent.get("consent") or voice.evaluation_consent)
        return Audience(sent.get("audience") or now), consent


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
    cost: str = ""
    time: str = ""
    conditions: str = ""
    also: tuple[str, ...] = ()

    @property
    def has_more(self) -> bool:
        return bool(self.cost or self.time or self.conditions or self.also)


@dataclass
class BarrierRow:
    """`handle` is the row's number on the page, by which a way can name further barriers."""

    barrier: str = ""
    what: str = ""
    ways: list[WayRow] = field(default_factory=list)
    level: str = ""
    phase: str = ""
    role: str = ""
    handle: str = ""


@dataclass
class BarriersInput:
    """The barriers page as it was sent: rows as typed, and what is wrong with them by field name."""

    rows: list[BarrierRow]
    errors: dict[str, str] = field(default_factory=dict)

    def told(self) -> list[BarrierTold]:
        barriers = {b.key: b for b in Barrier.objects.all()}
        approaches = {a.key: a for a in Approach.objects.all()}
        handles = {row.handle for row in self.rows}
        return [
            BarrierTold(
                barriers.get(row.barrier),
                row.what,
                tuple(_way_told(way, approaches, handles) for way in row.ways),
                row.level,
                row.phase,
                row.role,
                row.handle,
            )
            for row in self.rows
        ]


def _way_told(way: WayRow, approaches: dict[str, Approach], handles: set[str]) -> Way:
    return Way(
        way.what,
        way.outcome,
        approaches.get(way.approach),
        way.today,
        way.cost,
        way.time,
        way.conditions,
        tuple(handle for handle in way.also if handle in handles),
    )


def read_barriers(data: QueryDict) -> BarriersInput:
    """Rows without any word are left out; a way without words but with a lesson is an error where it stands."""
    result = BarriersInput(rows=[])
    for number in range(MOST_BARRIERS):
        prefix = f"b{number}-"
        row = BarrierRow(
            data.get(f"{prefix}barrier", ""),
            data.get(f"{prefix}what", "").strip(),
            _read_ways(data, prefix, result.errors),
            _one_of(data.get(f"{prefix}level"), BarrierMet.Level),
            _one_of(data.get(f"{prefix}phase"), BarrierMet.Phase),
            _one_of(data.get(f"{prefix}role"), BarrierMet.Role),
            str(number),
        )
        if row.barrier or row.what or row.ways:
            if not row.barrier and not row.what:
                result.errors[f"{prefix}what"] = str(
                    _("Bitte benennen Sie das Hemmnis, mit eigenen Worten oder aus der Liste.")
                )
            _check_length(row.what, 600, f"{prefix}what", result.errors)
            result.rows.append(row)
    return result


WAY_LENGTHS = {"what": 300, "today": 400, "cost": 300, "time": 300, "conditions": 400}


def _read_ways(data: QueryDict, barrier: str, errors: dict[str, str]) -> list[WayRow]:
    ways = []
    for place in range(MOST_WAYS):
        prefix = f"{barrier}w{place}-"
        words = {name: data.get(prefix + name, "").strip() for name in WAY_LENGTHS}
        way = WayRow(
            **words,
            outcome=data.get(prefix + "outcome") or Outcome.OPEN.value,
            approach=data.get(prefix + "approach", ""),
            also=tuple(data.getlist(prefix + "also")),
        )
        if not any(words.values()) and not way.approach:
            continue
        if not way.what:
            errors[prefix + "what"] = str(_("Bitte schreiben Sie in einem Satz, was Sie versucht haben."))
        if way.outcome not in OUTCOME_WORDS:
            errors[prefix + "outcome"] = str(_("Bitte wählen Sie eine der Antworten."))
        for name, most in WAY_LENGTHS.items():
            _check_length(words[name], most, prefix + name, errors)
        ways.append(way)
    return ways


def _check_length(text: str, most: int, name: str, errors: dict[str, str]) -> None:
    if len(text) > most:
        errors[name] = str(_("Bitte kürzen Sie auf %(most)s Zeichen.") % {"most": most})


def _one_of(value: str | None, choices: Any) -> str:
    return str(value) if value in choices.values else ""
