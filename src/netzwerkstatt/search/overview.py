"""What there is, counted over the mirror: for each topic its tools, barriers, ways and what came of them.

Only what this viewer may list is counted. A first reading list comes from municipalities like the reader's own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from netzwerkstatt.catalogue.models import Tool
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.practice.states import Outcome, Stage
from netzwerkstatt.search import mirror
from netzwerkstatt.search.asking import EXPERIENCES
from netzwerkstatt.search.likeness import Like
from netzwerkstatt.search.mirror import Mirror
from netzwerkstatt.search.models import SearchEntry

FOR_EACH_REASON, FAILED_ONES = 2, 2
NOT_ACHIEVED = (Stage.ENDED_WITHOUT_COMPLETION, Stage.NEVER_STARTED)
DID_NOT_HELP = (Outcome.NO_EFFECT, Outcome.BACKFIRED)


@dataclass(frozen=True)
class Known:
    """The mirror, and of it the experiences this viewer may list."""

    mirror: Mirror
    within: int

    def counts(self, facet: str, topic: str = "") -> Mapping[str, int]:
        mask = self.within & self.mirror.index.having("topic", (topic,)) if topic else self.within
        return self.mirror.index.counts(facet, {}, mask)

    def words(self, facet: str) -> Mapping[str, str]:
        return self.mirror.words_of(facet)


@dataclass(frozen=True)
class Picked:
    """Some to read, and why just these. `like` is None for those that did not succeed."""

    like: Like | None
    rows: tuple[tuple[str, Any], ...]


def known_to(viewer: Viewer) -> Known:
    known = mirror.current()
    rungs = (registry.PUBLIC, registry.NETWORK) if viewer.reads_network else (registry.PUBLIC,)
    return Known(known, known.index.having("reach", rungs) & known.index.having("art", (EXPERIENCES,)))


def tool_kinds(known: Known) -> Mapping[str, str]:
    """key → kind of every tool in use."""
    return known.mirror.remembered(
        "kinds of tools", lambda: dict(Tool.objects.filter(in_use=True).values_list("key", "kind"))
    )


def ways_and_outcomes(known: Known, topic: str) -> Mapping[str, Mapping[str, int]]:
    """approach → what came of it → in how many Undertakings."""
    found: dict[str, dict[str, int]] = {}
    for pair, number in known.counts("approach+outcome", topic).items():
        approach, _colon, outcome = pair.partition(":")
        found.setdefault(approach, {})[outcome] = number
    return found


def reading_list(viewer: Viewer, known: Known, likes: Iterable[Like]) -> tuple[Picked, ...]:
    """A few for each respect in which somebody is like us, the newest; and some that did not succeed, where there are any."""
    index, newest = known.mirror.index, known.mirror.newest()
    chosen: list[tuple[Like | None, list[int]]] = []
    likes = tuple(likes)
    left = known.within
    for like in likes:
        numbers = index.first(like.mask & left, newest, 0, FOR_EACH_REASON)
        left &= ~index.mask(numbers)
        chosen.append((like, numbers))
    chosen.append((None, _not_achieved(known, likes, left)))
    rows = _rows(viewer, known, [number for _like, numbers in chosen for number in numbers])
    picked = (Picked(like, _by_title(rows[n] for n in numbers if n in rows)) for like, numbers in chosen)
    return tuple(group for group in picked if group.rows)


def _not_achieved(known: Known, likes: tuple[Like, ...], left: int) -> list[int]:
    """Those of places like ours first; if nothing ended that way, those whose ways did not help."""
    index, newest = known.mirror.index, known.mirror.newest()
    failed = index.having("stage", NOT_ACHIEVED) & left or index.having("outcome", DID_NOT_HELP) & left
    found: list[int] = []
    for mask in (*(like.mask for like in likes), -1):
        take = FAILED_ONES - len(found)
        found += index.first(mask & failed & ~index.mask(found), newest, 0, take) if take else []
    return found


def _rows(viewer: Viewer, known: Known, numbers: Iterable[int]) -> dict[int, tuple[str, Any]]:
    """The rows of these entries, through the door of their source."""
    entries = SearchEntry.objects.only("thing_id", "row").in_bulk(list(numbers))
    source = registry.search_sources()[EXPERIENCES]
    if source.rows is None:
        raise ValueError("experiences have rows")
    shown = source.rows(viewer, {entry.thing_id: entry.row for entry in entries.values()})
    return {number: shown[e.thing_id] for number, e in entries.items() if e.thing_id in shown}


def _by_title(rows: Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(rows, key=lambda row: str(row[1].title).casefold()))


def has_released(viewer: Viewer) -> bool:
    """Whether an organisation for which this person writes has told anything that others read."""
    own = Undertaking.objects.released_to(viewer).filter(holder_id__in=viewer.organisation_ids)
    return own.exists()
