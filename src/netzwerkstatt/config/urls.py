"""One tree of addresses."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from netzwerkstatt.kernel.ui.views import gallery


def healthy(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("", include("netzwerkstatt.portal.urls")),
    path("", include("netzwerkstatt.practice.urls")),
    path("", include("netzwerkstatt.catalogue.urls")),
    path("", include("netzwerkstatt.network.urls")),
    path("", include("netzwerkstatt.indicators.urls")),
    path("", include("netzwerkstatt.search.urls")),
    path("konto/", include("netzwerkstatt.accounts.urls")),
    path("konto/", include("allauth.urls")),
    path("healthz", healthy),
]
if settings.DEVELOPMENT:
    urlpatterns.append(path("bausteine/", gallery, name="gallery"))

handler400 = "netzwerkstatt.kernel.ui.views.bad_request"
handler403 = "netzwerkstatt.kernel.ui.views.forbidden"
handler404 = "netzwerkstatt.kernel.ui.views.not_found"
handler429 = "netzwerkstatt.kernel.ui.views.too_many_requests"
handler500 = "netzwerkstatt.kernel.ui.views.broken"
