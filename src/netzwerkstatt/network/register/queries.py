"""What the register knows about a key: the area, what lies around it, what was there before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from netzwerkstatt.network.engine.official_keys import Level, lies_in, same_area
from netzwerkstatt.network.models import Area, AreaChange


@dataclass(frozen=True)
class FormerArea:
    """An area that is now (part of) another. `until` is its last day."""

    key: str
    name: str
    until: date
    kind: str


def areas_by_key(keys: Iterable[str]) -> dict[str, Area]:
    """Key → area, for all that are in the register. One query."""
    return {area.key: area for area in Area.objects.filter(key__in=set(keys)).select_related("source")}


def area_of(key: str) -> Area | None:
    """The area a key names, found under any of the keys the same area has. The nearest to the key asked for wins."""
    keys = same_area(key)
    found = areas_by_key(keys)
    return next((found[k] for k in keys if k in found and found[k].population is not None), None) or next(
        (found[k] for k in keys if k in found), None
    )


def district_around(key: str) -> Area | None:
    """The district in which an area lies that is not a district itself."""
    around = lies_in(key)
    return Area.objects.filter(key=around, level=Level.DISTRICT).select_related("source").first()


def former_areas(keys: Iterable[str]) -> dict[str, tuple[FormerArea, ...]]:
    """Today's key → what was dissolved into it, with the old keys. Two queries."""
    changes = list(AreaChange.objects.filter(new_key__in=set(keys)))
    names = areas_by_key(key for change in changes for key in same_area(change.old_key))
    found: dict[str, tuple[FormerArea, ...]] = {}
    for change in changes:
        area = next((names[key] for key in same_area(change.old_key) if key in names), None)
        name = area.full_name if area else change.old_key
        until = change.on - timedelta(days=1)
        former = FormerArea(change.old_key, name, until, change.kind)
        found[change.new_key] = (*found.get(change.new_key, ()), former)
    return found


def successors(keys: Iterable[str]) -> dict[str, AreaChange]:
    """Dissolved key → the last change that ended it. Keys that still stand are absent."""
    return {change.old_key: change for change in AreaChange.objects.filter(old_key__in=set(keys))}
