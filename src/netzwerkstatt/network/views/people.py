"""The people of one organisation: its mandates, its invitations, its name."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.kernel.access import NotAllowed, Viewer, require, viewer_in
from netzwerkstatt.network import actions, rules
from netzwerkstatt.network.actions.standing import rename_organisation
from netzwerkstatt.network.forms.people import ChangeMandateForm, EndMandateForm, RenameForm
from netzwerkstatt.network.models import Mandate, MandateInvitation, Organisation, OrganisationName
from netzwerkstatt.network.pages.people import people_page
from netzwerkstatt.network.queries.members import due_on
from netzwerkstatt.network.queries.people import people_of


def own_organisation(viewer: Viewer, number: int) -> Organisation:
    """An organisation whose people this viewer may see; for everybody else there is no such page."""
    organisation = get_object_or_404(
        Organisation.objects.visible_to(viewer).select_related("municipality"), pk=number
    )
    if not rules.may_see_people(viewer, organisation):
        raise Http404
    return organisation


@login_required
def people(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    organisation = own_organisation(viewer, number)
    found = people_of(viewer, organisation, timezone.localdate())
    names = OrganisationName.objects.filter(organisation=organisation)
    page = people_page(viewer, organisation, found, names, due_on(organisation))
    return render(request, "network/people.html", {"page": page})


def _mandate(viewer: Viewer, number: int) -> Mandate:
    rows = Mandate.objects.visible_to(viewer).select_related("organisation", "person")
    mandate = get_object_or_404(rows, pk=number)
    if not rules.may_see_people(viewer, mandate.organisation):
        raise Http404
    return mandate


@login_required
def end_mandate(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    mandate = _mandate(viewer, number)
    require(rules.may_end_mandate(viewer, mandate))
    form = EndMandateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        at_once = form.cleaned_data["when"] == "now"
        actions.end_mandate(
            mandate, on=today - timedelta(days=1) if at_once else form.cleaned_data["last_day"], by=viewer
        )
        messages.success(
            request, _("Eingetragen. Mit dem Mandat endet der Zugang; was freigegeben ist, bleibt.")
        )
        still_there = (
            rules.may_see_people(viewer, mandate.organisation) and mandate.person_id != viewer.number
        )
        return redirect("network:people", mandate.organisation_id) if still_there else redirect("/heute/")
    is_own = mandate.person_id == viewer.person_id
    return render(request, "network/end_mandate.html", {"form": form, "mandate": mandate, "is_own": is_own})


@login_required
def change_mandate(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    mandate = _mandate(viewer, number)
    require(rules.may_invite(viewer, mandate.organisation))
    form = ChangeMandateForm(request.POST or None, initial={"role": mandate.role, "ends_on": mandate.ends_on})
    if request.method == "POST" and form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        if ends_on and ends_on < mandate.starts_on:
            form.add_error("ends_on", _("Das Mandat kann nicht enden, bevor es begonnen hat."))
        else:
            actions.change_mandate(mandate, **form.cleaned_data, by=viewer)
            messages.success(request, _("Geändert."))
            return redirect("network:people", mandate.organisation_id)
    return render(request, "network/change_mandate.html", {"form": form, "mandate": mandate})


@login_required
@require_POST
def resend_invitation(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    invitation = get_object_or_404(MandateInvitation.objects.visible_to(viewer), pk=number)
    actions.resend_invitation(invitation, by=viewer)
    messages.success(request, _("Noch einmal verschickt. Der frühere Link gilt nicht mehr."))
    return redirect("network:people", invitation.organisation_id)


@login_required
@require_POST
def withdraw_invitation(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    invitation = get_object_or_404(MandateInvitation.objects.visible_to(viewer), pk=number)
    actions.withdraw_invitation(invitation, by=viewer)
    messages.success(request, _("Zurückgezogen. Der Link gilt nicht mehr."))
    return redirect("network:people", invitation.organisation_id)


@login_required
def rename(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    organisation = own_organisation(viewer, number)
    require(rules.may_rename(viewer, organisation))
    form = RenameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rename_organisation(organisation, **form.cleaned_data, by=viewer)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Geändert. Der frühere Name bleibt mit seinem letzten Tag stehen."))
            return redirect("network:people", organisation.pk)
    return render(request, "network/rename.html", {"form": form, "organisation": organisation})
