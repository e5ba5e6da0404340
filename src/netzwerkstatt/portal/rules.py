"""Who may change the installation's own words."""

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import ALLOWED, Decision, Viewer, denied


def may_edit_installation(viewer: Viewer) -> Decision:
    if viewer.is_operator or viewer.is_secretariat:
        return ALLOWED
    return denied(_("Diese Seite ändern das Sekretariat und die betreibende Stelle."))
