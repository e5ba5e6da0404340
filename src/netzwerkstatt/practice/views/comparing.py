"""Undertakings side by side. The choice lives in the address; everything comes through the door."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from netzwerkstatt.kernel.access import viewer_in
from netzwerkstatt.practice.pages.comparison import ComparisonPage, comparison_page
from netzwerkstatt.practice.pages.comparison_files import as_data, as_table
from netzwerkstatt.practice.queries import beside_each_other

MOST_ASKED = 20


def compare(request: HttpRequest) -> HttpResponse:
    return render(request, "practice/compare.html", {"page": _page(request)})


def table(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(as_table(_page(request, file=True)), content_type="text/csv; charset=utf-8")
    return _as_file(answer, "vergleich.csv")


def data(request: HttpRequest) -> HttpResponse:
    given = as_data(_page(request, file=True))
    return _as_file(
        JsonResponse(given, json_dumps_params={"ensure_ascii": False, "indent": 1}), "vergleich.json"
    )


def _page(request: HttpRequest, *, file: bool = False) -> ComparisonPage:
    """Keys one may not see are told apart from unknown ones nowhere; if none is left, there is no such page."""
    viewer = viewer_in(request)
    keys = list(dict.fromkeys(request.GET.getlist("v")))[:MOST_ASKED]
    found = beside_each_other(viewer, keys)
    if not found and (keys or file):
        raise Http404
    return comparison_page(found, viewer, asked=keys)


def _as_file(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
