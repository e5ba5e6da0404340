"""Pages of the network."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.catalogue.queries import guiding_questions
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import NotAllowed, require, viewer_in
from netzwerkstatt.kernel.audit.trail import trail_of_all
from netzwerkstatt.kernel.links.actions import LinkNotValid, read_link
from netzwerkstatt.network import actions, rules
from netzwerkstatt.network.engine.reachability import Span, reachable
from netzwerkstatt.network.forms import AcceptForm, InterestForm, InviteForm, MemberForm
from netzwerkstatt.network.map import member_map
from netzwerkstatt.network.models import (
    CompetenceCentre,
    MandateInvitation,
    Municipality,
    Organisation,
    TopicInterest,
)
from netzwerkstatt.network.pages import (
    CentrePage,
    MemberRow,
    MunicipalityPage,
    seat_part,
    since_words,
    structure_of,
)
from netzwerkstatt.network.queries import bench_seats

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


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
        {"rows": rows, "map": member_map(), "admit": rules.may_admit(viewer_in(request))},
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
    membership = place.memberships.first()
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
        trail=trail_of_all([place, *organisations]) if rules.may_read_trail(viewer, organisations) else (),
    )
    return render(request, "network/municipality.html", {"page": page})


def centres(request: HttpRequest) -> HttpResponse:
    rows = CompetenceCentre.objects.visible_to(viewer_in(request)).select_related("municipality", "topic")
    return render(request, "network/centres.html", {"rows": rows})


def centre(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_in(request)
    rows = CompetenceCentre.objects.visible_to(viewer).select_related("municipality", "organisation", "topic")
    found = get_object_or_404(rows, slug=slug)
    texts = list(found.texts.all())
    numbers = {number.kind: number.number for number in found.numbers.all()}
    hours = list(found.hours.all())
    now = timezone.localtime()
    membership = found.municipality.memberships.first()
    page = CentrePage(
        centre=found,
        offers=tuple(text.text for text in texts if text.kind == "offer"),
        building_blocks=tuple(text.text for text in texts if text.kind == "building_block"),
        seeks=tuple(
            TopicInterest.objects.visible_to(viewer).filter(organisation=found.organisation, kind="seeks")
        ),
        telephone=numbers.get("telephone", ""),
        further=numbers.get("further", ""),
        fax=numbers.get("fax", ""),
        hours=tuple(
            (
                WEEKDAYS[h.weekday] if h.weekday is not None else "",
                f"{h.opens:%-H:%M} bis {h.closes:%-H:%M} Uhr",
            )
            for h in hours
        ),
        reachability=reachable([Span(h.weekday, h.opens, h.closes) for h in hours], now.replace(tzinfo=None)),
        questions=guiding_questions(),
        member_since=membership.since_year if membership else None,
    )
    return render(request, "network/centre.html", {"page": page})


def interests(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    organisations = Organisation.objects.filter(pk__in=viewer.organisation_ids)
    form = InterestForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        actions.add_interest(
            values["organisation"], kind=values["kind"], text=values["text"], topic=values["topic"], by=viewer
        )
        messages.success(request, _("Eingetragen."))
        return redirect("network:interests")
    rows = TopicInterest.objects.visible_to(viewer).select_related("organisation__municipality", "topic")
    context = {
        "offers": [row for row in rows if row.kind == "offers"],
        "seeks": [row for row in rows if row.kind == "seeks"],
        "form": form if organisations else None,
    }
    return render(request, "network/interests.html", context)


@login_required
def invite(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    organisation = get_object_or_404(Organisation.objects.visible_to(viewer), pk=number)
    require(rules.may_invite(viewer, organisation))
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.invite(organisation, **form.cleaned_data, by=viewer)
        messages.success(request, _("Die Einladung ist unterwegs."))
        return redirect(organisation.municipality or "network:members")
    return render(request, "network/invite.html", {"form": form, "organisation": organisation})


def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows, POST accepts. The link is used up by POST alone."""
    try:
        link = read_link(token, purpose=actions.INVITATION)
    except LinkNotValid as error:
        return render(request, "network/link_not_valid.html", {"reason": str(error)}, status=410)
    invitation = get_object_or_404(
        MandateInvitation.objects.select_related("organisation"), pk=int(link.subject)
    )
    person = request.user if isinstance(request.user, Person) else None
    form = AcceptForm(request.POST or None, initial={"name": invitation.name})
    if request.method == "POST" and (person or form.is_valid()):
        try:
            values = {} if person else form.cleaned_data
            mandate = actions.accept_invitation(link, person=person, **values)
        except (NotAllowed, LinkNotValid, ValidationError) as error:
            form.add_error(None, getattr(error, "messages", None) or str(error))
        else:
            if person is None:
                login(request, mandate.person, backend="allauth.account.auth_backends.AuthenticationBackend")
            messages.success(
                request,
                _("Willkommen. Sie handeln jetzt für %(name)s.") % {"name": mandate.organisation.name},
            )
            return redirect("/heute/")
    known = Person.objects.filter(email__iexact=invitation.email).exists()
    context = {"form": form, "invitation": invitation, "person": person, "known": known}
    return render(request, "network/accept_invitation.html", context)
