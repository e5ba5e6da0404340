"""Who may keep a search."""

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import ALLOWED, Decision, Viewer, denied
from netzwerkstatt.search.models import SavedSearch

MOST_KEPT = 30


def may_keep(viewer: Viewer) -> Decision:
    if not viewer.signed_in:
        return denied(_("Suchen merken kann sich, wer angemeldet ist."))
    if SavedSearch.objects.visible_to(viewer).count() >= MOST_KEPT:
        return denied(
            _(
                "Sie haben schon 30 Suchen gemerkt. Mehr werden es nicht; löschen Sie zuerst eine, die Sie nicht mehr brauchen."
            )
        )
    return ALLOWED


def may_be_called(viewer: Viewer, name: str, *, saved: SavedSearch | None = None) -> Decision:
    """Each of a person's searches has a name of its own."""
    others = SavedSearch.objects.visible_to(viewer).filter(name__iexact=name)
    if others.exclude(pk=saved.pk if saved else 0).exists():
        return denied(_("So heißt schon eine Ihrer gemerkten Suchen. Bitte wählen Sie einen anderen Namen."))
    return ALLOWED


def may_change(viewer: Viewer, saved: SavedSearch) -> Decision:
    if saved.person_id == viewer.person_id:
        return ALLOWED
    return denied(_("Eine gemerkte Suche gehört allein der Person, die sie sich gemerkt hat."))
