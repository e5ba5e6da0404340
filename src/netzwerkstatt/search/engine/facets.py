"""Facets over many things as bit masks: each value of each facet is one whole number with a bit for each thing.

Narrowing is AND and OR of numbers, counting is counting bits, so that the counts of all values of all facets over
20,000 things take about a millisecond. Pure; compared with a slow twin over plain sets in the tests.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

Key = tuple[str, str]
Chosen = Mapping[str, Sequence[str]]
JOINT = "+"


class FacetIndex:
    """Things by number, and the values of their facets.

    A facet named "a+b" is joint: its values "x:y" say that x of a and y of b belong together (this way against
    that barrier). Where both a and b are chosen, a thing must have a chosen pair, not just both somewhere.
    """

    def __init__(self) -> None:
        self._slots: dict[int, int] = {}
        self._numbers: list[int | None] = []
        self._free: list[int] = []
        self._masks: dict[Key, int] = {}
        self._values: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[int, tuple[Key, ...]] = {}

    @classmethod
    def of(cls, things: Iterable[tuple[int, Iterable[Key]]]) -> "FacetIndex":
        """Many at once; building by single bits would copy every mask for every thing."""
        index = cls()
        bits: dict[Key, list[int]] = defaultdict(list)
        for slot, (number, keys) in enumerate(things):
            index._numbers.append(number)
            index._slots[number] = slot
            index._keys[number] = tuple(dict.fromkeys(keys))
            for key in index._keys[number]:
                bits[key].append(slot)
        size = len(index._numbers) // 8 + 1
        for key, slots in bits.items():
            index._values[key[0]].add(key[1])
            index._masks[key] = _mask(slots, size)
        return index

    def __len__(self) -> int:
        return len(self._slots)

    def put(self, number: int, keys: Iterable[Key]) -> None:
        """Add a thing, or replace what was known of it."""
        self.drop(number)
        if self._free:
            slot = self._free.pop()
            self._numbers[slot] = number
        else:
            slot = len(self._numbers)
            self._numbers.append(number)
        self._slots[number] = slot
        self._keys[number] = tuple(dict.fromkeys(keys))
        for key in self._keys[number]:
            self._masks[key] = self._masks.get(key, 0) | 1 << slot
            self._values[key[0]].add(key[1])

    def drop(self, number: int) -> None:
        slot = self._slots.pop(number, None)
        if slot is None:
            return
        for key in self._keys.pop(number):
            self._masks[key] &= ~(1 << slot)
            if not self._masks[key]:
                del self._masks[key]
                self._values[key[0]].discard(key[1])
                if not self._values[key[0]]:
                    del self._values[key[0]]
        self._numbers[slot] = None
        self._free.append(slot)

    def values_of(self, number: int, name: str) -> tuple[str, ...]:
        """The values of one facet that a thing has."""
        return tuple(value for key, value in self._keys.get(number, ()) if key == name)

    def mask(self, numbers: Iterable[int]) -> int:
        """The things with these numbers; unknown ones are left out."""
        slots = [slot for number in numbers if (slot := self._slots.get(number)) is not None]
        return _mask(slots, len(self._numbers) // 8 + 1)

    def having(self, name: str, values: Iterable[str]) -> int:
        """The things with any of these values of one facet."""
        found = 0
        for value in values:
            found |= self._masks.get((name, value), 0)
        return found

    def narrow(self, chosen: Chosen, within: int) -> int:
        """Of `within`, what has a chosen value in every facet that has choices."""
        names = [name for name, values in chosen.items() if values]
        for name in names:
            within &= self.having(name, chosen[name])
        for position, first in enumerate(names):
            for second in names[position + 1 :]:
                within &= self._together(first, chosen[first], second, chosen[second], within)
        return within

    def counts(self, name: str, chosen: Chosen, within: int) -> dict[str, int]:
        """For each value of a facet: how many things of `within` it would leave, the other choices kept.

        Values that would leave nothing are absent.
        """
        others = {other: values for other, values in chosen.items() if values and other != name}
        base = self.narrow(others, within)
        joined = [other for other in others if self._joint(name, other)]
        found = {}
        for value in self._values.get(name, ()):
            left = base & self._masks[name, value]
            for other in joined:
                left &= self._together(name, (value,), other, others[other], left)
            if left:
                found[value] = left.bit_count()
        return found

    def _joint(self, first: str, second: str) -> str:
        for name in (f"{first}{JOINT}{second}", f"{second}{JOINT}{first}"):
            if name in self._values:
                return name
        return ""

    def _together(
        self, first: str, firsts: Iterable[str], second: str, seconds: Iterable[str], otherwise: int
    ) -> int:
        joint = self._joint(first, second)
        if not joint:
            return otherwise
        if not joint.startswith(first + JOINT):
            firsts, seconds = seconds, firsts
        others = tuple(seconds)
        return self.having(joint, (f"{a}:{b}" for a in firsts for b in others))

    def numbers(self, mask: int) -> list[int]:
        """The things of a mask, in no order that means anything."""
        return [number for slot in _slots(mask) if (number := self._numbers[slot]) is not None]

    def first(self, mask: int, order: Iterable[int], skip: int, take: int) -> list[int]:
        """From `order` (numbers), those in the mask, after `skip` of them."""
        bits = mask.to_bytes(len(self._numbers) // 8 + 1, "little")
        found: list[int] = []
        for number in order:
            slot = self._slots.get(number)
            if slot is not None and bits[slot >> 3] >> (slot & 7) & 1:
                found.append(number)
                if len(found) == skip + take:
                    break
        return found[skip:]


def _mask(slots: Iterable[int], size: int) -> int:
    bits = bytearray(size)
    for slot in slots:
        bits[slot >> 3] |= 1 << (slot & 7)
    return int.from_bytes(bits, "little")


def _slots(mask: int) -> Iterator[int]:
    for position, byte in enumerate(mask.to_bytes(mask.bit_length() // 8 + 1, "little")):
        while byte:
            low = byte & -byte
            yield position * 8 + low.bit_length() - 1
            byte ^= low
