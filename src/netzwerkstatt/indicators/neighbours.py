"""Which members are like one of them, out of the structural data there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from netzwerkstatt.indicators.engine.likeness import Characteristic, Likeness, likenesses
from netzwerkstatt.indicators.models import Indicator, Source
from netzwerkstatt.indicators.queries import structure_of
from netzwerkstatt.network.models import Municipality

PERSONS = "Personen"
UNDER_18, FROM_60 = "bev_00_17", "bev_60_plus"


@dataclass(frozen=True)
class Neighbours:
    """One's own place, what was compared, and all other members by likeness."""

    key: str
    name: str
    characteristics: tuple[Characteristic, ...]
    found: tuple[Likeness, ...]
    names: dict[str, str]

    def words(self, keys: Sequence[str]) -> str:
        """Characteristics in words, in the order given."""
        named = {c.key: c.words for c in self.characteristics}
        return ", ".join(named[key] for key in keys)


def neighbours_of(key: str, chosen: Sequence[str] = ()) -> Neighbours | None:
    """Members by likeness to one, by the chosen characteristics or all of them; None if it is no member.

    Invented members are compared with invented ones only.
    """
    stamp = Source.objects.aggregate(number=Count("pk"), at=Max("imported_at"))
    members = Municipality.objects.members().order_by("key")
    told = tuple(members.values_list("key", "name", "kind", "population", "area_km2", "is_fictional"))
    return _neighbours(key, tuple(chosen), (stamp["number"], stamp["at"], told))


Stamp = tuple[int, datetime | None, tuple[Any, ...]]
"""Changes with the members, what they say of themselves, and the structural data."""


@lru_cache(maxsize=256)
def _neighbours(key: str, chosen: tuple[str, ...], stamp: Stamp) -> Neighbours | None:
    places = _members(stamp)
    own = places.get(key)
    if own is None:
        return None
    like = {k: known for k, (_name, known, fictional) in places.items() if fictional == own[2]}
    every = _characteristics(like)
    compared = tuple(c for c in every if c.key in chosen) or every
    names = {k: name for k, (name, _known, _fictional) in places.items()}
    return Neighbours(key, own[0], compared, likenesses(key, like, compared), names)


@lru_cache(maxsize=2)
def _members(_stamp: Stamp) -> dict[str, tuple[str, dict[str, float | str], bool]]:
    """Every member: name, what is known of its structure, whether it is invented."""
    members = list(Municipality.objects.members())
    structures = structure_of(place.key for place in members)
    return {
        place.key: (
            place.name,
            _known(
                place, {k: v.value for k, v in structures[place.key].values.items() if v.value is not None}
            ),
            place.is_fictional,
        )
        for place in members
    }


def _known(place: Municipality, values: dict[str, float]) -> dict[str, float | str]:
    known: dict[str, float | str] = {"kind": place.kind, **values}
    if place.population:
        known["population"] = float(place.population)
        if place.area_km2:
            known["density"] = place.population / float(place.area_km2)
    people = sum(values.get(key, 0.0) for key in (UNDER_18, "bev_18_59", FROM_60))
    if people and UNDER_18 in values and FROM_60 in values:
        known["share_under_18"], known["share_from_60"] = values[UNDER_18] / people, values[FROM_60] / people
    return known


def _characteristics(places: Mapping[str, Mapping[str, float | str]]) -> tuple[Characteristic, ...]:
    """What at least two of these places tell. Numbers of people are no characteristic of their own: their shares are."""
    told: dict[str, int] = {}
    for known in places.values():
        for key in known:
            told[key] = told.get(key, 0) + 1
    found = [
        Characteristic("kind", _("Art der Kommune")),
        Characteristic("population", _("Einwohner:innen"), logarithmic=True),
        Characteristic("density", _("Einwohner:innen je km²"), logarithmic=True),
        Characteristic("share_under_18", _("Anteil unter 18 Jahren")),
        Characteristic("share_from_60", _("Anteil ab 60 Jahren")),
    ]
    found += [Characteristic(i.key, i.name) for i in Indicator.objects.exclude(unit=PERSONS)]
    return tuple(c for c in found if told.get(c.key, 0) > 1)
