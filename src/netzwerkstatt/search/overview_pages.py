"""What the overview states: everything by alphabet, what did not succeed beside what did, gaps named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.catalogue.models import Tool
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.search.likeness import like_us, own_municipality
from netzwerkstatt.search.overview import (
    Known,
    Picked,
    has_released,
    known_to,
    reading_list,
    tool_kinds,
    ways_and_outcomes,
)

UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


@dataclass(frozen=True)
class Counted:
    """A word of the catalogue, in how many Undertakings it stands, and the list of these."""

    words: str
    count: str
    address: str


@dataclass(frozen=True)
class TopicRow:
    name: str
    address: str
    count: str
    stages: tuple[str, ...]
    tools: tuple[str, ...]
    gap: str


@dataclass(frozen=True)
class ToolGroup:
    kind: str
    told: tuple[Counted, ...]
    untold: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A reason, and what is on the list for it."""

    reason: str
    rows: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class OverviewPage:
    topics: tuple[TopicRow, ...]
    tools: tuple[ToolGroup, ...]
    reading: tuple[Reading, ...]
    why_no_reading: str
    place: str


@dataclass(frozen=True)
class WayTold:
    """An approach, and everything that came of it: (outcome, its words, in how many)."""

    words: str
    outcomes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class TopicPage:
    name: str
    about: str
    list_address: str
    total: str
    gap: str
    stages: tuple[Counted, ...]
    tools: tuple[ToolGroup, ...]
    barriers: tuple[Counted, ...]
    untold_barriers: tuple[str, ...]
    ways: tuple[WayTold, ...]
    evidence: tuple[Counted, ...]


@dataclass(frozen=True)
class NewHere:
    address: str


def overview_page(viewer: Viewer) -> OverviewPage:
    known = known_to(viewer)
    own = own_municipality(viewer) if viewer.mandates else None
    picked = reading_list(viewer, known, like_us(own, known.mirror)) if own else ()
    return OverviewPage(
        topics=tuple(_topic(known, viewer, key, name) for key, name in _sorted(known.words("topic"))),
        tools=_tool_groups(known, ""),
        reading=tuple(_reading(group) for group in picked),
        why_no_reading=_why_none(viewer, picked, bool(own)),
        place=own.name if own else "",
    )


def _why_none(viewer: Viewer, picked: Iterable[Picked], has_place: bool) -> str:
    if picked:
        return ""
    if has_place:
        return _("Noch hat niemand etwas erzählt, das auf diese Liste gehört.")
    if viewer.mandates:
        return _(
            "Ihr Mandat gehört zu keiner Kommune. Eine Liste aus der eigenen Struktur gibt es deshalb nicht."
        )
    return _(
        "Wer für eine Kommune angemeldet ist, findet hier eine erste Leseliste, passend zur eigenen Struktur."
    )


def _topic(known: Known, viewer: Viewer, key: str, name: str) -> TopicRow:
    number = known.counts("topic").get(key, 0)
    stages = known.counts("stage", key)
    tools = known.counts("tool", key)
    return TopicRow(
        name=name,
        address=reverse("search:overview_topic", args=[key]),
        count=_undertakings(number) if number else "",
        stages=tuple(
            f"{words} {stages[stage]}" for stage, words in known.words("stage").items() if stage in stages
        ),
        tools=tuple(words for tool, words in _sorted(known.words("tool")) if tool in tools),
        gap="" if number else _nothing(viewer),
    )


def topic_page(viewer: Viewer, key: str) -> TopicPage | None:
    """None for a topic that the catalogue does not use."""
    known = known_to(viewer)
    name = known.words("topic").get(key)
    if name is None:
        return None
    number = known.counts("topic").get(key, 0)
    barriers = known.counts("barrier", key)
    return TopicPage(
        name=name,
        about=reverse("catalogue:topic", args=[key]),
        list_address=_list({"topic": key}),
        total=_undertakings(number) if number else "",
        gap="" if number else _nothing(viewer),
        stages=_counted(known, "stage", key, in_order=True),
        tools=_tool_groups(known, key),
        barriers=_counted(known, "barrier", key),
        untold_barriers=tuple(w for barrier, w in _sorted(known.words("barrier")) if barrier not in barriers),
        ways=_ways(known, key),
        evidence=_counted(known, "evidence", key, in_order=True),
    )


def _ways(known: Known, topic: str) -> tuple[WayTold, ...]:
    told = ways_and_outcomes(known, topic)
    outcomes = known.words("outcome")
    return tuple(
        WayTold(
            words,
            tuple(
                (outcome, label, _in_so_many(told[approach][outcome]))
                for outcome, label in outcomes.items()
                if outcome in told[approach]
            ),
        )
        for approach, words in _sorted(known.words("approach"))
        if approach in told
    )


def _tool_groups(known: Known, topic: str) -> tuple[ToolGroup, ...]:
    kinds, words, counts = tool_kinds(known), known.words("tool"), known.counts("tool", topic)
    headings = (
        (Tool.Kind.INSTRUMENT, _("Instrumente")),
        (Tool.Kind.METHOD, _("Methoden")),
        (Tool.Kind.PROJECT_FORM, _("Projektformen")),
    )
    groups = []
    for kind, heading in headings:
        of_kind = [(key, name) for key, name in _sorted(words) if kinds.get(key) == kind]
        told = tuple(
            Counted(name, _in_so_many(counts[key]), _list({"topic": topic, "tool": key}))
            for key, name in of_kind
            if key in counts
        )
        groups.append(ToolGroup(heading, told, tuple(n for key, n in of_kind if key not in counts)))
    return tuple(groups)


def _counted(known: Known, facet: str, topic: str, *, in_order: bool = False) -> tuple[Counted, ...]:
    counts = known.counts(facet, topic)
    words = known.words(facet).items() if in_order else _sorted(known.words(facet))
    return tuple(
        Counted(name, _in_so_many(counts[key]), _list({"topic": topic, facet: key}))
        for key, name in words
        if key in counts
    )


def _sorted(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(words.items(), key=lambda pair: pair[1].casefold().translate(UMLAUTS))


def _list(chosen: Mapping[str, str]) -> str:
    return f"{reverse('search:experiences')}?{urlencode({k: v for k, v in chosen.items() if v})}"


def _reading(picked: Picked) -> Reading:
    reason = picked.like.words if picked.like else _("Nicht gelungen. Auch deshalb lesenswert.")
    return Reading(reason, picked.rows)


def _undertakings(number: int) -> str:
    return ngettext("%(n)s Vorhaben", "%(n)s Vorhaben", number) % {"n": _german(number)}


def _in_so_many(number: int) -> str:
    return ngettext("in einem Vorhaben", "in %(n)s Vorhaben", number) % {"n": _german(number)}


def _german(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _nothing(viewer: Viewer) -> str:
    if viewer.reads_network:
        return _("Dazu hat noch niemand erzählt.")
    return _("Dazu ist noch nichts öffentlich erzählt.")


def for_today(_thing: object, viewer: Viewer) -> NewHere | None:
    """For those whose organisation has told nothing yet that others read."""
    if not viewer.writing_mandates or has_released(viewer):
        return None
    return NewHere(reverse("search:overview"))
