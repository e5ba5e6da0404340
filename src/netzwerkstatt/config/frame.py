"""The frame of every page: navigation, search, the one main button. Made here, because only config knows everybody."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.portal.models import Installation
from netzwerkstatt.portal.queries import installation


@dataclass(frozen=True)
class NavigationEntry:
    words: str
    address: str
    here: bool


@dataclass(frozen=True)
class Frame:
    """What the page around the page needs."""

    network_name: str
    is_demonstration: bool
    navigation: tuple[NavigationEntry, ...]
    legal: tuple[NavigationEntry, ...]
    search_address: str
    experiences_address: str
    tell_address: str
    person_name: str
    person_for: str
    may_tell: bool
    logo_address: str
    colours_address: str


def frame(request: HttpRequest) -> dict[str, object]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = getattr(request, "about", None) or installation()
    names = _inside() if viewer.signed_in else _outside()
    names += [(_("Amtliche Daten"), "indicators:data")] if viewer.is_operator else []
    return {
        "viewer": viewer,
        "frame": Frame(
            network_name=about.network_name,
            is_demonstration=about.is_demonstration,
            navigation=tuple(_entry(request, words, name) for words, name in names),
            legal=tuple(_entry(request, words, name) for words, name in _legal()),
            search_address=reverse("search:search"),
            experiences_address=reverse("search:experiences"),
            tell_address=reverse("practice:begin"),
            person_name=viewer.name,
            person_for=_acting_for(viewer),
            may_tell=bool(viewer.writing_mandates),
            logo_address=reverse("portal:logo_file", args=[about.logo_digest]) if about.logo_digest else "",
            colours_address=_colours(about),
        ),
        "development": settings.DEVELOPMENT,
    }


def _colours(about: Installation) -> str:
    if not about.accent:
        return ""
    return reverse("portal:colours_file", args=[about.accent[1:], about.accent_dark[1:]])


def _inside() -> list[tuple[str, str]]:
    return [
        (_("Heute"), "portal:today"),
        (_("Erfahrungen"), "search:experiences"),
        (_("Hemmnisse"), "catalogue:barriers"),
        (_("Werkzeuge"), "catalogue:tools"),
        (_("Vorlagen"), "practice:templates"),
        (_("Netzwerk"), "network:members"),
    ]


def _outside() -> list[tuple[str, str]]:
    return [
        (_("Das Netzwerk"), "portal:start"),
        (_("Erfahrungen"), "search:experiences"),
        (_("Hemmnisse und Wege"), "catalogue:barriers"),
        (_("Vorlagen"), "practice:templates"),
        (_("Kompetenzzentren"), "network:centres"),
    ]


def _legal() -> list[tuple[str, str]]:
    return [
        (_("Barrierefreiheit"), "portal:accessibility"),
        (_("Datenschutz"), "portal:privacy"),
        (_("Impressum"), "portal:imprint"),
    ]


def _entry(request: HttpRequest, words: str, name: str) -> NavigationEntry:
    address = reverse(name)
    here = request.path == address if address == "/" else request.path.startswith(address)
    return NavigationEntry(words, address, here)


def _acting_for(viewer: Viewer) -> str:
    places = [m.municipality_name or m.organisation_name for m in viewer.mandates]
    return ", ".join(dict.fromkeys(places))
