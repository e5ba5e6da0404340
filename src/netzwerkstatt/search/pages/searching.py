"""The page of the search over everything."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.search.asking import EXPERIENCES, Asked
from netzwerkstatt.search.pages.words import Choice, Meant, also, meant
from netzwerkstatt.search.queries import Found, Hit, find


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
        also=also(found),
        exactly=asked.only(exact=True),
        meant=meant(found),
        narrow=Asked(asked.text).address() if experiences else "",
        number=asked.page,
        before=asked.turned(asked.page - 1) if asked.page > 1 else "",
        after=asked.turned(asked.page + 1) if more else "",
    )


def _kind(asked: Asked, kind: str, words: str, count: int) -> Choice:
    address = replace(asked, page=1, kind="").address() + f"&art={kind}"
    return Choice(words, count, address, kind == asked.kind)
