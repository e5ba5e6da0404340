"""Members: the list, one member, the vacant seats."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import require, viewer_in
from netzwerkstatt.kernel.audit.trail import trail_of_all
from netzwerkstatt.network import actions, rules
from netzwerkstatt.network.forms.members import MemberForm
from netzwerkstatt.network.map import member_map
from netzwerkstatt.network.models import Municipality, OrganisationName, TopicInterest
from netzwerkstatt.network.pages.members import (
    MemberRow,
    MunicipalityPage,
    VacancyRow,
    membership_words,
    seat_part,
    since_words,
    structure_of,
)
from netzwerkstatt.network.queries import bench_seats
from netzwerkstatt.network.queries.circulars import may_write_any
from netzwerkstatt.network.queries.members import vacancies as vacant_seats


def members(request: HttpRequest) -> HttpResponse:
    rows = [
        MemberRow(
            place.name,
            place.get_absolute_url(),
            str(place.get_kind_display()),
            since_words(place.memberships.all()[0]),
            place.name.removeprefix("Landkreis ")[:1],
        )
        for place in Municipality.objects.visible_to(viewer_in(request))
        .members()
        .prefetch_related("memberships")
    ]
    return render(
        request,
        "network/members.html",
        {
            "rows": rows,
            "map": member_map(),
            "admit": rules.may_admit(viewer_in(request)),
            "reads_network": viewer_in(request).reads_network,
            "may_write_circulars": may_write_any(viewer_in(request)),
        },
    )


@login_required
def admit(request: HttpRequest) -> HttpResponse:
    require(rules.may_admit(viewer_in(request)))
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = actions.admit_member(**form.cleaned_data, by=viewer_in(request))
        messages.success(request, _("Aufgenommen. Jetzt lassen sich für beide Bänke Personen einladen."))
        return redirect(place)
    return render(request, "network/admit.html", {"form": form})


def municipality(request: HttpRequest, key: str) -> HttpResponse:
    viewer = viewer_in(request)
    place = get_object_or_404(Municipality.objects.visible_to(viewer), key=key)
    organisations = list(place.organisations.all())
    invite_ = {organisation.pk: rules.may_invite(viewer, organisation) for organisation in organisations}
    seats = bench_seats(place, timezone.localdate()) if organisations else []
    membership = place.memberships.order_by("-pk").first()
    kind = str(place.get_kind_display())
    county = f", {place.county_name}" if place.county_name else ""
    page = MunicipalityPage(
        place=place,
        line=f"{kind[:1].upper()}{kind[1:]}{county}",
        membership=membership,
        seats=tuple(
            seat_part(seat, organisations, people_shown=viewer.reads_network, invite=invite_)
            for seat in seats
        ),
        structure=structure_of(place),
        centre=place.centres.first(),
        interests=tuple(TopicInterest.objects.visible_to(viewer).filter(organisation__in=organisations)),
        panels=registry.panels_for("municipality", place, viewer),
        structure_panels=registry.panels_for("municipality_structure", place, viewer),
        has_people=bool(organisations),
        earlier_names=tuple(
            OrganisationName.objects.filter(organisation__in=organisations).select_related("organisation")
        ),
        regional=tuple(place.regional_networks.select_related("organisation")),
        people_of=tuple(o for o in organisations if rules.may_see_people(viewer, o)),
        state_words=membership_words(membership, viewer),
        history_address=reverse("network:membership", args=[membership.pk])
        if membership and rules.may_read_history(viewer, membership)
        else "",
        trail=trail_of_all([place, *organisations]) if rules.may_read_trail(viewer, organisations) else (),
    )
    return render(request, "network/municipality.html", {"page": page})


def vacancies(request: HttpRequest) -> HttpResponse:
    """Which benches nobody coordinates, and since when: public, as on the members' own pages. Names are not part of it."""
    viewer = viewer_in(request)
    rows = [VacancyRow.of(found, viewer) for found in vacant_seats(viewer, timezone.localdate())]
    return render(request, "network/vacancies.html", {"rows": rows, "for_secretariat": viewer.is_secretariat})
