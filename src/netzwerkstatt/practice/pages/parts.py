"""The screen for barriers with their ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from netzwerkstatt.catalogue.models import Approach, Barrier
from netzwerkstatt.practice.engine.drawing import shorten
from netzwerkstatt.practice.forms import (
    MOST_BARRIERS,
    MOST_WAYS,
    BarrierRow,
    BarriersInput,
    WayRow,
)
from netzwerkstatt.practice.models import BarrierMet, Undertaking, WayTried
from netzwerkstatt.practice.states import OUTCOME_WORDS, Outcome

Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class WayFields:
    prefix: str
    row: WayRow
    error: str
    is_new: bool
    barrier: str


@dataclass(frozen=True)
class BarrierFields:
    prefix: str
    number: int
    row: BarrierRow
    error: str
    ways: tuple[WayFields, ...]
    is_new: bool


@dataclass(frozen=True)
class BarriersPage:
    fields: tuple[BarrierFields, ...]
    barriers: list[Barrier]
    approaches: list[Approach]
    outcomes: tuple[tuple[str, str], ...]
    levels: Choices
    phases: Choices
    roles: Choices
    others: tuple[tuple[str, str], ...]
    """(handle, name) of every barrier on the page, for ways tried against several"""
    errors: tuple[tuple[str, str], ...]
    told: str


def barriers_page(
    undertaking: Undertaking, given: BarriersInput | None, barriers: list[Barrier], approaches: list[Approach]
) -> BarriersPage:
    """Rows as stored or as sent, each with one empty way, and one empty barrier at the end."""
    version = undertaking.working
    rows = given.rows if given else _stored(undertaking)
    errors = given.errors if given else {}
    shown = [*rows, BarrierRow()] if len(rows) < MOST_BARRIERS else rows
    return BarriersPage(
        fields=tuple(
            _fields(number, row, errors, is_new=number >= len(rows)) for number, row in enumerate(shown)
        ),
        barriers=barriers,
        approaches=approaches,
        outcomes=tuple((o.value, OUTCOME_WORDS[o]) for o in Outcome),
        levels=BarrierMet.Level.choices,
        phases=BarrierMet.Phase.choices,
        roles=BarrierMet.Role.choices,
        others=_others(shown, barriers),
        errors=tuple(errors.items()),
        told=version.hindered if version else "",
    )


def _others(rows: list[BarrierRow], barriers: list[Barrier]) -> tuple[tuple[str, str], ...]:
    names = {barrier.key: barrier.name for barrier in barriers}
    named = [(str(n), names.get(row.barrier) or shorten(row.what, 60)) for n, row in enumerate(rows)]
    return tuple((handle, name) for handle, name in named if name)


def _fields(number: int, row: BarrierRow, errors: dict[str, str], *, is_new: bool) -> BarrierFields:
    prefix = f"b{number}-"
    ways = [*row.ways, WayRow()] if len(row.ways) < MOST_WAYS else row.ways
    return BarrierFields(
        prefix,
        number + 1,
        row,
        errors.get(prefix + "what", ""),
        tuple(
            WayFields(
                f"{prefix}w{place}-",
                way,
                errors.get(f"{prefix}w{place}-what", ""),
                place >= len(row.ways),
                str(number),
            )
            for place, way in enumerate(ways)
        ),
        is_new,
    )


def _stored(undertaking: Undertaking) -> list[BarrierRow]:
    version = undertaking.working
    if version is None:
        return []
    rows = version.barriers.select_related("barrier").prefetch_related("ways__approach", "ways__also_against")
    handles = {met.pk: str(number) for number, met in enumerate(rows)}
    return [
        BarrierRow(
            met.barrier.key if met.barrier else "",
            met.what,
            [_stored_way(way, handles) for way in met.ways.all()],
            met.level,
            met.phase,
            met.role,
            handles[met.pk],
        )
        for met in rows
    ]


def _stored_way(way: WayTried, handles: dict[int, str]) -> WayRow:
    return WayRow(
        way.what,
        way.outcome,
        way.approach.key if way.approach else "",
        way.today,
        way.cost,
        way.time,
        way.conditions,
        tuple(handles[other.pk] for other in way.also_against.all() if other.pk in handles),
    )
