"""A comparison as files: a table for a spreadsheet, and the same as data. They hold what the page shows, no more."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

from netzwerkstatt.practice.pages.comparison import Cell, ComparisonPage, Item, difference_of
from netzwerkstatt.practice.states import REDACTED

BYTE_ORDER_MARK = "\ufeff"
"""By this a spreadsheet knows that the file is UTF-8."""
CALCULATES = ("=", "+", "-", "@", "\t", "\r")


def as_table(page: ComparisonPage) -> str:
    """Semicolons, as German spreadsheets expect them; what would be taken for a formula is made text."""
    lines = io.StringIO()
    table = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    heads = [f"{column.title} ({column.name})" for column in page.columns]
    table.writerow(_cells([_("Merkmal"), _("Was sich unterscheidet"), *heads]))
    table.writerow(_cells([_("Adresse"), "", *(column.address for column in page.columns)]))
    for row in page.rows:
        told = [" | ".join(_text(item) for item in cell.items) or str(cell.nothing) for cell in row.cells]
        table.writerow(_cells([row.label, difference_of(row), *told]))
    return BYTE_ORDER_MARK + lines.getvalue()


def _cells(texts: list[str]) -> list[str]:
    return [f"'{text}" if text.startswith(CALCULATES) else text for text in map(_readable, texts)]


def _readable(text: object) -> str:
    return str(text).replace(REDACTED, _("[Stelle geschwärzt]"))


def _text(item: Item) -> str:
    """ "Stelle benennen: Brief an das Amt (ohne Wirkung; Heute: …)"."""
    head = ": ".join(part for part in (item.shown or item.value, item.text) if part)
    rest = "; ".join(part for part in (item.outcome_words, *item.more) if part)
    return f"{head} ({rest})" if rest else head


def as_data(page: ComparisonPage) -> dict[str, Any]:
    return {
        "title": page.title,
        "undertakings": [
            {
                "key": c.key,
                "title": _readable(c.title),
                "address": c.address,
                "place": c.name,
                "stage": c.line,
            }
            for c in page.columns
        ],
        "alike": page.alike,
        "different": page.different,
        "rows": [
            {
                "label": str(row.label),
                "counts_as_result": not row.apart,
                "difference": _readable(difference_of(row)),
                "cells": [_cell(cell) for cell in row.cells],
            }
            for row in page.rows
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    if not cell.items:
        return {"told": [], "nothing": str(cell.nothing)}
    return {
        "told": [
            {
                name: _readable(text)
                for name, text in (
                    ("value", item.value), ("shown", item.shown), ("text", item.text), ("outcome", item.outcome_words),
                )
                if text
            }
            | ({"more": [_readable(text) for text in item.more]} if item.more else {})
            for item in cell.items
        ]
    }  # fmt: skip
