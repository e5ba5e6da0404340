"""Finding."""

from collections import Counter
from dataclasses import dataclass

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.search import fulltext
from netzwerkstatt.search.engine.analysis import Question, read_question
from netzwerkstatt.search.engine.excerpt import Piece, excerpt
from netzwerkstatt.search.models import SearchEntry

PAGE = 10


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
    found, loose = _visible(viewer, fulltext.matching(question)), False
    if not found and len(question.groups) > 1:
        found, loose = _visible(viewer, fulltext.matching(question, every=False)), True
    if stage:
        found = [row for row in found if stage in row[1].filters.get("stage", ())]
    counts = Counter(entry.kind for _weight, entry in found)
    if kind:
        found = [row for row in found if row[1].kind == kind]
    labels = {name: source.label for name, source in registry.search_sources().items()}
    shown = found[(page - 1) * PAGE : page * PAGE]
    texts = dict(SearchEntry.objects.filter(pk__in=[e.pk for _w, e in shown]).values_list("pk", "text"))
    return Found(
        question=question,
        hits=tuple(_hit(entry, texts.get(entry.pk, ""), question, labels[entry.kind]) for _w, entry in shown),
        total=len(found),
        by_kind=tuple((name, labels[name], counts[name]) for name in labels if counts[name]),
        loose=loose and bool(found),
        pages=max(1, -(-len(found) // PAGE)),
    )


def _visible(viewer: Viewer, matched: list[tuple[int, float]]) -> list[tuple[float, SearchEntry]]:
    """Cut to what the viewer may see, order kept."""
    weights = dict(matched)
    rows = SearchEntry.objects.visible_to(viewer).defer("text", "stems", "parts", "title_stems")
    entries = [entry for entry in rows.filter(pk__in=list(weights))]
    return sorted(((weights[e.pk], e) for e in entries), key=lambda row: (-row[0], row[1].title))


def _hit(entry: SearchEntry, text: str, question: Question, label: str) -> Hit:
    return Hit(
        kind=entry.kind,
        label=label,
        title=excerpt(entry.title, question, length=300),
        line=entry.line,
        address=entry.address,
        excerpt=excerpt(text, question),
    )
