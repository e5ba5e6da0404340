"""The list of experiences and its feed."""

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from netzwerkstatt.kernel.access import NOBODY, viewer_in
from netzwerkstatt.practice import queries
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.practice.pages.listing import listing_page
from netzwerkstatt.practice.pages.rows import row_of
from netzwerkstatt.practice.queries import Filters, with_content

PAGE = 10


def _filters(request: HttpRequest) -> Filters:
    """Filters from the address; unknown names are left alone."""
    return Filters(**{name: tuple(request.GET.getlist(name)[:20]) for name in Filters.__dataclass_fields__})


def experiences(request: HttpRequest) -> HttpResponse:
    filters = _filters(request)
    found = queries.experiences(viewer_in(request), filters)
    paginator = Paginator(found, PAGE)
    number = paginator.get_page(request.GET.get("seite", 1)).number
    rows = with_content(found[(number - 1) * PAGE : number * PAGE])
    page = listing_page(
        viewer_in(request), filters, [row_of(u, viewer_in(request)) for u in rows], paginator, number
    )
    return render(request, "practice/experiences.html", {"page": page})


class ReleasedFeed(Feed):
    """What was released to everybody, newest first."""

    feed_type = Atom1Feed
    title = "Freigegebene Erfahrungen"
    subtitle = "Was Kommunen versucht haben, was ihnen im Weg stand und was daraus wurde"

    def link(self) -> str:
        return reverse("practice:experiences")

    def items(self) -> list[Undertaking]:
        return list(with_content(queries.experiences(NOBODY, Filters())[:30]))

    def item_title(self, item: Undertaking) -> str:
        return row_of(item, NOBODY).title

    def item_description(self, item: Undertaking) -> str:
        return row_of(item, NOBODY).summary

    def item_updateddate(self, item: Undertaking) -> object:
        return item.released_at


feed = ReleasedFeed()
