"""What the pages of finding state."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.registry import Facet
from netzwerkstatt.network.map import ShadedMap, shaded_map
from netzwerkstatt.network.queries import invented_places, own_district
from netzwerkstatt.search.asking import EXPERIENCES, Asked
from netzwerkstatt.search.engine.analysis import name_key
from netzwerkstatt.search.queries import Found, Hit, find

SHORT_LIST, SHOWN_AT_ONCE = 8, 6


@dataclass(frozen=True)
class Choice:
    words: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Meant:
    """A typed word, and the word it was taken for."""

    typed: str
    word: str


@dataclass(frozen=True)
class SearchPage:
    """The search over everything. `narrow` leads to the experiences, where facets are."""

    text: str
    found: Found | None
    hits: tuple[Hit, ...]
    kinds: tuple[Choice, ...]
    also: str
    exactly: str
    meant: tuple[Meant, ...]
    narrow: str
    number: int
    before: str
    after: str


def search_page(viewer: Viewer, asked: Asked) -> SearchPage:
    found = (
        find(viewer, asked.text, kind=asked.kind, page=asked.page, exact=asked.exact) if asked.text else None
    )
    kinds: tuple[Choice, ...] = ()
    experiences = False
    if found:
        counts = found.by_kind
        experiences = any(kind == EXPERIENCES for kind, _words, _count in counts)
        everything = Choice(_("Alles"), sum(n for *_kind, n in counts), asked.only(kind=""), not asked.kind)
        kinds = (everything, *(_kind(asked, *row) for row in counts))
    more = found is not None and asked.page < found.pages
    return SearchPage(
        text=asked.text,
        found=found,
        hits=found.hits if found else (),
        kinds=kinds,
        also=_also(found),
        exactly=asked.only(exact=True),
        meant=_meant(found),
        narrow=Asked(asked.text).address() if experiences else "",
        number=asked.page,
        before=asked.turned(asked.page - 1) if asked.page > 1 else "",
        after=asked.turned(asked.page + 1) if more else "",
    )


def _kind(asked: Asked, kind: str, words: str, count: int) -> Choice:
    address = replace(asked, page=1, kind="").address() + f"&art={kind}"
    return Choice(words, count, address, kind == asked.kind)


def _also(found: Found | None) -> str:
    """What was searched beside the words themselves."""
    groups = found.question.groups if found else ()
    others = [other.words for group in groups for other in group.alternatives]
    return ", ".join(dict.fromkeys(others))


def _meant(found: Found | None) -> tuple[Meant, ...]:
    return tuple(Meant(typed, word) for typed, word in found.meant.items() if word) if found else ()


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
class DistrictRow:
    """One district of the map in words: its number, its class, and the way to its experiences."""

    name: str
    count: int
    shade: int
    words: str
    address: str
    own: bool


@dataclass(frozen=True)
class MapPart:
    map: ShadedMap
    legend: tuple[tuple[int, str], ...]
    rows: tuple[DistrictRow, ...]
    elsewhere: str
    invented: bool


@dataclass(frozen=True)
class TablePart:
    template: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class FindingPage:
    """Experiences by words and facets. `first_facets` are open at once, the others on demand."""

    text: str
    also: str
    exact: bool
    exactly: str
    inexactly: str
    meant: tuple[Meant, ...]
    loose: bool
    hits: tuple[Hit, ...]
    count: str
    order: str
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


OPEN_FACETS = ("barrier", "outcome", "stage", "kind", "size")


def finding_page(viewer: Viewer, asked: Asked) -> FindingPage:
    found = find(
        viewer, asked.text, kind=EXPERIENCES, chosen=asked.chosen, page=asked.page, exact=asked.exact
    )
    facets = tuple(_facet(facet, found, asked) for facet in registry.facets() if facet.shown)
    return FindingPage(
        text=asked.text,
        also=_also(found),
        exact=asked.exact,
        exactly=asked.only(exact=True),
        inexactly=asked.only(exact=False),
        meant=_meant(found),
        loose=found.loose,
        hits=found.hits,
        count=_count(found),
        order=_("Was am besten zu den Wörtern passt, zuerst.")
        if asked.text
        else _("Zuletzt freigegebene zuerst."),
        first_facets=tuple(facet for facet in facets if facet.name in OPEN_FACETS),
        more_facets=tuple(facet for facet in facets if facet.name not in OPEN_FACETS),
        active=_active(found, asked),
        all_away=asked.only(chosen={}),
        view=asked.view,
        views=tuple(Choice(words, 0, asked.only(view=name), name == asked.view) for name, words in _views()),
        map=_map(viewer, found, asked) if asked.view == "karte" else None,
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


SHADES = ((1, 1), (2, 2), (4, 3))
"""From this number on, this class."""


def _shade(count: int) -> int:
    return max((shade for least, shade in SHADES if count >= least), default=0)


def _shade_words() -> dict[int, str]:
    return {0: _("nichts bekannt"), 1: _("eine"), 2: _("zwei oder drei"), 3: _("vier und mehr")}


def _map(viewer: Viewer, found: Found, asked: Asked) -> MapPart:
    """Districts by how many experiences lie there, in words and as a picture; the table goes by alphabet."""
    counts = found.mirror.index.counts("district", {}, found.mask)
    names, words = found.mirror.words_of("district"), _shade_words()
    own = own_district(viewer)
    rows = tuple(
        DistrictRow(
            name=names.get(key, key),
            count=count,
            shade=_shade(count),
            words=words[_shade(count)],
            address=asked.only(view="liste", chosen={**asked.chosen, "district": (key,)}),
            own=key == own,
        )
        for key, count in sorted(counts.items(), key=lambda row: name_key(names.get(row[0], row[0])))
    )
    placed = found.mask & found.mirror.index.having("district", counts)
    missing = found.total - placed.bit_count()
    elsewhere = ngettext(
        "%(n)s Erfahrung nennt ihren Ort nicht.", "%(n)s Erfahrungen nennen ihren Ort nicht.", missing
    )
    shades = {key: _shade(count) for key, count in counts.items()}
    return MapPart(
        map=shaded_map(shades, names, own=own, own_words=_("Ihre Kommune")),
        legend=tuple(words.items()),
        rows=rows,
        elsewhere=elsewhere % {"n": german(missing)} if missing else "",
        invented=invented_places(),
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


def german(number: int) -> str:
    return f"{number:,}".replace(",", ".")
