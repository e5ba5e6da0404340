"""Depth-first searches over one independent part of a prime-implicant chart (used by `covers`).

A part is a mapping from masks of covered rows to the columns that cover exactly these rows (`Groups`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from math import prod

from netzwerkstatt.insight.engine.budget import Budget
from netzwerkstatt.insight.engine.minimal_transversals import minimal_sets, single_bits
from netzwerkstatt.insight.engine.row_prices import UNIT, RowPrices

Groups = dict[int, list[int]]
"""Mask of covered rows → the columns that cover exactly these."""


@dataclass
class Tally:
    """Counts covers and writes the first `listed` of them out."""

    groups: Groups
    listed: int
    number: int = 0
    covers: list[tuple[int, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.weights = {mask: len(columns) for mask, columns in self.groups.items()}

    def add_groups(self, chosen: Sequence[int]) -> None:
        """One choice of groups stands for as many covers as there are choices of one column in each."""
        self.number += prod([self.weights[mask] for mask in chosen])
        if len(self.covers) < self.listed:
            members = [self.groups[mask] for mask in chosen]
            self.covers.extend(islice(product(*members), self.listed - len(self.covers)))


def maximal_masks(groups: Groups) -> list[int]:
    """Groups that are not contained in another one, large ones first (enough to find the minimum size)."""
    everything = 0
    for mask in groups:
        everything |= mask
    return [everything ^ rest for rest in minimal_sets(everything ^ mask for mask in groups)]


def greedy_cover(groups: Groups, rows: int) -> tuple[int, ...]:
    """A good cover, an upper bound of the minimum size."""
    chosen: list[int] = []
    while rows:
        best = max(groups, key=lambda mask: ((mask & rows).bit_count(), mask))
        chosen.append(best)
        rows &= ~best
    return tuple(chosen)


class Chart:
    """One part, prepared for searching.

    groups: mask of covered rows → columns; the rows are the bits 0 … rows-1, all of them covered.
    pivots: work spent on the prices of the rows, which give the lower bounds.
    """

    def __init__(self, groups: Groups, rows: int, pivots: int) -> None:
        self.groups = groups
        self.rows = rows
        self.everything = (1 << rows) - 1
        self.widest = maximal_masks(groups)
        self.prices = RowPrices(self.widest, rows, pivots)

    def at_least(self, uncovered: int) -> int:
        """Proven lower bound for the number of columns that cover these rows."""
        return -(-self.prices.of(uncovered) // UNIT)

    def has_cover(self, size: int, budget: Budget) -> tuple[int, ...]:
        """Some cover with at most `size` groups, or () if there is none (proven)."""
        over = {row: [mask for mask in self.widest if mask & row] for row in single_bits(self.everything)}
        price = self.prices.of
        hopeless: dict[int, int] = {}

        def search(uncovered: int, left: int) -> tuple[int, ...] | None:
            if not uncovered:
                return ()
            room = (left - 1) * UNIT
            if hopeless.get(uncovered, 0) >= left:
                return None
            budget.spend()
            row = min(single_bits(uncovered), key=lambda row: len(over[row]))
            children = {uncovered & ~mask: mask for mask in over[row]}
            for due, rest in sorted((price(rest), rest) for rest in children):
                if due > room:
                    break
                found = search(rest, left - 1)
                if found is not None:
                    return (children[rest], *found)
            hopeless[uncovered] = left
            return None

        return search(self.everything, size) or ()

    def enumerate_covers(self, size: int, tally: Tally, budget: Budget) -> None:
        """Put every cover of exactly `size` groups, the proven minimum, into the tally.

        Each cover comes once: a group that was tried for a row is forbidden in the later branches of that
        row. Sets of groups are bit masks over their position (dear groups first), so that the last choice is
        one intersection and the groups too cheap for what is still due are cut off by one shift.
        """
        price = self.prices.of
        masks = sorted(self.groups, key=price, reverse=True)
        cheapness = [-price(mask) for mask in masks]
        over = [
            (row, sum(1 << i for i, mask in enumerate(masks) if mask & row))
            for row in single_bits(self.everything)
        ]

        def last(uncovered: int, allowed: int, chosen: tuple[int, ...]) -> None:
            for row, groups in over:
                if uncovered & row:
                    allowed &= groups
                    if not allowed:
                        return
            for bit in single_bits(allowed):
                tally.add_groups((*chosen, masks[bit.bit_length() - 1]))

        def search(uncovered: int, allowed: int, left: int, chosen: tuple[int, ...]) -> None:
            budget.spend()
            if left == 1:
                last(uncovered, allowed, chosen)
                return
            room = (left - 1) * UNIT
            dear = (1 << bisect_right(cheapness, room - price(uncovered))) - 1
            enough = allowed & dear
            few = min([groups & enough for row, groups in over if uncovered & row], key=int.bit_count)
            while few:
                bit = few & -few
                few ^= bit
                mask = masks[bit.bit_length() - 1]
                rest = uncovered & ~mask
                if price(rest) <= room:
                    search(rest, allowed, left - 1, (*chosen, mask))
                allowed ^= bit

        search(self.everything, (1 << len(masks)) - 1, size, ())
