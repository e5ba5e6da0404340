"""Competence centres, and who offers and seeks what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.queries import guiding_questions
from netzwerkstatt.kernel.access import viewer_in
from netzwerkstatt.network import actions
from netzwerkstatt.network.engine.reachability import Span, reachable
from netzwerkstatt.network.forms.members import InterestForm
from netzwerkstatt.network.models import CompetenceCentre, Organisation, TopicInterest
from netzwerkstatt.network.pages.members import CentrePage

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


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
