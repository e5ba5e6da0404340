"""Reads of Undertakings. Lists start from `visible_to`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.catalogue.models import Barrier, FrameworkEntry, Tool
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Mandate, Municipality
from netzwerkstatt.network.models.organisations import current
from netzwerkstatt.practice.models import (
    BarrierMet,
    BenchJudgement,
    ReaderVolunteer,
    Reading,
    Undertaking,
    UndertakingPerson,
    Version,
    Voice,
    WayTried,
    level_named,
    whole,
)
from netzwerkstatt.practice.states import ReadingState

SIZES = (
    ("u20", "unter 20.000", 0, 20_000),
    ("20-50", "20.000 bis 50.000", 20_000, 50_000),
    ("50-150", "50.000 bis 150.000", 50_000, 150_000),
    ("150", "über 150.000", 150_000, 10**9),
)


def version_for(viewer: Viewer, undertaking: Undertaking) -> Version:
    """The wording this viewer reads: those at work on it the working one, everybody else what was released."""
    at_work = undertaking.released_id is None or (
        viewer.reads_network and undertaking.people.filter(person_id=viewer.number).exists()
    )
    chosen = undertaking.working if at_work else undertaking.released
    if chosen is None:
        raise ValueError("an Undertaking without text")
    return chosen


def beside_each_other(viewer: Viewer, keys: Sequence[str]) -> list[tuple[Undertaking, Version]]:
    """Of these Undertakings those the viewer may see, in this order, each with all parts of one wording.

    It is the released one wherever there is one: what stands side by side is then the same for everybody who reads it.
    """
    rows = Undertaking.objects.visible_to(viewer).filter(key__in=keys).select_related("holder__municipality")
    found = {undertaking.key: undertaking for undertaking in rows}
    chosen = {u.key: u.released_id or u.working_id for u in found.values()}
    versions = Version.objects.prefetch_related(*whole()).in_bulk([pk for pk in chosen.values() if pk])
    return [
        (found[key], versions[pk]) for key in keys if (pk := chosen.get(key)) is not None and pk in versions
    ]


def names_place(viewer: Viewer, undertaking: Undertaking) -> bool:
    """Whether this viewer is told the municipality's name."""
    return viewer.reads_network or not undertaking.place_unnamed


def with_content(undertakings: QuerySet[Undertaking], *, drafts: bool = False) -> QuerySet[Undertaking]:
    """Everything a row needs, in a fixed number of queries; with `drafts` also of what is not released."""
    barriers = BarrierMet.objects.select_related("barrier").prefetch_related(
        Prefetch("ways", queryset=WayTried.objects.select_related("approach"))
    )
    versions = ("released", "working") if drafts else ("released",)
    return undertakings.select_related("holder__municipality", *versions).prefetch_related(
        *(Prefetch(f"{version}__barriers", queryset=barriers) for version in versions),
        *(f"{version}__goals" for version in versions),
    )


def experiences(viewer: Viewer) -> QuerySet[Undertaking]:
    """Released Undertakings this viewer may see, by last release."""
    return Undertaking.objects.released_to(viewer).order_by("-released_at", "-id")


def experiences_with_barrier(viewer: Viewer, barrier: Barrier) -> QuerySet[Undertaking]:
    met = BarrierMet.objects.filter(barrier=barrier)
    return experiences(viewer).filter(released__in=met.values("version"))


def experiences_with_tool(viewer: Viewer, tool: Tool) -> QuerySet[Undertaking]:
    used = Version.tools.through.objects.filter(tool=tool)
    return experiences(viewer).filter(released__in=used.values("version"))


def size_of(population: int | None) -> str:
    """The key of the size class; empty when the number is not known."""
    found = (key for key, _words, low, high in SIZES if population is not None and low <= population < high)
    return next(found, "")


