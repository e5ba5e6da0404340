"""One line of a list, and the panels made of such lines."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.models import Barrier
from netzwerkstatt.kernel.access import NOBODY, HeldMandate, MandateRole, Viewer
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.models import ANSWERS, Undertaking, Version
from netzwerkstatt.practice.queries import names_place
from netzwerkstatt.practice.states import OUTCOME_WORDS, Outcome, Stage

INSIDER = Viewer(mandates=(HeldMandate(0, 0, "", "", MandateRole.COLLEAGUE, in_network=True),))
"""Somebody who reads with the network and is nobody in particular."""


@dataclass(frozen=True)
class WayLine:
    what: str
    outcome: str
    words: str
    today: str = ""
    approach: str = ""
    approach_key: str = ""
    cost: str = ""
    time: str = ""
    conditions: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class BarrierPart:
    name: str
    what: str
    address: str
    ways: tuple[WayLine, ...]
    key: str = ""
    line: str = ""


@dataclass(frozen=True)
class ExperienceRow:
    """One line of a list."""

    title: str
    address: str
    line: str
    summary: str
    intention: str
    barrier: str
    ways: tuple[WayLine, ...]
    stage: str
    is_brief: bool
    reason: str = ""
    key: str = ""


@dataclass(frozen=True)
class RowsPanel:
    """Rows, and how the list of all of them is narrowed (the query of its address)."""

    rows: list[ExperienceRow]
    more: str
    total: int | None = None


@dataclass(frozen=True)
class DraftRow:
    title: str
    circumstance: str
    address: str

    @classmethod
    def of(cls, undertaking: Undertaking) -> "DraftRow":
        version = undertaking.working
        if version is None:
            raise ValueError("a draft without text")
        answered = sum(bool(getattr(version, name).strip()) for name in ANSWERS)
        return cls(
            title=version.title,
            circumstance=_("%(answered)s von fünf Fragen beantwortet.") % {"answered": _NUMBERS[answered]},
            address=reverse("practice:tell", args=[undertaking.key]),
        )


_NUMBERS = ("Keine", "Eine", "Zwei", "Drei", "Vier", "Alle")


@dataclass(frozen=True)
class TodayPanel:
    drafts: list[DraftRow]
    new: list[ExperienceRow]


@dataclass(frozen=True)
class ApproachGroup:
    approach: str
    tries: tuple[tuple[WayLine, str, str], ...]
    """(way, place in words, address of the Undertaking)"""


@dataclass(frozen=True)
class BarrierPanel:
    municipalities: int
    undertakings: int
    groups: tuple[ApproachGroup, ...]
    more: str


def when(undertaking: Undertaking, version: Version) -> str:
    """ "seit 2016, auf Dauer", "Oktober 2022 bis August 2025"."""
    begin, end = partial_date.in_words(version.begin), partial_date.in_words(version.end)
    if undertaking.permanent:
        return _("auf Dauer, seit %(begin)s") % {"begin": begin} if begin else _("auf Dauer")
    if begin and end and begin != end:
        return _("%(begin)s bis %(end)s") % {"begin": begin, "end": end}
    if begin and not end:
        return _("seit %(begin)s") % {"begin": begin}
    return end or begin


def place_line(undertaking: Undertaking, viewer: Viewer) -> str:
    """ "Nieder-Selbach · kreisangehörige Stadt, 28.400 Einwohner:innen", as far as this viewer may know."""
    place = undertaking.holder.municipality
    if place is None:
        return undertaking.holder.name
    kind = str(place.get_kind_display())
    if not names_place(viewer, undertaking):
        return kind[:1].upper() + kind[1:]
    inhabitants = ""
    if place.population:
        number = f"{place.population:,}".replace(",", ".")
        inhabitants = ", " + _("%(number)s Einwohner:innen") % {"number": number}
    return f"{place.name} · {kind}{inhabitants}"


def stage_line(undertaking: Undertaking, version: Version) -> str:
    year = (version.end or "")[:4]
    words = undertaking.get_stage_display()
    if undertaking.permanent and undertaking.stage == Stage.RUNNING:
        return when(undertaking, version)
    return f"{words}, {year}" if year else words


def way_line(way: Any) -> WayLine:
    approach = (way.approach.name, way.approach.key) if way.approach else ("", "")
    return WayLine(way.what, way.outcome, OUTCOME_WORDS[Outcome(way.outcome)], way.today, *approach)


def row_of(undertaking: Undertaking, viewer: Viewer) -> ExperienceRow:
    """A row from prefetched content: the released wording, or the working one of drafts one may read."""
    version = undertaking.released or undertaking.working
    if version is None:
        raise ValueError("an Undertaking without text")
    goals, barriers = list(version.goals.all()), list(version.barriers.all())
    ways = [way_line(way) for barrier in barriers for way in barrier.ways.all()][:3]
    return ExperienceRow(
        title=version.title,
        address=undertaking.get_absolute_url(),
        line=f"{place_line(undertaking, viewer)} · {stage_line(undertaking, version)}",
        summary=version.summary,
        intention=goals[0].wording if goals else "",
        barrier="; ".join(b.barrier.name if b.barrier else b.what for b in barriers[:2]),
        ways=tuple(ways),
        stage=stage_line(undertaking, version),
        is_brief=undertaking.form == Undertaking.Form.BRIEF,
        key=undertaking.key,
    )


def row_to_keep(undertaking: Undertaking) -> dict[str, Any]:
    """A row as plain values for the index, from prefetched content. Holds the line with and without the place's name."""
    row = asdict(row_of(undertaking, INSIDER))
    return {**row, "unnamed_line": row_of(undertaking, NOBODY).line, "address": row["address"]}


def kept_row(kept: dict[str, Any], viewer: Viewer) -> ExperienceRow:
    """The row again, with the place's name for those who are told it."""
    values = {name: value for name, value in kept.items() if name != "unnamed_line"}
    if not viewer.reads_network:
        values["line"] = kept["unnamed_line"]
    return ExperienceRow(**{**values, "ways": tuple(WayLine(**way) for way in kept["ways"])})


def ways_by_approach(barrier: Barrier, rows: list[Undertaking], viewer: Viewer) -> BarrierPanel:
    """All ways tried against one barrier, by approach in alphabetical order; never by success."""
    groups: dict[str, list[tuple[WayLine, str, str]]] = defaultdict(list)
    for undertaking in rows:
        version = undertaking.released
        for met in version.barriers.all() if version else ():
            if met.barrier_id != barrier.pk:
                continue
            for way in met.ways.all():
                name = way.approach.name if way.approach else _("Andere Wege")
                groups[name].append(
                    (way_line(way), place_line(undertaking, viewer), undertaking.get_absolute_url())
                )
    return BarrierPanel(
        municipalities=len({u.holder.municipality_id or u.holder_id for u in rows}),
        undertakings=len(rows),
        groups=tuple(ApproachGroup(name, tuple(groups[name])) for name in sorted(groups)),
        more=f"?barrier={barrier.key}",
    )
