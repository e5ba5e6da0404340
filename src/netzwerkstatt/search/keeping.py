"""Keeping searches, opening and closing their feeds, and the letters that tell what is new."""

import secrets
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.mail.actions import put_letter
from netzwerkstatt.kernel.mail.models import Letter
from netzwerkstatt.kernel.ui.templatetags.ui import REDACTED, day
from netzwerkstatt.network.queries import viewer_of
from netzwerkstatt.search import rules
from netzwerkstatt.search.models import SavedSearch
from netzwerkstatt.search.news import News, asked_by, digest_of, new_since

WRITER = "saved_search"
NAMED_IN_A_LETTER = 10
Frequency = SavedSearch.Frequency


@transaction.atomic
def keep_search(*, name: str, query: str, frequency: str, by: Viewer) -> SavedSearch:
    """Keep what this address asks. Only what came later will ever be called new."""
    require(rules.may_keep(by))
    require(rules.may_be_called(by, name))
    saved = SavedSearch(person_id=by.number, name=name, query=asked_by(query.lstrip("?")).address()[1:])
    _set_frequency(saved, frequency)
    saved.full_clean()
    saved.save()
    record("keep_search", saved, by=by, frequency=frequency)
    registry.changed(saved)
    return saved


@transaction.atomic
def change_search(saved: SavedSearch, *, name: str, frequency: str, by: Viewer) -> SavedSearch:
    """Whoever begins to want letters is told from now on."""
    require(rules.may_change(by, saved))
    require(rules.may_be_called(by, name, saved=saved))
    saved.name = name
    if saved.frequency == Frequency.NEVER and frequency != Frequency.NEVER:
        saved.told_at = timezone.now()
    if saved.frequency != frequency:
        _set_frequency(saved, frequency)
    saved.full_clean()
    saved.save()
    record("change_search", saved, by=by, frequency=frequency)
    registry.changed(saved)
    return saved


def _set_frequency(saved: SavedSearch, frequency: str) -> None:
    saved.frequency = frequency
    saved.look_on = _next_day(timezone.localdate(), frequency)


def _next_day(after: date, frequency: str) -> date | None:
    if frequency == Frequency.WEEKLY:
        return after + timedelta(days=7)
    if frequency == Frequency.MONTHLY:
        return (after.replace(day=1) + timedelta(days=32)).replace(day=min(after.day, 28))
    return None


@transaction.atomic
def drop_search(saved: SavedSearch, *, by: Viewer) -> None:
    """Gone with its feed; a letter that waits for it will not be written."""
    require(rules.may_change(by, saved))
    record("drop_search", saved, by=by)
    saved.delete()


@transaction.atomic
def open_search(saved: SavedSearch, *, by: Viewer) -> SavedSearch:
    """Its person looks. What was new stays new for the rest of the day, so that turning back loses nothing."""
    require(rules.may_change(by, saved))
    now = timezone.now()
    if timezone.localdate(saved.opened_at) < timezone.localdate(now):
        saved.seen_at, saved.opened_at = saved.opened_at, now
        saved.save(update_fields=["seen_at", "opened_at"])
    return saved


@transaction.atomic
def open_feed(saved: SavedSearch, *, by: Viewer) -> str:
    """A new key; the one before opens nothing any more. Returned this once: only its digest is kept."""
    require(rules.may_change(by, saved))
    key = secrets.token_urlsafe(32)
    saved.feed_digest, saved.feed_at = digest_of(key), timezone.now()
    saved.save(update_fields=["feed_digest", "feed_at"])
    record("open_feed", saved, by=by)
    registry.changed(saved)
    return key


@transaction.atomic
def revoke_feed(saved: SavedSearch, *, by: Viewer) -> SavedSearch:
    require(rules.may_change(by, saved))
    saved.feed_digest, saved.feed_at = "", None
    saved.save(update_fields=["feed_digest", "feed_at"])
    record("revoke_feed", saved, by=by)
    registry.changed(saved)
    return saved


def put_search_letters() -> int:
    """A letter without content for every search whose day has come and that finds something new. Returns their number."""
    due = SavedSearch.objects.filter(look_on__lte=timezone.localdate(), person__is_active=True)
    return sum(
        _put_letter(saved) for saved in due.exclude(frequency=Frequency.NEVER).select_related("person")
    )


@transaction.atomic
def _put_letter(saved: SavedSearch) -> bool:
    event = f"saved-search:{saved.pk}:{saved.look_on}"
    saved.look_on = _next_day(timezone.localdate(), saved.frequency)
    saved.save(update_fields=["look_on"])
    if _news_for(saved) is None:
        return False
    put_letter(
        address=saved.person.email,
        event=event,
        subject=_("Gemerkte Suche: %(name)s") % {"name": saved.name},
        body="",
        person_id=saved.person_id,
        writer=WRITER,
        about=str(saved.pk),
    )
    return True


def _news_for(saved: SavedSearch) -> News | None:
    """What its person may see of it at this moment; None without a mandate, and where nothing is new."""
    viewer = viewer_of(saved.person)
    if not viewer.mandates:
        return None
    news = new_since(viewer, saved.query, saved.told_at, take=NAMED_IN_A_LETTER)
    return news if news.entries else None


def write_letter(letter: Letter) -> str | None:
    """The text of a letter at the moment it leaves. None when it is not wanted any more, or nothing is left to tell."""
    saved = (
        SavedSearch.objects.filter(pk=letter.about, person__is_active=True).select_related("person").first()
    )
    if saved is None or saved.frequency == Frequency.NEVER or saved.person.email.lower() != letter.address:
        return None
    since, now = saved.told_at, timezone.now()
    news = _news_for(saved)
    if news is None:
        return None
    SavedSearch.objects.filter(pk=saved.pk).update(told_at=now)
    return "\n".join(_lines(saved, news, day(timezone.localtime(since))))


def _lines(saved: SavedSearch, news: News, since: str) -> list[str]:
    lines = [
        ngettext(
            "Seit %(since)s ist eine Erfahrung dazugekommen:",
            "Seit %(since)s sind %(n)s Erfahrungen dazugekommen:",
            news.total,
        )
        % {"since": since, "n": news.total},
        "",
    ]
    for entry in news.entries:
        title = entry.title.replace(REDACTED, _("[Stelle geschwärzt]"))
        lines += [f"{title}, {entry.line}", f"{settings.BASE_URL}{entry.address}", ""]
    more = news.total - len(news.entries)
    if more > 0:
        lines += [ngettext("Und eine weitere.", "Und %(n)s weitere.", more) % {"n": more}, ""]
    alle, change = reverse("search:kept_one", args=[saved.pk]), reverse("search:change_kept", args=[saved.pk])
    lines.append(_("Alle: %(address)s") % {"address": settings.BASE_URL + alle})
    lines.append(_("Seltener oder keine Briefe mehr: %(address)s") % {"address": settings.BASE_URL + change})
    return lines
