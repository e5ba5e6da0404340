"""The screens for barriers with their ways, and for goals, results and publicity."""

from dataclasses import dataclass
from typing import Any

from netzwerkstatt.catalogue.models import Approach, Barrier
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.forms import (
    MOST_BARRIERS,
    MOST_WAYS,
    BarrierRow,
    BarriersInput,
    PartsInput,
    WayRow,
)
from netzwerkstatt.practice.models import Goal, Publicity, Result, Undertaking
from netzwerkstatt.practice.states import OUTCOME_WORDS, Outcome


@dataclass(frozen=True)
class WayFields:
    prefix: str
    row: WayRow
    error: str
    is_new: bool


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
        errors=tuple(errors.items()),
        told=version.hindered if version else "",
    )


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
                f"{prefix}w{place}-", way, errors.get(f"{prefix}w{place}-what", ""), place >= len(row.ways)
            )
            for place, way in enumerate(ways)
        ),
        is_new,
    )


def _stored(undertaking: Undertaking) -> list[BarrierRow]:
    version = undertaking.working
    if version is None:
        return []
    rows = version.barriers.select_related("barrier").prefetch_related("ways__approach")
    return [
        BarrierRow(
            met.barrier.key if met.barrier else "",
            met.what,
            [
                WayRow(w.what, w.outcome, w.approach.key if w.approach else "", w.today)
                for w in met.ways.all()
            ],
        )
        for met in rows
    ]


@dataclass(frozen=True)
class PartRow:
    prefix: str
    text: str = ""
    kind: str = ""
    second: str = ""
    error: str = ""


@dataclass(frozen=True)
class PartsPage:
    goals: tuple[PartRow, ...]
    results: tuple[PartRow, ...]
    publicity: tuple[PartRow, ...]
    sources: Any
    kinds: Any
    evidence: Any
    publicity_kinds: Any
    errors: tuple[tuple[str, str], ...]


def parts_page(undertaking: Undertaking, given: PartsInput | None) -> PartsPage:
    version = undertaking.working
    if version is None:
        raise ValueError("an Undertaking without text")
    goals = given.goals if given else list(version.goals.all())
    results = given.results if given else list(version.results.all())
    publicity = given.publicity if given else list(version.publicity.all())
    errors = given.errors if given else {}
    return PartsPage(
        goals=(
            *(
                PartRow(f"g{n}-", g.wording, g.source, _date_words(g.on), errors.get(f"g{n}-on", ""))
                for n, g in enumerate(goals)
            ),
            PartRow(f"g{len(goals)}-"),
        ),
        results=(
            *(PartRow(f"r{n}-", r.text, r.kind, r.evidence) for n, r in enumerate(results)),
            PartRow(f"r{len(results)}-"),
        ),
        publicity=(
            *(PartRow(f"p{n}-", p.text, p.kind) for n, p in enumerate(publicity)),
            PartRow(f"p{len(publicity)}-"),
        ),
        sources=Goal.Source.choices,
        kinds=Result.Kind.choices,
        evidence=Result.Evidence.choices,
        publicity_kinds=Publicity.Kind.choices,
        errors=tuple(errors.items()),
    )


def _date_words(text: str) -> str:
    try:
        return partial_date.in_words(text)
    except ValueError:
        return text
