"""Reads of Undertakings. Lists start from `visible_to`."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Mandate, MunicipalityKind
from netzwerkstatt.network.models.organisations import current
from netzwerkstatt.practice.models import (
    BarrierMet,
    Reading,
    ReaderVolunteer,
    Undertaking,
    UndertakingPerson,
    Version,
    Voice,
    WayTried,
)
from netzwerkstatt.practice.states import OUTCOME_WORDS, STAGE_WORDS, Outcome, ReadingState, Stage

SIZES = (
    ("u20", "unter 20.000", 0, 20_000),
    ("20-50", "20.000 bis 50.000", 20_000, 50_000),
    ("50-150", "50.000 bis 150.000", 50_000, 150_000),
    ("150", "über 150.000", 150_000, 10**9),
)


def version_for(viewer: Viewer, undertaking: Undertaking) -> Version:
    """The wording this viewer reads: those at work on it the working one, everybody else what was released."""
    at_work = undertaking.released_id is None or (
        viewer.signed_in and undertaking.people.filter(person_id=viewer.person_id).exists()
    )
    chosen = undertaking.working if at_work else undertaking.released
    if chosen is None:
        raise ValueError("an Undertaking without text")
    return chosen


def names_place(viewer: Viewer, undertaking: Undertaking) -> bool:
    """Whether this viewer is told the municipality's name."""
    return viewer.reads_network or not undertaking.place_unnamed


def with_content(undertakings: QuerySet[Undertaking]) -> QuerySet[Undertaking]:
    """Everything a row needs, in a fixed number of queries."""
    barriers = BarrierMet.objects.select_related("barrier").prefetch_related(
        Prefetch("ways", queryset=WayTried.objects.select_related("approach"))
    )
    return undertakings.select_related("holder__municipality").prefetch_related(
        Prefetch("released__barriers", queryset=barriers),
        "released__goals",
        Prefetch("working__barriers", queryset=barriers),
        "working__goals",
    )


@dataclass(frozen=True)
class Filters:
    """What the address says about the list. Empty tuples filter nothing."""

    barrier: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    size: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    tool: tuple[str, ...] = ()

    def without(self, name: str) -> "Filters":
        return Filters(**{**self.__dict__, name: ()})


def experiences(viewer: Viewer, filters: Filters) -> QuerySet[Undertaking]:
    """Released Undertakings this viewer may see, by last release, cut by the filters."""
    return _filtered(_released_to(viewer), viewer, filters).order_by("-released_at", "-id")


def _released_to(viewer: Viewer) -> QuerySet[Undertaking]:
    return Undertaking.objects.visible_to(viewer).filter(released__isnull=False)


def _filtered(rows: QuerySet[Undertaking], viewer: Viewer, filters: Filters) -> QuerySet[Undertaking]:
    if filters.barrier:
        met = BarrierMet.objects.filter(barrier__key__in=filters.barrier)
        rows = rows.filter(released__in=met.values("version"))
    if filters.outcome:
        ways = WayTried.objects.filter(outcome__in=filters.outcome)
        rows = rows.filter(released__in=ways.values("barrier_met__version"))
    if filters.stage:
        rows = rows.filter(stage__in=filters.stage)
    if filters.kind:
        rows = rows.filter(holder__municipality__kind__in=filters.kind)
    if filters.size:
        sizes = Q()
        for key, _words, low, high in SIZES:
            if key in filters.size:
                sizes |= Q(holder__municipality__population__gte=low, holder__municipality__population__lt=high)
        rows = rows.filter(sizes)
    if filters.topic:
        through = Version.topics.through.objects.filter(topic__key__in=filters.topic)
        rows = rows.filter(released__in=through.values("version"))
    if filters.tool:
        used = Version.tools.through.objects.filter(tool__key__in=filters.tool)
        rows = rows.filter(released__in=used.values("version"))
    return rows


@dataclass(frozen=True)
class FacetValue:
    key: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    words: str
    values: tuple[FacetValue, ...]


