"""What several things have in common, and what only some of them have.

A column is one thing, its values are words of a closed list. Nothing is weighed: a value is there or it is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """`everywhere`: values of all columns. `some`: (columns, the values that exactly these have). `silent`: columns without any."""

    everywhere: tuple[str, ...]
    some: tuple[tuple[tuple[int, ...], tuple[str, ...]], ...]
    silent: tuple[int, ...]

    @property
    def alike(self) -> bool:
        return not self.some

    @property
    def told(self) -> bool:
        return bool(self.everywhere or self.some)

    def sets_apart(self, value: str) -> bool:
        """Whether some have this value and others do not."""
        return any(value in values for _columns, values in self.some)


def difference(columns: Sequence[Sequence[str]]) -> Difference:
    """Values in the order in which they first appear; groups of columns likewise."""
    have: dict[str, list[int]] = {}
    for number, values in enumerate(columns):
        for value in dict.fromkeys(values):
            have.setdefault(value, []).append(number)
    groups: dict[tuple[int, ...], list[str]] = {}
    for value, numbers in have.items():
        groups.setdefault(tuple(numbers), []).append(value)
    everywhere = groups.pop(tuple(range(len(columns))), [])
    return Difference(
        tuple(everywhere),
        tuple((numbers, tuple(values)) for numbers, values in groups.items()),
        tuple(number for number, values in enumerate(columns) if not values),
    )


def diverging(
    columns: Sequence[Sequence[tuple[str, str]]],
) -> tuple[tuple[str, tuple[tuple[int, tuple[str, ...]], ...]], ...]:
    """Of (what, how) pairs: every "what" that several columns have with not the same "how", and how each has it."""
    have: dict[str, dict[int, dict[str, None]]] = {}
    for number, pairs in enumerate(columns):
        for what, how in pairs:
            have.setdefault(what, {}).setdefault(number, {})[how] = None
    return tuple(
        (what, tuple((number, tuple(hows)) for number, hows in by_column.items()))
        for what, by_column in have.items()
        if len({frozenset(hows) for hows in by_column.values()}) > 1
    )
