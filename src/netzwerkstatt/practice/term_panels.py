"""What practice puts on the pages of the catalogue: where a word is used, and where a proposal came from.

Usage is found from the models, as a merge finds it, but only in wordings this viewer may read: drafts, sealed
versions and what is not released to them are not counted.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from netzwerkstatt.catalogue.models import Approach, Barrier, FrameworkEntry, Term, TermProposal, Topic
from netzwerkstatt.catalogue.references import places
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.practice.models import Undertaking, UndertakingPerson, Version, WayTried
from netzwerkstatt.practice.pages.rows import RowsPanel, row_of
from netzwerkstatt.practice.queries import experiences, version_for, with_content

SHOWN = 6
FACETS = ("ottawa_area", "setting", "target_group")


@dataclass(frozen=True)
class UsagePanel:
    """In how many Undertakings of how many holders this viewer reads the word, and beside how many other words."""

    undertakings: int
    municipalities: int
    approaches: int
    barriers: int


@dataclass(frozen=True)
class OriginPanel:
    title: str
    address: str


def usage_of(term: Term, viewer: Viewer) -> UsagePanel | None:
    """None where nobody has used the word in anything this viewer may list."""
    found = naming(term, viewer)
    rows = list(found.order_by().values_list("pk", "holder__municipality_id", "holder_id", "released_id"))
    if not rows:
        return None
    ways = WayTried.objects.filter(barrier_met__version__in=[row[3] for row in rows])
    approaches = barriers = 0
    if isinstance(term, Barrier):
        ways = ways.filter(barrier_met__barrier=term, approach__isnull=False)
        approaches = ways.values("approach").distinct().count()
    if isinstance(term, Approach):
        ways = ways.filter(approach=term, barrier_met__barrier__isnull=False)
        barriers = ways.values("barrier_met__barrier").distinct().count()
    return UsagePanel(
        undertakings=len(rows),
        municipalities=len({("m", row[1]) if row[1] else ("h", row[2]) for row in rows}),
        approaches=approaches,
        barriers=barriers,
    )


def naming(term: Term, viewer: Viewer) -> "models.QuerySet[Undertaking]":
    """Released Undertakings this viewer may see whose released wording names the term."""
    named = Q(pk__in=[])
    for place in places(type(term)):
        path = _way_to_version(place.model)
        if path:
            named |= Q(released__in=place.rows().filter(**{place.column: term}).values(path))
    return experiences(viewer).filter(named)


def _way_to_version(model: type[models.Model]) -> str:
    """The look-up from a row to the version it is part of, "" when it is part of none."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE:
            if field.related_model is Version:
                return field.name
            upper: type[models.Model] = field.related_model
            if upper._meta.app_label == model._meta.app_label == "practice" and upper is not model:
                further = _way_to_version(upper)
                if further:
                    return f"{field.name}__{further}"
    return ""


def for_topic(topic: Topic, viewer: Viewer) -> RowsPanel | None:
    return _rows(topic, viewer, f"?topic={topic.key}")


def for_approach(approach: Approach, viewer: Viewer) -> RowsPanel | None:
    return _rows(approach, viewer, f"?approach={approach.key}")


def for_framework_entry(entry: FrameworkEntry, viewer: Viewer) -> RowsPanel | None:
    return _rows(entry, viewer, f"?{entry.framework}={entry.key}" if entry.framework in FACETS else "")


def _rows(term: Term, viewer: Viewer, more: str) -> RowsPanel | None:
    rows = list(with_content(naming(term, viewer)[:SHOWN]))
    return RowsPanel([row_of(undertaking, viewer) for undertaking in rows], more) if rows else None


def for_proposal(proposal: TermProposal, viewer: Viewer) -> OriginPanel | None:
    """The Undertaking a proposal came from: the proposer's own, and only for those who may read it."""
    if not proposal.origin or proposal.proposer_id is None:
        return None
    own = UndertakingPerson.objects.filter(
        person_id=proposal.proposer_id, role=UndertakingPerson.Role.AUTHOR, undertaking__key=proposal.origin
    )
    found = (
        Undertaking.objects.visible_to(viewer)
        .filter(pk__in=own.values("undertaking"))
        .select_related("working", "released")
        .first()
    )
    if found is None:
        return None
    return OriginPanel(version_for(viewer, found).title, found.get_absolute_url())


PANELS: tuple[tuple[str, str, Any], ...] = (
    ("term_usage", "practice/panel_usage.html", usage_of),
    ("topic", "practice/panel_term.html", for_topic),
    ("approach", "practice/panel_term.html", for_approach),
    ("framework_entry", "practice/panel_term.html", for_framework_entry),
    ("proposal", "practice/panel_origin.html", for_proposal),
)
