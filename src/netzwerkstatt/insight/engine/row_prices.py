"""Prices of the rows of a chart: a lower bound for every partial cover (used by `chart_search`).

If every column costs at most 1 when its rows are paid at their price, then any cover of a set of rows has
at least as many columns as the prices of these rows add up to (weak duality of linear programming; for set
cover: Chvátal 1979, Mathematics of Operations Research 4:233). The best prices solve the dual of the
fractional cover. They are found here by the revised simplex method with column pricing in floating point,
then rounded down to whole numbers and **checked exactly**, so a rounding error can weaken the bound but
never falsify it.
"""

from __future__ import annotations

from collections.abc import Sequence

UNIT = 1 << 24
"""The cost of one column, in price units."""

_CHUNK = 10
"""Rows per lookup table (2^10 entries each)."""

_EPSILON = 1e-9


class RowPrices:
    """Exact whole-number prices of `rows` rows (bits 0 … rows-1) under the given column masks."""

    def __init__(self, masks: Sequence[int], rows: int, pivots: int) -> None:
        prices = _checked(_fractional_prices(masks, rows, pivots), masks)
        self._tables = [_table(prices[start : start + _CHUNK]) for start in range(0, rows, _CHUNK)]
        self.prices = tuple(prices)

    def of(self, mask: int) -> int:
        """Sum of the prices of the rows in `mask`."""
        total = 0
        for table in self._tables:
            total += table[mask & ((1 << _CHUNK) - 1)]
            mask >>= _CHUNK
        return total


def _table(prices: Sequence[int]) -> list[int]:
    table = [0]
    for price in prices:
        table += [value + price for value in table]
    return table + [0] * ((1 << _CHUNK) - len(table))


def _checked(fractional: Sequence[float], masks: Sequence[int]) -> list[int]:
    """Whole prices with no column above UNIT (proved by adding up every column)."""
    prices = [int(max(0.0, price) * UNIT) for price in fractional]
    dearest = max(_sum_over(prices, mask) for mask in masks)
    if dearest > UNIT:
        prices = [price * UNIT // dearest for price in prices]
    return prices


def _sum_over(prices: Sequence[int], mask: int) -> int:
    return sum(price for i, price in enumerate(prices) if mask >> i & 1)


def _fractional_prices(masks: Sequence[int], rows: int, pivots: int) -> list[float]:
    """Dual prices of the fractional cover after at most `pivots` exchanges (any stop is safe, see above).

    The first basis has one column per row, cut down to this row alone: that is feasible and costs 1 a row.
    """
    inverse = [[float(i == j) for j in range(rows)] for i in range(rows)]
    amounts = [1.0] * rows
    costs = [1.0] * rows
    members = [[i for i in range(rows) if mask >> i & 1] for mask in masks]
    prices = [1.0] * rows
    for _ in range(pivots):
        column, cost = _entering(members, prices)
        if column is None:
            break
        sign = 1.0 if cost else -1.0
        direction = [sign * sum(line[i] for i in column) for line in inverse]
        leaving = _leaving(direction, amounts)
        if leaving is None:
            break
        _exchange(inverse, amounts, direction, leaving)
        costs[leaving] = cost
        prices = [
            sum(c * value for c, value in zip(costs, line, strict=True) if c)
            for line in zip(*inverse, strict=True)
        ]
    return prices


def _entering(members: Sequence[list[int]], prices: Sequence[float]) -> tuple[list[int] | None, float]:
    """The column that is most underpriced, or a surplus column (cost 0) where a price is negative."""
    lowest = min(range(len(prices)), key=prices.__getitem__)
    if prices[lowest] < -_EPSILON:
        return [lowest], 0.0
    sums = [sum([prices[i] for i in column]) for column in members]
    best = max(range(len(sums)), key=sums.__getitem__)
    return (members[best], 1.0) if sums[best] > 1.0 + _EPSILON else (None, 0.0)


def _leaving(direction: Sequence[float], amounts: Sequence[float]) -> int | None:
    """Ratio test; ties go to the largest pivot, which keeps the inverse well conditioned."""
    best: tuple[float, float, int] | None = None
    for i, step in enumerate(direction):
        if step > _EPSILON:
            candidate = (amounts[i] / step, -step, i)
            if best is None or candidate < best:
                best = candidate
    return best[2] if best else None


def _exchange(
    inverse: list[list[float]], amounts: list[float], direction: Sequence[float], leaving: int
) -> None:
    pivot = direction[leaving]
    line = [value / pivot for value in inverse[leaving]]
    amount = amounts[leaving] / pivot
    for i, step in enumerate(direction):
        if i != leaving and step:
            inverse[i] = [value - step * other for value, other in zip(inverse[i], line, strict=True)]
            amounts[i] -= step * amount
    inverse[leaving] = line
    amounts[leaving] = amount
