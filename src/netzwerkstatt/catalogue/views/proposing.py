"""Proposing a word, seeing what became of it, answering."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.catalogue import actions, queries, rules
from netzwerkstatt.catalogue.forms import AcceptForm, DeclineForm, MergeProposalForm, ProposalForm
from netzwerkstatt.catalogue.models import PROPOSABLE, TermProposal
from netzwerkstatt.catalogue.pages import KINDS, ProposePage, proposal_page, proposals_page
from netzwerkstatt.kernel.access import NotAllowed, require, viewer_in


@login_required
def propose(request: HttpRequest) -> HttpResponse:
    """Terms that may mean the same are shown once before a proposal is sent."""
    require(rules.may_propose(viewer_in(request)))
    form = ProposalForm(request.POST or None, initial=_from_address(request))
    similar, asked = [], ""
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        asked = values["name"]
        similar = queries.similar_terms(PROPOSABLE[values["kind"]], asked, values["description"])
        if not similar or request.POST.get("asked") == asked:
            made = actions.propose_term(**values, by=viewer_in(request))
            messages.success(request, _("Danke. Ein Kompetenzzentrum oder das Sekretariat antwortet Ihnen."))
            return redirect(made)
    page = ProposePage(form=form, similar=similar, asked=asked)
    return render(request, "catalogue/propose.html", {"page": page})


def _from_address(request: HttpRequest) -> dict[str, str]:
    """What the place one comes from already knows: kind, name, and the own Undertaking."""
    model = KINDS.get(request.GET.get("art", ""))
    kind = next((name for name, proposable in PROPOSABLE.items() if proposable is model), "barrier")
    given = {"kind": kind, "name": request.GET.get("name", "")[:160]}
    return {**given, "origin": request.GET.get("vorhaben", "")[:20]}


@login_required
def proposals(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/proposals.html", {"page": proposals_page(viewer_in(request))})


def _seen(request: HttpRequest, number: int) -> TermProposal:
    rows = TermProposal.objects.visible_to(viewer_in(request)).select_related("proposer")
    return get_object_or_404(rows, pk=number)


@login_required
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """The proposal with its answer; for those who decide also the three ways to answer."""
    found = _seen(request, number)
    forms = _forms(request, found)
    chosen = forms.get(request.POST.get("antwort", ""))
    if request.method == "POST" and chosen is not None and chosen.is_valid():
        try:
            _decide(request, found, chosen.cleaned_data)
        except NotAllowed as refusal:
            chosen.add_error(None, refusal.decision.reason)
        else:
            messages.success(request, _("Beantwortet. Wer es vorschlug, erfährt davon."))
            return redirect("catalogue:proposals")
    page = proposal_page(found, viewer_in(request), forms)
    return render(request, "catalogue/proposal.html", {"page": page})


def _forms(request: HttpRequest, found: TermProposal) -> dict[str, Any]:
    kind, sent = PROPOSABLE[found.kind], request.POST.get("antwort", "")
    initial = {"name": found.name, "description": found.description, "short": found.name[:60]}
    return {
        "accept": AcceptForm(request.POST if sent == "accept" else None, kind=kind, initial=initial),
        "merge": MergeProposalForm(request.POST if sent == "merge" else None, kind=kind),
        "decline": DeclineForm(request.POST if sent == "decline" else None),
    }


def _decide(request: HttpRequest, found: TermProposal, values: dict[str, Any]) -> None:
    answers = {
        "accept": actions.accept_proposal,
        "merge": actions.merge_proposal,
        "decline": actions.decline_proposal,
    }
    answers[request.POST["antwort"]](found, **values, by=viewer_in(request))  # type: ignore[operator]


@login_required
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    actions.withdraw_proposal(_seen(request, number), by=viewer_in(request))
    messages.success(request, _("Zurückgezogen."))
    return redirect("catalogue:proposals")


@login_required
@require_POST
def acknowledge(request: HttpRequest, number: int) -> HttpResponse:
    actions.acknowledge_answer(_seen(request, number), by=viewer_in(request))
    return redirect("catalogue:proposals")
