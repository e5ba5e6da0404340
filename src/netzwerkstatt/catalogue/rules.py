"""Who may change the shared words."""

from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.models import Term
from netzwerkstatt.kernel.access import ALLOWED, Decision, Viewer, denied


def may_revise(viewer: Viewer, term: Term) -> Decision:
    if viewer.is_secretariat or viewer.is_centre:
        return ALLOWED
    return denied(_("Den Katalog ändern die Kompetenzzentren und das Sekretariat."))
