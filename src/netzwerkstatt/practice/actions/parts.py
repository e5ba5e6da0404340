"""What is told in rows of its own beside the goals: methods, steps, barriers, results and the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.models import Approach, Barrier, Tool
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.actions.versions import lock, touch, working_version
from netzwerkstatt.practice.models import (
    Assumption,
    BarrierMet,
    Method,
    Part,
    ParticipationLevel,
    Partner,
    Publicity,
    Research,
    Resource,
    Result,
    Step,
    Undertaking,
    Version,
    WayTried,
)


@dataclass(frozen=True)
class Way:
    """`also_against` names further barriers by the `handle` they were told with."""

    what: str
    outcome: str
    approach: Approach | None = None
    today: str = ""
    cost: str = ""
    time: str = ""
    conditions: str = ""
    also_against: tuple[str, ...] = ()
    key: UUID | None = None


@dataclass(frozen=True)
class BarrierTold:
    barrier: Barrier | None
    what: str = ""
    ways: tuple[Way, ...] = field(default_factory=tuple)
    level: str = ""
    phase: str = ""
    role: str = ""
    handle: str = ""
    key: UUID | None = None


@dataclass(frozen=True)
class Arrow:
    """From a method to the goal with this key: why should it reach it?"""

    goal: UUID
    assumption: str = ""


@dataclass(frozen=True)
class MethodTold:
    what: str
    tool: Tool | None = None
    serves: tuple[Arrow, ...] = ()
    key: UUID | None = None


@transaction.atomic
def set_methods(undertaking: Undertaking, told: Iterable[MethodTold], *, by: Viewer) -> None:
    """The ways of working with their arrows to goals, in this order. Known ones keep their keys."""
    locked, version = _begin(undertaking, by)
    goals = {goal.key: goal for goal in version.goals.all()}
    held = {method.what: method.key for method in version.methods.all()}
    version.methods.all().delete()
    for position, item in enumerate(told):
        method = Method(version=version, position=position, what=item.what, tool=item.tool)
        method.key = item.key or held.get(item.what, method.key)
        _save(method, "version")
        for place, arrow in enumerate(item.serves):
            if arrow.goal in goals:
                assumption = Assumption(
                    method=method, goal=goals[arrow.goal], text=arrow.assumption, position=place
                )
                _save(assumption, "method", "goal")
    touch(locked, version, by=by)


@transaction.atomic
def set_steps(undertaking: Undertaking, steps: Iterable[Step], *, by: Viewer) -> None:
    """In the order in which it is told; the page puts dated ones in the order of time."""
    _set_parts(undertaking, "steps", steps, by)


@transaction.atomic
def set_partners(undertaking: Undertaking, partners: Iterable[Partner], *, by: Viewer) -> None:
    _set_parts(undertaking, "partners", partners, by)


@transaction.atomic
def set_resources(undertaking: Undertaking, resources: Iterable[Resource], *, by: Viewer) -> None:
    _set_parts(undertaking, "resources", resources, by)


@transaction.atomic
def set_participation(undertaking: Undertaking, levels: Iterable[ParticipationLevel], *, by: Viewer) -> None:
    """As the bench judges it that tells. The other bench does so itself: see `judge_participation`."""
    _set_parts(undertaking, "participation", levels, by)


@transaction.atomic
def set_research(undertaking: Undertaking, research: Iterable[Research], *, by: Viewer) -> None:
    _set_parts(undertaking, "research", research, by)


@transaction.atomic
def set_publicity(undertaking: Undertaking, items: Iterable[Publicity], *, by: Viewer) -> None:
    _set_parts(undertaking, "publicity", items, by)


@transaction.atomic
def set_results(
    undertaking: Undertaking,
    results: Iterable[Result],
    *,
    speaks_to: Sequence[Iterable[UUID]] | None = None,
    by: Viewer,
) -> None:
    """The results in this order; `speaks_to` gives for each the keys of its goals, None leaves known ones as they are."""
    locked, version = _begin(undertaking, by)
    given = list(results)
    goals = {goal.key: goal for goal in version.goals.all()}
    before = {result.key: [goal.key for goal in result.goals.all()] for result in version.results.all()}
    _replace(version, "results", given)
    for number, result in enumerate(given):
        wanted = speaks_to[number] if speaks_to is not None else before.get(result.key, ())
        result.goals.set([goals[key] for key in wanted if key in goals])
    touch(locked, version, by=by)


def _begin(undertaking: Undertaking, by: Viewer) -> tuple[Undertaking, Version]:
    require(rules.may_edit(by, undertaking))
    locked = lock(undertaking)
    return locked, working_version(locked, by=by)


def _set_parts(undertaking: Undertaking, relation: str, parts: Iterable[Any], by: Viewer) -> None:
    locked, version = _begin(undertaking, by)
    _replace(version, relation, list(parts))
    touch(locked, version, by=by)


def _replace(version: Version, relation: str, parts: list[Any]) -> None:
    """These rows instead of those there; a row with a known key, or known by its likeness, keeps its key."""
    held = {row.likeness(): row.key for row in getattr(version, relation).all()}
    known = set(held.values())
    getattr(version, relation).all().delete()
    for position, part in enumerate(parts):
        if part.key not in known:
            part.key = held.pop(part.likeness(), part.key)
        part.pk, part.version, part.position = None, version, position
        _save(part, "version")


def _save(part: Part, *owners: str) -> None:
    part.full_clean(exclude=owners)
    part.save()


@transaction.atomic
def set_barriers(undertaking: Undertaking, told: Iterable[BarrierTold], *, by: Viewer) -> None:
    """The barriers met with the ways tried against each, in this order. Keys of known ones are kept."""
    locked, version = _begin(undertaking, by)
    keys = {(met.barrier_id, met.what): met.key for met in version.barriers.all()}
    way_keys = {way.what: way.key for way in WayTried.objects.filter(barrier_met__version=version)}
    version.barriers.all().delete()
    by_handle: dict[str, BarrierMet] = {}
    ways: list[tuple[WayTried, tuple[str, ...]]] = []
    for position, item in enumerate(told):
        met = BarrierMet(
            version=version, position=position, barrier=item.barrier, what=item.what,
            level=item.level, phase=item.phase, role=item.role,
        )  # fmt: skip
        met.key = item.key or keys.pop((met.barrier_id, met.what), met.key)
        _save(met, "version")
        by_handle[item.handle or str(position)] = met
        for place, way in enumerate(item.ways):
            ways.append((_tried(met, place, way, way_keys), way.also_against))
    for tried, handles in ways:
        tried.also_against.set(_others(tried, handles, by_handle))
    touch(locked, version, by=by)


def _tried(met: BarrierMet, place: int, way: Way, keys: dict[str, UUID]) -> WayTried:
    tried = WayTried(
        key=way.key or keys.pop(way.what, None) or uuid4(), barrier_met=met, position=place,
        approach=way.approach, what=way.what, outcome=way.outcome, today=way.today,
        cost=way.cost, time=way.time, conditions=way.conditions,
    )  # fmt: skip
    _save(tried, "barrier_met")
    return tried


def _others(tried: WayTried, handles: Iterable[str], known: dict[str, BarrierMet]) -> list[BarrierMet]:
    unknown = [handle for handle in handles if handle not in known]
    if unknown:
        require(denied(_("Ein Weg nennt ein Hemmnis, das hier nicht erzählt ist.")))
    return [known[handle] for handle in handles if known[handle].pk != tried.barrier_met_id]
