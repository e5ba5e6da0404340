"""How a wording becomes the next one: sitting, sealing, copying with stable keys."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.models import (
    ANSWERS,
    PARTS,
    Goal,
    GoalRevision,
    Part,
    Reading,
    Undertaking,
    Version,
)
from netzwerkstatt.practice.states import ReadingState

ONE_SITTING = timedelta(minutes=30)
PLAIN_FIELDS = ("title", "summary", *ANSWERS, "still_evaluable", "begin", "end", "contact_role")
TERMS = ("tools", "topics", "entries")


def lock(undertaking: Undertaking) -> Undertaking:
    """The row itself, locked: two people saving at once queue up here.

    The working version is read after the lock is held, by a query of its own: joined to the locked row it
    would be the version from before the wait.
    """
    return Undertaking.objects.select_for_update(of=("self",)).select_related("holder").get(pk=undertaking.pk)


def working_of(undertaking: Undertaking) -> Version:
    if undertaking.working is None:
        raise ValueError("an Undertaking without a working version")
    return undertaking.working


def working_version(undertaking: Undertaking, *, by: Viewer) -> Version:
    """The version that may be written: the working one, or a copy where that is sealed, old or somebody else's."""
    version = working_of(undertaking)
    fresh = timezone.now() - version.changed_at < ONE_SITTING
    mine = version.changed_by_id == by.person_id
    if version.sealed_at is None and fresh and mine:
        return version
    if version.sealed_at is None and not version.places():
        return version
    seal(version)
    copy = copy_version(version, by=by)
    undertaking.working = copy
    undertaking.save(update_fields=["working"])
    return copy


def seal(version: Version) -> None:
    """From now on this version does not change, except by redaction."""
    if version.sealed_at is None:
        version.sealed_at = timezone.now()
        version.save(update_fields=["sealed_at"])


def copy_version(version: Version, *, by: Viewer, number: int | None = None) -> Version:
    """A version with the same content under the next number, or the one given; parts keep their keys."""
    copy = Version(
        undertaking_id=version.undertaking_id,
        number=number or version.number + 1,
        changed_by_id=by.person_id,
    )
    for name in PLAIN_FIELDS:
        setattr(copy, name, getattr(version, name))
    copy.save()
    for name in TERMS:
        getattr(copy, name).set(getattr(version, name).all())
    copy_parts(
        copy, {model: model._default_manager.filter(**{model.way_to_version(): version}) for model in PARTS}
    )
    return copy


def copy_parts(version: Version, chosen: dict[type[Part], Iterable[Part]]) -> None:
    """Rows of another version into this one, with what they own and point to, as far as that is chosen too."""
    copies: dict[tuple[type[models.Model], int], Part] = {}
    for model in PARTS:
        rows = list(chosen.get(model, ()))
        links = {field.name: _links(field, rows) for field in model._meta.many_to_many}
        olds = [row.pk for row in rows]
        for row in rows:
            _point(row, version, copies)
        made = model._default_manager.bulk_create(rows)
        copies.update({(model, old): new for old, new in zip(olds, made, strict=True)})
        for name, pairs in links.items():
            _link(model, name, pairs, copies)


def _point(row: Part, version: Version, copies: dict[Any, Part]) -> None:
    """The row as a new one, under the new version and the new rows."""
    for field in row._meta.concrete_fields:
        target = field.related_model
        if target is Version:
            setattr(row, field.attname, version.pk)
        elif isinstance(target, type) and issubclass(target, Part):
            setattr(row, field.name, copies[target, getattr(row, field.attname)])
    row.pk = None
    row._state.adding = True


def _links(field: Any, rows: list[Part]) -> list[tuple[int, int]]:
    through, here, there = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
    if not rows:
        return []
    return list(through.objects.filter(**{f"{here}__in": [row.pk for row in rows]}).values_list(here, there))


def _link(model: type[Part], name: str, pairs: list[tuple[int, int]], copies: dict[Any, Part]) -> None:
    field: Any = model._meta.get_field(name)
    here, there, target = field.m2m_column_name(), field.m2m_reverse_name(), field.related_model
    field.remote_field.through.objects.bulk_create(
        field.remote_field.through(**{here: copies[model, a].pk, there: copies[target, b].pk})
        for a, b in pairs
        if (target, b) in copies
    )


@transaction.atomic
def restore_version(undertaking: Undertaking, *, number: int, by: Viewer) -> Version:
    """An earlier wording as a new version. What was redacted stays redacted: it is gone from the earlier one too.

    Goals first told later come along, with their revisions: no restoring makes a goal unsaid.
    """
    require(rules.may_edit(by, undertaking))
    locked = lock(undertaking)
    current = working_of(locked)
    earlier = locked.versions.get(number=number)
    seal(current)
    copy = copy_version(earlier, by=by, number=current.number + 1)
    held = set(copy.goals.values_list("key", flat=True))
    later = [goal for goal in current.goals.all() if goal.key not in held]
    for position, goal in enumerate(later, start=len(held)):
        goal.position = position
    turns = GoalRevision.objects.filter(goal__in=[goal.pk for goal in later])
    copy_parts(copy, {Goal: later, GoalRevision: turns})
    locked.working = copy
    locked.save(update_fields=["working"])
    record("restore_version", locked, by=by, number=number)
    touch(locked, copy, by=by)
    return copy


def touch(undertaking: Undertaking, version: Version, *, by: Viewer) -> None:
    """Every change of the working text ends here."""
    version.changed_at = timezone.now()
    version.changed_by_id = by.person_id
    version.save()
    undertaking.changed_at = version.changed_at
    undertaking.save(update_fields=["changed_at"])
    Reading.objects.filter(version__undertaking=undertaking, state=ReadingState.ASKED).exclude(
        version=version
    ).update(state=ReadingState.OUTDATED, ended_at=version.changed_at)
    registry.changed(undertaking)
