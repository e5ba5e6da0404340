"""All parts of a version: which there are, and how they are fetched in a fixed number of queries."""

from django.db.models import Prefetch

from netzwerkstatt.practice.models.content import (
    BarrierMet,
    Goal,
    GoalRevision,
    Part,
    Publicity,
    Result,
    WayTried,
)
from netzwerkstatt.practice.models.course import (
    Assumption,
    Method,
    ParticipationLevel,
    Partner,
    Research,
    Resource,
    Step,
    level_named,
)

PARTS: tuple[type[Part], ...] = (
    Goal,
    GoalRevision,
    Method,
    Assumption,
    Step,
    Partner,
    Resource,
    ParticipationLevel,
    BarrierMet,
    WayTried,
    Result,
    Research,
    Publicity,
)
"""An owner stands before what it owns."""


def whole(version: str = "") -> tuple[Prefetch, ...]:
    """Prefetches for every part of a version; `version` is the lookup that leads to it, with its `__`."""
    others = Prefetch("also_against", BarrierMet.objects.select_related("barrier"))
    ways = WayTried.objects.select_related("approach").prefetch_related(others)
    levels = ParticipationLevel.objects.select_related("group").annotate(level_name=level_named())
    return (
        Prefetch(f"{version}goals"),
        Prefetch(f"{version}goals__revisions"),
        Prefetch(f"{version}methods", Method.objects.select_related("tool")),
        Prefetch(f"{version}methods__assumptions", Assumption.objects.select_related("goal")),
        Prefetch(f"{version}steps"),
        Prefetch(f"{version}partners", Partner.objects.select_related("sector")),
        Prefetch(f"{version}resources"),
        Prefetch(f"{version}participation", levels),
        Prefetch(f"{version}barriers", BarrierMet.objects.select_related("barrier")),
        Prefetch(f"{version}barriers__ways", ways),
        Prefetch(f"{version}results"),
        Prefetch(f"{version}results__goals"),
        Prefetch(f"{version}research"),
        Prefetch(f"{version}publicity"),
        Prefetch(f"{version}entries"),
        Prefetch(f"{version}topics"),
        Prefetch(f"{version}tools"),
    )
