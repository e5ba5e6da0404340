"""Beginning, writing and ordering an Undertaking."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.models import Approach, Barrier, Tool, Topic
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.models import (
    ANSWERS,
    BarrierMet,
    Goal,
    Publicity,
    Reading,
    Result,
    StageChange,
    Undertaking,
    UndertakingPerson,
    Version,
    WayTried,
)
from netzwerkstatt.practice.states import WITHOUT_READING, Audience, ReadingState, Stage

ONE_SITTING = timedelta(minutes=30)
PLAIN_FIELDS = ("title", "summary", *ANSWERS, "begin", "end", "contact_role")


@dataclass(frozen=True)
class Way:
    what: str
    outcome: str
    approach: Approach | None = None
    today: str = ""


@dataclass(frozen=True)
class BarrierTold:
    barrier: Barrier | None
    what: str = ""
    ways: tuple[Way, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Saved:
    """What became of a save. `conflict` holds the other text when somebody else wrote in between."""

    at: Any
    base: str
    conflict: str | None = None


@transaction.atomic
def begin_undertaking(
    holder: Organisation, *, title: str, form: str = Undertaking.Form.TELLING, by: Viewer
) -> Undertaking:
    """A new Undertaking, readable by its author alone."""
    require(rules.may_begin(by, holder))
    undertaking = Undertaking.objects.create(holder=holder, form=form)
    version = Version(undertaking=undertaking, number=1, title=title.strip(), changed_by_id=by.person_id)
    version.full_clean()
    version.save()
    undertaking.working = version
    undertaking.save()
    UndertakingPerson.objects.create(
        undertaking=undertaking, person_id=by.number, role=UndertakingPerson.Role.AUTHOR
    )
    record("begin_undertaking", undertaking, by=by, form=form)
    registry.changed(undertaking)
    return undertaking


def text_base(text: str) -> str:
    """A short mark of a text, by which a later save knows what it was written upon."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def save_text(undertaking: Undertaking, *, name: str, text: str, base: str | None, by: Viewer) -> Saved:
    """Save one field of the telling.

    `base` marks the text the writer began with. If the stored text is another one by now, nothing is written
    and the answer carries the other text, so that both can be shown; `base=None` writes in any case.
    """
    if name not in PLAIN_FIELDS:
        raise ValueError(f"not a text of the telling: {name}")
    require(rules.may_edit(by, undertaking))
    locked = _lock(undertaking)
    current = working_of(locked)
    stored = getattr(current, name)
    text = text.replace("\r\n", "\n")
    if text == stored:
        return Saved(at=current.changed_at, base=text_base(stored))
    if base is not None and base != text_base(stored):
        return Saved(at=current.changed_at, base=text_base(stored), conflict=stored)
    version = working_version(locked, by=by)
    setattr(version, name, text)
    _touch(locked, version, by)
    return Saved(at=version.changed_at, base=text_base(text))


def _lock(undertaking: Undertaking) -> Undertaking:
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


def copy_version(version: Version, *, by: Viewer) -> Version:
    """The next version with the same content; parts keep their keys."""
    copy = Version(
        undertaking_id=version.undertaking_id, number=version.number + 1, changed_by_id=by.person_id
    )
    for name in PLAIN_FIELDS:
        setattr(copy, name, getattr(version, name))
    copy.save()
    copy.tools.set(version.tools.all())
    copy.topics.set(version.topics.all())
    for relation in ("goals", "results", "publicity"):
        for part in getattr(version, relation).all():
            _copy_part(part, version=copy)
    for barrier in version.barriers.all():
        ways = list(barrier.ways.all())
        met = _copy_part(barrier, version=copy)
        for way in ways:
            _copy_part(way, barrier_met=met)
    return copy


def _copy_part(part: models.Model, **owner: models.Model) -> Any:
    part.pk = None
    part._state.adding = True
    for name, value in owner.items():
        setattr(part, name, value)
    part.save()
    return part


