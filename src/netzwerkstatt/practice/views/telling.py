"""Telling: five questions, one a screen, and what may follow."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.catalogue.models import Approach, Barrier
from netzwerkstatt.kernel.access import NotAllowed, Viewer, require, viewer_in
from netzwerkstatt.kernel.ui.templatetags.ui import clock
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.network.queries import people_named
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.forms import (
    BeginForm,
    FactsForm,
    PersonForm,
    StageForm,
    read_barriers,
)
from netzwerkstatt.practice.models import ANSWERS, Undertaking
from netzwerkstatt.practice.pages.parts import barriers_page
from netzwerkstatt.practice.pages.telling import side_of, tell_page
from netzwerkstatt.practice.states import STAGE_WORDS, STAGES, Stage
from netzwerkstatt.practice.views.showing import authored


def viewer_of(request: HttpRequest) -> Viewer:
    return viewer_in(request)


@login_required
def begin(request: HttpRequest) -> HttpResponse:
    holders = Organisation.objects.filter(pk__in=viewer_of(request).organisation_ids)
    form = BeginForm(request.POST or None, holders=holders)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = telling.begin_undertaking(
            values["holder"], title=values["title"], form=values["form"], by=viewer_of(request)
        )
        brief = made.form == Undertaking.Form.BRIEF
        return redirect("practice:tell_facts" if brief else "practice:tell", made.key)
    return render(request, "practice/begin.html", {"form": form, "may_tell": holders.exists()})


@login_required
def tell(request: HttpRequest, key: str) -> HttpResponse:
    """To the first question without an answer."""
    found = authored(viewer_of(request), key)
    if found.form == Undertaking.Form.BRIEF:
        return redirect("practice:tell_facts", key)
    for name in ANSWERS:
        if not getattr(found.working, name).strip():
            return redirect("practice:tell_question", key, name)
    return redirect("practice:tell_question", key, ANSWERS[0])


@login_required
def question(request: HttpRequest, key: str, name: str) -> HttpResponse:
    if name not in ANSWERS:
        raise Http404
    found = authored(viewer_of(request), key)
    require(rules.may_edit(viewer_of(request), found))
    if request.method != "POST":
        return render(request, "practice/tell.html", {"page": tell_page(found, name)})
    text = request.POST.get("text", "")
    saved = telling.save_text(
        found, name=name, text=text, base=request.POST.get("base") or None, by=viewer_of(request)
    )
    if saved.conflict is not None:
        page = tell_page(found, name, mine=text, conflict=saved.conflict, base=saved.base)
        return render(request, "practice/tell.html", {"page": page}, status=409)
    return _onward(request, key, name)


def _onward(request: HttpRequest, key: str, name: str) -> HttpResponse:
    if "later" in request.POST:
        messages.success(request, _("Gespeichert. Ihr Text liegt auf der Seite Heute."))
        return redirect("/heute/")
    following = ANSWERS.index(name) + 1
    if following < len(ANSWERS):
        return redirect("practice:tell_question", key, ANSWERS[following])
    return redirect("practice:tell_facts", key)


@login_required
@require_POST
def autosave(request: HttpRequest, key: str, name: str) -> JsonResponse:
    """Called by the page while somebody writes. Answers what is stored now."""
    if name not in ANSWERS:
        raise Http404
    found = authored(viewer_of(request), key)
    saved = telling.save_text(
        found,
        name=name,
        text=request.POST.get("text", ""),
        base=request.POST.get("base"),
        by=viewer_of(request),
    )
    if saved.conflict is not None:
        return JsonResponse({"conflict": saved.conflict, "base": saved.base}, status=409)
    return JsonResponse({"saved": clock(saved.at), "base": saved.base})


@login_required
def facts(request: HttpRequest, key: str) -> HttpResponse:
    found = authored(viewer_of(request), key)
    require(rules.may_edit(viewer_of(request), found))
    form = FactsForm(request.POST or None, initial=_facts_initial(found))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        for name in ("title", "summary", "contact_role"):
            telling.save_text(found, name=name, text=values[name], base=None, by=viewer_of(request))
        names = ("begin", "end", "permanent", "tools", "topics")
        telling.set_facts(found, **{name: values[name] for name in names}, by=viewer_of(request))
        brief = found.form == Undertaking.Form.BRIEF
        return redirect("practice:release" if brief else "practice:tell_barriers", key)
    return render(request, "practice/facts.html", {"form": form, "side": side_of(found, "facts")})


def _facts_initial(found: Undertaking) -> dict[str, object]:
    version = found.working
    if version is None:
        raise Http404
    names = ("title", "summary", "begin", "end", "contact_role")
    return {
        **{name: getattr(version, name) for name in names},
        "permanent": found.permanent,
        "topics": version.topics.all(),
        "tools": version.tools.all(),
    }


@login_required
def barriers(request: HttpRequest, key: str) -> HttpResponse:
    found = authored(viewer_of(request), key)
    require(rules.may_edit(viewer_of(request), found))
    given = read_barriers(request.POST) if request.method == "POST" else None
    if given is not None and not given.errors:
        telling.set_barriers(found, given.told(), by=viewer_of(request))
        if "more" not in request.POST:
            return redirect("practice:tell_goals", key)
        messages.success(request, _("Gespeichert."))
        return redirect("practice:tell_barriers", key)
    terms = (list(Barrier.objects.filter(in_use=True)), list(Approach.objects.filter(in_use=True)))
    page = barriers_page(found, given, *terms)
    return render(request, "practice/barriers.html", {"page": page, "side": side_of(found, "barriers")})


@login_required
def stage(request: HttpRequest, key: str) -> HttpResponse:
    found = authored(viewer_of(request), key)
    following = [(s.value, STAGE_WORDS[s]) for s in Stage if s in STAGES.following(Stage(found.stage))]
    form = StageForm(request.POST or None, choices=following)
    if request.method == "POST" and form.is_valid():
        telling.change_stage(
            found, to=form.stage(), reason=form.cleaned_data["reason"], by=viewer_of(request)
        )
        return redirect(found)
    changes = found.stage_changes.all()
    words = {s.value: STAGE_WORDS[s] for s in Stage}
    rows = [(words[c.before], words[c.after], c.reason, c.at) for c in changes]
    return render(request, "practice/stage.html", {"form": form, "undertaking": found, "changes": rows})


@login_required
def people(request: HttpRequest, key: str) -> HttpResponse:
    """Who reads and writes along."""
    viewer = viewer_of(request)
    found = authored(viewer, key)
    if request.POST.get("drop", "").isdecimal():
        telling.drop_person(found, person_id=int(request.POST["drop"]), by=viewer)
        return redirect("practice:people", key)
    form = PersonForm(request.POST or None, people=people_named(viewer, timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            telling.name_person(found, person_id=values["person"], role=values["role"], by=viewer)
        except NotAllowed as refusal:
            form.add_error("role", refusal.decision.reason)
        else:
            return redirect("practice:people", key)
    parts = found.people.select_related("person").order_by("role", "person__name")
    return render(request, "practice/people.html", {"form": form, "undertaking": found, "people": parts})


@login_required
def delete(request: HttpRequest, key: str) -> HttpResponse:
    found = authored(viewer_of(request), key)
    if request.method == "POST":
        telling.delete_undertaking(found, by=viewer_of(request))
        messages.success(request, _("Gelöscht. 30 Tage lang können Sie es zurückholen."))
        return redirect("practice:deleted")
    return render(request, "practice/delete.html", {"undertaking": found})


@login_required
@require_POST
def restore(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Undertaking.objects.deleted_by_authors(viewer_of(request)), key=key)
    telling.restore_undertaking(found, by=viewer_of(request))
    messages.success(request, _("Zurückgeholt."))
    return redirect(found)


@login_required
def deleted(request: HttpRequest) -> HttpResponse:
    rows = Undertaking.objects.deleted_by_authors(viewer_of(request)).select_related("working", "holder")
    return render(request, "practice/deleted.html", {"rows": rows.order_by("-deleted_at")})
