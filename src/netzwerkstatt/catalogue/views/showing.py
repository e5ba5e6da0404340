"""Lists and terms, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue import queries
from netzwerkstatt.catalogue.models import Approach, Barrier, Term, Tool, Topic
from netzwerkstatt.catalogue.pages import KINDS, other_lists, term_list_page, term_page
from netzwerkstatt.kernel.access import viewer_in


def _list(request: HttpRequest, kind: type[Term], heading: str, lead: str) -> HttpResponse:
    page = term_list_page(kind, viewer_in(request), heading=heading, lead=lead)
    return render(request, "catalogue/terms.html", {"page": page})


def barriers(request: HttpRequest) -> HttpResponse:
    lead = _(
        "Was einem Vorhaben im Weg steht, liegt selten an einer Person. Hier steht, was andere erlebt und versucht haben."
    )
    return _list(request, Barrier, _("Hemmnisse"), lead)


def tools(request: HttpRequest) -> HttpResponse:
    lead = _("Instrumente, Methoden und Projektformen der Gesundheitsförderung. Keines davon ist das beste.")
    return _list(request, Tool, _("Werkzeuge"), lead)


def approaches(request: HttpRequest) -> HttpResponse:
    lead = _(
        "Was man gegen ein Hemmnis tun kann. Dieselbe Umgangsweise hat hier geholfen und dort nicht; die Bedingungen stehen dabei."
    )
    return _list(request, Approach, _("Umgangsweisen"), lead)


def topics(request: HttpRequest) -> HttpResponse:
    return _list(request, Topic, _("Themen"), _("Felder der Gesundheitsförderung, nach dem Alphabet."))


def term(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One term; the address of a merged one leads on to what it became."""
    found = get_object_or_404(KINDS[kind].objects.select_related("merged_into"), key=key)
    if found.merged_into is not None:
        return redirect(found.merged_into)
    return render(request, "catalogue/term.html", {"page": term_page(found, viewer_in(request))})


def frameworks(request: HttpRequest) -> HttpResponse:
    shown = {"frameworks": queries.frameworks(), "lists": other_lists()}
    return render(request, "catalogue/frameworks.html", shown)
