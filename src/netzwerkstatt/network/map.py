"""The map of members: districts as prepared paths, drawn on the server."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from netzwerkstatt.network.models import Municipality

WIDTH_OF_LETTER = 8.5
FILE = Path(__file__).parent / "data/karte.json"


@lru_cache(maxsize=1)
def _prepared() -> dict[str, Any]:
    return json.loads(FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class MemberArea:
    path: str
    name: str


@dataclass(frozen=True)
class Label:
    """The one member named on the map, with a leader line to a text west of it. Coordinates as SVG wants them."""

    name: str
    since: str
    x: str
    y: str
    line: str
    text_x: str
    text_y: str
    since_y: str
    anchor: str = "end"


@dataclass(frozen=True)
class MemberMap:
    """All districts in one path, the Länder lines in another, members one by one."""

    width: int
    height: int
    ground: str
    lines: str
    members: tuple[MemberArea, ...]
    label: Label | None
    credit: str
    any_fictional: bool


@lru_cache(maxsize=1)
def _ground() -> tuple[str, str]:
    data = _prepared()
    outer = "".join(path[: path.index("z") + 1] if "z" in path else path for path in data["laender"].values())
    return "".join(data["kreise"].values()), outer


def member_map() -> MemberMap:
    """Where members lie. Fictional members have an invented place, and the caption says so."""
    data = _prepared()
    members = (
        Municipality.objects.members().filter(map_district__isnull=False).prefetch_related("memberships")
    )
    names: dict[str, list[str]] = {}
    label, fictional = None, False
    for place in members:
        fictional |= place.is_fictional
        names.setdefault(place.map_district_id or "", []).append(place.name)
        membership = place.memberships.all()[0]
        if not place.is_fictional and not membership.proven_on and label is None:
            since = membership.since_year
            label = _label(
                place.name, f"seit {since}" if since else "", *data["points"][place.map_district_id]
            )
    areas = [MemberArea(data["kreise"][key], ", ".join(found)) for key, found in names.items()]
    ground, lines = _ground()
    width, height = data["viewbox"]
    return MemberMap(width, height, ground, lines, tuple(areas), label, data["credit"], fictional)


@dataclass(frozen=True)
class ShadedArea:
    path: str
    name: str
    shade: int


@dataclass(frozen=True)
class ShadedMap:
    """Districts in classes 1, 2, 3 …; class 0 is the ground. `label` names the reader's own district."""

    width: int
    height: int
    ground: str
    lines: str
    areas: tuple[ShadedArea, ...]
    label: Label | None
    credit: str


def shaded_map(
    shades: Mapping[str, int], names: Mapping[str, str], *, own: str = "", own_words: str = ""
) -> ShadedMap:
    """A map of districts by key → class. Unknown keys are left out: what is not on the map stands in the table."""
    data = _prepared()
    ground, lines = _ground()
    width, height = data["viewbox"]
    areas = tuple(
        ShadedArea(data["kreise"][key], names.get(key, ""), shade)
        for key, shade in sorted(shades.items())
        if shade and key in data["kreise"]
    )
    point = data["points"].get(own)
    label = _label(names.get(own, ""), own_words, *point) if point else None
    return ShadedMap(width, height, ground, lines, areas, label, data["credit"])


def _label(name: str, since: str, x: float, y: float) -> Label:
    """The text stands left of the point and above it, outside the ring; right of it where the map ends."""
    side = -1 if x - 40 > WIDTH_OF_LETTER * len(name) else 1
    text_x, text_y = x + 40 * side, y - 52
    start, end = f"M{x + 5 * side:.1f} {y - 5:.1f}", f"L{text_x - 6 * side:.1f} {text_y + 14:.1f}"
    return Label(
        name, since, f"{x:.1f}", f"{y:.1f}", f"{start} {end}", f"{text_x:.1f}", f"{text_y:.1f}",
        f"{text_y + 18:.1f}", "end" if side < 0 else "start",
    )  # fmt: skip
