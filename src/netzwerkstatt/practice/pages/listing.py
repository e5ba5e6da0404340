"""The page of experiences: rows, active filters, facets."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.practice.pages.rows import ExperienceRow
from netzwerkstatt.practice.queries import Facet, Filters, facets


@dataclass(frozen=True)
class ActiveFilter:
    words: str
    without: str


@dataclass(frozen=True)
class ListingPage:
    rows: list[ExperienceRow]
    total: int
    facets: list[Facet]
    active: tuple[ActiveFilter, ...]
    kept: tuple[tuple[str, str], ...]
    before: str
    after: str
    number: int
    pages: int


def listing_page(
    viewer: Viewer,
    filters: Filters,
    rows: list[ExperienceRow],
    paginator: "Paginator[Undertaking]",
    number: int,
) -> ListingPage:
    found = facets(viewer, filters)
    active = tuple(
        ActiveFilter(value.words, _address(filters, leave_out=(facet.name, value.key)))
        for facet in found
        for value in facet.values
        if value.chosen
    )
    active += tuple(
        ActiveFilter(key, _address(filters, leave_out=(name, key)))
        for name in ("topic", "tool")
        for key in getattr(filters, name)
    )
    return ListingPage(
        rows=rows,
        total=paginator.count,
        facets=found,
        active=active,
        kept=tuple((name, key) for name in ("topic", "tool") for key in getattr(filters, name)),
        before=_address(filters, seite=number - 1) if number > 1 else "",
        after=_address(filters, seite=number + 1) if number < paginator.num_pages else "",
        number=number,
        pages=paginator.num_pages,
    )


def _address(filters: Filters, *, leave_out: tuple[str, str] = ("", ""), seite: int | None = None) -> str:
    pairs = [
        (name, value)
        for name, values in filters.__dict__.items()
        for value in values
        if (name, value) != leave_out
    ]
    if seite:
        pairs.append(("seite", str(seite)))
    return "?" + urlencode(pairs)
