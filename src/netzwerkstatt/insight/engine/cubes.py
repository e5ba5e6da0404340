"""Cubes: which contains which, and how many configurations a union of them has, without walking through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from netzwerkstatt.insight.engine.budget import Budget
from netzwerkstatt.insight.engine.cases import Cube, Space

_FEW_CUBES = 10
"""Up to here the at most 2^10 intersections are quicker to count than splitting is."""


def contains(wide: Cube, narrow: Cube) -> bool:
    """Whether every configuration of `narrow` lies in `wide`."""
    return wide[0] & narrow[0] == wide[0] and narrow[1] & wide[0] == wide[1]


def maximal_cubes(cubes: Iterable[Cube]) -> list[Cube]:
    """The cubes contained in no other one, those with few literals first."""
    kept: list[Cube] = []
    for _, cube in sorted([(cube[0].bit_count(), cube) for cube in set(cubes)]):
        if not _inside_any(cube, kept):
            kept.append(cube)
    return kept


def _inside_any(narrow: Cube, cubes: Sequence[Cube]) -> bool:
    care, value = narrow
    for wide, fixed in cubes:  # noqa: SIM110 - the innermost loop of all; a generator costs a third more
        if wide & care == wide and value & wide == fixed:
            return True
    return False


def count_configurations(cubes: Sequence[Cube], space: Space, budget: Budget) -> int:
    """Number of configurations in the union of the cubes. Raises OutOfSteps when the budget is spent.

    Few cubes: inclusion and exclusion (an intersection of cubes is a cube, or empty). Many cubes: splitting
    on one condition after the other.
    """
    wide = maximal_cubes(cubes)
    if len(wide) <= _FEW_CUBES:
        return _count_by_intersections(wide, space, budget)
    return _count(wide, space, 0, budget)


def _count_by_intersections(cubes: Sequence[Cube], space: Space, budget: Budget) -> int:
    total = 0
    for i, cube in enumerate(cubes):
        budget.spend()
        shared = [
            (cube[0] | care, cube[1] | value)
            for care, value in cubes[:i]
            if not (cube[1] ^ value) & cube[0] & care
        ]
        total += cube_size(cube, space) - _count_by_intersections(maximal_cubes(shared), space, budget)
    return total


def _count(cubes: list[Cube], space: Space, index: int, budget: Budget) -> int:
    if not cubes:
        return 0
    size = 1
    for levels in space.levels[index:]:
        size *= levels
    if cubes[0][0] == 0:
        return size
    budget.spend()
    field = space.fields[index]
    unit = field & -field
    total = 0
    for level in range(space.levels[index]):
        inside = [
            (care & ~field, value & ~field)
            for care, value in cubes
            if not care & field or value & field == unit * level
        ]
        total += _count(maximal_cubes(inside), space, index + 1, budget)
    return total


def configurations(cubes: Iterable[Cube], space: Space) -> Iterator[int]:
    """Every configuration in some of the cubes; once per cube that contains it."""
    for care, value in cubes:
        codes = [value]
        for field, levels in zip(space.fields, space.levels, strict=True):
            if not care & field:
                unit = field & -field
                codes = [code | unit * level for code in codes for level in range(levels)]
        yield from codes


def cube_size(cube: Cube, space: Space) -> int:
    """Number of configurations in one cube."""
    size = 1
    for field, levels in zip(space.fields, space.levels, strict=True):
        if not cube[0] & field:
            size *= levels
    return size
