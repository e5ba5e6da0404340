"""One tree of addresses."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from netzwerkstatt.kernel.ui.views import gallery, not_found


def healthy(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("", include("netzwerkstatt.portal.urls")),
    path("", include("netzwerkstatt.practice.urls")),
    path("", include("netzwerkstatt.catalogue.urls")),
    path("", include("netzwerkstatt.network.urls")),
    path("", include("netzwerkstatt.indicators.urls")),
    path("", include("netzwerkstatt.search.urls")),
    path("konto/", include("allauth.urls")),
    path("healthz", healthy),
]
if settings.DEVELOPMENT:
    urlpatterns.append(path("bausteine/", gallery, name="gallery"))

handler404 = not_found
