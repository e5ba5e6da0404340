"""Reads of the portal."""

from django.core.cache import cache

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
