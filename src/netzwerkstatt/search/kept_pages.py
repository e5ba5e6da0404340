"""What the pages of kept searches state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import ALLOWED, Decision, Viewer
from netzwerkstatt.search import mirror, rules
from netzwerkstatt.search.asking import Asked
from netzwerkstatt.search.mirror import Mirror
from netzwerkstatt.search.models import SavedSearch
from netzwerkstatt.search.news import News, asked_by, kept_by, new_since

ON_TODAY = 5
SHOWN = 30


@dataclass(frozen=True)
class KeptRow:
    number: int
    name: str
    question: str
    circumstance: str


@dataclass(frozen=True)
class KeptPage:
    rows: tuple[KeptRow, ...]
    experiences: str


@dataclass(frozen=True)
class KeptOnePage:
    """One kept search opened: what is new since its person looked before."""

    number: int
    name: str
    question: str
    circumstance: str
    since: datetime
    news: News
    more: int
    all_address: str
    feed_at: datetime | None


@dataclass(frozen=True)
class KeepPage:
    """Keeping a search, or changing it. `may` says why not."""

    heading: str
    question: str
    may: Decision
    form: Any
    submit: str
    back: str
    number: int | None = None


@dataclass(frozen=True)
class FeedPage:
    """The address of a feed, which is shown this once."""

    number: int
    name: str
    address: str


@dataclass(frozen=True)
class KeptPanel:
    rows: tuple[KeptRow, ...]
    more: int


def question_in_words(asked: Asked, known: Mirror) -> str:
    """ "„Hitze“ · Hemmnis: Förderung endet"."""
    parts = [f"„{asked.text}“"] if asked.text else []
    for facet in registry.facets():
        chosen = asked.chosen.get(facet.name, ())
        if chosen:
            words = known.words_of(facet.name)
            named = _(" oder ").join(words.get(value, value) for value in chosen)
            parts.append(f"{facet.words}: {named}")
    return " · ".join(parts) or _("Alle Erfahrungen")


def _row(saved: SavedSearch, known: Mirror) -> KeptRow:
    frequency = SavedSearch.Frequency
    circumstance = {
        frequency.NEVER: _("kein Brief"),
        frequency.WEEKLY: _("Brief einmal in der Woche"),
        frequency.MONTHLY: _("Brief einmal im Monat"),
    }[frequency(saved.frequency)]
    if saved.feed_digest:
        circumstance = _("%(letter)s, Feed") % {"letter": circumstance}
    return KeptRow(saved.pk, saved.name, question_in_words(asked_by(saved.query), known), circumstance)


def kept_page(viewer: Viewer) -> KeptPage:
    known = mirror.current()
    rows = tuple(_row(saved, known) for saved in kept_by(viewer))
    return KeptPage(rows, reverse("search:experiences"))


def kept_one_page(viewer: Viewer, saved: SavedSearch) -> KeptOnePage:
    row = _row(saved, mirror.current())
    news = new_since(viewer, saved.query, saved.seen_at, take=SHOWN)
    return KeptOnePage(
        number=saved.pk,
        name=saved.name,
        question=row.question,
        circumstance=row.circumstance,
        since=saved.seen_at,
        news=news,
        more=max(0, news.total - SHOWN),
        all_address=f"{reverse('search:experiences')}?{saved.query}",
        feed_at=saved.feed_at,
    )


def keep_page(viewer: Viewer, query: str, form: Any) -> KeepPage:
    asked = asked_by(query)
    return KeepPage(
        heading=_("Suche merken"),
        question=question_in_words(asked, mirror.current()),
        may=rules.may_keep(viewer),
        form=form,
        submit=_("Merken"),
        back=reverse("search:experiences") + asked.address(),
    )


def change_page(saved: SavedSearch, form: Any) -> KeepPage:
    return KeepPage(
        heading=_("Gemerkte Suche ändern"),
        question=question_in_words(asked_by(saved.query), mirror.current()),
        may=ALLOWED,
        form=form,
        submit=_("Speichern"),
        back=reverse("search:kept"),
        number=saved.pk,
    )


def proposed_name(query: str) -> str:
    return question_in_words(asked_by(query), mirror.current())[:80]


def for_today(_thing: object, viewer: Viewer) -> KeptPanel | None:
    """The person's searches by their names; nothing for those who keep none."""
    kept = list(kept_by(viewer)) if viewer.signed_in else []
    if not kept:
        return None
    known = mirror.current()
    return KeptPanel(tuple(_row(saved, known) for saved in kept[:ON_TODAY]), max(0, len(kept) - ON_TODAY))
