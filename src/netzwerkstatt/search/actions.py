"""Keeping the index in step."""

from collections.abc import Iterable

from django.db import models, transaction

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.registry import Entry, SearchSource
from netzwerkstatt.search.engine.analysis import analyse
from netzwerkstatt.search.models import SearchEntry

BATCH = 200


def index_changed(thing: models.Model) -> None:
    """Called inside the transaction of the change."""
    for source in registry.search_sources().values():
        if isinstance(thing, source.model):
            reindex(source, [thing.pk])


@transaction.atomic
def reindex(source: SearchSource, ids: Iterable[int] | None) -> int:
    """Write the entries for these things (all when None) and drop those that have none any more."""
    old = SearchEntry.objects.filter(kind=source.kind)
    if ids is not None:
        ids = list(ids)
        old = old.filter(thing_id__in=ids)
    written: set[int] = set()
    batch: list[SearchEntry] = []
    for entry in source.entries(ids):
        batch.append(_row(source.kind, entry))
        written.add(entry.thing_id)
        if len(batch) >= BATCH:
            _write(batch)
            batch = []
    _write(batch)
    gone = [pk for pk, thing_id in old.values_list("pk", "thing_id") if thing_id not in written]
    SearchEntry.objects.filter(pk__in=gone).delete()
    return len(written)


def _row(kind: str, entry: Entry) -> SearchEntry:
    title, body = analyse(entry.title), analyse(entry.text)
    return SearchEntry(
        kind=kind,
        thing_id=entry.thing_id,
        title=entry.title,
        text=entry.text,
        line=entry.line,
        address=entry.address,
        filters=entry.filters,
        title_stems=f"{title.stems} {title.parts}".strip(),
        stems=body.stems,
        parts=body.parts,
    )


def _write(rows: list[SearchEntry]) -> None:
    if rows:
        SearchEntry.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["kind", "thing_id"],
            update_fields=["title", "text", "line", "address", "filters", "title_stems", "stems", "parts"],
        )


@transaction.atomic
def rebuild() -> int:
    """The whole index anew."""
    return sum(reindex(source, None) for source in registry.search_sources().values())
