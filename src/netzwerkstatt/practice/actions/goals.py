"""Goals and their turns. The first wording of a goal is written once."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.actions.versions import lock, touch, working_version
from netzwerkstatt.practice.models import Goal, GoalRevision, Undertaking

FIRST_WORDING = ("wording", "source", "on")


@transaction.atomic
def set_goals(undertaking: Undertaking, goals: Iterable[Goal], *, by: Viewer) -> None:
    """The goals in this order. A goal is known by its key, or else by its wording, and keeps its revisions.

    Raises NotAllowed where a goal that stands in a sealed version would lose or change its first wording.
    """
    require(rules.may_edit(by, undertaking))
    locked = lock(undertaking)
    version = working_version(locked, by=by)
    fixed = rules.fixed_goals(locked)
    left = {goal.key: goal for goal in version.goals.all()}
    for position, given in enumerate(goals):
        goal = left.pop(_known(given, left), None) or Goal(key=given.key, version=version)
        if goal.pk and any(getattr(goal, name) != getattr(given, name) for name in FIRST_WORDING):
            require(rules.may_reword(goal, fixed))
        for name in FIRST_WORDING:
            setattr(goal, name, getattr(given, name))
        goal.position = position
        goal.full_clean(exclude=["version"])
        goal.save()
    for goal in left.values():
        require(rules.may_reword(goal, fixed))
        goal.delete()
    touch(locked, version, by=by)


def _known(given: Goal, left: dict[UUID, Goal]) -> UUID:
    if given.key in left:
        return given.key
    return next((key for key, goal in left.items() if goal.wording == given.wording), given.key)


@transaction.atomic
def set_revisions(
    undertaking: Undertaking, *, goal: UUID, revisions: Iterable[GoalRevision], by: Viewer
) -> None:
    """The turns of one goal, in the order in which they happened. A revision with a known key keeps it."""
    require(rules.may_edit(by, undertaking))
    locked = lock(undertaking)
    version = working_version(locked, by=by)
    held = version.goals.filter(key=goal).first()
    if held is None:
        require(denied(_("Dieses Ziel gibt es hier nicht mehr.")))
        return
    keys = {revision.wording: revision.key for revision in held.revisions.all()}
    given = list(revisions)
    held.revisions.all().delete()
    for position, revision in enumerate(given):
        if revision.key not in keys.values():
            revision.key = keys.get(revision.wording, revision.key)
        revision.pk, revision.goal, revision.position = None, held, position
        revision.full_clean(exclude=["goal"])
        revision.save()
    touch(locked, version, by=by)
