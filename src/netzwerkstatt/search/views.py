"""The pages of finding."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.queries import lead_on
from netzwerkstatt.kernel.access import NOBODY, viewer_in
from netzwerkstatt.search.asking import EXPERIENCES, asked
from netzwerkstatt.search.models import SearchEntry
from netzwerkstatt.search.pages import alike_page, finding_page, search_page
from netzwerkstatt.search.queries import newest


def search(request: HttpRequest) -> HttpResponse:
    page = search_page(viewer_in(request), asked(lead_on(request.GET)))
    return render(request, "search/search.html", {"page": page})


def experiences(request: HttpRequest) -> HttpResponse:
    page = finding_page(viewer_in(request), asked(lead_on(request.GET), kind=EXPERIENCES))
    return render(request, "search/finding.html", {"page": page})


@login_required
def alike(request: HttpRequest) -> HttpResponse:
    page = alike_page(viewer_in(request), asked(request.GET, kind=EXPERIENCES))
    if page is None:
        raise Http404
    return render(request, "search/alike.html", {"page": page})


class ReleasedFeed(Feed):
    """What was released to everybody, newest first."""

    feed_type = Atom1Feed
    title = _("Freigegebene Erfahrungen")
    subtitle = _("Was Kommunen versucht haben, was ihnen im Weg stand und was daraus wurde")

    def link(self) -> str:
        return reverse("search:experiences")

    def items(self) -> list[SearchEntry]:
        return newest(NOBODY, EXPERIENCES, 30)

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.line)

    def item_link(self, item: Any) -> str:
        return str(item.address)

    def item_updateddate(self, item: Any) -> object:
        return item.moment


feed = ReleasedFeed()
