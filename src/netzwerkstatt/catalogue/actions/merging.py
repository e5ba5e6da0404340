"""Two words become one, and can become two again."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue import rules
from netzwerkstatt.catalogue.actions.terms import note_event
from netzwerkstatt.catalogue.models import Term, TermEvent
from netzwerkstatt.catalogue.references import Place, places, tell_things
from netzwerkstatt.catalogue.states import TermDeed
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record


@transaction.atomic
def merge_terms(absorbed: Term, *, into: Term, reason: str = "", by: Viewer) -> Term:
    """Everything that referred to `absorbed` refers to `into`, sealed versions included; the index follows.

    `absorbed` keeps its row and address and leads on. Which rows moved is kept in the event, so `split_again` can
    put exactly them back. Either all rows move or none.
    """
    kind = type(absorbed)
    locked = _both(kind, absorbed.pk, into.pk) if kind is type(into) else {absorbed.pk: absorbed}
    gone, remaining = locked[absorbed.pk], locked.get(into.pk, into)
    require(rules.may_merge(by, gone, remaining))
    was_in_use = gone.in_use
    moved, doubled = {}, {}
    for place in places(kind):
        numbers, twice = _repoint(place, gone, remaining)
        if numbers:
            moved[place.label] = numbers
        if twice:
            doubled[place.label] = twice
    gone.in_use, gone.merged_into = False, remaining
    gone.save(update_fields=["in_use", "merged_into"])
    kept = {"rows": moved, "doubled": doubled, "was_in_use": was_in_use}
    note_event(gone, TermDeed.MERGED, other_key=remaining.key, reason=reason, moved=kept, by=by)
    record("merge_term", gone, by=by, rows=sum(map(len, moved.values())))
    record("absorb_term", remaining, by=by)
    _tell(kind, gone, remaining, moved, doubled)
    return remaining


def _both(kind: type[Term], *numbers: int) -> dict[int, Term]:
    return {term.pk: term for term in kind.objects.select_for_update().filter(pk__in=numbers).order_by("pk")}


def _repoint(place: Place, gone: Term, remaining: Term) -> tuple[list[int], list[int]]:
    """(rows that now point at the remaining term, far sides of links that were there twice)."""
    rows = place.rows().filter(**{place.column: gone})
    twice: list[int] = []
    if place.other:
        linked = place.rows().filter(**{place.column: remaining}).values(place.other)
        both = rows.filter(**{f"{place.other}__in": linked})
        twice = list(both.values_list(f"{place.other}_id", flat=True))
        place.rows().filter(pk__in=list(both.values_list("pk", flat=True))).delete()
    numbers = list(rows.values_list("pk", flat=True))
    try:
        with transaction.atomic():
            rows.update(**{place.column: remaining})
    except IntegrityError:
        name = place.model._meta.verbose_name_plural
        require(
            denied(
                _(
                    "Es gibt Stellen (%(name)s), die beide Einträge nennen und nur einen nennen dürfen. "
                    "Es wurde nichts geändert."
                )
                % {"name": name}
            )
        )
    return numbers, twice


@transaction.atomic
def split_again(event: TermEvent, *, reason: str = "", by: Viewer) -> Term:
    """Undo a merge: the rows that moved go back, as far as they still point where the merge left them."""
    event = TermEvent.objects.select_for_update().get(pk=event.pk)
    kind = _kind_of(event)
    absorbed = kind.objects.select_for_update().get(key=event.term_key)
    require(rules.may_split_again(by, event, absorbed))
    remaining = kind.objects.get(key=event.other_key)
    rows, doubled = event.moved.get("rows", {}), event.moved.get("doubled", {})
    for place in places(kind):
        back = place.rows().filter(pk__in=rows.get(place.label, []), **{place.column: remaining})
        back.update(**{place.column: absorbed})
        _link_again(place, absorbed, doubled.get(place.label, []))
    absorbed.in_use, absorbed.merged_into = event.moved.get("was_in_use", True), None
    absorbed.save(update_fields=["in_use", "merged_into"])
    event.undone_at = timezone.now()
    event.save(update_fields=["undone_at"])
    note_event(absorbed, TermDeed.SPLIT_AGAIN, other_key=event.other_key, reason=reason, by=by)
    record("split_term", absorbed, by=by)
    _tell(kind, absorbed, remaining, rows, doubled)
    return absorbed


def _kind_of(event: TermEvent) -> type[Term]:
    return next(kind for kind in Term.__subclasses__() if kind._meta.model_name == event.term_kind)


def _link_again(place: Place, absorbed: Term, far_sides: list[int]) -> None:
    if not far_sides:
        return
    far = place.model._meta.get_field(place.other).related_model
    there = set(far._base_manager.filter(pk__in=far_sides).values_list("pk", flat=True))  # type: ignore[union-attr]
    for number in sorted(there):
        place.rows().get_or_create(**{f"{place.column}_id": absorbed.pk, f"{place.other}_id": number})


def _tell(kind: type[Term], one: Term, other: Term, moved: dict[str, Any], doubled: dict[str, Any]) -> None:
    """The index follows: both terms, and everything whose entry names the one instead of the other."""
    bearing = one if one.in_use else other
    registry.changed(one)
    registry.changed(other)
    rows: list[Any] = [(place.model, moved.get(place.label, [])) for place in places(kind)]
    rows += [
        (place.model._meta.get_field(place.other).related_model, doubled.get(place.label, []))
        for place in places(kind)
        if place.other
    ]
    tell_things(rows, told=bearing)
