"""The page of experiences: words, facets, and one result as list, map or table."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.registry import Facet
from netzwerkstatt.search.asking import EXPERIENCES, Asked
from netzwerkstatt.search.pages.alike import by_likeness, order_words, orders, own_neighbours, why_here
from netzwerkstatt.search.pages.mapping import MapPart, map_part
from netzwerkstatt.search.pages.words import Choice, Meant, also, german, meant
from netzwerkstatt.search.queries import Found, Hit, find

SHORT_LIST, SHOWN_AT_ONCE = 8, 6


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: `count` is what choosing it would leave; nothing is shown as nothing, not hidden."""

    key: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class FacetPart:
    name: str
    words: str
    values: tuple[FacetValue, ...]

    @property
    def first(self) -> tuple[FacetValue, ...]:
        """The values shown at once: all of a short list, six of a long one, and whatever is chosen."""
        if len(self.values) <= SHORT_LIST:
            return self.values
        return tuple(v for n, v in enumerate(self.values) if (n < SHOWN_AT_ONCE and v.count) or v.chosen)

    @property
    def rest(self) -> tuple[FacetValue, ...]:
        shown = set(self.first)
        return tuple(value for value in self.values if value not in shown)

    @property
    def open(self) -> bool:
        return any(value.chosen for value in self.values)


@dataclass(frozen=True)
class ActiveFilter:
    words: str
    without: str


@dataclass(frozen=True)
class TablePart:
    template: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class FoundExperience:
    """A hit, and why it stands where it stands."""

    hit: Hit
    reason: str


@dataclass(frozen=True)
class FindingPage:
    """Experiences by words and facets. `first_facets` are open at once, the others on demand."""

    asked: Asked
    text: str
    also: str
    exact: bool
    exactly: str
    inexactly: str
    meant: tuple[Meant, ...]
    loose: bool
    hits: tuple[FoundExperience, ...]
    count: str
    order: str
    orders: tuple[Choice, ...]
    asked_order: str
    compared: tuple[str, ...]
    alike_address: str
    first_facets: tuple[FacetPart, ...]
    more_facets: tuple[FacetPart, ...]
    active: tuple[ActiveFilter, ...]
    all_away: str
    view: str
    views: tuple[Choice, ...]
    map: MapPart | None
    table: TablePart | None
    number: int
    pages: int
    before: str
    after: str

    @property
    def chosen_elsewhere(self) -> tuple[str, ...]:
        """Chosen for a comparison, but not on this page, where it would have its box."""
        here = {getattr(found.hit.row[1], "key", "") for found in self.hits if found.hit.row}
        return tuple(key for key in self.asked.beside if key not in here)


OPEN_FACETS = ("barrier", "outcome", "stage", "kind", "size")


def finding_page(viewer: Viewer, asked: Asked) -> FindingPage:
    like = own_neighbours(viewer, asked.compared) if by_likeness(asked) else None
    found = find(
        viewer,
        asked.text,
        kind=EXPERIENCES,
        chosen=asked.chosen,
        page=asked.page,
        exact=asked.exact,
        like=like,
        newest_first=asked.order == "neu",
    )
    facets = tuple(_facet(facet, found, asked) for facet in registry.facets() if facet.shown)
    return FindingPage(
        asked=asked,
        text=asked.text,
        also=also(found),
        exact=asked.exact,
        exactly=asked.only(exact=True),
        inexactly=asked.only(exact=False),
        meant=meant(found),
        loose=found.loose,
        hits=tuple(FoundExperience(hit, why_here(hit, like)) for hit in found.hits),
        count=_count(found),
        order=order_words(asked, like),
        orders=orders(viewer, asked, like),
        asked_order=asked.order,
        compared=asked.compared,
        alike_address=reverse("search:alike") + asked.address() if like else "",
        first_facets=tuple(facet for facet in facets if facet.name in OPEN_FACETS),
        more_facets=tuple(facet for facet in facets if facet.name not in OPEN_FACETS),
        active=_active(found, asked),
        all_away=asked.only(chosen={}),
        view=asked.view,
        views=tuple(Choice(words, 0, asked.only(view=name), name == asked.view) for name, words in _views()),
        map=map_part(viewer, found, asked) if asked.view == "karte" else None,
        table=TablePart(*registry.search_sources()[EXPERIENCES].table) if asked.view == "tabelle" else None,
        number=asked.page,
        pages=found.pages,
        before=asked.turned(asked.page - 1) if asked.page > 1 else "",
        after=asked.turned(asked.page + 1) if asked.page < found.pages else "",
    )


def _views() -> tuple[tuple[str, str], ...]:
    return (("liste", _("Liste")), ("karte", _("Karte")), ("tabelle", _("Tabelle")))


def _active(found: Found, asked: Asked) -> tuple[ActiveFilter, ...]:
    return tuple(
        ActiveFilter(found.mirror.words_of(name).get(value, value), asked.without(name, value))
        for name, values in asked.chosen.items()
        for value in values
    )


def _facet(facet: Facet, found: Found, asked: Asked) -> FacetPart:
    index = found.mirror.index
    within = found.within & index.having("art", (EXPERIENCES,))
    counts = index.counts(facet.name, asked.chosen, within)
    words = found.mirror.words_of(facet.name)
    chosen = asked.chosen.get(facet.name, ())
    values = [FacetValue(key, label, counts.get(key, 0), key in chosen) for key, label in words.items()]
    if len(values) > SHORT_LIST:
        values.sort(key=lambda value: -value.count)
    return FacetPart(facet.name, facet.words, tuple(values))


def _count(found: Found) -> str:
    """ "14 Erfahrungen aus 12 Kommunen"; at least so many where some do not name their place."""
    total = ngettext("%(n)s Erfahrung", "%(n)s Erfahrungen", found.total) % {"n": german(found.total)}
    places = found.mirror.index.counts("place", {}, found.mask)
    if not places:
        return total
    named = found.mask & found.mirror.index.having("place", places)
    words = {"total": total, "n": german(len(places))}
    if named != found.mask:
        return (
            ngettext(
                "%(total)s aus mindestens %(n)s Kommune",
                "%(total)s aus mindestens %(n)s Kommunen",
                len(places),
            )
            % words
        )
    return ngettext("%(total)s aus %(n)s Kommune", "%(total)s aus %(n)s Kommunen", len(places)) % words
