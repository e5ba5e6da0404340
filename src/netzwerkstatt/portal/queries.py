"""Reads of the portal."""

from django.core.cache import cache
from django.utils.translation import gettext as _

from netzwerkstatt.network.models import Municipality
from netzwerkstatt.portal.legal import DRAFTS
from netzwerkstatt.portal.models import Installation, LegalPage

KEY = "installation"


def installation() -> Installation:
    """The one row; made in memory while nobody has set anything up. Kept for a minute."""
    found = cache.get(KEY)
    if found is None:
        found = Installation.objects.filter(pk=1).first() or Installation(pk=1)
        cache.set(KEY, found, 60)
    return found


def legal_page(kind: str) -> LegalPage:
    """What the operator wrote, or the draft that says what is missing."""
    return LegalPage.objects.filter(kind=kind).first() or LegalPage(kind=kind, text=DRAFTS[kind])


def unfinished_legal_pages() -> list[LegalPage]:
    """Pages that nobody wrote, or in which square brackets still mark a gap."""
    written = {page.kind: page for page in LegalPage.objects.all()}
    pages = [written.get(kind) or LegalPage(kind=kind, text=DRAFTS[kind]) for kind in LegalPage.Kind.values]
    return [page for page in pages if page.pk is None or "[" in page.text]


def missing_for_opening() -> list[str]:
    """What must stand before the first public page, in words."""
    missing = [str(page.get_kind_display()) for page in unfinished_legal_pages()]
    if not Municipality.objects.members().exists():
        missing.append(_("ein erstes Mitglied"))
    return missing
