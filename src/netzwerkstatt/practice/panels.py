"""What practice puts on the pages of lower rooms."""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.models import Barrier, Tool
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Municipality, Organisation
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.practice.pages.handover import HandOverPanel, OpenThing, in_german
from netzwerkstatt.practice.pages.rows import (
    DraftRow,
    ExperienceRow,
    RowsPanel,
    TodayPanel,
    row_of,
    ways_by_approach,
)
from netzwerkstatt.practice.queries import (
    drafts_of,
    experiences,
    experiences_with_barrier,
    experiences_with_tool,
    readings_waiting,
    told_in,
    with_content,
)

NEW_ON_START = 3
NEW_ON_TODAY = 5
REVIEWS_AHEAD = timedelta(days=90)


def for_municipality(municipality: Municipality, viewer: Viewer) -> RowsPanel:
    """Its Undertakings; `more` leads to all of them as one whole."""
    rows = [row_of(u, viewer) for u in with_content(told_in(viewer, municipality), drafts=True)]
    more = reverse("practice:whole_municipality", args=[municipality.key]) if rows else ""
    return RowsPanel(rows=rows, more=more)


def for_barrier(barrier: Barrier, viewer: Viewer) -> Any:
    """Ways tried against this barrier by approach, and where it was met."""
    rows = list(with_content(experiences_with_barrier(viewer, barrier)))
    return ways_by_approach(barrier, rows, viewer) if rows else None


def for_tool(tool: Tool, viewer: Viewer) -> RowsPanel | None:
    rows = list(with_content(experiences_with_tool(viewer, tool)[:20]))
    return RowsPanel([row_of(u, viewer) for u in rows], f"?tool={tool.key}") if rows else None


def for_start(_thing: object, viewer: Viewer) -> RowsPanel | None:
    """The newest on the public start page; the number is that of the list behind the link."""
    found = experiences(viewer)
    rows = list(with_content(found[:NEW_ON_START]))
    return RowsPanel([row_of(u, viewer) for u in rows], "", found.count()) if rows else None


def for_today(_thing: object, viewer: Viewer) -> TodayPanel:
    drafts = [DraftRow.of(undertaking) for undertaking in drafts_of(viewer)[:10]]
    new = with_content(experiences(viewer).exclude(holder_id__in=viewer.organisation_ids)[:NEW_ON_TODAY])
    rows: list[ExperienceRow] = [row_of(undertaking, viewer) for undertaking in new]
    return TodayPanel(drafts=drafts, new=rows)


def for_hand_over(organisation: Organisation, viewer: Viewer) -> HandOverPanel:
    """Drafts, readings and reviews of this viewer for the organisation, and what stands there without an author."""
    own = (
        Undertaking.objects.authored_by(viewer)
        .filter(holder=organisation, deleted_at__isnull=True)
        .select_related("working", "released")
        .order_by("pk")
    )
    soon = timezone.localdate() + REVIEWS_AHEAD
    return HandOverPanel(
        drafts=tuple(
            OpenThing(u.working.title, _("Entwurf"), _("Weiterschreiben"), u.get_absolute_url())
            for u in own.filter(released__isnull=True, working__isnull=False)
            if u.working
        ),
        readings=tuple(
            OpenThing(
                reading.version.title if reading.version else _("eine Stimme"),
                _("Zweitlesen für %(name)s") % {"name": reading.undertaking.holder.name},
                _("Lesen"),
                reverse("practice:reading", args=[reading.pk]),
            )
            for reading in readings_waiting(viewer)
        ),
        reviews=tuple(
            OpenThing(
                u.released.title,
                _("Wiedervorlage am %(day)s") % {"day": in_german(u.review_on)},
                _("Durchsehen"),
                u.get_absolute_url(),
            )
            for u in own.filter(review_on__lte=soon)
            if u.released and u.review_on
        ),
        offered=tuple(
            _offered(u)
            for u in Undertaking.objects.offered_to(viewer)
            .filter(holder=organisation)
            .select_related("released", "holder")
            .order_by(F("released").asc(nulls_first=True), "pk")
        ),
    )


def _offered(undertaking: Undertaking) -> OpenThing:
    """What is released has a title everybody in the network reads; a draft shows its own once it is taken over."""
    released = undertaking.released
    return OpenThing(
        released.title if released else _("Ein Entwurf von %(name)s") % {"name": undertaking.holder.name},
        _("Freigegeben, zurzeit ohne Autor:in.")
        if released
        else _("Wer ihn geschrieben hat, ist nicht mehr da."),
        _("Übernehmen"),
        reverse("practice:take_over", args=[undertaking.key]),
    )
