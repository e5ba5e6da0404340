"""Who may do what with a template, and why not."""

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import ALLOWED, Decision, Viewer, denied
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.models import Template, TemplateReading, TemplateVersion
from netzwerkstatt.practice.states import Audience, ReadingState


def keeps(viewer: Viewer, template: Template) -> bool:
    return Template.objects.kept_by(viewer).filter(pk=template.pk).exists()


def may_bring(viewer: Viewer, organisation: Organisation) -> Decision:
    if viewer.holds_for(organisation.pk):
        return ALLOWED
    return denied(_("Für %(name)s bringt Vorlagen, wer dort ein Mandat hat.") % {"name": organisation.name})


def may_revise(viewer: Viewer, template: Template) -> Decision:
    if not keeps(viewer, template):
        return denied(
            _("Diese Vorlage ändert nur, wer für %(name)s arbeitet.") % {"name": template.holder.name}
        )
    if template.deleted_at:
        return denied(_("Diese Vorlage ist gelöscht. Holen Sie sie zuerst zurück."))
    return ALLOWED


def missing_for_release(
    template: Template,
    audience: Audience,
    *,
    free_of_persons: bool,
    agreed_with_role: str = "",
    agreed_on: object = None,
) -> list[str]:
    """Everything that still stands between the working version and that audience, each in a sentence."""
    missing = []
    working = template.working
    if working is None or working.file_id is None:
        return [_("Es ist keine Datei da.")]
    if not free_of_persons:
        missing.append(
            _("Bitte bestätigen Sie, dass Text und Datei frei von personenbezogenen Angaben sind.")
        )
    if template.reports.filter(settled_at__isnull=True).exists():
        missing.append(_("Jemand hat gemeldet, dass hier jemand erkennbar ist. Das ist noch offen."))
    if audience == Audience.PUBLIC:
        missing += _missing_for_public(template, working, agreed_with_role, agreed_on)
    return missing


def _missing_for_public(template: Template, working: TemplateVersion, role: str, on: object) -> list[str]:
    missing = []
    if template.licence == Template.Licence.NETWORK_REUSE:
        missing.append(_("Diese Lizenz gilt nur im Netzwerk. Wählen Sie für die Öffentlichkeit eine andere."))
    reading = reading_of(working)
    if reading is None:
        missing.append(
            _("Für die Öffentlichkeit fehlt eine zweite Person, die genau diese Fassung gelesen hat.")
        )
    elif reading.finding:
        missing.append(
            _(
                "Die zweite Person hat etwas gefunden. Legen Sie eine neue Fassung an und lassen Sie sie lesen."
            )
        )
    if not role.strip():
        missing.append(_("Es fehlt, mit welcher Stelle die Veröffentlichung abgestimmt ist."))
    if not on:
        missing.append(_("Es fehlt das Datum der Abstimmung."))
    return missing


def reading_of(version: TemplateVersion) -> TemplateReading | None:
    """The finished reading of exactly this version, if there is one."""
    return version.readings.filter(state=ReadingState.FINISHED).select_related("reader").first()


def may_release(viewer: Viewer, template: Template, audience: Audience, **terms: object) -> Decision:
    revising = may_revise(viewer, template)
    if not revising:
        return revising
    if template.working is not None and template.working.changed_by_id != viewer.person_id:
        return denied(_("Freigeben kann nur, wer diese Fassung angelegt hat."))
    missing = missing_for_release(template, audience, **terms)  # type: ignore[arg-type]
    return denied(missing[0]) if missing else ALLOWED


def may_withdraw(viewer: Viewer, template: Template) -> Decision:
    if template.released_id is None:
        return denied(_("Diese Vorlage ist nicht freigegeben."))
    return may_revise(viewer, template)


def may_ask_reader(viewer: Viewer, template: Template, reader_id: int) -> Decision:
    revising = may_revise(viewer, template)
    if not revising:
        return revising
    version = template.working
    if version is None or version.file_id is None:
        return denied(_("Es ist keine Datei da."))
    if reader_id in (viewer.person_id, version.changed_by_id):
        return denied(_("Wer die Fassung angelegt hat, kann nicht die zweite Person sein."))
    return ALLOWED


def may_judge(viewer: Viewer, reading: TemplateReading) -> Decision:
    if reading.reader_id != viewer.person_id or not viewer.reads_network:
        return denied(_("Antworten kann nur die Person, die um das Lesen gebeten wurde."))
    if reading.state != ReadingState.ASKED:
        return denied(_("Dieses Lesen ist beendet."))
    return ALLOWED


def may_take_out(viewer: Viewer, version: TemplateVersion) -> Decision:
    """Removing the file of an earlier version for good."""
    revising = may_revise(viewer, version.template)
    if not revising:
        return revising
    if version.pk in (version.template.released_id, version.template.working_id):
        return denied(
            _("Diese Fassung ist in Gebrauch. Legen Sie zuerst eine neue an und geben Sie sie frei.")
        )
    return ALLOWED if version.file_id else denied(_("Diese Datei ist schon entfernt."))


def may_report(viewer: Viewer, template: Template) -> Decision:
    """Anyone who can read a released template can say that somebody is recognisable in it."""
    if template.released_id is None:
        return denied(_("Melden lässt sich, was freigegeben ist."))
    return ALLOWED


def may_restore(viewer: Viewer, template: Template) -> Decision:
    if not keeps(viewer, template):
        return denied(_("Zurückholen kann nur, wer für %(name)s arbeitet.") % {"name": template.holder.name})
    return ALLOWED if template.deleted_at else denied(_("Diese Vorlage ist nicht gelöscht."))
