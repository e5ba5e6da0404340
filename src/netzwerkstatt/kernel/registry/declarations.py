"""The declarations and where they are kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from netzwerkstatt.kernel.access import Viewer

PUBLIC, NETWORK = "public", "network"


@dataclass(frozen=True)
class Entry:
    """What the search keeps of one thing. `text` is what anybody who may see the thing may read of it.

    `reach` says who may: everybody (PUBLIC), or those who read with the network (NETWORK). `filters` holds its values of
    facets; a facet "a+b" holds pairs "x:y" that belong together. `moment` orders lists, newest first. `also` are names
    by which it is found as well, such as its terms of the catalogue; they are no part of the text that is shown.
    `row` is what the room needs for its own line; it comes back to `SearchSource.rows`.
    """

    thing_id: int
    title: str
    text: str
    line: str
    address: str
    reach: str
    filters: dict[str, list[str]] = field(default_factory=dict)
    moment: datetime | None = None
    also: str = ""
    row: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Facet:
    """One characteristic by which things are narrowed. `name` stands in the address.

    `values` gives every possible value with its words, in the order shown; it is read again when something in the
    index has changed. Facets that are not `shown` among the others serve maps and counts; unless they are `choosable`
    an address cannot ask for them.
    """

    name: str
    words: str
    values: Callable[[], Mapping[str, str]] = dict
    order: int = 100
    shown: bool = True
    choosable: bool = True


@dataclass(frozen=True)
class SearchSource:
    """One kind of thing that can be found.

    `visible(viewer)` is the only door: a queryset of what this viewer may see; whatever is shown comes through it.
    `entries(ids)` gives entries for these ids, or for all when None; ids without an entry leave the index.
    `affected(thing)` names further ids whose entries tell something of `thing`, which is of another kind.
    `rows(viewer, kept)` gives the room's own line (template, page) for each thing it lets this viewer see, from what
    its entry keeps as `row`; `table` is the template of a table's row for the same page, and the heads of its columns.
    """

    kind: str
    label: str
    model: type[models.Model]
    visible: Callable[[Viewer], models.QuerySet[Any]]
    entries: Callable[[Iterable[int] | None], Iterable[Entry]]
    affected: Callable[[models.Model], Iterable[int]] = lambda _thing: ()
    rows: Callable[[Viewer, Mapping[int, dict[str, Any]]], dict[int, tuple[str, Any]]] | None = None
    table: tuple[str, tuple[str, ...]] = ("", ())


@dataclass(frozen=True)
class Waiting:
    """One line on the page Heute: what waits, in which circumstance, and the one thing to do."""

    title: str
    circumstance: str
    verb: str
    address: str
    since: Any


@dataclass(frozen=True)
class Panel:
    """A piece that an upper app puts on a lower app's page."""

    place: str
    template: str
    page: Callable[[Any, Viewer], Any]
    order: int = 100


_search_sources: dict[str, SearchSource] = {}
_facets: dict[str, Facet] = {}
_waiting: list[Callable[[Viewer], Iterable[Waiting]]] = []
_panels: list[Panel] = []
_subscribers: list[Callable[[models.Model], None]] = []
_personal_data: dict[str, str] = {}


def register_search_source(source: SearchSource) -> None:
    _search_sources[source.kind] = source


def search_sources() -> dict[str, SearchSource]:
    return dict(_search_sources)


def register_facet(facet: Facet) -> None:
    _facets[facet.name] = facet


def facets() -> list[Facet]:
    return sorted(_facets.values(), key=lambda facet: (facet.order, facet.name))


def register_waiting(source: Callable[[Viewer], Iterable[Waiting]]) -> None:
    if source not in _waiting:
        _waiting.append(source)


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Everything that waits for this person, oldest first."""
    return sorted((item for source in _waiting for item in source(viewer)), key=lambda item: item.since)


def register_panel(panel: Panel) -> None:
    if panel not in _panels:
        _panels.append(panel)


def panels_for(place: str, thing: Any, viewer: Viewer) -> list[tuple[str, Any]]:
    """(template, page) for every panel declared for this place that has something to show."""
    found = []
    for panel in sorted((p for p in _panels if p.place == place), key=lambda p: p.order):
        page = panel.page(thing, viewer)
        if page is not None:
            found.append((panel.template, page))
    return found


def on_changed(subscriber: Callable[[models.Model], None]) -> None:
    if subscriber not in _subscribers:
        _subscribers.append(subscriber)


def changed(thing: models.Model) -> None:
    """Called by an action after it wrote `thing`, inside its transaction."""
    for subscriber in _subscribers:
        subscriber(thing)


def register_personal_data(model_label: str, what: str) -> None:
    """Say for a model what it holds about people, or that it holds nothing (an empty sentence)."""
    _personal_data[model_label.lower()] = what


def personal_data_owners() -> dict[str, str]:
    return dict(_personal_data)
