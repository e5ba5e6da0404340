"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from netzwerkstatt.kernel.access import viewer_in
from netzwerkstatt.search.pages import search_page


def search(request: HttpRequest) -> HttpResponse:
    return render(request, "search/search.html", {"page": search_page(viewer_in(request), request.GET)})
