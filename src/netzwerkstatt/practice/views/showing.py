"""One Undertaking and its versions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.kernel.access import Decision, Viewer, denied, viewer_in
from netzwerkstatt.kernel.audit.actions import trail_of
from netzwerkstatt.kernel.audit.trail import trail_lines
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.models import Undertaking, whole
from netzwerkstatt.practice.pages.history import history_page
from netzwerkstatt.practice.pages.undertaking import undertaking_page
from netzwerkstatt.practice.queries import judgements_of, voices_of


def seen(viewer: Viewer, key: str) -> Undertaking:
    """The Undertaking, or 404 for everybody who may not see it."""
    rows = Undertaking.objects.visible_to(viewer).select_related(
        "holder__municipality", "working", "released"
    )
    return get_object_or_404(rows, key=key)


def authored(viewer: Viewer, key: str) -> Undertaking:
    """For the pages of authors: 404 for everybody else, deleted ones included."""
    rows = Undertaking.objects.authored_by(viewer).select_related(
        "holder__municipality", "working", "released"
    )
    return get_object_or_404(rows, key=key)


def undertaking(request: HttpRequest, key: str) -> HttpResponse:
    viewer: Viewer = viewer_in(request)
    found = seen(viewer, key)
    edit = rules.may_edit(viewer, found)
    voice, judge = _other_voice(viewer, found)
    page = undertaking_page(
        found,
        viewer,
        voices=list(voices_of(viewer, found)),
        decisions={
            "edit": edit,
            "confirm": rules.may_confirm(viewer, found),
            "take_over": denied("nicht angeboten"),
            "voice": voice,
            "judge": judge,
        },
        judgements=list(judgements_of(viewer, found)),
        trail=trail_lines(trail_of(found)[:12]) if edit else (),
        version=found.working if edit else None,
        review_due=bool(found.review_on and found.review_on <= timezone.localdate()),
    )
    return render(request, "practice/undertaking.html", {"page": page})


def _other_voice(viewer: Viewer, found: Undertaking) -> tuple[Decision, Decision]:
    """Whether one of the viewer's organisations may add its voice and judge participation.

    No query for those without a mandate beside the holder's.
    """
    for mandate in viewer.writing_mandates:
        if (
            mandate.organisation_id != found.holder_id
            and mandate.municipality_id == found.holder.municipality_id
        ):
            organisation = Organisation.objects.get(pk=mandate.organisation_id)
            return rules.may_add_voice(viewer, found, organisation), rules.may_judge_participation(
                viewer, found, organisation
            )
    nobody = denied("Stimmen legen die andere Bank und Partner dazu.")
    return nobody, nobody


SHOWN = 10


@login_required
def versions(request: HttpRequest, key: str) -> HttpResponse:
    """Earlier wordings: those before the first release stay with the authors, and so do all others."""
    found = authored(viewer_in(request), key)
    newest = found.versions.order_by("-number").values_list("number", flat=True).first() or 1
    asked = request.GET.get("bis", "")
    until = min(int(asked), newest) if asked.isdecimal() and int(asked) else newest
    rows = found.versions.filter(number__lte=until).select_related("changed_by").prefetch_related(*whole())
    shown = list(rows.order_by("-number")[: SHOWN + 1])
    page = history_page(
        found,
        shown,
        before=until + SHOWN if until < newest else None,
        after=until - SHOWN if len(shown) > SHOWN else None,
    )
    return render(request, "practice/versions.html", {"page": page})


@login_required
@require_POST
def restore_version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    found = authored(viewer_in(request), key)
    get_object_or_404(found.versions, number=number)
    telling.restore_version(found, number=number, by=viewer_in(request))
    messages.success(
        request, _("Fassung %(n)s ist wieder die Arbeitsfassung. Verloren ging nichts.") % {"n": number}
    )
    return redirect("practice:versions", key)
