"""One Undertaking and its versions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from netzwerkstatt.kernel.access import Viewer, denied, viewer_in
from netzwerkstatt.kernel.audit.actions import trail_of
from netzwerkstatt.kernel.audit.trail import trail_lines
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.practice.pages.undertaking import undertaking_page
from netzwerkstatt.practice.queries import voices_of


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
    page = undertaking_page(
        found,
        viewer,
        voices=list(voices_of(viewer, found)),
        decisions={
            "edit": edit,
            "confirm": rules.may_confirm(viewer, found),
            "take_over": denied("nicht angeboten"),
            "voice": _voice_decision(viewer, found),
        },
        trail=trail_lines(trail_of(found)[:12]) if edit else (),
        review_due=bool(found.review_on and found.review_on <= timezone.localdate()),
    )
    return render(request, "practice/undertaking.html", {"page": page})


def _voice_decision(viewer: Viewer, found: Undertaking):
    """Whether one of the viewer's organisations may add its voice; no query for those without a mandate."""
    for mandate in viewer.writing_mandates:
        if (
            mandate.organisation_id != found.holder_id
            and mandate.municipality_id == found.holder.municipality_id
        ):
            from netzwerkstatt.network.models import Organisation

            organisation = Organisation.objects.get(pk=mandate.organisation_id)
            return rules.may_add_voice(viewer, found, organisation)
    return denied("Stimmen legen die andere Bank und Partner dazu.")


def versions(request: HttpRequest, key: str) -> HttpResponse:
    """Earlier wordings: those before the first release stay with the authors, and so do all others."""
    found = authored(viewer_in(request), key)
    rows = found.versions.select_related("changed_by").all()
    return render(request, "practice/versions.html", {"undertaking": found, "versions": rows})