def told_in(viewer: Viewer, municipality: Municipality) -> QuerySet[Undertaking]:
    """What this viewer may read of a municipality and may know to be from there, last changed first."""
    rows = Undertaking.objects.visible_to(viewer).filter(
        holder__municipality=municipality, working__isnull=False
    )
    if not viewer.reads_network:
        rows = rows.filter(place_unnamed=False)
    return rows.order_by("-changed_at")


def drafts_of(viewer: Viewer) -> QuerySet[Undertaking]:
    """What this person has begun and not released, or changed since."""
    return (
        Undertaking.objects.authored_by(viewer)
        .filter(deleted_at__isnull=True)
        .exclude(released=F("working"))
        .select_related("working", "holder")
        .order_by("-changed_at")
    )


def readings_waiting(viewer: Viewer) -> QuerySet[Reading]:
    return (
        Reading.objects.visible_to(viewer)
        .filter(reader_id=viewer.number, state=ReadingState.ASKED)
        .select_related(
            "version__undertaking__holder__municipality", "voice__undertaking__holder__municipality"
        )
    )


def voices_of(viewer: Viewer, undertaking: Undertaking) -> QuerySet[Voice]:
    return (
        Voice.objects.visible_to(viewer)
        .filter(undertaking=undertaking, released_text__gt="")
        .select_related("organisation")
    )


def judgements_of(viewer: Viewer, undertaking: Undertaking) -> QuerySet[BenchJudgement]:
    """How the other bench judges participation, for whoever sees the Undertaking."""
    rows = BenchJudgement.objects.visible_to(viewer).filter(undertaking=undertaking)
    return rows.select_related("group").annotate(level_name=level_named())


def participation_levels() -> dict[int, str]:
    """The nine levels by their number."""
    rows = FrameworkEntry.objects.filter(framework=FrameworkEntry.Framework.PARTICIPATION)
    return dict(rows.values_list("position", "name"))


@dataclass(frozen=True)
class ReaderGroup:
    words: str
    people: tuple[tuple[int, str], ...]


def possible_readers(viewer: Viewer, undertaking: Undertaking, on: date) -> list[ReaderGroup]:
    """Own house, the other bench, centres, the Lesekreis; authors are left out."""
    authors = set(
        undertaking.people.filter(role=UndertakingPerson.Role.AUTHOR).values_list("person_id", flat=True)
    )
    mandates = (
        Mandate.objects.filter(
            current(on), role__in=["coordinator", "deputy", "colleague"], person__is_active=True
        )
        .exclude(person_id__in=authors | {viewer.person_id or 0})
        .select_related("person", "organisation")
        .order_by("person__name")
    )
    home = undertaking.holder.municipality_id
    pool = set(ReaderVolunteer.objects.values_list("person_id", flat=True))
    groups: dict[str, dict[int, str]] = {
        "Eigenes Haus": {},
        "Andere Bank": {},
        "Kompetenzzentren": {},
        "Lesekreis": {},
    }
    wanted = Q(organisation_id=undertaking.holder_id) | Q(organisation__kind="centre") | Q(person_id__in=pool)
    if home:
        wanted |= Q(organisation__municipality_id=home)
    for mandate in mandates.filter(wanted):
        group = _group_of(mandate, undertaking, home)
        groups[group].setdefault(mandate.person_id, f"{mandate.person.name}, {mandate.organisation.name}")
    return [ReaderGroup(words, tuple(people.items())) for words, people in groups.items() if people]


def _group_of(mandate: Mandate, undertaking: Undertaking, home: int | None) -> str:
    if mandate.organisation_id == undertaking.holder_id:
        return "Eigenes Haus"
    if home and mandate.organisation.municipality_id == home:
        same = mandate.organisation.kind == undertaking.holder.kind
        return "Eigenes Haus" if same else "Andere Bank"
    return "Kompetenzzentren" if mandate.organisation.kind == "centre" else "Lesekreis"


def people_at_work(undertaking: Undertaking) -> list[tuple[Person, str]]:
    rows = undertaking.people.select_related("person").order_by("role", "person__name")
    return [(part.person, part.get_role_display()) for part in rows]
