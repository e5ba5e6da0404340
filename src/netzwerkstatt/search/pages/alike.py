"""Likeness to one's own municipality: the order of a list, its reason, and the page that explains it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerkstatt.indicators.neighbours import Neighbours, neighbours_of
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.search.asking import Asked
from netzwerkstatt.search.pages.words import Choice
from netzwerkstatt.search.queries import Hit

SHOWN_REASONS = 3


def own_neighbours(viewer: Viewer, compared: Sequence[str] = ()) -> Neighbours | None:
    """Members by likeness to the viewer's own municipality, the first of them by name."""
    own = sorted(
        (m.municipality_name, m.municipality_key) for m in viewer.writing_mandates if m.municipality_key
    )
    return neighbours_of(own[0][1], compared) if own else None


def by_likeness(asked: Asked) -> bool:
    """Lists go by likeness unless asked otherwise; with words their match comes first unless asked otherwise."""
    return asked.order == "aehnlich" or (not asked.text and not asked.order)


def order_words(asked: Asked, like: Neighbours | None) -> str:
    if like:
        return _("Kommunen wie %(name)s zuerst.") % {"name": like.name}
    if asked.text and asked.order != "neu":
        return _("Was am besten zu den Wörtern passt, zuerst.")
    return _("Zuletzt freigegebene zuerst.")


def orders(viewer: Viewer, asked: Asked, like: Neighbours | None) -> tuple[Choice, ...]:
    """The other orders one could choose."""
    offered = [
        ("neu", _("Zuletzt freigegebene zuerst"), not like and (asked.order == "neu" or not asked.text))
    ]
    if asked.text:
        offered.insert(0, ("passend", _("Passendes zuerst"), not like and asked.order != "neu"))
    if like or any(m.municipality_key for m in viewer.writing_mandates):
        offered.insert(0, ("aehnlich", _("Ähnliche Kommunen zuerst"), bool(like)))
    return tuple(Choice(words, 0, asked.only(order=name), False) for name, words, here in offered if not here)


def why_here(hit: Hit, like: Neighbours | None) -> str:
    """ "Ähnlich wie Altwerder: …. Verschieden: …." for hits that name their place."""
    if like is None or not hit.places:
        return ""
    if like.key in hit.places:
        return _("Aus Ihrer Kommune.")
    beside = next((one for one in like.found if one.key in hit.places), None)
    if beside is None or beside.distance is None:
        return _("Zu wenig bekannt, um zu vergleichen.")
    parts = []
    if beside.alike:
        alike = like.words(beside.alike[:SHOWN_REASONS])
        parts.append(_("Ähnlich wie %(name)s: %(alike)s.") % {"name": like.name, "alike": alike})
    if beside.different:
        parts.append(
            _("Verschieden: %(different)s.") % {"different": like.words(beside.different[:SHOWN_REASONS])}
        )
    return " ".join(parts)


@dataclass(frozen=True)
class AlikeRow:
    name: str
    address: str
    alike: str
    different: str
    unknown: str


@dataclass(frozen=True)
class CharacteristicChoice:
    key: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class AlikePage:
    """What "ähnlich" means for one municipality: what is compared, and who is near."""

    name: str
    characteristics: tuple[CharacteristicChoice, ...]
    rows: tuple[AlikeRow, ...]
    kept: tuple[tuple[str, str], ...]


MOST_ALIKE = 12


def alike_page(viewer: Viewer, asked: Asked) -> AlikePage | None:
    """None for whoever acts for no municipality."""
    every, like = own_neighbours(viewer), own_neighbours(viewer, asked.compared)
    if every is None or like is None:
        return None
    compared = {c.key for c in like.characteristics}
    near = [one for one in like.found if one.distance is not None][:MOST_ALIKE]
    return AlikePage(
        name=like.name,
        characteristics=tuple(
            CharacteristicChoice(c.key, c.words, c.key in compared) for c in every.characteristics
        ),
        rows=tuple(
            AlikeRow(
                like.names[one.key],
                reverse("network:municipality", args=[one.key]),
                like.words(one.alike),
                like.words(one.different),
                like.words(one.unknown),
            )
            for one in near
        ),
        kept=tuple(
            pair for pair in parse_qsl(asked.address()[1:]) if pair[0] not in ("merkmal", "reihe", "seite")
        ),
    )
