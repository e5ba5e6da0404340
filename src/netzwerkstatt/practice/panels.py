"""What practice puts on the pages of lower rooms."""

from typing import Any

from django.urls import reverse

from netzwerkstatt.catalogue.models import Barrier, Tool
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Municipality
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
    told_in,
    with_content,
)

NEW_ON_START = 3
NEW_ON_TODAY = 5


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
