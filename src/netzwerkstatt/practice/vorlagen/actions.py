"""Bringing a template, a new version, release, second reading, report, deletion."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.catalogue.models import Barrier, Tool, Topic
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import BENCH_ROLES, Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.files.actions import store_file
from netzwerkstatt.kernel.files.attachments import Attachment
from netzwerkstatt.kernel.files.models import StoredFile
from netzwerkstatt.kernel.mail.actions import put_letter
from netzwerkstatt.network.models import Mandate, Organisation
from netzwerkstatt.network.queries import people_named
from netzwerkstatt.practice.models import (
    Template,
    TemplateReading,
    TemplateReport,
    TemplateVersion,
    Undertaking,
)
from netzwerkstatt.practice.states import READINGS, Audience, ReadingState
from netzwerkstatt.practice.vorlagen import rules


@dataclass(frozen=True)
class Told:
    """What somebody says about a document. Undertakings are those the person may choose among."""

    title: str
    kind: str
    licence: str
    purpose: str
    adapt: str = ""
    origin_from: str = ""
    origin_on: str = ""
    topics: Iterable[Topic] = field(default_factory=tuple)
    tools: Iterable[Tool] = field(default_factory=tuple)
    barriers: Iterable[Barrier] = field(default_factory=tuple)
    undertakings: Iterable[Undertaking] = field(default_factory=tuple)


@transaction.atomic
def bring_template(holder: Organisation, *, told: Told, attachment: Attachment, by: Viewer) -> Template:
    """A draft with its first version. Nobody else sees it until it is released."""
    require(rules.may_bring(by, holder))
    template = Template(holder=holder, author_id=by.person_id, kind=told.kind, licence=told.licence)
    template.full_clean(exclude=["working"])
    template.save()
    _add_version(template, told, attachment=attachment, by=by)
    _set_terms(template, told, by)
    record("bring_template", template, by=by)
    return template


@transaction.atomic
def revise_template(
    template: Template,
    *,
    told: Told,
    attachment: Attachment | None = None,
    what_changed: str,
    base: int,
    by: Viewer,
) -> Template:
    """A new version; without `attachment` it keeps the file. `base` is the number of the version the editor saw.

    Others go on reading the released version. Kind, licence, terms and Undertakings are no wording: they hold at once.
    """
    locked = _locked(template)
    require(rules.may_revise(by, locked))
    if locked.working is None or locked.working.number != base:
        require(
            denied(
                _("Inzwischen hat jemand anderes eine neue Fassung angelegt. Bitte laden Sie die Seite neu.")
            )
        )
    if locked.audience == Audience.PUBLIC and told.licence == Template.Licence.NETWORK_REUSE:
        require(denied(_("Diese Lizenz gilt nur im Netzwerk, die Vorlage ist aber öffentlich.")))
    locked.kind, locked.licence = told.kind, told.licence
    locked.full_clean(exclude=["working"])
    locked.save()
    _add_version(locked, told, attachment=attachment, what_changed=what_changed, by=by)
    _set_terms(locked, told, by)
    record("revise_template", locked, by=by, version=base + 1)
    registry.changed(locked)
    return locked


def _locked(template: Template) -> Template:
    return (
        Template.objects.select_for_update(of=("self",))
        .select_related("working", "holder")
        .get(pk=template.pk)
    )


def _add_version(
    template: Template, told: Told, *, attachment: Attachment | None, what_changed: str = "", by: Viewer
) -> TemplateVersion:
    before = template.working
    version = TemplateVersion(
        template=template,
        number=before.number + 1 if before else 1,
        title=told.title.strip(),
        purpose=told.purpose.strip(),
        adapt=told.adapt.strip(),
        origin_from=told.origin_from.strip(),
        origin_on=told.origin_on,
        what_changed=what_changed.strip(),
        changed_by_id=by.person_id,
    )
    if attachment is not None:
        version.file, version.text, version.notes = (
            store_file(attachment),
            attachment.text,
            list(attachment.notes),
        )
    elif before is not None:
        version.file, version.text, version.notes = before.file, before.text, before.notes
    version.full_clean(exclude=["file"])
    version.save()
    open_ = TemplateReading.objects.filter(version__template=template, state=ReadingState.ASKED)
    open_.update(state=ReadingState.OUTDATED, ended_at=timezone.now())
    template.working = version
    template.save(update_fields=["working"])
    return version


def _set_terms(template: Template, told: Told, by: Viewer) -> None:
    template.topics.set(told.topics)
    template.tools.set(told.tools)
    template.barriers.set(told.barriers)
    choosable = Undertaking.objects.visible_to(by).filter(holder_id__in=by.organisation_ids)
    others = template.undertakings.exclude(pk__in=choosable)
    chosen = [item for item in told.undertakings if choosable.filter(pk=item.pk).exists()]
    template.undertakings.set([*others, *chosen])


@transaction.atomic
def release_template(
    template: Template,
    *,
    audience: Audience,
    free_of_persons: bool,
    agreed_with_role: str = "",
    agreed_on: date | None = None,
    by: Viewer,
) -> Template:
    """Let the network or the public have exactly the working version."""
    if audience not in (Audience.NETWORK, Audience.PUBLIC):
        raise ValueError("a release has an audience: network or public")
    locked = _locked(template)
    terms = {"agreed_with_role": agreed_with_role, "agreed_on": agreed_on}
    require(rules.may_release(by, locked, audience, free_of_persons=free_of_persons, **terms))
    now, version = timezone.now(), locked.working
    if version is None:
        raise ValueError("a release without a version")
    version.free_of_persons_at = version.released_at = now
    version.save(update_fields=["free_of_persons_at", "released_at"])
    locked.audience, locked.released, locked.released_at = audience, version, now
    locked.agreed_with_role, locked.agreed_on = agreed_with_role.strip(), agreed_on
    locked.save()
    record("release_template", locked, by=by, audience=audience.value, version=version.number)
    registry.changed(locked)
    return locked


@transaction.atomic
def withdraw_template(template: Template, *, by: Viewer) -> Template:
    """Back to those who keep it; gone from lists, search and downloads at once."""
    locked = _locked(template)
    require(rules.may_withdraw(by, locked))
    locked.audience, locked.released = Audience.NAMED, None
    locked.save()
    record("withdraw_template", locked, by=by)
    registry.changed(locked)
    return locked


@transaction.atomic
def ask_template_reader(template: Template, *, reader_id: int, by: Viewer) -> TemplateReading:
    """Give exactly the working version to a second person, whom the viewer may ask."""
    locked = _locked(template)
    require(rules.may_ask_reader(by, locked, reader_id))
    if reader_id not in people_named(by, timezone.localdate()):
        require(denied(_("Diese Person können Sie nicht bitten.")))
    version = locked.working
    if version is None:
        raise ValueError("a template without a version")
    version.readings.filter(state=ReadingState.ASKED).update(
        state=ReadingState.OUTDATED, ended_at=timezone.now()
    )
    reading = TemplateReading.objects.create(version=version, reader_id=reader_id, requested_by_id=by.number)
    _write_to(
        reading.reader,
        event=f"template-reading:{reading.pk}",
        subject=_("Bitte lesen Sie eine Vorlage als zweite Person"),
        body=_("%(name)s bittet Sie darum.") % {"name": by.name},
        link=reverse("practice:template_reading", args=[reading.pk]),
    )
    record("ask_reader", locked, by=by)
    return reading


@transaction.atomic
def finish_template_reading(reading: TemplateReading, *, finding: str = "", by: Viewer) -> TemplateReading:
    """Nobody recognisable (no finding), or what was found; a finding asks for a new version."""
    return _end_reading(reading, ReadingState.FINISHED, finding, by)


@transaction.atomic
def decline_template_reading(reading: TemplateReading, *, by: Viewer) -> TemplateReading:
    return _end_reading(reading, ReadingState.DECLINED, "", by)


def _end_reading(reading: TemplateReading, state: ReadingState, finding: str, by: Viewer) -> TemplateReading:
    locked = TemplateReading.objects.select_for_update().get(pk=reading.pk)
    require(rules.may_judge(by, locked))
    READINGS.check(ReadingState(locked.state), state)
    locked.state, locked.finding, locked.ended_at = state, finding.strip(), timezone.now()
    locked.save()
    template = locked.version.template
    record("end_reading", template, by=by, state=state.value)
    _write_to(
        locked.requested_by,
        event=f"template-read:{locked.pk}",
        subject=_("Ihre Vorlage ist gelesen")
        if state == ReadingState.FINISHED
        else _("Das Lesen wurde abgesagt"),
        body=_("Weiter geht es auf der Seite der Freigabe."),
        link=reverse("practice:template_release", args=[template.key]),
    )
    return locked


@transaction.atomic
def take_out_file(version: TemplateVersion, *, by: Viewer) -> TemplateVersion:
    """Remove the file and text of an earlier version for good, and what its author wrote about it stays."""
    require(rules.may_take_out(by, version))
    file = version.file
    version.file, version.text, version.notes, version.taken_out_at = None, "", [], timezone.now()
    version.save()
    if file is not None and not TemplateVersion.objects.filter(file=file).exists():
        file.delete()
    record("take_out_file", version.template, by=by, version=version.number)
    return version


@transaction.atomic
def report_template(template: Template, *, what: str, by: Viewer) -> TemplateReport:
    """Hide it at once and ask those who keep it to deal with it. Works without signing in."""
    require(rules.may_report(by, template))
    if not what.strip():
        require(denied(_("Bitte schreiben Sie kurz, woran jemand erkennbar ist.")))
    report = TemplateReport.objects.create(template=template, what=what.strip(), reporter_id=by.person_id)
    Template.objects.filter(pk=template.pk).update(hidden_at=timezone.now())
    template.refresh_from_db()
    for person in _keepers(template):
        _write_to(
            person,
            event=f"template-report:{report.pk}",
            subject=_("Jemand ist in Ihrer Vorlage erkennbar"),
            body=_("Die Vorlage ist verborgen, bis Sie die Meldung angesehen haben."),
            link=reverse("practice:template_report", args=[template.key]),
        )
    record("report_recognisable", template, by=by)
    registry.changed(template)
    return report


@transaction.atomic
def settle_template_reports(template: Template, *, settlement: str, by: Viewer) -> Template:
    """Those who keep it have dealt with it and say how; it is shown again."""
    locked = _locked(template)
    require(rules.may_revise(by, locked))
    locked.reports.filter(settled_at__isnull=True).update(settled_at=timezone.now(), settlement=settlement)
    locked.hidden_at = None
    locked.save(update_fields=["hidden_at"])
    record("settle_report", locked, by=by)
    registry.changed(locked)
    return locked


@transaction.atomic
def delete_template(template: Template, *, by: Viewer) -> Template:
    """Gone for everybody at once; 30 days long it can be fetched back."""
    locked = _locked(template)
    require(rules.may_revise(by, locked))
    locked.deleted_at = timezone.now()
    locked.save(update_fields=["deleted_at"])
    record("delete", locked, by=by)
    registry.changed(locked)
    return locked


@transaction.atomic
def restore_template(template: Template, *, by: Viewer) -> Template:
    locked = _locked(template)
    require(rules.may_restore(by, locked))
    locked.deleted_at = None
    locked.save(update_fields=["deleted_at"])
    record("restore", locked, by=by)
    registry.changed(locked)
    return locked


@transaction.atomic
def clear_deleted_templates(*, older_than: timedelta = timedelta(days=30)) -> int:
    """Remove for good what was deleted longer ago than that, files included. Run by the daily task."""
    due = Template.objects.filter(deleted_at__lt=timezone.now() - older_than)
    count = 0
    for template in due:
        files = set(template.versions.filter(file__isnull=False).values_list("file_id", flat=True))
        Template.objects.filter(pk=template.pk).update(working=None, released=None, audience=Audience.NAMED)
        template.delete()
        StoredFile.objects.filter(pk__in=files).delete()
        count += 1
    return count


def _keepers(template: Template) -> list[Person]:
    """The author, or the holder's coordination where the author has left."""
    mandates = list(
        Mandate.objects.current(timezone.localdate())
        .filter(organisation=template.holder, role__in=BENCH_ROLES, person__is_active=True)
        .select_related("person")
    )
    author = [mandate.person for mandate in mandates if mandate.person_id == template.author_id]
    return author[:1] or [mandate.person for mandate in mandates if mandate.role == "coordinator"]


def _write_to(person: Person, *, event: str, subject: str, body: str, link: str) -> None:
    put_letter(address=person.email, event=event, subject=subject, body=body, link=link, person_id=person.pk)
