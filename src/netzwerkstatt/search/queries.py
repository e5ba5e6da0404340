"""Finding: words through the full-text index, facets through the mirror, everything shown through its door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from netzwerkstatt.catalogue.models import WordRing
from netzwerkstatt.indicators.neighbours import Neighbours
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.lib import german
from netzwerkstatt.search import fulltext, mirror
from netzwerkstatt.search.engine.analysis import (
    Group,
    Question,
    name_key,
    read_question,
    rings_of,
    tokens_of,
)
from netzwerkstatt.search.engine.excerpt import Piece, excerpt
from netzwerkstatt.search.engine.reasons import roundabout
from netzwerkstatt.search.engine.spelling import Vocabulary
from netzwerkstatt.search.mirror import Mirror
from netzwerkstatt.search.models import IndexedWord, SearchEntry

PAGE = 10
WEIGHED = 2000
"""Up to so many hits are weighed by their texts; of more, titles come first and then the newest."""
NOTHING: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True)
class Hit:
    """One thing found. `row` is its room's own line (template, page), where it has one; `places` name none that the
    thing does not name itself.
    """

    kind: str
    label: str
    title: tuple[Piece, ...]
    line: str
    address: str
    excerpt: tuple[Piece, ...]
    roundabout: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()
    row: tuple[str, Any] | None = None


@dataclass(frozen=True)
class Found:
    """All that was found as a mask over the mirror, and the hits of one page.

    `meant` says which typed words were taken as which others; `loose` that not every word was found.
    """

    mirror: Mirror
    mask: int
    within: int
    question: Question
    hits: tuple[Hit, ...]
    total: int
    pages: int
    loose: bool = False
    meant: Mapping[str, str] = field(default_factory=dict)

    @property
    def by_kind(self) -> tuple[tuple[str, str, int], ...]:
        """(kind, words, number) whatever kind is chosen."""
        counts = self.mirror.index.counts("art", {}, self.within)
        labels = ((name, source.label) for name, source in registry.search_sources().items())
        return tuple((name, label, counts[name]) for name, label in labels if counts.get(name))


def find(
    viewer: Viewer,
    text: str,
    *,
    kind: str = "",
    chosen: Mapping[str, Sequence[str]] = NOTHING,
    page: int = 1,
    exact: bool = False,
    take: int = PAGE,
    like: Neighbours | None = None,
    newest_first: bool = False,
) -> Found:
    """What the viewer may see that has all the words and the chosen values.

    Ordered by likeness to one's own municipality where `like` is given, else by how well the words are met, and
    without words, or with `newest_first`, by date.

    If nothing has all the words, slips of the pen are mended; if that does not help, some of the words are enough.
    """
    known = mirror.current()
    open_ = _reach(viewer, known)
    question = read_question(text, _rings(known), exact=exact)
    order = _alike_first(known, like) if like else known.newest() if newest_first else None
    if not question.asks:
        within = open_ if not text.strip() else 0
        return _found(viewer, known, Matched(question, within), kind, chosen, page, take, order)
    matched = _matched(question, known, open_, mend=not exact)
    return _found(viewer, known, matched, kind, chosen, page, take, order)


@dataclass(frozen=True)
class Matched:
    """A question as it could be answered, and what answers it."""

    question: Question
    within: int
    loose: bool = False
    meant: Mapping[str, str] = field(default_factory=dict)


def _matched(question: Question, known: Mirror, open_: int, *, mend: bool) -> Matched:
    """All words; else all words with slips mended; else some words, and mended ones only where nothing else helps."""
    within = _having(question, known, open_)
    if within:
        return Matched(question, within)
    mended, meant = _mended(question, known, open_) if mend else (question, {})
    if meant and (within := _having(mended, known, open_)):
        return Matched(mended, within, meant=meant)
    if within := _having(question, known, open_, every=False):
        return Matched(question, within, loose=True)
    within = _having(mended, known, open_, every=False) if meant else 0
    return Matched(mended, within, loose=bool(within), meant=meant if within else {})


def _having(question: Question, known: Mirror, open_: int, *, every: bool = True) -> int:
    return known.index.mask(fulltext.matching(question, every=every)) & open_


def ranking(text: str, depth: int) -> list[int]:
    """The first entries for a question, whoever asks: what has all the words, then what has some. For measuring."""
    known = mirror.current()
    everything = known.index.having("reach", (registry.PUBLIC, registry.NETWORK))
    question = read_question(text, _rings(known))
    if not question.asks:
        return []
    found = _matched(question, known, everything, mend=True)
    first = _page(known, found.question, found.within, 0, depth, every=not found.loose)
    if found.loose or len(first) >= depth:
        return first
    some = _having(found.question, known, everything, every=False) & ~found.within
    return first + _page(known, found.question, some, 0, depth - len(first), every=False)


def _reach(viewer: Viewer, known: Mirror) -> int:
    """Everything indexed that this viewer may see; held against the doors of all sources by a test."""
    rungs = (registry.PUBLIC, registry.NETWORK) if viewer.reads_network else (registry.PUBLIC,)
    return known.index.having("reach", rungs)


def _rings(known: Mirror) -> Any:
    return known.remembered(
        "rings", lambda: rings_of(ring.words for ring in WordRing.objects.filter(in_use=True))
    )


def _mended(question: Question, known: Mirror, open_: int) -> tuple[Question, dict[str, str]]:
    """The question with words in it that nobody wrote replaced by the nearest that has a visible hit."""
    groups: list[Group] = []
    meant: dict[str, str] = {}
    for group in question.groups:
        if known.index.mask(fulltext.matching(Question((group,)))) & open_:
            groups.append(group)
            continue
        for token in _vocabulary().meant(group.tokens[0]) if len(group.tokens) == 1 else ():
            other = Group(group.word, (token,))
            if known.index.mask(fulltext.matching(Question((other,)))) & open_:
                meant[group.word] = token
                groups.append(other)
                break
        else:
            groups.append(group)
    return replace(question, groups=tuple(groups)), meant


def _vocabulary() -> Vocabulary:
    return _vocabulary_of(IndexedWord.objects.count())


@lru_cache(maxsize=1)
def _vocabulary_of(_count: int) -> Vocabulary:
    """Words are only ever added, so that their number tells whether some are new."""
    return Vocabulary(IndexedWord.objects.order_by("token").values_list("token", flat=True))


def _as_written(shown: Sequence[Hit], meant: Mapping[str, str]) -> dict[str, str]:
    """How the words that were meant are written in the first hit that has them."""
    texts = ["".join(piece.text for piece in (*hit.title, Piece(" "), *hit.excerpt)) for hit in shown]
    words = [word for text in texts for word in german.words(text)]
    return {
        typed: next((word for word in words if token in (tokens_of(word)[0], *tokens_of(word)[1])), "")
        for typed, token in meant.items()
    }


def _found(
    viewer: Viewer,
    known: Mirror,
    matched: Matched,
    kind: str,
    chosen: Mapping[str, Sequence[str]],
    page: int,
    take: int,
    order: Sequence[int] | None,
) -> Found:
    question = matched.question
    mask = _cut(known, matched.within, kind, chosen)
    total = mask.bit_count()
    pages = max(1, -(-total // take))
    page = min(max(1, page), pages)
    skip = (page - 1) * take
    if order is not None:
        here = known.index.first(mask, order, skip, take)
    else:
        here = _page(known, question, mask, skip, take, every=not matched.loose)
    shown = hits(viewer, here, question)
    return Found(
        mirror=known,
        mask=mask,
        within=matched.within,
        question=question,
        hits=shown,
        total=total,
        pages=pages,
        loose=matched.loose,
        meant=_as_written(shown, matched.meant),
    )


def _alike_first(known: Mirror, like: Neighbours) -> Sequence[int]:
    """All entries, the most alike first, then one's own, which one knows; what names no place comes last.

    Anywhere else its position would tell where it comes from.
    """

    def order() -> list[int]:
        near = {one.key: number for number, one in enumerate(like.found)} | {like.key: len(like.found)}
        far = len(near)
        places = {pk: known.index.values_of(pk, "place") for pk in known.moments}
        return sorted(
            known.moments,
            key=lambda pk: (
                min((near.get(p, far) for p in places[pk]), default=far),
                -known.moments[pk],
                -pk,
            ),
        )

    characteristics = ",".join(c.key for c in like.characteristics)
    return known.remembered(f"like {like.key} by {characteristics}", order)


def _cut(known: Mirror, within: int, kind: str, chosen: Mapping[str, Sequence[str]]) -> int:
    mask = known.index.narrow(chosen, within)
    return mask & known.index.having("art", (kind,)) if kind else mask


def _page(known: Mirror, question: Question, mask: int, skip: int, take: int, *, every: bool) -> list[int]:
    """The entries of one page in their order."""
    if not question.asks:
        return known.index.first(mask, known.newest(), skip, take)
    if mask.bit_count() <= WEIGHED:
        named = name_key(" ".join(group.word for group in question.groups))
        weighed = fulltext.weights(question, known.index.numbers(mask), named=named)
        return sorted(weighed, key=lambda pk: (-weighed[pk], pk))[skip : skip + take]
    first = known.index.mask(fulltext.in_title(question, every=every)) & mask
    titled = known.index.first(first, known.newest(), skip, take)
    if len(titled) == take:
        return titled
    after = max(0, skip - first.bit_count())
    return titled + known.index.first(mask & ~first, known.newest(), after, take - len(titled))


def hits(viewer: Viewer, entries: Sequence[int], question: Question) -> tuple[Hit, ...]:
    """What is shown of these entries, in this order; whatever its source does not let through is left out."""
    rows = SearchEntry.objects.defer("title_stems", "stems", "parts").in_bulk(entries)
    shown = [rows[pk] for pk in entries if pk in rows]
    by_kind: dict[str, dict[int, dict[str, Any]]] = {}
    for entry in shown:
        by_kind.setdefault(entry.kind, {})[entry.thing_id] = entry.row
    own: dict[tuple[str, int], tuple[str, Any] | None] = {}
    for kind, kept in by_kind.items():
        source = registry.search_sources()[kind]
        if source.rows:
            own |= {(kind, thing): row for thing, row in source.rows(viewer, kept).items()}
        else:
            seen = source.visible(viewer).filter(pk__in=kept).order_by().values_list("pk", flat=True)
            own |= {(kind, thing): None for thing in seen}
    return tuple(
        _hit(entry, question, own[entry.kind, entry.thing_id])
        for entry in shown
        if (entry.kind, entry.thing_id) in own
    )


def _hit(entry: SearchEntry, question: Question, row: tuple[str, Any] | None) -> Hit:
    return Hit(
        kind=entry.kind,
        label=registry.search_sources()[entry.kind].label,
        title=excerpt(entry.title, question, length=300),
        line=entry.line,
        address=entry.address,
        excerpt=excerpt(entry.text, question) if question.asks else (),
        roundabout=roundabout(f"{entry.title}\n{entry.text}\n{entry.also}", question)
        if question.asks
        else (),
        places=tuple(entry.filters.get("place", ())),
        row=row,
    )


def newest(viewer: Viewer, kind: str, take: int) -> list[SearchEntry]:
    """The newest things of a kind, through the door of their source."""
    source = registry.search_sources()[kind]
    seen = source.visible(viewer).order_by().values("pk")
    return list(SearchEntry.objects.filter(kind=kind, thing_id__in=seen).order_by("-moment", "-pk")[:take])
