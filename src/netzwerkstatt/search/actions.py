"""Keeping the index in step."""

import secrets
from collections.abc import Iterable

from django.db import models, transaction

from netzwerkstatt.catalogue.models import WordRing
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.registry import Entry, SearchSource
from netzwerkstatt.search.engine.analysis import Tokens, analyse, name_key, vocabulary
from netzwerkstatt.search.models import IndexChange, IndexClock, IndexedWord, SearchEntry

BATCH = 200
CHANGES_KEPT = 5000
FIELDS = (
    "title", "text", "also", "row", "line", "address", "filters", "reach", "moment", "name_key", "title_stems", "stems", "parts",
)  # fmt: skip


def index_changed(thing: models.Model) -> None:
    """Called inside the transaction of the change."""
    for source in registry.search_sources().values():
        ids = [thing.pk] if isinstance(thing, source.model) else list(source.affected(thing))
        if ids:
            reindex(source, ids)
    if isinstance(thing, WordRing):
        move_clock("ring", [thing.pk])


@transaction.atomic
def reindex(source: SearchSource, ids: Iterable[int] | None) -> int:
    """Write the entries for these things (all when None) and drop those that have none any more."""
    old = SearchEntry.objects.filter(kind=source.kind)
    if ids is not None:
        ids = list(ids)
        old = old.filter(thing_id__in=ids)
    before = set(old.values_list("thing_id", flat=True))
    written = write_entries(source.kind, source.entries(ids))
    old.filter(thing_id__in=before - written).delete()
    if ids is None:
        move_clock()
    elif before | written:
        move_clock(source.kind, sorted(before | written))
    return len(written)


def write_entries(kind: str, entries: Iterable[Entry]) -> set[int]:
    """Write these entries and return the ids of their things. Moves no clock: `reindex` does."""
    written: set[int] = set()
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        written.add(entry.thing_id)
        if len(batch) >= BATCH:
            _write(kind, batch)
            batch = []
    _write(kind, batch)
    return written


@transaction.atomic
def move_clock(kind: str = "", things: Iterable[int] = ()) -> None:
    """The next number. The row stays locked until the transaction ends, so nobody sees numbers out of order."""
    clock, _new = IndexClock.objects.select_for_update().get_or_create(pk=1)
    clock.number, clock.stamp = clock.number + 1, secrets.token_hex(8)
    clock.save()
    IndexChange.objects.create(number=clock.number, stamp=clock.stamp, kind=kind, things=list(things))
    if clock.number % 500 == 0:
        IndexChange.objects.filter(number__lte=clock.number - CHANGES_KEPT).delete()


def _row(kind: str, entry: Entry, title: Tokens, body: Tokens) -> SearchEntry:
    return SearchEntry(
        kind=kind,
        thing_id=entry.thing_id,
        title=entry.title,
        text=entry.text,
        also=entry.also,
        row=entry.row,
        line=entry.line,
        address=entry.address,
        filters=entry.filters,
        reach=entry.reach,
        moment=entry.moment,
        name_key=name_key(entry.title),
        title_stems=f"{title.stems} {title.parts}".strip(),
        stems=body.stems,
        parts=body.parts,
    )


def _write(kind: str, entries: list[Entry]) -> None:
    if not entries:
        return
    analysed = [(entry, analyse(entry.title), analyse(f"{entry.text}\n{entry.also}")) for entry in entries]
    SearchEntry.objects.bulk_create(
        [_row(kind, *row) for row in analysed],
        update_conflicts=True,
        unique_fields=["kind", "thing_id"],
        update_fields=FIELDS,
    )
    words = vocabulary(tokens for _entry, *both in analysed for tokens in both)
    IndexedWord.objects.bulk_create((IndexedWord(token=token) for token in words), ignore_conflicts=True)


@transaction.atomic
def rebuild() -> int:
    """The whole index anew."""
    IndexedWord.objects.all().delete()
    return sum(reindex(source, None) for source in registry.search_sources().values())
