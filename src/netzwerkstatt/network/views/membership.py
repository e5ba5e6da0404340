"""The secretariat's pages: memberships and their steps, fee classes, members out of a list, invitations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import NotAllowed, require, viewer_in
from netzwerkstatt.network import actions, rules
from netzwerkstatt.network.actions.membership import add_fee_class
from netzwerkstatt.network.actions.membership import end_fee_class as end_fee
from netzwerkstatt.network.forms.membership import EndFeeClassForm, FeeClassForm, InterestedForm, StepForm
from netzwerkstatt.network.models import FeeClass, Membership, MembershipStep
from netzwerkstatt.network.pages.membership import (
    MembershipList,
    MembershipPage,
    MembershipRow,
    fee_words,
    next_steps,
    state_line,
)
from netzwerkstatt.network.queries.members import (
    benches_without_people,
    fee_class_of,
    fee_classes,
    memberships,
)
from netzwerkstatt.network.states import STEP_WORDS, StepKind


@login_required
def membership_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    require(rules.may_manage_members(viewer))
    today, classes = timezone.localdate(), fee_classes()
    rows: dict[str, list[MembershipRow]] = {"moving": [], "settled": [], "left": []}
    for found in memberships(viewer):
        steps = list(found.steps.all())
        last = f"{steps[-1].get_kind_display()}, {steps[-1].on:%d.%m.%Y}" if steps else ""
        fee = ""
        if classes and found.is_current:
            fee = fee_words(fee_class_of(found.municipality, today, classes))
        group = {"active": "settled", "left": "left"}.get(found.state, "moving")
        row = MembershipRow(found.pk, found.municipality.name, state_line(found), last, fee)
        rows[group].append(row)
    page = MembershipList(tuple(rows["moving"]), tuple(rows["settled"]), tuple(rows["left"]))
    return render(request, "network/memberships.html", {"page": page})


@login_required
def membership(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_object_or_404(Membership.objects.select_related("municipality"), pk=number)
    if not rules.may_read_history(viewer, found):
        raise Http404
    page = MembershipPage(
        membership=found,
        state=str(found.get_state_display()),
        steps=tuple(MembershipStep.objects.visible_to(viewer).filter(membership=found)),
        next=next_steps(viewer, found),
        fee=fee_class_of(found.municipality, timezone.localdate(), fee_classes()),
        manages=bool(rules.may_manage_members(viewer)),
    )
    return render(request, "network/membership.html", {"page": page})


@login_required
def step(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    viewer = viewer_in(request)
    require(rules.may_manage_members(viewer))
    found = get_object_or_404(Membership.objects.select_related("municipality"), pk=number)
    if kind not in list(StepKind):
        raise Http404
    chosen = StepKind(kind)
    form = StepForm(request.POST or None, kind=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_step(found, kind=chosen, **form.cleaned_data, by=viewer)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Eingetragen."))
            return redirect("network:membership", found.pk)
    context = {"form": form, "membership": found, "words": STEP_WORDS[chosen]}
    return render(request, "network/step.html", context)


@login_required
def interested(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    require(rules.may_manage_members(viewer))
    form = InterestedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.add_interested(**form.cleaned_data, by=viewer)
        except NotAllowed as error:
            form.add_error("key", str(error))
        else:
            messages.success(request, _("Eingetragen. Die nächsten Schritte stehen auf dieser Seite."))
            return redirect("network:membership", begun.pk)
    return render(request, "network/interested.html", {"form": form})


@login_required
def fees(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    require(rules.may_manage_members(viewer))
    form = FeeClassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_fee_class(FeeClass(**form.cleaned_data), by=viewer)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Eingetragen."))
            return redirect("network:fees")
    today = timezone.localdate()
    classes = fee_classes()
    over = [one for one in classes if one.valid_until and one.valid_until < today]
    context = {"form": form, "classes": [one for one in classes if one not in over], "over": over}
    return render(request, "network/fees.html", context)


@login_required
def end_fee_class(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    require(rules.may_manage_members(viewer))
    found = get_object_or_404(FeeClass, pk=number)
    form = EndFeeClassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["on"] < found.valid_from:
            form.add_error("on", _("Die Klasse kann nicht enden, bevor sie gilt."))
        else:
            end_fee(found, on=form.cleaned_data["on"], by=viewer)
            return redirect("network:fees")
    return render(request, "network/end_fee_class.html", {"form": form, "fee_class": found})


@login_required
def invitations(request: HttpRequest) -> HttpResponse:
    """Who is still missing on which bench."""
    viewer = viewer_in(request)
    require(rules.may_manage_members(viewer))
    rows = benches_without_people(timezone.localdate())
    missing = [row for row in rows if row[1] < 2]
    context = {
        "rows": missing,
        "complete": len(rows) - len(missing),
        "all": len(rows),
    }
    return render(request, "network/invitations.html", context)
