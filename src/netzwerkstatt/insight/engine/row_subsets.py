"""Counting minimum covers by inclusion and exclusion over the rows of the chart (used by `covers`).

For a set R of rows let n(R) be the number of columns that cover none of R. The number of sets of m columns
that leave no row uncovered is  sum over R of (-1)^|R| * C(n(R), m)  (inclusion–exclusion; for set cover see
Björklund, Husfeldt & Koivisto 2009, SIAM Journal on Computing 39:546). If no cover has fewer than m columns,
these are exactly the minimum covers. Time and memory depend on 2^rows only, not on how many covers there are.

All n(R) are computed at once as fields of one long integer (the subset-sum transform is a shift and an
addition per row), which is as fast as compiled code without needing any.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Mapping
from math import comb

from netzwerkstatt.insight.engine.minimal_transversals import single_bits

_CHUNK_ROWS = 20
"""Rows handled in one long integer: 2^20 fields of 4 bytes are 4 MiB; further rows are
split off one by one."""


def count_covers_by_rows(weights: Mapping[int, int], size: int) -> int:
    """Number of covers with exactly `size` columns, given that none has fewer.

    weights: mask of covered rows → number of columns that cover exactly these rows (in total below 2^31).
    """
    rows = 0
    for mask in weights:
        rows |= mask
    return _count(weights, list(single_bits(rows)), size)


def _count(weights: Mapping[int, int], rows: list[int], size: int) -> int:
    if len(rows) <= _CHUNK_ROWS:
        return _count_at_once(weights, rows, size)
    row = rows[-1]
    any_way = _merge(weights, row, avoid=False)
    avoiding = _merge(weights, row, avoid=True)
    return _count(any_way, rows[:-1], size) - _count(avoiding, rows[:-1], size)


def _merge(weights: Mapping[int, int], row: int, *, avoid: bool) -> dict[int, int]:
    """The columns with `row` struck from the chart; those that cover it are left out if `avoid`."""
    merged: dict[int, int] = {}
    for mask, weight in weights.items():
        if not (avoid and mask & row):
            merged[mask & ~row] = merged.get(mask & ~row, 0) + weight
    return merged


def _count_at_once(weights: Mapping[int, int], rows: list[int], size: int) -> int:
    number = len(rows)
    start = array("I", bytes(4 << number))
    for mask, weight in weights.items():
        uncovered = sum(1 << i for i, row in enumerate(rows) if not mask & row)
        start[uncovered] += 2 * weight
    # A column counts for R if R is a subset of the rows it does not cover: sum over supersets.
    fields = _as_number(start)
    bits = 32 << number
    for i in range(number):
        half = 32 << i
        fields += (fields >> half) & _lower_halves(half, bits)
    fields |= _odd_sets(number)
    tallies = Counter(_as_fields(fields, number))
    return sum((-times if value & 1 else times) * comb(value >> 1, size) for value, times in tallies.items())


def _as_number(fields: array[int]) -> int:
    """One long integer; field 0 is the lowest, whatever the machine's byte order."""
    return int.from_bytes(_little_endian(fields).tobytes(), "little")


def _as_fields(number: int, rows: int) -> array[int]:
    return _little_endian(array("I", number.to_bytes(4 << rows, "little")))


def _little_endian(fields: array[int]) -> array[int]:
    if sys.byteorder == "big":
        fields.byteswap()
    return fields


def _lower_halves(half: int, bits: int) -> int:
    """`half` ones, `half` zeros, and so on, up to `bits`."""
    pattern = (1 << half) - 1
    width = 2 * half
    while width < bits:
        pattern |= pattern << width
        width *= 2
    return pattern


def _odd_sets(number: int) -> int:
    """A one in the lowest bit of every field whose index has an odd number of ones (Thue–Morse)."""
    odd, even = 0, 1
    for i in range(number):
        shift = 32 << i
        odd, even = odd | even << shift, even | odd << shift
    return odd
