"""Finding."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.search import fulltext
from netzwerkstatt.search.engine.analysis import Question, read_question
from netzwerkstatt.search.engine.excerpt import Piece, excerpt
from netzwerkstatt.search.models import SearchEntry

PAGE = 10
FEW = 500


@dataclass(frozen=True)
class Hit:
    kind: str
    label: str
    title: tuple[Piece, ...]
    line: str
    address: str
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class Found:
    """One page of hits. `by_kind` counts all hits this viewer may see; `loose` says that not every word was found."""

    question: Question
    hits: tuple[Hit, ...]
    total: int
    by_kind: tuple[tuple[str, str, int], ...]
    loose: bool
    pages: int


def find(viewer: Viewer, text: str, *, kind: str = "", stage: str = "", page: int = 1) -> Found:
    """Everything the viewer may see that has the words; if nothing has them all, what has some of them."""
    question = read_question(text)
    found, loose = _visible(viewer, fulltext.matching(question), stage), False
    if not found and len(question.groups) > 1:
        found, loose = _visible(viewer, fulltext.matching(question, every=False), stage), True
    counts = Counter(row.kind for row in found)
    if kind:
        found = [row for row in found if row.kind == kind]
    labels = {name: source.label for name, source in registry.search_sources().items()}
    here = [row.pk for row in found[(page - 1) * PAGE : page * PAGE]]
    shown = SearchEntry.objects.visible_to(viewer).in_bulk(here)
    return Found(
        question=question,
        hits=tuple(_hit(shown[pk], question, labels[shown[pk].kind]) for pk in here),
        total=len(found),
        by_kind=tuple((name, labels[name], counts[name]) for name in labels if counts[name]),
        loose=loose and bool(found),
        pages=max(1, -(-len(found) // PAGE)),
    )


class Matched(NamedTuple):
    """One matching entry as the counting needs it; the texts are read for the shown page only."""

    pk: int
    kind: str
    thing_id: int


def _visible(viewer: Viewer, matched: list[tuple[int, float]], stage: str) -> list[Matched]:
    """Cut to what each source lets this viewer see, best match first.

    Reads three short columns that an index holds: the texts of many hits would be read from disk only to be
    thrown away.
    """
    weights = dict(matched)
    entries = SearchEntry.objects.values_list("pk", "kind", "thing_id")
    if len(weights) <= FEW:
        entries = entries.filter(pk__in=list(weights))
    rows = [Matched(*entry) for entry in entries if entry[0] in weights]
    seen = {kind: _seen(viewer, kind, stage) for kind in {row.kind for row in rows}}
    return sorted(
        (row for row in rows if row.thing_id in seen[row.kind]), key=lambda r: (-weights[r.pk], r.pk)
    )


def _seen(viewer: Viewer, kind: str, stage: str) -> set[int]:
    source = registry.search_sources()[kind]
    things = source.visible(viewer)
    if stage:
        if "stage" not in {field.name for field in source.model._meta.get_fields()}:
            return set()
        things = things.filter(stage=stage)
    return set(things.order_by().values_list("pk", flat=True))


def _hit(entry: SearchEntry, question: Question, label: str) -> Hit:
    return Hit(
        kind=entry.kind,
        label=label,
        title=excerpt(entry.title, question, length=300),
        line=entry.line,
        address=entry.address,
        excerpt=excerpt(entry.text, question),
    )