def _touch(undertaking: Undertaking, version: Version, by: Viewer) -> None:
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


@transaction.atomic
def set_facts(
    undertaking: Undertaking,
    *,
    begin: str = "",
    end: str = "",
    permanent: bool = False,
    tools: Iterable[Tool] = (),
    topics: Iterable[Topic] = (),
    by: Viewer,
) -> Undertaking:
    """Dates of any precision, auf Dauer or not, tools and topics."""
    require(rules.may_edit(by, undertaking))
    locked = _lock(undertaking)
    begin_on, end_on = (partial_date.parse(text) if text else None for text in (begin, end))
    if begin_on and end_on and end_on < begin_on:
        require(denied(_("Das Ende liegt vor dem Beginn.")))
    version = working_version(locked, by=by)
    version.begin = begin_on.iso if begin_on else ""
    version.end = end_on.iso if end_on else ""
    version.tools.set(tools)
    version.topics.set(topics)
    locked.permanent = permanent
    locked.save(update_fields=["permanent"])
    _touch(locked, version, by)
    return locked


@transaction.atomic
def set_goals(undertaking: Undertaking, goals: Iterable[Goal], *, by: Viewer) -> None:
    """The goals in this order; a goal with a known key keeps it."""
    _set_parts(undertaking, "goals", goals, by)


@transaction.atomic
def set_results(undertaking: Undertaking, results: Iterable[Result], *, by: Viewer) -> None:
    _set_parts(undertaking, "results", results, by)


@transaction.atomic
def set_publicity(undertaking: Undertaking, items: Iterable[Publicity], *, by: Viewer) -> None:
    _set_parts(undertaking, "publicity", items, by)


def _set_parts(undertaking: Undertaking, relation: str, parts: Iterable[Any], by: Viewer) -> None:
    require(rules.may_edit(by, undertaking))
    locked = _lock(undertaking)
    version = working_version(locked, by=by)
    getattr(version, relation).all().delete()
    for position, part in enumerate(parts):
        part.version, part.position = version, position
        part.full_clean(exclude=["version"])
        part.save()
    _touch(locked, version, by)


@transaction.atomic
def set_barriers(undertaking: Undertaking, told: Iterable[BarrierTold], *, by: Viewer) -> None:
    """The barriers met with the ways tried against each, in this order. Keys of known barriers are kept."""
    require(rules.may_edit(by, undertaking))
    locked = _lock(undertaking)
    version = working_version(locked, by=by)
    keys = {(met.barrier_id, met.what): met.key for met in version.barriers.all()}
    way_keys = {way.what: way.key for way in WayTried.objects.filter(barrier_met__version=version)}
    version.barriers.all().delete()
    for position, item in enumerate(told):
        met = BarrierMet(version=version, position=position, barrier=item.barrier, what=item.what)
        met.key = keys.get((met.barrier_id, met.what), met.key)
        met.full_clean(exclude=["version"])
        met.save()
        for place, way in enumerate(item.ways):
            tried = WayTried(
                barrier_met=met,
                position=place,
                approach=way.approach,
                what=way.what,
                outcome=way.outcome,
                today=way.today,
            )
            tried.key = way_keys.get(way.what, tried.key)
            tried.full_clean(exclude=["barrier_met"])
            tried.save()
    _touch(locked, version, by)


@transaction.atomic
def change_stage(undertaking: Undertaking, *, to: Stage, reason: str = "", by: Viewer) -> Undertaking:
    """The next stage. Taking something up again, letting it rest or ending it asks for a reason."""
    locked = _lock(undertaking)
    require(rules.may_change_stage(by, locked, to))
    before = Stage(locked.stage)
    if before != Stage.CONCEPT and not reason.strip():
        require(denied(_("Bitte schreiben Sie einen Satz, warum sich der Stand ändert.")))
    StageChange.objects.create(undertaking=locked, before=before, after=to, reason=reason.strip())
    locked.stage = to
    locked.changed_at = timezone.now()
    locked.save(update_fields=["stage", "changed_at"])
    record("change_stage", locked, by=by, before=before.value, after=to.value)
    registry.changed(locked)
    return locked


