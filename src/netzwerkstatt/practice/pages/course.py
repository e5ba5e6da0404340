"""How it went: steps in time, partners by sector, resources, participation as both benches judge it, research."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from netzwerkstatt.catalogue.models import FrameworkEntry
from netzwerkstatt.kernel.access import Bench
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.models import ParticipationPhase, Research, Undertaking, Version


@dataclass(frozen=True)
class StepLine:
    date: str
    what: str


@dataclass(frozen=True)
class ResourceLine:
    kind: str
    planned: str
    actual: str


@dataclass(frozen=True)
class LevelRow:
    """A group in a phase: how each side judges it, and the difference in words."""

    group: str
    phase: str
    own: str
    other: str
    difference: str


@dataclass(frozen=True)
class ParticipationPart:
    own_words: str
    other_words: str
    rows: tuple[LevelRow, ...]
    other_silent: bool


@dataclass(frozen=True)
class CoursePart:
    steps: tuple[StepLine, ...]
    partners: tuple[tuple[str, str], ...]
    resources: tuple[ResourceLine, ...]
    research: tuple[Research, ...]
    described: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """(heading, ((words, filter of the list), …))"""


ADMINISTRATION, INITIATIVES = gettext_lazy("Sicht der Verwaltung"), gettext_lazy("Sicht der Initiativen")
OWN_VIEW = {
    Bench.ADMINISTRATION: ADMINISTRATION,
    Bench.INITIATIVES: INITIATIVES,
    None: gettext_lazy("Sicht des Trägers"),
}
OTHER_VIEW = {
    Bench.ADMINISTRATION: INITIATIVES,
    Bench.INITIATIVES: ADMINISTRATION,
    None: gettext_lazy("Andere Sicht"),
}
DESCRIBED = (
    ("setting", gettext_lazy("Lebenswelten"), "setting"),
    ("target_group", gettext_lazy("Zielgruppen"), "target_group"),
    ("ottawa_area", gettext_lazy("Handlungsfelder nach Ottawa"), "ottawa_area"),
    ("ottawa_strategy", gettext_lazy("Strategien nach Ottawa"), "ottawa_strategy"),
)


def course_part(version: Version) -> CoursePart:
    described = (
        (str(words), tuple((e.name, f"{name}={e.key}") for e in version.described_by(framework)))
        for framework, words, name in DESCRIBED
    )
    return CoursePart(
        steps=steps_in_time(version),
        partners=tuple((p.sector.name if p.sector else "", p.what) for p in version.partners.all()),
        resources=tuple(
            ResourceLine(str(r.get_kind_display()), r.planned, r.actual) for r in version.resources.all()
        ),
        research=tuple(version.research.all()),
        described=tuple((words, entries) for words, entries in described if entries),
    )


def steps_in_time(version: Version) -> tuple[StepLine, ...]:
    """Dated ones in the order of time; undated ones keep their place after the one they were told after."""
    lines, last = [], date.min
    for step in version.steps.all():
        last = partial_date.parse(step.on).first_day if step.on else last
        lines.append((last, StepLine(partial_date.in_words(step.on), step.what)))
    return tuple(line for _day, line in sorted(lines, key=lambda pair: pair[0]))


def participation_part(
    undertaking: Undertaking, version: Version, judgements: Iterable[Any]
) -> ParticipationPart | None:
    """None where neither side has judged. All rows carry the name of their level."""
    own = {(p.group, p.phase): p for p in version.participation.all()}
    other = {(j.group, j.phase): j for j in judgements}
    if not own and not other:
        return None
    bench = Bench(undertaking.holder.bench) if undertaking.holder.bench else None
    phases = list(ParticipationPhase.values)
    pairs = sorted(own.keys() | other.keys(), key=lambda pair: (pair[0].position, phases.index(pair[1])))
    return ParticipationPart(
        str(OWN_VIEW[bench]),
        str(OTHER_VIEW[bench]),
        tuple(_level_row(pair[0], pair[1], own.get(pair), other.get(pair)) for pair in pairs),
        not other and bench is not None,
    )


def _level_row(group: FrameworkEntry, phase: str, own: Any, other: Any) -> LevelRow:
    if own is None or other is None:
        difference = _("nur von einer Seite eingeschätzt")
    elif own.level == other.level:
        difference = _("beide gleich")
    elif own.level > other.level:
        difference = _("Wer erzählt, sieht mehr Beteiligung.")
    else:
        difference = _("Wer erzählt, sieht weniger Beteiligung.")
    return LevelRow(
        group.name,
        str(ParticipationPhase(phase).label),
        own.level_name if own else "",
        other.level_name if other else "",
        difference,
    )
