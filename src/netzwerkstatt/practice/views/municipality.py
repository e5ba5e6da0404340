"""All Undertakings of a municipality as one whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from netzwerkstatt.catalogue.models import FrameworkEntry
from netzwerkstatt.kernel.access import viewer_in
from netzwerkstatt.network.models import Municipality
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.practice.pages.municipality import whole_municipality_page
from netzwerkstatt.practice.queries import told_in


def whole_municipality(request: HttpRequest, key: str) -> HttpResponse:
    """All a viewer may read there, asked whether it hangs together."""
    place = get_object_or_404(Municipality, key=key)
    rows = told_in(viewer_in(request), place).filter(form=Undertaking.Form.TELLING)
    areas = FrameworkEntry.objects.filter(framework=FrameworkEntry.Framework.OTTAWA_AREA, in_use=True)
    page = whole_municipality_page(
        place, list(rows.select_related("released", "working")), list(areas.order_by("position"))
    )
    return render(request, "practice/whole_municipality.html", {"page": page})
