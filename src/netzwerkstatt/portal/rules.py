"""Who may change the installation's own words."""

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import ALLOWED, Decision, Viewer, denied


def may_edit_installation(viewer: Viewer) -> Decision:
    if viewer.is_operator or viewer.is_secretariat:
        return ALLOWED
    return denied(_("Diese Seite ändern das Sekretariat und die betreibende Stelle."))


SHOWN_WHILE_CLOSED = (
    "/konto/", "/einladung/", "/einrichten/", "/impressum/", "/datenschutz/", "/barrierefreiheit/", "/zeichen/",
    "/farben/", "/static/", "/healthz", "/bausteine/",
)  # fmt: skip


def is_shown_while_closed(path: str) -> bool:
    """Addresses that answer to everybody before the network is opened: signing in, invitations, what the law asks for."""
    return path == "/" or path.startswith(SHOWN_WHILE_CLOSED)


def may_open(viewer: Viewer, missing: list[str]) -> Decision:
    """Opening to the public. `missing` are the things that must stand before the first public page."""
    editing = may_edit_installation(viewer)
    if not editing:
        return editing
    if missing:
        return denied(
            _("Es fehlt noch: %(missing)s. Ohne das darf keine öffentliche Seite stehen.")
            % {"missing": ", ".join(missing)}
        )
    return ALLOWED
