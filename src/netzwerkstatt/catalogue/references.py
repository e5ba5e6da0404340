"""What refers to a term, wherever it stands above this room.

Nobody declares it: the foreign keys say it. So a model that comes tomorrow follows a merge without being thought of.
A row is part of what it is deleted with; that is how one gets from a row to the thing a search can find.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models

from netzwerkstatt.catalogue.models import Term
from netzwerkstatt.kernel import registry

CHUNK = 500


@dataclass(frozen=True)
class Place:
    """One column that points at a kind of term. `other` is the far side of a plain many-to-many table, else empty."""

    model: type[models.Model]
    column: str
    other: str = ""

    @property
    def label(self) -> str:
        return f"{self.model._meta.label_lower}.{self.column}"

    def rows(self) -> "models.QuerySet[models.Model]":
        return self.model._base_manager.all()


def places(kind: type[Term]) -> list[Place]:
    """Every column anywhere that points at this kind of term, hidden relations and link tables included."""
    found = []
    for relation in kind._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            model: type[models.Model] = relation.related_model  # type: ignore[assignment]
            found.append(Place(model, relation.field.name, _other_side(model, relation.field.name)))  # type: ignore[union-attr]
    return sorted(found, key=lambda place: place.label)


def _other_side(model: type[models.Model], column: str) -> str:
    if not model._meta.auto_created:
        return ""
    sides = [field.name for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return next(name for name in sides if name != column)


def findable_things(model: type[models.Model], numbers: Iterable[int]) -> Iterator[models.Model]:
    """The things of search sources that consist, among others, of these rows; each may come more than once."""
    numbers = list(numbers)
    if not numbers:
        return
    if model in {source.model for source in registry.search_sources().values()}:
        for chunk in _chunks(numbers):
            yield from model._base_manager.filter(pk__in=chunk)
        return
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and _is_part_of(field):
            upper: set[int] = set()
            for chunk in _chunks(numbers):
                column = model._base_manager.filter(pk__in=chunk).values_list(field.attname, flat=True)
                upper.update(number for number in column if number is not None)
            yield from findable_things(field.related_model, sorted(upper))


def _is_part_of(field: models.ForeignKey) -> bool:
    return field.remote_field.on_delete is models.CASCADE and not issubclass(field.related_model, Term)


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), CHUNK):
        yield numbers[start : start + CHUNK]


def tell_all_that_refer(term: Term) -> None:
    """After a change of wording: everything findable that shows the term's name is told."""
    tell_things(
        (
            (place.model, list(place.rows().filter(**{place.column: term}).values_list("pk", flat=True)))
            for place in places(type(term))
        ),
        told=term,
    )


def tell_things(rows: Iterable[tuple[type[models.Model], list[int]]], *, told: Term) -> None:
    """`registry.changed` once for each thing these rows belong to.

    What a source names as affected by `told` is left out: `registry.changed(told)` has reached it, all at once.
    """
    reached = {
        (source.model, number)
        for source in registry.search_sources().values()
        for number in source.affected(told)
    }
    things = {
        (type(thing), thing.pk): thing for model, numbers in rows for thing in findable_things(model, numbers)
    }
    for key in things.keys() - reached:
        registry.changed(things[key])
