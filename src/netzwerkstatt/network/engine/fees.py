"""Which fee class holds for a size on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """A class: from and until how many inhabitants, from and until when. None means open."""

    number: int
    population_from: int
    population_until: int | None
    valid_from: date
    valid_until: date | None

    def holds(self, population: int, on: date) -> bool:
        size = self.population_from <= population and (
            self.population_until is None or population <= self.population_until
        )
        return size and self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def overlaps(self, other: "Span") -> bool:
        sizes = _meet(
            (self.population_from, self.population_until), (other.population_from, other.population_until)
        )
        return sizes and _meet(
            (self.valid_from.toordinal(), self.valid_until.toordinal() if self.valid_until else None),
            (other.valid_from.toordinal(), other.valid_until.toordinal() if other.valid_until else None),
        )


def _meet(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def class_of(population: int | None, on: date, spans: Iterable[Span]) -> int | None:
    """The number of the class, or None where the size is unknown or no class holds."""
    if population is None:
        return None
    return next((span.number for span in spans if span.holds(population, on)), None)
