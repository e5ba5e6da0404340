"""Start page, Heute, legal pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import require, viewer_in
from netzwerkstatt.network.map import member_map
from netzwerkstatt.network.models import CompetenceCentre, Municipality
from netzwerkstatt.portal import actions, rules
from netzwerkstatt.portal.beginning import first_steps
from netzwerkstatt.portal.forms import FeedbackForm, LegalForm
from netzwerkstatt.portal.models import LegalPage
from netzwerkstatt.portal.pages import LegalPageShown, StartPage, TodayPage
from netzwerkstatt.portal.queries import installation, legal_page

MOST_WAITING = 7


def start(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    if not viewer.signed_in and not Person.objects.exists():
        return redirect("portal:set_up")
    about = installation()
    if about.is_closed and not viewer.signed_in:
        return render(request, "portal/closed.html", {"about": about})
    page = StartPage(
        intro=about.intro,
        members=Municipality.objects.visible_to(viewer).members().count(),
        map=member_map(),
        centres=list(
            CompetenceCentre.objects.visible_to(viewer).select_related("municipality").order_by("since_year")
        ),
        panels=registry.panels_for("start", None, viewer),
    )
    return render(request, "portal/start.html", {"page": page})


@login_required
def today(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    waiting = registry.waiting_for(viewer)
    page = TodayPage(
        on=timezone.localtime(),
        waiting=waiting[:MOST_WAITING],
        more_waiting=max(0, len(waiting) - MOST_WAITING),
        panels=registry.panels_for("today", None, viewer),
        has_mandate=bool(viewer.mandates),
        may_tell=bool(viewer.writing_mandates),
        first_steps=first_steps(viewer) if not waiting else (),
        may_set_up=bool(rules.may_edit_installation(viewer)),
    )
    return render(request, "portal/today.html", {"page": page})


def imprint(request: HttpRequest) -> HttpResponse:
    return _legal(request, LegalPage.Kind.IMPRINT)


def privacy(request: HttpRequest) -> HttpResponse:
    return _legal(request, LegalPage.Kind.PRIVACY)


def accessibility(request: HttpRequest) -> HttpResponse:
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.tell_of_barrier(**form.cleaned_data, page=request.POST.get("page", ""))
        messages.success(request, _("Danke. Wir kümmern uns darum."))
        return redirect("portal:accessibility")
    return _legal(request, LegalPage.Kind.ACCESSIBILITY, form)


def _legal(request: HttpRequest, kind: str, form: FeedbackForm | None = None) -> HttpResponse:
    found = legal_page(kind)
    page = LegalPageShown(
        heading=str(LegalPage.Kind(kind).label),
        kind=kind,
        text=found.text,
        changed_at=found.changed_at if found.pk else None,
        edit=rules.may_edit_installation(viewer_in(request)),
        form=form,
    )
    return render(request, "portal/legal.html", {"page": page})


@login_required
def edit_legal(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in LegalPage.Kind.values:
        raise Http404
    require(rules.may_edit_installation(viewer_in(request)))
    form = LegalForm(request.POST or None, initial={"text": legal_page(kind).text})
    if request.method == "POST" and form.is_valid():
        actions.set_legal_page(kind, text=form.cleaned_data["text"], by=viewer_in(request))
        messages.success(request, _("Gespeichert."))
        return redirect(f"portal:{kind}")
    return render(request, "portal/edit_legal.html", {"form": form, "heading": LegalPage.Kind(kind).label})
