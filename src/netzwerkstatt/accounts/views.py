"""One's sessions: where one is signed in, and ending that elsewhere."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.accounts.actions import end_session
from netzwerkstatt.accounts.pages import sessions_page
from netzwerkstatt.kernel.access import viewer_in


@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    page = sessions_page(request.user)  # type: ignore[arg-type]
    return render(request, "accounts/sessions.html", {"page": page})


@login_required
@require_POST
def end_one(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(UserSession, pk=number, user_id=viewer_in(request).number)
    here = found.is_current()
    end_session(found, by=viewer_in(request))
    if here:
        return redirect("account_login")
    messages.success(request, _("Die Sitzung ist beendet. Dort ist niemand mehr angemeldet."))
    return redirect("usersessions_list")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    for session in UserSession.objects.filter(user_id=viewer_in(request).number):
        if not session.is_current():
            end_session(session, by=viewer_in(request))
    messages.success(request, _("Alle anderen Sitzungen sind beendet."))
    return redirect("usersessions_list")