@transaction.atomic
def set_circle_of_readers(undertaking: Undertaking, *, audience: Audience, by: Viewer) -> Undertaking:
    """One of the rungs that need no second reader. From a released rung this is a withdrawal: see `withdraw`."""
    if audience not in WITHOUT_READING:
        raise ValueError("network and public are reached by release")
    require(rules.may_edit(by, undertaking))
    locked = _lock(undertaking)
    if locked.released_id:
        require(denied(_("Dieses Vorhaben ist freigegeben. Ziehen Sie die Freigabe zuerst zurück.")))
    locked.audience = audience
    locked.save(update_fields=["audience"])
    record("set_audience", locked, by=by, audience=audience.value)
    registry.changed(locked)
    return locked


@transaction.atomic
def name_person(undertaking: Undertaking, *, person_id: int, role: str, by: Viewer) -> UndertakingPerson:
    """Let somebody read along (named) or write along (author). Who writes along holds a mandate of the holder."""
    require(rules.may_edit(by, undertaking))
    require(rules.may_be_named(undertaking, person_id, role))
    part, _created = UndertakingPerson.objects.update_or_create(
        undertaking=undertaking, person_id=person_id, defaults={"role": role}
    )
    record("name_person", undertaking, by=by, role=role)
    registry.changed(undertaking)
    return part


@transaction.atomic
def drop_person(undertaking: Undertaking, *, person_id: int, by: Viewer) -> None:
    """Somebody no longer reads or writes along. An author does not drop herself: somebody must remain."""
    require(rules.may_edit(by, undertaking))
    if person_id == by.person_id:
        require(denied(_("Sich selbst können Sie hier nicht austragen.")))
    UndertakingPerson.objects.filter(undertaking=undertaking, person_id=person_id).delete()
    record("drop_person", undertaking, by=by)
    registry.changed(undertaking)


@transaction.atomic
def take_over(undertaking: Undertaking, *, by: Viewer) -> Undertaking:
    """A successor becomes author of what a colleague left behind."""
    require(rules.may_take_over(by, undertaking))
    UndertakingPerson.objects.update_or_create(
        undertaking=undertaking, person_id=by.number, defaults={"role": UndertakingPerson.Role.AUTHOR}
    )
    record("take_over", undertaking, by=by)
    registry.changed(undertaking)
    return undertaking


@transaction.atomic
def delete_undertaking(undertaking: Undertaking, *, by: Viewer) -> Undertaking:
    """Gone for everybody at once; for 30 days its authors can bring it back."""
    require(rules.may_edit(by, undertaking))
    locked = _lock(undertaking)
    locked.deleted_at = timezone.now()
    locked.save(update_fields=["deleted_at"])
    record("delete", locked, by=by)
    registry.changed(locked)
    return locked


@transaction.atomic
def restore_undertaking(undertaking: Undertaking, *, by: Viewer) -> Undertaking:
    require(rules.may_restore(by, undertaking))
    locked = _lock(undertaking)
    locked.deleted_at = None
    locked.save(update_fields=["deleted_at"])
    record("restore", locked, by=by)
    registry.changed(locked)
    return locked


@transaction.atomic
def clear_deleted(*, older_than: timedelta = timedelta(days=30)) -> int:
    """Remove for good what was deleted longer ago than that. Run by the daily task."""
    due = Undertaking.objects.filter(deleted_at__lt=timezone.now() - older_than)
    count = 0
    for undertaking in due:
        Undertaking.objects.filter(pk=undertaking.pk).update(
            working=None, released=None, audience=Audience.NAMED
        )
        undertaking.delete()
        count += 1
    return count
