"""The facets of the index, mirrored in the memory of each process.

Counting five hundred values over 20,000 things in SQL takes most of a second; over bit masks a millisecond. The
mirror asks the clock of the index at each use and takes in what changed since, so it is never behind what has been
committed. It holds no text, and it decides nothing: what is shown still comes through the door of its source.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from netzwerkstatt.kernel import registry
from netzwerkstatt.search.engine.facets import FacetIndex, Key
from netzwerkstatt.search.models import IndexChange, IndexClock, SearchEntry

Kept = TypeVar("Kept")
CATCH_UP = 500
"""More changes than this are taken in by reading everything anew."""


@dataclass
class Mirror:
    """What one process knows. Entries are numbered as in their table."""

    index: FacetIndex = field(default_factory=FacetIndex)
    number: int = -1
    stamp: str = ""
    kinds: dict[int, tuple[str, int]] = field(default_factory=dict)
    entries: dict[tuple[str, int], int] = field(default_factory=dict)
    moments: dict[int, float] = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict)
    _newest: list[int] | None = None

    def newest(self) -> list[int]:
        """All entries by their moment, newest first."""
        if self._newest is None:
            self._newest = sorted(self.moments, key=lambda pk: (-self.moments[pk], -pk))
        return self._newest

    def take_all(self) -> None:
        rows = list(_rows())
        self.index = FacetIndex.of((row[0], _keys(row)) for row in rows)
        self.kinds = {row[0]: (row[1], row[2]) for row in rows}
        self.entries = {kind: pk for pk, kind in self.kinds.items()}
        self.moments = {row[0]: _moment(row) for row in rows}
        self._settled()

    def take(self, kind: str, things: Iterable[int]) -> None:
        """What these things are now, which may be nothing."""
        things = list(things)
        for thing in things:
            pk = self.entries.pop((kind, thing), None)
            if pk is not None:
                self.index.drop(pk)
                del self.kinds[pk], self.moments[pk]
        for row in _rows(kind, things):
            self.index.put(row[0], _keys(row))
            self.kinds[row[0]], self.moments[row[0]] = (kind, row[2]), _moment(row)
            self.entries[kind, row[2]] = row[0]
        self._settled()

    def _settled(self) -> None:
        self._newest, self._kept = None, {}

    def words_of(self, facet: str) -> Mapping[str, str]:
        """The values of a facet with their words, in the order shown."""
        declared = {known.name: known for known in registry.facets()}
        return self.remembered(f"words of {facet}", declared[facet].values)

    def remembered(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What `make` gives, made once after each change of the index."""
        kept = self._kept
        if name not in kept:
            kept[name] = make()
        return kept[name]


_mirror = Mirror()
_lock = Lock()


def current() -> Mirror:
    """The mirror as of now. One query when nothing has changed."""
    clock = IndexClock.objects.values_list("number", "stamp").first() or (0, "")
    if clock == (_mirror.number, _mirror.stamp):
        return _mirror
    with _lock:
        _catch_up(*clock)
    return _mirror


def _catch_up(number: int, stamp: str) -> None:
    since = IndexChange.objects.filter(number__gt=_mirror.number, number__lte=number).order_by("number")
    known = IndexChange.objects.filter(number=_mirror.number, stamp=_mirror.stamp).exists()
    changes = list(since[: CATCH_UP + 1]) if known else []
    gapless = known and len(changes) == number - _mirror.number <= CATCH_UP
    if not gapless or any(not change.kind for change in changes):
        _mirror.take_all()
    else:
        for change in changes:
            _mirror.take(change.kind, change.things)
    _mirror.number, _mirror.stamp = number, stamp


Row = tuple[int, str, int, dict[str, list[str]], str, object]


def _rows(kind: str = "", things: Iterable[int] | None = None) -> Iterable[Row]:
    entries = SearchEntry.objects.order_by("pk")
    if things is not None:
        entries = entries.filter(kind=kind, thing_id__in=list(things))
    return entries.values_list("pk", "kind", "thing_id", "filters", "reach", "moment").iterator(5000)


def _keys(row: Row) -> list[Key]:
    own = [("art", row[1]), ("reach", row[4])]
    return own + [(name, value) for name, values in row[3].items() for value in values]


def _moment(row: Row) -> float:
    return row[5].timestamp() if row[5] else 0.0  # type: ignore[attr-defined]
