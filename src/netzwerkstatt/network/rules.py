"""Who may change what in the network."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import ALLOWED, Decision, MandateRole, Viewer, denied
from netzwerkstatt.network.models import Organisation

MAY_INVITE = frozenset({MandateRole.COORDINATOR, MandateRole.DEPUTY, MandateRole.ADMINISTRATOR})


def may_invite(viewer: Viewer, organisation: Organisation) -> Decision:
    """The secretariat invites everywhere; coordination and administrators invite for their own organisation."""
    if viewer.is_secretariat:
        return ALLOWED
    if any(m.organisation_id == organisation.pk and m.role in MAY_INVITE for m in viewer.mandates):
        return ALLOWED
    return denied(
        _("Für %(name)s laden die Koordination und das Sekretariat ein.") % {"name": organisation.name}
    )


def may_manage_members(viewer: Viewer) -> Decision:
    if viewer.is_secretariat:
        return ALLOWED
    return denied(_("Mitgliedschaften führt das Sekretariat."))


def may_admit(viewer: Viewer) -> Decision:
    """Taking a municipality in, with both its benches."""
    return may_manage_members(viewer)


def may_import_areas(viewer: Viewer) -> Decision:
    """Official areas and figures come from files; who runs the installation answers for which."""
    if viewer.is_operator:
        return ALLOWED
    return denied(_("Amtliche Gebiete und Zahlen liest die betreibende Stelle ein."))


def may_read_trail(viewer: Viewer, organisations: Iterable[Organisation]) -> bool:
    """Who did what for a member: the secretariat, and those who invite for one of its organisations."""
    return viewer.is_secretariat or any(may_invite(viewer, organisation) for organisation in organisations)


def may_edit_interests(viewer: Viewer, organisation: Organisation) -> Decision:
    if viewer.holds_for(organisation.pk):
        return ALLOWED
    return denied(
        _("Was %(name)s bietet und sucht, schreibt nur %(name)s selbst.") % {"name": organisation.name}
    )
