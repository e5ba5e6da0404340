"""Handing over, the yearly "noch richtig?", the address list."""

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import require, viewer_in
from netzwerkstatt.network import rules
from netzwerkstatt.network.actions.handover import take_hand_over, write_hand_over
from netzwerkstatt.network.actions.standing import confirm_standing, note_export, set_address
from netzwerkstatt.network.forms.people import AddressForm, HandOverForm
from netzwerkstatt.network.models import AddressEntry, HandOver, Mandate, MandateInvitation, TopicInterest
from netzwerkstatt.network.pages.people import HandOverPage, StandingPage, TakenPage, people_page, soon
from netzwerkstatt.network.queries.addresses import address_list
from netzwerkstatt.network.queries.mandates import colleagues
from netzwerkstatt.network.queries.members import due_on
from netzwerkstatt.network.queries.people import people_of
from netzwerkstatt.network.views.people import own_organisation


@login_required
def hand_over(request: HttpRequest, number: int) -> HttpResponse:
    """For who leaves: what is open here, and a note to who comes next."""
    viewer = viewer_in(request)
    organisation = own_organisation(viewer, number)
    require(rules.may_hand_over(viewer, organisation))
    written = (
        HandOver.objects.visible_to(viewer)
        .filter(leaving_id=viewer.number, organisation=organisation, taken_at__isnull=True)
        .first()
    )
    others = colleagues(organisation, timezone.localdate())
    others.pop(viewer.number, None)
    initial = {"note": written.note, "successor": written.successor_id or ""} if written else None
    form = HandOverForm(request.POST or None, people=others, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        write_hand_over(organisation, note=values["note"], successor_id=values["successor"], by=viewer)
        messages.success(request, _("Gespeichert. Ihre Nachfolge findet die Übergabe auf der Seite Heute."))
        return redirect("network:hand_over", organisation.pk)
    own = next(m for m in viewer.mandates if m.organisation_id == organisation.pk)
    page = HandOverPage(
        organisation=organisation,
        form=form,
        panels=registry.panels_for("hand_over", organisation, viewer),
        invited=MandateInvitation.objects.visible_to(viewer)
        .pending()
        .filter(organisation=organisation)
        .count(),
        due_on=soon(due_on(organisation)),
        own_mandate=own.mandate_id,
        written=written,
        alone=not others,
    )
    return render(request, "network/hand_over.html", {"page": page})


@login_required
def taken(request: HttpRequest, number: int) -> HttpResponse:
    """For who comes next. GET shows, POST takes."""
    viewer = viewer_in(request)
    rows = HandOver.objects.visible_to(viewer).select_related("organisation", "leaving")
    found = get_object_or_404(rows, pk=number)
    if request.method == "POST":
        take_hand_over(found, by=viewer)
        messages.success(request, _("Übernommen. Diese Seite bleibt für Sie lesbar."))
        return redirect("network:taken", found.pk)
    last = (
        Mandate.objects.visible_to(viewer)
        .filter(person_id=found.leaving_id, organisation=found.organisation)
        .order_by("-ends_on")
        .first()
    )
    page = TakenPage(
        hand_over=found,
        panels=registry.panels_for("hand_over", found.organisation, viewer),
        take=rules.may_take_hand_over(viewer, found),
        mandate_ended=last.ends_on if last else None,
    )
    return render(request, "network/taken.html", {"page": page})


@login_required
def standing(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    organisation = own_organisation(viewer, number)
    if request.method == "POST":
        confirm_standing(organisation, corrected="corrected" in request.POST, by=viewer)
        messages.success(request, _("Danke. In etwa einem Jahr fragen wir wieder."))
        return redirect("network:standing", organisation.pk)
    today = timezone.localdate()
    due = due_on(organisation)
    people = people_page(viewer, organisation, people_of(viewer, organisation, today), (), None)
    page = StandingPage(
        organisation=organisation,
        people=people.now,
        addresses=tuple(a for a in address_list(viewer, today) if a.organisation == organisation.name),
        interests=tuple(TopicInterest.objects.visible_to(viewer).filter(organisation=organisation)),
        history=tuple(organisation.confirmations.all()),
        due_on=due,
        is_due=bool(due and due <= today),
        confirm=rules.may_confirm_standing(viewer, organisation),
    )
    return render(request, "network/standing.html", {"page": page})


@login_required
def addresses(request: HttpRequest) -> HttpResponse:
    """For members of the network; for everybody else there is no such page."""
    viewer = viewer_in(request)
    if not viewer.reads_network:
        raise Http404
    rows = address_list(viewer, timezone.localdate())
    return render(
        request, "network/addresses.html", {"rows": rows, "export": rules.may_export_addresses(viewer)}
    )


@login_required
def addresses_file(request: HttpRequest) -> HttpResponse:
    """The list as CSV with semicolons, for the programs of town halls."""
    viewer = viewer_in(request)
    if not viewer.reads_network:
        raise Http404
    note_export(by=viewer)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="adressen.csv"'
    response["Cache-Control"] = "no-store"
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow(["Kommune", "Organisation", "Name", "Rolle", "E-Mail", "Telefon", "Hinweis"])
    for row in address_list(viewer, timezone.localdate()):
        cells = (row.place, row.organisation, row.name, row.role, row.email, row.telephone, row.remark)
        writer.writerow([harmless(cell) for cell in cells])
    return response


def harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


@login_required
def own_address(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    found = AddressEntry.objects.filter(person_id=viewer.number).first()
    initial = {"email": found.email, "telephone": found.telephone, "remark": found.remark} if found else None
    form = AddressForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_address(**form.cleaned_data, by=viewer)
        messages.success(request, _("Gespeichert."))
        return redirect("network:addresses" if viewer.reads_network else "/heute/")
    return render(request, "network/own_address.html", {"form": form, "listed": viewer.reads_network})
