"""Rows of the same kind on one screen: goals, turns, methods, steps and so on. Nothing is saved here."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import FrameworkEntry, Tool
from netzwerkstatt.kernel.ui.forms import KernForm
from netzwerkstatt.practice.forms import PartialDateField
from netzwerkstatt.practice.models import (
    Goal,
    GoalRevision,
    ParticipationPhase,
    Publicity,
    Resource,
    Result,
)
from netzwerkstatt.practice.states import INTENTION_WORDS, Intention

MOST_ROWS = 40
Framework = FrameworkEntry.Framework


def long_text(label: Any, most: int, *, help_text: Any = "", required: bool = True, rows: int = 2) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def entries(framework: str) -> Any:
    return FrameworkEntry.objects.filter(framework=framework, in_use=True)


class Row(KernForm):
    """One row; its key goes along so that it is known again. A row left empty is no row."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)


class GoalRow(Row):
    wording = long_text(_("Ziel in seinem ersten Wortlaut"), 400)
    source = forms.ChoiceField(
        label=_("Woher stammt der Wortlaut?"), choices=Goal.Source.choices, initial="memory"
    )
    on = PartialDateField(
        label=_("Von wann?"), help_text=_("Zum Beispiel 2019, Frühjahr 2019 oder 3.4.2019"), required=False
    )

    def __init__(self, *args: Any, fixed: frozenset[uuid.UUID] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_fixed = self.initial.get("key") in fixed
        if self.is_fixed:
            for name in ("wording", "source", "on", "key"):
                self.fields[name].disabled = True


class RevisionRow(Row):
    on = PartialDateField(
        label=_("Wann?"), help_text=_("Zum Beispiel 2019, Frühjahr 2019 oder 3.4.2019"), required=False
    )
    reason = forms.ChoiceField(
        label=_("Was war der Anlass?"),
        choices=GoalRevision.Reason.choices,
        widget=forms.RadioSelect,
        initial="compromise",
    )
    with_whom = forms.CharField(
        label=_("Mit wem?"),
        help_text=_("Nur bei einem Kompromiss. Eine Stelle oder Funktion, kein Name."),
        max_length=200,
        required=False,
    )
    why = long_text(_("Warum?"), 400, help_text=_("Ein Satz genügt."))
    wording = long_text(_("Wie heißt das Ziel von da an?"), 400)
    given_up = long_text(_("Was wurde aufgegeben?"), 300, required=False)
    gained = long_text(_("Was wurde gewonnen?"), 300, required=False)
    intention = forms.ChoiceField(
        label=_("Was wurde aus der gesundheitspolitischen Absicht?"),
        choices=[(i.value, INTENTION_WORDS[i]) for i in Intention],
        widget=forms.RadioSelect,
        initial="kept",
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("with_whom") and values.get("reason") != GoalRevision.Reason.COMPROMISE:
            self.add_error("with_whom", _("Mit wem, das gehört nur zu einem Kompromiss."))
        return values


class MethodRow(Row):
    """For every goal one question: does this serve it, and why should it?"""

    what = long_text(_("Wie sind Sie vorgegangen?"), 400, help_text=_("Ein Vorgehen in einem Satz."))
    tool = forms.ModelChoiceField(
        label=_("Wie nennt es der Katalog?"),
        queryset=Tool.objects.filter(in_use=True),
        empty_label=_("keines davon, oder ich weiß es nicht"),
        required=False,
    )

    def __init__(self, *args: Any, goals: Sequence[tuple[uuid.UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = goals
        for number, (_key, words) in enumerate(goals):
            self.fields[f"serves{number}"] = forms.BooleanField(
                label=gettext("Dient dem Ziel „%(goal)s“") % {"goal": words}, required=False
            )
            self.fields[f"why{number}"] = forms.CharField(
                label=gettext("Warum soll dieses Vorgehen dieses Ziel erreichen?"),
                max_length=400,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def arrows(self) -> list[tuple[uuid.UUID, str]]:
        """The goals it serves with their assumptions. Who gives a reason means the goal."""
        values = self.cleaned_data
        return [
            (key, values.get(f"why{n}", ""))
            for n, (key, _words) in enumerate(self.goals)
            if values.get(f"serves{n}") or values.get(f"why{n}")
        ]


class StepRow(Row):
    on = PartialDateField(
        label=_("Wann?"), help_text=_("Zum Beispiel 2019, Frühjahr 2019 oder 3.4.2019"), required=False
    )
    what = long_text(_("Was geschah?"), 400)


class PartnerRow(Row):
    what = long_text(
        _("Wer war dabei, und womit?"), 400, help_text=_("Eine Einrichtung oder Funktion, kein Name.")
    )
    sector = forms.ModelChoiceField(
        label=_("Aus welchem Bereich?"),
        queryset=entries(Framework.SECTOR),
        empty_label=_("offen lassen"),
        required=False,
    )


class ResourceRow(Row):
    kind = forms.ChoiceField(label=_("Was?"), choices=Resource.Kind.choices, initial="staff")
    planned = forms.CharField(label=_("Geplant"), max_length=200, required=False)
    actual = forms.CharField(label=_("Tatsächlich"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("planned") and not values.get("actual"):
            self.add_error("planned", _("Bitte schreiben Sie, was geplant oder was da war."))
        return values


class LevelRow(Row):
    group = forms.ModelChoiceField(
        label=_("Welche Gruppe?"), queryset=entries(Framework.TARGET_GROUP), empty_label=_("Bitte wählen")
    )
    phase = forms.ChoiceField(
        label=_("In welcher Phase?"), choices=ParticipationPhase.choices, initial="needs"
    )
    level = forms.TypedChoiceField(label=_("Wie weit war sie beteiligt?"), coerce=int, choices=[])

    def __init__(self, *args: Any, levels: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", _("Bitte wählen")), *levels]  # type: ignore[attr-defined]


class ResearchRow(Row):
    who = forms.CharField(
        label=_("Wer hat begleitet?"), help_text=_("Eine Einrichtung, kein Name."), max_length=200
    )
    question = long_text(_("Mit welcher Frage?"), 400, required=False)
    method = long_text(_("Wie?"), 400, required=False)
    term = forms.CharField(label=_("In welcher Zeit?"), max_length=100, required=False)
    report = long_text(_("Was kam zurück?"), 600, required=False)


class ResultRow(Row):
    text = long_text(_("Ergebnis"), 600)
    kind = forms.ChoiceField(label=_("Was ist es?"), choices=Result.Kind.choices, initial="effect")
    evidence = forms.ChoiceField(
        label=_("Woher wissen Sie es?"), choices=Result.Evidence.choices, initial="observed"
    )
    source = forms.CharField(
        label=_("Wo kann man es nachlesen?"),
        help_text=_("Bericht, Zählung, Niederschrift"),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, goals: Sequence[tuple[uuid.UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if goals:
            self.fields["goals"] = forms.MultipleChoiceField(
                label=_("Zu welchem Ziel gehört es?"),
                choices=[(str(key), words) for key, words in goals],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )


class PublicityRow(Row):
    kind = forms.ChoiceField(label=_("Art"), choices=Publicity.Kind.choices, initial="press")
    text = forms.CharField(label=_("Was war es?"), max_length=400)


class DescribedForm(KernForm):
    """Settings, target groups, Ottawa areas and strategies."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for framework, label in (
            (Framework.SETTING, _("In welchen Lebenswelten?")),
            (Framework.TARGET_GROUP, _("Für wen?")),
            (Framework.OTTAWA_AREA, _("Welche Handlungsfelder der Ottawa-Charta?")),
            (Framework.OTTAWA_STRATEGY, _("Mit welchen Strategien der Ottawa-Charta?")),
        ):
            self.fields[framework.value] = forms.ModelMultipleChoiceField(
                label=label,
                queryset=entries(framework),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def chosen(self) -> list[FrameworkEntry]:
        return [entry for chosen in self.cleaned_data.values() for entry in chosen]


class Rows(forms.BaseFormSet):
    """A formset whose rows say in words how they are removed."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Diesen Eintrag entfernen")
            form.fields["DELETE"].disabled = getattr(form, "is_fixed", False)

    def kept(self) -> list[Any]:
        """The forms of the rows that stay, in their order; only after `is_valid`."""
        return [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]


def rows_of(
    row: type[Row], data: Any, initial: list[dict[str, Any]], *, prefix: str = "z", **kwargs: Any
) -> Any:
    """The rows as stored or as sent, with an empty one after them."""
    factory = forms.formset_factory(
        row, formset=Rows, extra=1, can_delete=True, can_delete_extra=False, max_num=MOST_ROWS
    )
    return factory(data, initial=initial, prefix=prefix, form_kwargs=kwargs)
