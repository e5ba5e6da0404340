"""What there is, by topic."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from netzwerkstatt.kernel.access import viewer_in
from netzwerkstatt.search.overview_pages import overview_page, topic_page


def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "search/overview.html", {"page": overview_page(viewer_in(request))})


def topic(request: HttpRequest, key: str) -> HttpResponse:
    page = topic_page(viewer_in(request), key)
    if page is None:
        raise Http404
    return render(request, "search/overview_topic.html", {"page": page})
