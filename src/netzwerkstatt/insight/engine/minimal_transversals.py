"""Minimal transversals (hitting sets) over bit masks, and prime implicants from them.

A conjunction that contains a positive configuration *r* is fixed by the set *S* of conditions in which it
keeps r's values. It avoids a negative configuration *n* if and only if S contains a condition in which r and
n differ. The prime implicants through r are therefore the **minimal transversals** of the difference sets
{diff(r, n)}: only the observed rows are needed, the 2^k space is never walked through.
Sources: Fredman & Khachiyan 1996, J. Algorithms 21:618 (duality); Murakami & Uno 2014, Discrete Applied
Mathematics 170:83 (depth-first search by critical hyperedges, which is what `minimal_transversals` does).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from netzwerkstatt.insight.engine.budget import Budget
from netzwerkstatt.insight.engine.cases import Cube, Space


def minimal_sets(sets: Iterable[int]) -> list[int]:
    """The inclusion-minimal ones among sets given as bit masks, small ones first."""
    kept: list[int] = []
    for candidate in sorted(set(sets), key=int.bit_count):
        if not any(small & candidate == small for small in kept):
            kept.append(candidate)
    return kept


def minimal_transversals(edges: Iterable[int]) -> Iterator[int]:
    """Every inclusion-minimal set of vertices that meets every edge, each exactly once, in no order.

    Edges and results are bit masks over the vertices. No edge: the empty set is the only transversal. An
    empty edge: there is none.
    """
    edge_list = minimal_sets(edges)
    if not edge_list:
        yield 0
        return
    if edge_list[0] == 0:
        return
    hits: dict[int, int] = {}
    for index, edge in enumerate(edge_list):
        for vertex in single_bits(edge):
            hits[vertex] = hits.get(vertex, 0) | (1 << index)
    yield from _extend(edge_list, hits, 0, (), (1 << len(edge_list)) - 1, sum(hits))


def _extend(
    edges: Sequence[int],
    hits: dict[int, int],
    chosen: int,
    critical: tuple[int, ...],
    uncovered: int,
    candidates: int,
) -> Iterator[int]:
    """Extend `chosen` to minimal transversals.

    `critical[i]` are the edges met by the i-th chosen vertex only; a vertex without such an edge would be
    superfluous, so a branch that takes the last one away is cut. `candidates` keeps every result single.
    """
    edge = edges[(uncovered & -uncovered).bit_length() - 1] & candidates
    candidates &= ~edge
    while edge:
        vertex = edge & -edge
        edge ^= vertex
        hit = hits[vertex]
        left = uncovered & ~hit
        still = tuple([mask & ~hit for mask in critical])
        if 0 not in still:
            if left:
                yield from _extend(edges, hits, chosen | vertex, (*still, uncovered & hit), left, candidates)
            else:
                yield chosen | vertex
        candidates |= vertex


def single_bits(mask: int) -> Iterator[int]:
    """The bits of a mask, each as a mask of its own, lowest first."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def prime_implicants_against(
    positive: Iterable[int], negative: Sequence[int], space: Space, budget: Budget
) -> list[Cube]:
    """All prime implicants that contain a positive row and no negative one; everything else is free.

    Result: cubes, each once, sorted by number of literals, then as (care, value). A row that is both positive
    and negative has none. With multi-value conditions an implicant is a conjunction of single-value literals.
    Raises OutOfSteps; a step is a prime implicant, once for every positive row that it is found from.
    """
    found: set[Cube] = set()
    for row in positive:
        differences = [space.difference(row, other) for other in negative]
        if space.width > 1:
            differences = [_condition_bits(mask, space) for mask in differences]
        for chosen in minimal_transversals(differences):
            budget.spend()
            care = chosen if space.width == 1 else _care_of(chosen, space)
            found.add((care, row & care))
    return sorted(found, key=lambda cube: (cube[0].bit_count(), cube))


def _condition_bits(fields: int, space: Space) -> int:
    """One bit per condition instead of a field of several."""
    return sum(1 << i for i, field in enumerate(space.fields) if fields & field)


def _care_of(conditions: int, space: Space) -> int:
    return sum(field for i, field in enumerate(space.fields) if conditions >> i & 1)


def merged_cubes(rows: Iterable[int], space: Space) -> list[Cube]:
    """All prime implicants of exactly these rows (nothing is free): Quine-McCluskey merging (McCluskey 1956).

    Needs no negative rows: a cube of d free two-valued conditions needs 2^d rows, so the work is bounded by
    the number of the rows. Multi-value: a condition is freed only when all its values are there.
    """
    everything = sum(space.fields)
    level: set[Cube] = {(everything, row) for row in rows}
    primes: list[Cube] = []
    while level:
        above: set[Cube] = set()
        merged: set[Cube] = set()
        for cube in level:
            for family, wider in _families(cube, space):
                if all(member in level for member in family):
                    above.add(wider)
                    merged.update(family)
        primes.extend(level - merged)
        level = above
    return sorted(primes, key=lambda cube: (cube[0].bit_count(), cube))


def _families(cube: Cube, space: Space) -> Iterator[tuple[list[Cube], Cube]]:
    """For every fixed condition: the cubes that differ from this one in its value only, and their union."""
    care, value = cube
    for field, levels in zip(space.fields, space.levels, strict=True):
        if care & field:
            unit = field & -field
            rest = value & ~field
            yield [(care, rest | (unit * level)) for level in range(levels)], (care & ~field, rest)
