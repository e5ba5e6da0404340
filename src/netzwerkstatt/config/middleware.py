"""Puts the Viewer on the request, keeps a network closed until it is opened, and turns a refusal into a page with its reason."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from netzwerkstatt.config.viewer import viewer_for
from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.portal.queries import installation
from netzwerkstatt.portal.rules import is_shown_while_closed


class ViewerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_for(request))  # type: ignore[attr-defined]
        if not is_shown_while_closed(request.path) and not request.user.is_authenticated:
            request.about = installation()  # type: ignore[attr-defined]
            if request.about.is_closed:  # type: ignore[attr-defined]
                return redirect("portal:start")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotAllowed):
            return render(request, "ui/not_allowed.html", {"reason": error.decision.reason}, status=403)
        return None
