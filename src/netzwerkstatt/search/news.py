"""What a saved search finds for its person now, and what of it is new. Everything comes through the door."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from django.db.models import QuerySet
from django.http import QueryDict

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.search.asking import EXPERIENCES, Asked, asked
from netzwerkstatt.search.models import SavedSearch, SearchEntry
from netzwerkstatt.search.queries import Found, find


@dataclass(frozen=True)
class News:
    """The newest of what was released after a moment, and how many there are."""

    entries: tuple[SearchEntry, ...]
    total: int


def asked_by(query: str) -> Asked:
    """What a kept address asks, without its page and without what was chosen for a comparison."""
    given = asked(QueryDict(query), kind=EXPERIENCES)
    return Asked(text=given.text, kind=given.kind, chosen=given.chosen, exact=given.exact)


def new_since(viewer: Viewer, query: str, since: datetime, *, take: int = 10) -> News:
    found = _found(viewer, query)
    known = found.mirror
    fresh = list(takewhile(lambda pk: known.moments[pk] > since.timestamp(), known.newest()))
    mask = known.index.mask(fresh) & _all_words(found)
    return News(_entries(viewer, known.index.first(mask, fresh, 0, take)), mask.bit_count())


def newest_of(viewer: Viewer, query: str, *, take: int) -> tuple[SearchEntry, ...]:
    found = _found(viewer, query)
    return _entries(viewer, found.mirror.index.first(_all_words(found), found.mirror.newest(), 0, take))


def _found(viewer: Viewer, query: str) -> Found:
    wanted = asked_by(query)
    return find(viewer, wanted.text, kind=EXPERIENCES, chosen=wanted.chosen, exact=wanted.exact, take=1)


def _all_words(found: Found) -> int:
    """What has only some of the words, or words that may have been meant, is no news."""
    return 0 if found.loose or found.meant else found.mask


def _entries(viewer: Viewer, numbers: Iterable[int]) -> tuple[SearchEntry, ...]:
    """These entries, newest first; whatever the source does not let through is left out."""
    seen = registry.search_sources()[EXPERIENCES].visible(viewer).order_by().values("pk")
    rows = SearchEntry.objects.filter(pk__in=list(numbers), kind=EXPERIENCES, thing_id__in=seen)
    return tuple(rows.only("title", "line", "address", "moment").order_by("-moment", "-pk"))


def kept_by(viewer: Viewer) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.visible_to(viewer)


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def behind_key(key: str) -> SavedSearch | None:
    """The search whose feed this key opens, while its person has an account."""
    found = SavedSearch.objects.filter(feed_digest=digest_of(key), person__is_active=True)
    return found.select_related("person").first() if key else None
