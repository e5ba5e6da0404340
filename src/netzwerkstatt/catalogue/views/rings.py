"""Words that mean the same, for the search."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue import actions, rules
from netzwerkstatt.catalogue.forms import RingForm
from netzwerkstatt.catalogue.models import WordRing
from netzwerkstatt.catalogue.pages import RingsPage
from netzwerkstatt.kernel.access import NotAllowed, viewer_in


def rings(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    revise = rules.may_revise(viewer, WordRing())
    form = RingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_ring(**form.cleaned_data, by=viewer)
        except NotAllowed as refusal:
            form.add_error("description", refusal.decision.reason)
        else:
            messages.success(request, _("Ab jetzt finden diese Wörter einander."))
            return redirect("catalogue:rings")
    page = RingsPage(tuple(WordRing.objects.visible_to(viewer)), revise, form if revise else None)
    return render(request, "catalogue/rings.html", {"page": page})
