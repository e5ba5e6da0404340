"""Who is like us: what of the index comes from municipalities like the reader's own, and in what they are alike.

The one place that says so. It goes by kind, size and Land, as far as an entry is allowed to tell them; whoever knows
more about the structure of municipalities changes `like_us` and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Municipality
from netzwerkstatt.practice.queries import SIZES, size_of
from netzwerkstatt.search.mirror import Mirror


@dataclass(frozen=True)
class Like:
    """Entries (a mask over the mirror) that are like us in the same respects, and these respects in words."""

    words: str
    mask: int


def own_municipality(viewer: Viewer) -> Municipality | None:
    """The one this person acts for; the first where there are several."""
    number = next((m.municipality_id for m in viewer.mandates if m.municipality_id), 0)
    return Municipality.objects.select_related("map_district__state").filter(pk=number).first()


def like_us(own: Municipality, known: Mirror) -> tuple[Like, ...]:
    """From the nearest to the least near, none in two of them; one's own municipality is left out.

    An order by likeness, never by merit: it says nothing about what was told.
    """
    kind = ("kind", own.kind, str(own.get_kind_display()))
    size = ("size", size_of(own.population), _size_words(own.population))
    district = own.map_district
    state = ("state", district.state_id if district else "", district.state.name if district else "")
    found = []
    taken = known.index.having("place", (own.key,))
    for alike in ((kind, size, state), (kind, size), (kind, state), (state,), (kind,)):
        if not all(value for _facet, value, _words in alike):
            continue
        mask = _having(known, alike) & ~taken
        taken |= mask
        found.append(Like(_in_words(own, alike), mask))
    return tuple(found)


def _having(known: Mirror, alike: Sequence[tuple[str, str, str]]) -> int:
    mask = -1
    for facet, value, _words in alike:
        mask &= known.index.having(facet, (value,))
    return mask


def _in_words(own: Municipality, alike: Sequence[tuple[str, str, str]]) -> str:
    respects = ", ".join(words for _facet, _value, words in alike)
    return _("Wie %(own)s: %(respects)s.") % {"own": own.name, "respects": respects}


def _size_words(population: int | None) -> str:
    words = {key: words for key, words, _low, _high in SIZES}.get(size_of(population), "")
    return _("%(size)s Einwohner:innen") % {"size": words} if words else ""
