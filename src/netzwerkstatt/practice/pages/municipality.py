"""All Undertakings of a municipality as one whole: what hangs loose, and which areas nobody touches. Names, never counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from netzwerkstatt.catalogue.models import FrameworkEntry
from netzwerkstatt.network.models import Municipality
from netzwerkstatt.practice.engine import coherence
from netzwerkstatt.practice.engine.coherence import Loose
from netzwerkstatt.practice.models import Undertaking, Version, whole
from netzwerkstatt.practice.pages.coherence import whole_of, words_of


@dataclass(frozen=True)
class LooseEnd:
    """A goal, a method, a result or a whole telling that hangs loose, and where it is told."""

    words: str
    title: str
    address: str


@dataclass(frozen=True)
class LooseGroup:
    heading: str
    ends: tuple[LooseEnd, ...]


@dataclass(frozen=True)
class AreaRow:
    """`told` holds title and address of what names the area; empty says that it is untouched."""

    name: str
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WholeMunicipalityPage:
    name: str
    address: str
    titles: tuple[tuple[str, str], ...]
    groups: tuple[LooseGroup, ...]
    areas: tuple[AreaRow, ...]
    untouched: tuple[str, ...]
    untold: tuple[tuple[str, str], ...]


HEADINGS = (
    (Loose.GOAL_WITHOUT_METHOD, gettext_lazy("Ziele, zu denen kein Vorgehen führt")),
    (Loose.GOAL_WITHOUT_RESULT, gettext_lazy("Ziele, zu denen kein Ergebnis beschrieben ist")),
    (Loose.INTENTION_LOST, gettext_lazy("Ziele, deren Absicht verloren ging")),
    (Loose.METHOD_WITHOUT_GOAL, gettext_lazy("Vorgehen, die keinem Ziel dienen")),
    (Loose.RESULT_WITHOUT_GOAL, gettext_lazy("Ergebnisse, die zu keinem Ziel gehören")),
    (Loose.ONLY_PUBLICITY, gettext_lazy("Vorhaben, von denen nur Öffentlichkeitsarbeit genannt ist")),
    (Loose.ONLY_ASSUMED, gettext_lazy("Vorhaben, deren Ergebnisse alle angenommen sind")),
)


def whole_municipality_page(
    place: Municipality, undertakings: Sequence[Undertaking], areas: Sequence[FrameworkEntry]
) -> WholeMunicipalityPage:
    """The page over what one viewer may read there."""
    told = [(u, u.released or u.working) for u in undertakings]
    versions = [(u, version) for u, version in told if version is not None]
    prefetch_related_objects([version for _u, version in versions], *whole())
    touched = {u.pk: {entry.key for entry in version.entries.all()} for u, version in versions}
    left = coherence.untouched([area.key for area in areas], touched.values())
    return WholeMunicipalityPage(
        name=place.name,
        address=reverse("network:municipality", args=[place.key]),
        titles=tuple(_link(u, version) for u, version in versions),
        groups=_groups(versions),
        areas=tuple(
            AreaRow(area.name, tuple(_link(u, v) for u, v in versions if area.key in touched[u.pk]))
            for area in areas
        ),
        untouched=tuple(area.name for area in areas if area.key in left),
        untold=tuple(_link(u, v) for u, v in versions if not v.goals.all() and not v.methods.all()),
    )


def _groups(versions: Sequence[tuple[Undertaking, Version]]) -> tuple[LooseGroup, ...]:
    ends: dict[Loose, list[LooseEnd]] = {kind: [] for kind in Loose}
    for undertaking, version in versions:
        if not version.goals.all() and not version.methods.all() and not version.publicity.all():
            continue
        words = words_of(version)
        for finding in coherence.findings(whole_of(version)):
            ends[finding.kind].append(LooseEnd(words.get(finding.key, ""), *_link(undertaking, version)))
    return tuple(LooseGroup(str(heading), tuple(ends[kind])) for kind, heading in HEADINGS if ends[kind])


def _link(undertaking: Undertaking, version: Version) -> tuple[str, str]:
    return version.title or _("ohne Titel"), undertaking.get_absolute_url()
