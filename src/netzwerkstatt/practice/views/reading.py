"""The second reader's page, and the Lesekreis."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.kernel.access import NotAllowed, Viewer, viewer_in
from netzwerkstatt.practice.actions import release
from netzwerkstatt.practice.actions.pool import join_pool, leave_pool
from netzwerkstatt.practice.engine.hints import KIND_WORDS
from netzwerkstatt.practice.models import Mark, ReaderVolunteer, Reading
from netzwerkstatt.practice.pages.reading import reading_page

KINDS = {words: kind for kind, words in KIND_WORDS.items()}


def seen_reading(viewer: Viewer, number: int) -> Reading:
    rows = Reading.objects.visible_to(viewer).select_related(
        "version__undertaking__holder__municipality",
        "voice__undertaking__holder__municipality",
        "requested_by",
    )
    return get_object_or_404(rows.prefetch_related("marks"), pk=number)


@login_required
def reading(request: HttpRequest, number: int) -> HttpResponse:
    found = seen_reading(viewer_in(request), number)
    return render(request, "practice/reading.html", {"page": reading_page(found, viewer_in(request))})


@login_required
@require_POST
def mark(request: HttpRequest, number: int) -> HttpResponse:
    found = seen_reading(viewer_in(request), number)
    start = request.POST.get("start", "")
    given: dict[str, Any] = {
        "place": request.POST.get("place", ""),
        "quote": request.POST.get("quote", ""),
        "start": int(start) if start.isdecimal() else None,
        "kind": KINDS.get(request.POST.get("kind", ""), ""),
        "by": viewer_in(request),
    }
    try:
        if "harmless" in request.POST:
            release.call_harmless(found, **given)
        else:
            release.mark_passage(found, note=request.POST.get("note", ""), **given)
    except NotAllowed as refusal:
        messages.error(request, refusal.decision.reason)
    return redirect(f"/zweitlesen/{number}/#{request.POST.get('place', '').replace('.', '-')}")


@login_required
@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(
        Mark.objects.filter(reading__in=Reading.objects.visible_to(viewer_in(request))), pk=number
    )
    reading_id = found.reading_id
    release.take_back_mark(found, by=viewer_in(request))
    return redirect("practice:reading", reading_id)


@login_required
@require_POST
def finish(request: HttpRequest, number: int) -> HttpResponse:
    found = seen_reading(viewer_in(request), number)
    if "decline" in request.POST:
        release.decline_reading(found, by=viewer_in(request))
        messages.success(request, _("Abgesagt. Die Autor:in erfährt es und bittet jemand anderen."))
    else:
        release.finish_reading(found, by=viewer_in(request))
        messages.success(request, _("Danke. Die Autor:in sieht jetzt Ihre Markierungen."))
    return redirect("/heute/")


@login_required
def volunteer(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    if request.method == "POST":
        (join_pool if "join" in request.POST else leave_pool)(by=viewer)
        return redirect("practice:volunteer")
    reads = ReaderVolunteer.objects.filter(person_id=viewer.number).exists()
    return render(request, "practice/volunteer.html", {"reads": reads, "may": viewer.reads_network})
