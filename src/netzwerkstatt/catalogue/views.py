"""Pages of the catalogue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue import actions, queries, rules
from netzwerkstatt.catalogue.forms import RingForm, TermForm
from netzwerkstatt.catalogue.models import Approach, Barrier, FrameworkEntry, Term, Tool, Topic, WordRing
from netzwerkstatt.catalogue.pages import RingsPage, TermPage
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import NotAllowed, require, viewer_in
from netzwerkstatt.kernel.audit.trail import trail_of_all

KINDS: dict[str, type[Term]] = {
    "hemmnis": Barrier,
    "werkzeug": Tool,
    "umgangsweise": Approach,
    "thema": Topic,
    "rahmen": FrameworkEntry,
    "woerter": WordRing,
}


def barriers(request: HttpRequest) -> HttpResponse:
    rows = Barrier.objects.visible_to(viewer_in(request))
    return render(request, "catalogue/barriers.html", {"rows": rows})


def barrier(request: HttpRequest, key: str) -> HttpResponse:
    return _term(request, "hemmnis", key, "barrier")


def tools(request: HttpRequest) -> HttpResponse:
    rows = Tool.objects.visible_to(viewer_in(request))
    groups = [(kind.label, [tool for tool in rows if tool.kind == kind]) for kind in Tool.Kind]
    return render(request, "catalogue/tools.html", {"groups": groups})


def tool(request: HttpRequest, key: str) -> HttpResponse:
    return _term(request, "werkzeug", key, "tool")


def approach(request: HttpRequest, key: str) -> HttpResponse:
    return _term(request, "umgangsweise", key, "approach")


def topic(request: HttpRequest, key: str) -> HttpResponse:
    return _term(request, "thema", key, "topic")


def _term(request: HttpRequest, kind: str, key: str, place: str) -> HttpResponse:
    term = get_object_or_404(KINDS[kind], key=key)
    revise_ = rules.may_revise(viewer_in(request), term)
    page = TermPage(
        term=term,
        kind=kind,
        kind_words=str(term._meta.verbose_name),
        revise=revise_,
        trail=trail_of_all([term]) if revise_ else (),
        panels=registry.panels_for(place, term, viewer_in(request)),
    )
    return render(request, "catalogue/term.html", {"page": page})


def frameworks(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/frameworks.html", {"frameworks": queries.frameworks()})


def rings(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    revise_ = rules.may_revise(viewer, WordRing())
    form = RingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_ring(**form.cleaned_data, by=viewer)
        except NotAllowed as refusal:
            form.add_error("description", refusal.decision.reason)
        else:
            messages.success(request, _("Ab jetzt finden diese Wörter einander."))
            return redirect("catalogue:rings")
    page = RingsPage(tuple(WordRing.objects.visible_to(viewer)), revise_, form if revise_ else None)
    return render(request, "catalogue/rings.html", {"page": page})


@login_required
def revise(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    term = get_object_or_404(KINDS[kind], key=key)
    require(rules.may_revise(viewer_in(request), term))
    initial = {"name": term.name, "description": term.description, "version": term.version}
    form = TermForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise_term(term, **form.cleaned_data, by=viewer_in(request))
        except NotAllowed as refusal:
            form.add_error(None, refusal.decision.reason)
        else:
            messages.success(request, _("Geändert. Der frühere Wortlaut bleibt erhalten."))
            return redirect(term.get_absolute_url())
    wordings = queries.earlier_wordings(term)
    return render(request, "catalogue/revise.html", {"form": form, "term": term, "wordings": wordings})
