"""GeoJSON as a table: the properties of its features, one row each. Shapes are left aside."""

import json
from collections.abc import Iterator
from typing import Any


def feature_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The head, then each feature with its number. Packages mix features, collections and lists of both.

    Raises ValueError, KeyError, TypeError or AttributeError for what is no GeoJSON.
    """
    found = list(_flat(json.loads(text)))
    columns = list(dict.fromkeys(name for properties in found for name in properties))
    yield 0, columns
    for number, properties in enumerate(found, start=1):
        yield number, [_text(properties.get(name)) for name in columns]


def _flat(item: Any) -> Iterator[dict[str, Any]]:
    if isinstance(item, list):
        for part in item:
            yield from _flat(part)
    elif item["type"] == "FeatureCollection":
        yield from _flat(item["features"])
    else:
        yield item["properties"]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