def facets(viewer: Viewer, filters: Filters) -> list[Facet]:
    """Each facet counts what the list would hold with the other filters kept. Six queries, whatever the number."""
    place = "holder__municipality__"
    barrier_words = dict(BarrierMet.objects.order_by().values_list("barrier__key", "barrier__short").distinct())
    barrier = Counter(
        dict(
            BarrierMet.objects.filter(version__in=_versions(viewer, filters, "barrier"), barrier__isnull=False)
            .order_by()
            .values_list("barrier__key")
            .annotate(n=_count("version"))
        )
    )
    outcome = dict(
        WayTried.objects.filter(barrier_met__version__in=_versions(viewer, filters, "outcome"))
        .order_by()
        .values_list("outcome")
        .annotate(n=_count("barrier_met__version"))
    )
    stage = _grouped(viewer, filters, "stage", "stage")
    kind = _grouped(viewer, filters, "kind", place + "kind")
    populations = (
        _filtered(_released_to(viewer), viewer, filters.without("size"))
        .order_by()
        .values_list(place + "population", flat=True)
    )
    size = Counter(key for population in populations if population is not None for key in _sizes(population))
    return [
        _facet("barrier", "Hemmnis", [(k, barrier_words[k], n) for k, n in sorted(barrier.items(), key=lambda i: (-i[1], i[0]))], filters),
        _facet("outcome", "Was aus dem Umgang wurde", [(o.value, OUTCOME_WORDS[o], outcome.get(o.value, 0)) for o in Outcome], filters),
        _facet("stage", "Stand", [(s.value, STAGE_WORDS[s], stage.get(s.value, 0)) for s in Stage], filters),
        _facet("kind", "Art der Kommune", [(k.value, str(k.label), kind.get(k.value, 0)) for k in MunicipalityKind], filters),
        _facet("size", "Einwohner:innen", [(key, words, size[key]) for key, words, _low, _high in SIZES], filters),
    ]


def _sizes(population: int) -> list[str]:
    return [key for key, _words, low, high in SIZES if low <= population < high]


def _count(name: str) -> "object":
    from django.db.models import Count

    return Count(name, distinct=True)


def _versions(viewer: Viewer, filters: Filters, leaving_out: str) -> "object":
    return _filtered(_released_to(viewer), viewer, filters.without(leaving_out)).order_by().values("released")


def _grouped(viewer: Viewer, filters: Filters, name: str, column: str) -> dict[str, int]:
    rows = _filtered(_released_to(viewer), viewer, filters.without(name)).order_by()
    return dict(rows.values_list(column).annotate(n=_count("pk")))  # type: ignore[arg-type]


def _facet(name: str, words: str, values: list[tuple[str, str, int]], filters: Filters) -> Facet:
    chosen = getattr(filters, name)
    return Facet(
        name,
        words,
        tuple(FacetValue(key, label, count, key in chosen) for key, label, count in values if count or key in chosen),
    )


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
        .filter(reader_id=viewer.person_id, state=ReadingState.ASKED)
        .select_related("version__undertaking__holder__municipality", "voice__undertaking__holder__municipality")
    )


def voices_of(viewer: Viewer, undertaking: Undertaking) -> QuerySet[Voice]:
    return (
        Voice.objects.visible_to(viewer)
        .filter(undertaking=undertaking, released_text__gt="")
        .select_related("organisation")
    )


@dataclass(frozen=True)
class ReaderGroup:
    words: str
    people: tuple[tuple[int, str], ...]


def possible_readers(viewer: Viewer, undertaking: Undertaking, on: date) -> list[ReaderGroup]:
    """Own house, the other bench, centres, the Lesekreis; authors are left out."""
    authors = set(undertaking.people.filter(role=UndertakingPerson.Role.AUTHOR).values_list("person_id", flat=True))
    mandates = (
        Mandate.objects.filter(current(on), role__in=["coordinator", "deputy", "colleague"], person__is_active=True)
        .exclude(person_id__in=authors | {viewer.person_id or 0})
        .select_related("person", "organisation")
        .order_by("person__name")
    )
    home = undertaking.holder.municipality_id
    pool = set(ReaderVolunteer.objects.values_list("person_id", flat=True))
    groups: dict[str, dict[int, str]] = {"Eigenes Haus": {}, "Andere Bank": {}, "Kompetenzzentren": {}, "Lesekreis": {}}
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
