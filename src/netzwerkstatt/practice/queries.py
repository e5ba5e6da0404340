"""Reads of Undertakings. Lists start from `visible_to`."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.catalogue.models import Barrier
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Mandate, MunicipalityKind
from netzwerkstatt.network.models.organisations import current
from netzwerkstatt.practice.models import (
    BarrierMet,
    ReaderVolunteer,
    Reading,
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
        viewer.signed_in and undertaking.people.filter(person_id=viewer.number).exists()
    )
    chosen = undertaking.working if at_work else undertaking.released
    if chosen is None:
        raise ValueError("an Undertaking without text")
    return chosen


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
    return Undertaking.objects.released_to(viewer)


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
                sizes |= Q(
                    holder__municipality__population__gte=low, holder__municipality__population__lt=high
                )
        rows = rows.filter(sizes)
    if filters.topic:
        through = Version.topics.through.objects.filter(topic__key__in=filters.topic)
        rows = rows.filter(released__in=through.values("version"))
    if filters.tool:
        used = Version.tools.through.objects.filter(tool__key__in=filters.tool)
        rows = rows.filter(released__in=used.values("version"))
    return rows


SHORT_LIST, SHOWN_AT_ONCE = 8, 6


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

    @property
    def first(self) -> tuple[FacetValue, ...]:
        """The values shown at once: all of a short list, six of a long one, and whatever is chosen."""
        if len(self.values) <= SHORT_LIST:
            return self.values
        return tuple(v for n, v in enumerate(self.values) if n < SHOWN_AT_ONCE or v.chosen)

    @property
    def rest(self) -> tuple[FacetValue, ...]:
        return tuple(value for value in self.values if value not in self.first)


def facets(viewer: Viewer, filters: Filters) -> list[Facet]:
    """Each facet counts what the list would hold with the other filters kept. One query for all of them."""
    counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    parts = [_counted(name, viewer, filters) for name in FACETS]
    for name, key, number in parts[0].union(*parts[1:], all=True):
        if key is not None:
            counts[name][key] = number
    words = {**_fixed_words(), "barrier": _barrier_words(counts["barrier"])}
    return [_facet(name, counts[name], words[name], filters) for name in FACETS]


FACETS = {
    "barrier": "Hemmnis",
    "outcome": "Was aus dem Umgang wurde",
    "stage": "Stand",
    "kind": "Art der Kommune",
    "size": "Einwohner:innen",
}


def _counted(name: str, viewer: Viewer, filters: Filters) -> QuerySet[Any, tuple[str, str | None, int]]:
    """(facet, value, number) for the values of one facet."""
    rows = _filtered(_released_to(viewer), viewer, filters.without(name)).order_by()
    found: QuerySet[Any]
    if name == "barrier":
        found = BarrierMet.objects.filter(version__in=rows.values("released")).order_by()
        column, counted = F("barrier__key"), "version"
    elif name == "outcome":
        found = WayTried.objects.filter(barrier_met__version__in=rows.values("released")).order_by()
        column, counted = F("outcome"), "barrier_met__version"
    else:
        column = {"stage": F("stage"), "kind": F("holder__municipality__kind"), "size": _size()}[name]  # type: ignore[assignment]
        found, counted = rows, "pk"
    named = found.annotate(facet=Value(name, output_field=CharField()), value=Cast(column, CharField()))
    return named.values_list("facet", "value").annotate(number=Count(counted, distinct=True))


def _size() -> Case:
    place = "holder__municipality__population__"
    return Case(
        *(
            When(**{place + "gte": low, place + "lt": high}, then=Value(key))
            for key, _words, low, high in SIZES
        ),
        default=None,
        output_field=CharField(),
    )


def _fixed_words() -> dict[str, dict[str, str]]:
    return {
        "outcome": {o.value: OUTCOME_WORDS[o] for o in Outcome},
        "stage": {s.value: STAGE_WORDS[s] for s in Stage},
        "kind": {k.value: str(k.label) for k in MunicipalityKind},
        "size": {key: words for key, words, _low, _high in SIZES},
    }


def _barrier_words(counts: dict[str, int]) -> dict[str, str]:
    """In the order of the facet: what most have met first, the alphabet among equals."""
    words = dict(Barrier.objects.filter(key__in=counts).values_list("key", "short"))
    return {key: words[key] for key in sorted(words, key=lambda key: (-counts[key], words[key]))}


def _facet(name: str, counts: dict[str, int], words: dict[str, str], filters: Filters) -> Facet:
    chosen = getattr(filters, name)
    return Facet(
        name,
        FACETS[name],
        tuple(
            FacetValue(key, label, counts.get(key, 0), key in chosen)
            for key, label in words.items()
            if key in counts or key in chosen
        ),
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
