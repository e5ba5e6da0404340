"""The map of members: districts as prepared paths, drawn on the server."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from netzwerkstatt.network.models import Municipality

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
    areas, label, fictional = [], None, False
    for place in members:
        fictional |= place.is_fictional
        areas.append(MemberArea(data["kreise"][place.map_district_id], place.name))
        if not place.is_fictional and label is None:
            since = place.memberships.all()[0].since_year
            label = _label(
                place.name, f"seit {since}" if since else "", *data["points"][place.map_district_id]
            )
    ground, lines = _ground()
    width, height = data["viewbox"]
    return MemberMap(width, height, ground, lines, tuple(areas), label, data["credit"], fictional)


def _label(name: str, since: str, x: float, y: float) -> Label:
    """The text stands left of the point and above it, outside the ring."""
    text_x, text_y = max(x - 40, 60), y - 52
    return Label(
        name, since, f"{x:.1f}", f"{y:.1f}", f"M{x - 5:.1f} {y - 5:.1f} L{text_x + 6:.1f} {text_y + 14:.1f}",
        f"{text_x:.1f}", f"{text_y:.1f}", f"{text_y + 18:.1f}",
    )  # fmt: skip
