"""Beginning, writing and ordering an Undertaking. What stands in rows of its own is in `goals` and `parts`."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.models import FrameworkEntry, Tool, Topic
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.actions.goals import set_goals, set_revisions
from netzwerkstatt.practice.actions.parts import (
    Arrow,
    BarrierTold,
    MethodTold,
    Way,
    set_barriers,
    set_methods,
    set_participation,
    set_partners,
    set_publicity,
    set_research,
    set_resources,
    set_results,
    set_steps,
)
from netzwerkstatt.practice.actions.versions import (
    PLAIN_FIELDS,
    copy_version,
    lock,
    restore_version,
    seal,
    touch,
    working_of,
    working_version,
)
from netzwerkstatt.practice.models import (
    DESCRIBED_BY,
    StageChange,
    Undertaking,
    UndertakingPerson,
    Version,
)
from netzwerkstatt.practice.states import WITHOUT_READING, Audience, Stage

__all__ = [
    "Arrow",
    "BarrierTold",
    "MethodTold",
    "Saved",
    "Way",
    "begin_undertaking",
    "change_stage",
    "clear_deleted",
    "copy_version",
    "delete_undertaking",
    "drop_person",
    "name_person",
    "restore_undertaking",
    "restore_version",
    "save_text",
    "seal",
    "set_barriers",
    "set_circle_of_readers",
    "set_entries",
    "set_facts",
    "set_goals",
    "set_methods",
    "set_participation",
    "set_partners",
    "set_publicity",
    "set_research",
    "set_resources",
    "set_results",
    "set_revisions",
    "set_steps",
    "take_over",
    "text_base",
    "working_of",
]


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
    locked = lock(undertaking)
    current = working_of(locked)
    stored = getattr(current, name)
    text = text.replace("\r\n", "\n")
    if text == stored:
        return Saved(at=current.changed_at, base=text_base(stored))
    if base is not None and base != text_base(stored):
        return Saved(at=current.changed_at, base=text_base(stored), conflict=stored)
    version = working_version(locked, by=by)
    setattr(version, name, text)
    touch(locked, version, by=by)
    return Saved(at=version.changed_at, base=text_base(text))


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
    locked = lock(undertaking)
    begin_on, end_on = (partial_date.parse(text) if text else None for text in (begin, end))
    if begin_on and end_on and end_on.ends_before(begin_on):
        require(denied(_("Das Ende liegt vor dem Beginn.")))
    version = working_version(locked, by=by)
    version.begin = begin_on.iso if begin_on else ""
    version.end = end_on.iso if end_on else ""
    version.tools.set(tools)
    version.topics.set(topics)
    locked.permanent = permanent
    locked.save(update_fields=["permanent"])
    touch(locked, version, by=by)
    return locked


@transaction.atomic
def set_entries(undertaking: Undertaking, entries: Iterable[FrameworkEntry], *, by: Viewer) -> None:
    """Settings, target groups, Ottawa areas and strategies."""
    chosen = list(entries)
    if any(entry.framework not in DESCRIBED_BY for entry in chosen):
        raise ValueError("an entry of another framework")
    require(rules.may_edit(by, undertaking))
    locked = lock(undertaking)
    version = working_version(locked, by=by)
    version.entries.set(chosen)
    touch(locked, version, by=by)


@transaction.atomic
def change_stage(undertaking: Undertaking, *, to: Stage, reason: str = "", by: Viewer) -> Undertaking:
    """The next stage. Taking something up again, letting it rest or ending it asks for a reason."""
    locked = lock(undertaking)
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
    locked = lock(undertaking)
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
    locked = lock(undertaking)
    locked.deleted_at = timezone.now()
    locked.save(update_fields=["deleted_at"])
    record("delete", locked, by=by)
    registry.changed(locked)
    return locked


@transaction.atomic
def restore_undertaking(undertaking: Undertaking, *, by: Viewer) -> Undertaking:
    require(rules.may_restore(by, undertaking))
    locked = lock(undertaking)
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
