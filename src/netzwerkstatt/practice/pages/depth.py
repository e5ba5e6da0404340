"""The screens of telling in depth."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.practice.models import Undertaking, Version
from netzwerkstatt.practice.pages.telling import Side
from netzwerkstatt.practice.states import Audience

FOLLOWING = {
    "goals": "results",
    "results": "release",
    "methods": "steps",
    "steps": "participation",
    "participation": "described",
    "described": "partners",
    "partners": "resources",
    "resources": "research",
    "research": "release",
}
"""What comes after each screen; anybody may take another order."""


@dataclass(frozen=True)
class RowsPart:
    """Rows of one kind under their own heading; empty where the page's heading says it."""

    heading: str
    legend: str
    rows: Any


@dataclass(frozen=True)
class RowsPage:
    heading: str
    intro: str
    parts: tuple[RowsPart, ...]
    errors: tuple[tuple[str, str], ...]
    side: Side | None
    next_words: str


def rows_page(
    heading: Any, intro: Any, parts: list[tuple[Any, Any, Any]], side: Side | None, name: str
) -> RowsPage:
    following = FOLLOWING.get(name)
    return RowsPage(
        str(heading),
        str(intro),
        tuple(RowsPart(str(words), str(legend), rows) for words, legend, rows in parts),
        tuple(error for _words, _legend, rows in parts for error in errors_of(rows)),
        side,
        _("Speichern und weiter zur Freigabe") if following == "release" else _("Speichern und weiter"),
    )


def errors_of(rows: Any) -> list[tuple[str, str]]:
    """(id of the field, label and sentence) in the order of the screen."""
    return [
        (bound.auto_id, f"{bound.label}: {error}")
        for form in rows.forms
        if form.is_bound
        for bound in form
        for error in bound.errors
    ]


@dataclass(frozen=True)
class GoalEntry:
    """A row of the form; a stored goal also leads to its changes."""

    form: Any
    is_fixed: bool
    wording: str
    source: str
    revisions_words: str
    revisions_address: str


@dataclass(frozen=True)
class GoalsPage:
    entries: tuple[GoalEntry, ...]
    rows: Any
    still_evaluable: str
    errors: tuple[tuple[str, str], ...]
    side: Side


def goals_page(
    undertaking: Undertaking, working: Version, rows: Any, still_evaluable: str, side: Side
) -> GoalsPage:
    from netzwerkstatt.practice.pages.goal_way import source_line

    stored = {goal.key: goal for goal in working.goals.prefetch_related("revisions")}
    entries = []
    for form in rows.forms:
        goal = stored.get(form.initial.get("key"))
        entries.append(
            GoalEntry(
                form,
                form.is_fixed,
                goal.wording if goal else "",
                source_line(goal) if goal else "",
                _revisions_words(len(goal.revisions.all())) if goal else "",
                reverse("practice:tell_revisions", args=[undertaking.key, goal.key]) if goal else "",
            )
        )
    return GoalsPage(tuple(entries), rows, still_evaluable, tuple(errors_of(rows)), side)


def _revisions_words(count: int) -> str:
    if not count:
        return _("Hat sich dieses Ziel verändert?")
    return ngettext("%(n)s Änderung ansehen", "%(n)s Änderungen ansehen", count) % {"n": count}


@dataclass(frozen=True)
class ReaderChoice:
    """One rung up to which a bench lets its judgement of participation be read."""

    value: str
    words: str
    chosen: bool


def judgement_readers(now: Audience) -> tuple[ReaderChoice, ...]:
    words = {
        Audience.NAMED: _("nur wir selbst"),
        Audience.NETWORK: _("das Netzwerk"),
        Audience.PUBLIC: _("alle, die das Vorhaben lesen"),
    }
    return tuple(ReaderChoice(rung.value, said, rung == now) for rung, said in words.items())
