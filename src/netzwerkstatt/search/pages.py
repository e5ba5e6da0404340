"""What the pages of finding state."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.registry import Facet
from netzwerkstatt.search.asking import EXPERIENCES, Asked
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
        active=tuple(
            ActiveFilter(value.words, asked.without(facet.name, value.key))
            for facet in facets
            for value in facet.values
            if value.chosen
        ),
        all_away=asked.only(chosen={}),
        number=asked.page,
        pages=found.pages,
        before=asked.turned(asked.page - 1) if asked.page > 1 else "",
        after=asked.turned(asked.page + 1) if asked.page < found.pages else "",
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
