"""Regional networks: the list, one of them, the secretariat's form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import require, viewer_in
from netzwerkstatt.network import rules
from netzwerkstatt.network.actions.standing import set_regional_network
from netzwerkstatt.network.forms.membership import RegionalForm
from netzwerkstatt.network.models import Mandate, Municipality, RegionalNetwork


def regional_networks(request: HttpRequest) -> HttpResponse:
    rows = RegionalNetwork.objects.select_related("organisation").prefetch_related("members")
    edit = rules.may_edit_regional_networks(viewer_in(request))
    return render(request, "network/regional_networks.html", {"rows": rows, "edit": edit})


def regional_network(request: HttpRequest, number: int) -> HttpResponse:
    """Members and the inviting function are public; people are named to the network."""
    viewer = viewer_in(request)
    found = get_object_or_404(RegionalNetwork.objects.select_related("organisation"), pk=number)
    people = (
        Mandate.objects.visible_to(viewer)
        .current(timezone.localdate())
        .filter(organisation=found.organisation)
        .select_related("person")
        if viewer.reads_network
        else Mandate.objects.none()
    )
    context = {
        "network": found,
        "members": found.members.all(),
        "people": people,
        "edit": rules.may_edit_regional_networks(viewer),
    }
    return render(request, "network/regional_network.html", context)


@login_required
def edit(request: HttpRequest, number: int | None = None) -> HttpResponse:
    viewer = viewer_in(request)
    require(rules.may_edit_regional_networks(viewer))
    rows = RegionalNetwork.objects.select_related("organisation")
    found = get_object_or_404(rows, pk=number) if number else None
    initial = {}
    if found:
        initial = {
            "name": found.organisation.name,
            "about": found.about,
            "contact_role": found.contact_role,
            "since_year": found.since_year,
            "members": found.members.all(),
        }
    places = Municipality.objects.visible_to(viewer).members()
    form = RegionalForm(request.POST or None, places=places, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = set_regional_network(found, **form.cleaned_data, by=viewer)
        messages.success(request, _("Gespeichert."))
        return redirect(saved)
    return render(request, "network/edit_regional.html", {"form": form, "network": found})
