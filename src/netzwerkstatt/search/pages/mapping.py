"""What was found, by district: as a picture and as a table that says the same."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.map import ShadedMap, shaded_map
from netzwerkstatt.network.queries import invented_places, own_district
from netzwerkstatt.search.asking import Asked
from netzwerkstatt.search.engine.analysis import name_key
from netzwerkstatt.search.pages.words import german
from netzwerkstatt.search.queries import Found


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


SHADES = ((1, 1), (2, 2), (4, 3))
"""From this number on, this class."""


def _shade(count: int) -> int:
    return max((shade for least, shade in SHADES if count >= least), default=0)


def _shade_words() -> dict[int, str]:
    return {0: _("nichts bekannt"), 1: _("eine"), 2: _("zwei oder drei"), 3: _("vier und mehr")}


def map_part(viewer: Viewer, found: Found, asked: Asked) -> MapPart:
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
