"""Keeping, opening and changing searches; the feed behind a key."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from netzwerkstatt.kernel.access import NotAllowed, viewer_in
from netzwerkstatt.network.queries import viewer_of
from netzwerkstatt.search import keeping
from netzwerkstatt.search.feeds import feed_of
from netzwerkstatt.search.forms import KeepForm
from netzwerkstatt.search.kept_pages import (
    FeedPage,
    change_page,
    keep_page,
    kept_one_page,
    kept_page,
    proposed_name,
)
from netzwerkstatt.search.models import SavedSearch
from netzwerkstatt.search.news import behind_key

READS, SECONDS = 20, 300
"""So often within so many seconds a feed may be read; feed readers come every quarter of an hour at most."""


def _own(request: HttpRequest, number: int) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.visible_to(viewer_in(request)), pk=number)


@login_required
def kept(request: HttpRequest) -> HttpResponse:
    return render(request, "search/kept.html", {"page": kept_page(viewer_in(request))})


@login_required
def keep(request: HttpRequest) -> HttpResponse:
    query = request.GET.urlencode()
    form = KeepForm(request.POST or None, initial={"name": proposed_name(query)})
    if request.method == "POST" and form.is_valid():
        try:
            keeping.keep_search(**form.cleaned_data, query=query, by=viewer_in(request))
        except NotAllowed as refusal:
            form.add_error("name", refusal.decision.reason)
        else:
            messages.success(request, _("Gemerkt. Die Suche steht ab jetzt auch auf der Seite Heute."))
            return redirect("search:kept")
    return render(request, "search/keep_search.html", {"page": keep_page(viewer_in(request), query, form)})


@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    saved = keeping.open_search(_own(request, number), by=viewer)
    return render(request, "search/kept_one.html", {"page": kept_one_page(viewer, saved)})


@login_required
def change(request: HttpRequest, number: int) -> HttpResponse:
    saved = _own(request, number)
    given = {"name": saved.name, "frequency": saved.frequency}
    form = KeepForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.change_search(saved, **form.cleaned_data, by=viewer_in(request))
        except NotAllowed as refusal:
            form.add_error("name", refusal.decision.reason)
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("search:kept")
    return render(request, "search/keep_search.html", {"page": change_page(saved, form)})


@login_required
@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    keeping.drop_search(_own(request, number), by=viewer_in(request))
    messages.success(request, _("Gelöscht. Ein Brief dazu kommt nicht mehr."))
    return redirect("search:kept")


@login_required
@require_POST
@never_cache
def open_feed(request: HttpRequest, number: int) -> HttpResponse:
    """The address is in this answer alone."""
    saved = _own(request, number)
    key = keeping.open_feed(saved, by=viewer_in(request))
    address = request.build_absolute_uri(f"/feeds/{key}/")
    return render(request, "search/kept_feed.html", {"page": FeedPage(saved.pk, saved.name, address)})


@login_required
@require_POST
def revoke_feed(request: HttpRequest, number: int) -> HttpResponse:
    keeping.revoke_feed(_own(request, number), by=viewer_in(request))
    messages.success(request, _("Zurückgezogen. Unter der alten Adresse ist nichts mehr."))
    return redirect("search:kept_one", number)


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever holds the key reads with the rights its person has now."""
    saved = behind_key(key)
    if saved is None:
        raise Http404
    if _too_often(saved):
        answer = HttpResponse(
            _("Dieser Feed wird zu oft abgerufen. Einmal in der Viertelstunde genügt."),
            status=429, content_type="text/plain; charset=utf-8",
        )  # fmt: skip
        answer["Retry-After"] = str(SECONDS)
    else:
        text = feed_of(saved, viewer_of(saved.person))
        answer = HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
    return _private(answer)


def _private(answer: Any) -> HttpResponse:
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _too_often(saved: SavedSearch) -> bool:
    """Counted for each feed and stretch of time; nobody's address is kept."""
    name = f"feed:{saved.feed_digest[:16]}:{int(timezone.now().timestamp()) // SECONDS}"
    count = cache.get(name, 0) + 1
    cache.set(name, count, SECONDS * 2)
    return count > READS
