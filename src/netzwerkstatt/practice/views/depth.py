"""Telling in depth: one subject a screen, in any order, all of it optional."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from netzwerkstatt.kernel.access import Viewer, require, viewer_in
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import formsets, rules
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.actions.judging import judge_participation
from netzwerkstatt.practice.models import (
    BenchJudgement,
    Goal,
    GoalRevision,
    ParticipationLevel,
    Partner,
    Publicity,
    Research,
    Resource,
    Result,
    Step,
    Undertaking,
    Version,
)
from netzwerkstatt.practice.pages.depth import FOLLOWING, goals_page, judgement_readers, rows_page
from netzwerkstatt.practice.pages.goal_way import reads_now
from netzwerkstatt.practice.pages.telling import side_of
from netzwerkstatt.practice.queries import participation_levels
from netzwerkstatt.practice.states import Audience
from netzwerkstatt.practice.views.showing import authored, seen


@dataclass(frozen=True)
class Subject:
    """Rows of one kind: the form of a row, the fields it holds, the model it becomes, the deed that keeps them."""

    heading: Any
    intro: Any
    legend: Any
    row: type[formsets.Row]
    relation: str
    names: tuple[str, ...]
    model: Any
    save: Callable[..., None]
    more: Callable[[Version], dict[str, Any]] = field(default=lambda _version: {})


SUBJECTS = {
    "steps": Subject(
        gettext_lazy("Schritte"),
        gettext_lazy("Wie ging es vor sich? Ein Datum, so genau Sie es wissen, und ein Satz. Auch Umwege gehören dazu."),
        gettext_lazy("Schritt"),
        formsets.StepRow, "steps", ("on", "what"), Step, telling.set_steps,
    ),
    "partners": Subject(
        gettext_lazy("Beteiligte"),
        gettext_lazy("Wer hat mitgemacht, aus welchem Bereich, und was hat er beigetragen? Namen von Personen brauchen wir nicht."),
        gettext_lazy("Beteiligte Stelle"),
        formsets.PartnerRow, "partners", ("sector", "what"), Partner, telling.set_partners,
    ),
    "resources": Subject(
        gettext_lazy("Personal, Geld und Zeit"),
        gettext_lazy("Was war geplant, was war wirklich da? Schreiben Sie es so, wie man es sagt: „0,5 Stelle“, „4.000 Euro im Jahr“."),
        gettext_lazy("Mittel"),
        formsets.ResourceRow, "resources", ("kind", "planned", "actual"), Resource, telling.set_resources,
    ),
    "participation": Subject(
        gettext_lazy("Beteiligung"),
        gettext_lazy("Wie weit war welche Gruppe in welcher Phase beteiligt? Sie schätzen es für Ihre Seite ein. Die andere Bank tut es für sich, beides steht später nebeneinander."),
        gettext_lazy("Einschätzung"),
        formsets.LevelRow, "participation", ("group", "phase", "level"), ParticipationLevel, telling.set_participation,
        lambda _version: {"levels": levels_to_choose()},
    ),
    "research": Subject(
        gettext_lazy("Begleitforschung"),
        gettext_lazy("Hat jemand das Vorhaben wissenschaftlich begleitet? „Noch nichts zurückgekommen“ ist eine vollständige Antwort."),
        gettext_lazy("Begleitung"),
        formsets.ResearchRow, "research", ("who", "question", "method", "term", "report"), Research, telling.set_research,
    ),
}  # fmt: skip


def levels_to_choose() -> list[tuple[int, str]]:
    return [(number, f"{number} {name}") for number, name in sorted(participation_levels().items())]


@login_required
def subject(request: HttpRequest, key: str, name: str) -> HttpResponse:
    found, working = _working(request, key)
    what = SUBJECTS[name]
    stored = getattr(working, what.relation).all()
    initial = [{"key": row.key, **{n: getattr(row, n) for n in what.names}} for row in stored]
    rows = formsets.rows_of(what.row, request.POST or None, initial, **what.more(working))
    if request.method == "POST" and rows.is_valid() and not _twice(rows, name):
        made = [_made(what.model, form.cleaned_data, what.names) for form in rows.kept()]
        what.save(found, made, by=viewer_in(request))
        return _onward(request, key, name)
    page = rows_page(what.heading, what.intro, [("", what.legend, rows)], side_of(found, name), name)
    return render(request, "practice/rows.html", {"page": page})


def _working(request: HttpRequest, key: str) -> tuple[Undertaking, Version]:
    viewer = viewer_in(request)
    found = authored(viewer, key)
    require(rules.may_edit(viewer, found))
    if found.working is None:
        raise Http404
    return found, found.working


def _made(model: Any, values: dict[str, Any], names: tuple[str, ...]) -> Any:
    made = model(**{name: values[name] for name in names})
    if values.get("key"):
        made.key = values["key"]
    return made


def _twice(rows: Any, name: str) -> bool:
    """The same group in the same phase a second time: said at the later row."""
    if name != "participation":
        return False
    met: set[tuple[int, str]] = set()
    for form in rows.kept():
        pair = (form.cleaned_data["group"].pk, form.cleaned_data["phase"])
        if pair in met:
            form.add_error("phase", _("Diese Gruppe steht in dieser Phase schon weiter oben."))
            return True
        met.add(pair)
    return False


def _onward(request: HttpRequest, key: str, name: str) -> HttpResponse:
    messages.success(request, _("Gespeichert."))
    following = name if "more" in request.POST else FOLLOWING[name]
    address = "practice:release" if following == "release" else f"practice:tell_{following}"
    return redirect(address, key)


@login_required
def goals(request: HttpRequest, key: str) -> HttpResponse:
    """The goals in their first wording, each with the way to its changes; and what can still be judged."""
    found, working = _working(request, key)
    initial = [
        {"key": goal.key, "wording": goal.wording, "source": goal.source, "on": goal.on}
        for goal in working.goals.all()
    ]
    rows = formsets.rows_of(
        formsets.GoalRow, request.POST or None, initial, prefix="g", fixed=rules.fixed_goals(found)
    )
    if request.method == "POST" and rows.is_valid():
        made = [_made(Goal, form.cleaned_data, ("wording", "source", "on")) for form in rows.kept()]
        telling.set_goals(found, made, by=viewer_in(request))
        text = request.POST.get("still_evaluable", "").strip()
        telling.save_text(found, name="still_evaluable", text=text, base=None, by=viewer_in(request))
        return _onward(request, key, "goals")
    typed = request.POST.get("still_evaluable", working.still_evaluable)
    page = goals_page(found, working, rows, typed, side_of(found, "goals"))
    return render(request, "practice/goals.html", {"page": page})


@login_required
def revisions(request: HttpRequest, key: str, goal: uuid.UUID) -> HttpResponse:
    """The turns of one goal."""
    found, working = _working(request, key)
    held = get_object_or_404(working.goals, key=goal)
    names = ("on", "reason", "with_whom", "why", "wording", "given_up", "gained", "intention")
    initial = [{"key": r.key, **{n: getattr(r, n) for n in names}} for r in held.revisions.all()]
    rows = formsets.rows_of(formsets.RevisionRow, request.POST or None, initial)
    if request.method == "POST" and rows.is_valid():
        made = [_made(GoalRevision, form.cleaned_data, names) for form in rows.kept()]
        telling.set_revisions(found, goal=goal, revisions=made, by=viewer_in(request))
        messages.success(request, _("Gespeichert."))
        if "more" in request.POST:
            return redirect("practice:tell_revisions", key, goal)
        return redirect("practice:tell_goals", key)
    intro = _("Der erste Wortlaut bleibt stehen: „%(wording)s“") % {"wording": held.wording}
    page = rows_page(
        _("Was hat das Ziel verändert?"), intro, [("", _("Änderung"), rows)], side_of(found, "goals"), "goals"
    )
    return render(request, "practice/rows.html", {"page": page})


@login_required
def methods(request: HttpRequest, key: str) -> HttpResponse:
    found, working = _working(request, key)
    told = [(goal.key, reads_now(goal)) for goal in working.goals.prefetch_related("revisions")]
    initial = [
        _method_initial(method, told) for method in working.methods.prefetch_related("assumptions__goal")
    ]
    rows = formsets.rows_of(formsets.MethodRow, request.POST or None, initial, goals=told)
    if request.method == "POST" and rows.is_valid():
        made = [
            telling.MethodTold(
                form.cleaned_data["what"],
                form.cleaned_data["tool"],
                tuple(telling.Arrow(*arrow) for arrow in form.arrows()),
                form.cleaned_data["key"],
            )
            for form in rows.kept()
        ]
        telling.set_methods(found, made, by=viewer_in(request))
        return _onward(request, key, "methods")
    intro = (
        _("Auf welchen Wegen sollten die Ziele erreicht werden? Zu jedem Ziel können Sie sagen, warum.")
        if told
        else _(
            "Auf welchen Wegen sollte es erreicht werden? Wenn Sie zuerst Ziele eintragen, lässt sich hier sagen, welchem ein Vorgehen dient."
        )
    )
    page = rows_page(_("Vorgehen"), intro, [("", _("Vorgehen"), rows)], side_of(found, "methods"), "methods")
    return render(request, "practice/rows.html", {"page": page})


def _method_initial(method: Any, goals: list[tuple[uuid.UUID, str]]) -> dict[str, Any]:
    arrows = {arrow.goal.key: arrow.text for arrow in method.assumptions.all()}
    initial = {"key": method.key, "what": method.what, "tool": method.tool_id}
    for number, (goal, _words) in enumerate(goals):
        initial[f"serves{number}"] = goal in arrows
        initial[f"why{number}"] = arrows.get(goal, "")
    return initial


@login_required
def results(request: HttpRequest, key: str) -> HttpResponse:
    """Results, and apart from them publicity."""
    found, working = _working(request, key)
    told = [(goal.key, reads_now(goal)) for goal in working.goals.prefetch_related("revisions")]
    names = ("text", "kind", "evidence", "source")
    stored = [
        {
            "key": r.key,
            **{n: getattr(r, n) for n in names},
            "goals": [str(goal.key) for goal in r.goals.all()],
        }
        for r in working.results.prefetch_related("goals")
    ]
    apart = [{"key": p.key, "kind": p.kind, "text": p.text} for p in working.publicity.all()]
    data = request.POST or None
    rows = formsets.rows_of(formsets.ResultRow, data, stored, prefix="r", goals=told)
    publicity = formsets.rows_of(formsets.PublicityRow, data, apart, prefix="p")
    if request.method == "POST" and rows.is_valid() and publicity.is_valid():
        kept = rows.kept()
        made = [_made(Result, form.cleaned_data, names) for form in kept]
        speaks_to = [[uuid.UUID(goal) for goal in form.cleaned_data.get("goals", [])] for form in kept]
        telling.set_results(found, made, speaks_to=speaks_to, by=viewer_in(request))
        items = [_made(Publicity, form.cleaned_data, ("kind", "text")) for form in publicity.kept()]
        telling.set_publicity(found, items, by=viewer_in(request))
        return _onward(request, key, "results")
    sets = [
        ("", _("Ergebnis"), rows),
        (
            _("Öffentlichkeitsarbeit: steht getrennt und zählt nicht als Ergebnis"),
            _("Öffentlichkeitsarbeit"),
            publicity,
        ),
    ]
    intro = _(
        "Was kam heraus, und woran erkennen Sie es? Auch Ungewolltes gehört dazu, auch „angenommen“ ist eine Antwort."
    )
    page = rows_page(_("Ergebnisse"), intro, sets, side_of(found, "results"), "results")
    return render(request, "practice/rows.html", {"page": page})


@login_required
def described(request: HttpRequest, key: str) -> HttpResponse:
    found, working = _working(request, key)
    initial: dict[str, list[int]] = {}
    for entry in working.entries.all():
        initial.setdefault(entry.framework, []).append(entry.pk)
    form = formsets.DescribedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        telling.set_entries(found, form.chosen(), by=viewer_in(request))
        return _onward(request, key, "described")
    return render(request, "practice/described.html", {"form": form, "side": side_of(found, "described")})


@login_required
def judge(request: HttpRequest, key: str) -> HttpResponse:
    """The other bench says for itself how far whom it saw taking part."""
    viewer: Viewer = viewer_in(request)
    found = seen(viewer, key)
    organisation = _other_bench(viewer, found)
    names = ("group", "phase", "level")
    held = found.judgements.filter(organisation=organisation)
    initial = [{n: getattr(j, n) for n in names} for j in held]
    rows = formsets.rows_of(formsets.LevelRow, request.POST or None, initial, levels=levels_to_choose())
    if request.method == "POST" and rows.is_valid() and not _twice(rows, "participation"):
        made = [_made(BenchJudgement, {**form.cleaned_data, "key": None}, names) for form in rows.kept()]
        judge_participation(found, organisation, levels=made, audience=_readers(request), by=viewer)
        messages.success(request, _("Gespeichert."))
        return redirect(found)
    intro = _(
        "Sie schätzen für %(name)s ein. Ihre Einschätzung steht neben der anderen, sobald Sie sie freigeben. Zurücknehmen können Sie sie jederzeit."
    ) % {"name": organisation.name}
    page = rows_page(_("Beteiligung einschätzen"), intro, [("", _("Einschätzung"), rows)], None, "")
    readers = judgement_readers(Audience(held[0].audience) if held else Audience.NAMED)
    return render(request, "practice/judge.html", {"page": page, "undertaking": found, "readers": readers})


def _readers(request: HttpRequest) -> Audience:
    """How far the bench lets its judgement be read; without a choice it stays in the house."""
    sent = request.POST.get("audience", "")
    return Audience(sent) if sent in (Audience.NETWORK, Audience.PUBLIC) else Audience.NAMED


def _other_bench(viewer: Viewer, found: Undertaking) -> Organisation:
    for organisation in Organisation.objects.filter(pk__in=viewer.organisation_ids).order_by("pk"):
        if rules.may_judge_participation(viewer, found, organisation):
            return organisation
    raise Http404
