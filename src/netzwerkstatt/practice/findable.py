"""What the search keeps of Undertakings: entries, facets, and the line that is shown of each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.models import Approach, Barrier, FrameworkEntry, Tool, Topic
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.registry import NETWORK, PUBLIC, Entry, Facet, SearchSource
from netzwerkstatt.network.models import District, Municipality, MunicipalityKind, State
from netzwerkstatt.practice.models import Result, Undertaking, Version, whole
from netzwerkstatt.practice.pages.rows import kept_row, row_to_keep
from netzwerkstatt.practice.queries import SIZES, size_of
from netzwerkstatt.practice.states import OUTCOME_WORDS, REDACTED, STAGE_WORDS, Audience

ENTRY_FACETS = ("ottawa_area", "ottawa_strategy", "setting", "target_group")


def source() -> SearchSource:
    return SearchSource(
        kind="undertaking",
        label=_("Erfahrung"),
        model=Undertaking,
        visible=Undertaking.objects.released_to,
        entries=entries,
        affected=affected,
        rows=rows,
        table=(
            "practice/tablerow.html",
            (_("Vorhaben"), _("Kommune und Stand"), _("Hemmnis"), _("Umgang und was daraus wurde")),
        ),
    )


def facets() -> tuple[Facet, ...]:
    """In the order of the page. A barrier, an approach and what came of it belong together in one way tried."""
    return (
        Facet("barrier", _("Hemmnis"), _terms(Barrier, "short"), 10),
        Facet("approach", _("Umgangsweise"), _terms(Approach), 20),
        Facet(
            "outcome",
            _("Was aus dem Umgang wurde"),
            lambda: {str(k): v for k, v in OUTCOME_WORDS.items()},
            30,
        ),
        Facet("stage", _("Stand"), lambda: {str(k): v for k, v in STAGE_WORDS.items()}, 40),
        Facet("topic", _("Thema"), _terms(Topic), 50),
        Facet("tool", _("Werkzeug"), _terms(Tool), 60),
        Facet("kind", _("Art der Kommune"), lambda: {k.value: str(k.label) for k in MunicipalityKind}, 70),
        Facet("size", _("Einwohner:innen"), lambda: {key: words for key, words, _low, _high in SIZES}, 80),
        Facet(
            "state", _("Land"), lambda: dict(State.objects.order_by("name").values_list("key", "name")), 90
        ),
        Facet("setting", _("Lebenswelt"), _entries_of("setting"), 100),
        Facet("target_group", _("Zielgruppe"), _entries_of("target_group"), 110),
        Facet("ottawa_area", _("Handlungsfeld der Ottawa-Charta"), _entries_of("ottawa_area"), 120),
        Facet("ottawa_strategy", _("Strategie der Ottawa-Charta"), _entries_of("ottawa_strategy"), 125),
        Facet("participation", _("Stufe der Beteiligung"), _levels, 130),
        Facet("result", _("Art des Ergebnisses"), lambda: {k.value: str(k.label) for k in Result.Kind}, 135),
        Facet(
            "evidence",
            _("Beleg der Ergebnisse"),
            lambda: {e.value: str(e.label) for e in Result.Evidence},
            140,
        ),
        Facet("form", _("Form"), lambda: {f.value: str(f.label) for f in Undertaking.Form}, 150),
        Facet("district", _("Kreis"), _districts, 200, shown=False),
        Facet("place", "", shown=False, choosable=False),
    )


def _terms(model: type[Any], words: str = "name") -> Any:
    def values() -> Mapping[str, str]:
        return dict(model.objects.filter(in_use=True).order_by(words).values_list("key", words))

    return values


def _entries_of(framework: str) -> Any:
    def values() -> Mapping[str, str]:
        return dict(
            FrameworkEntry.objects.filter(framework=framework, in_use=True).values_list("key", "name")
        )

    return values


def _districts() -> Mapping[str, str]:
    """Names of districts; where an invented municipality is drawn, the invented one."""
    names = dict(District.objects.values_list("key", "name"))
    invented = Municipality.objects.filter(is_fictional=True, map_district__isnull=False)
    return names | {
        m.map_district_id or "": f"{m.name}, {m.county_name}" if m.county_name else m.name for m in invented
    }


def _levels() -> Mapping[str, str]:
    levels = FrameworkEntry.objects.filter(framework="participation_level", in_use=True)
    return {str(position): name for position, name in levels.values_list("position", "name")}


def entries(ids: Iterable[int] | None) -> Iterable[Entry]:
    """One entry for each released Undertaking: the released wording and the voices everybody there may hear.

    Drafts are not indexed: they are found on the page Heute by those who write them.
    """
    found = Undertaking.objects.filter(
        released__isnull=False, deleted_at__isnull=True, hidden_at__isnull=True
    )
    found = found.filter(audience__in=[Audience.NETWORK, Audience.PUBLIC])
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    full = found.select_related("holder__municipality__map_district", "released").prefetch_related(
        *whole("released__"), "voices"
    )
    for undertaking in full.iterator(200) if ids is None else full:
        yield _entry(undertaking)


def _entry(undertaking: Undertaking) -> Entry:
    version = undertaking.released
    if version is None:
        raise ValueError("only what is released is indexed")
    place = undertaking.holder.municipality
    named = place if place and not undertaking.place_unnamed else None
    kind = place.get_kind_display() if place else undertaking.holder.name
    line = " · ".join(p for p in (named.name if named else "", kind, undertaking.get_stage_display()) if p)
    return Entry(
        thing_id=undertaking.pk,
        title=version.title,
        text=_text(undertaking, version),
        line=line,
        address=undertaking.get_absolute_url(),
        reach=NETWORK if undertaking.audience == Audience.NETWORK else PUBLIC,
        filters={**_of_version(version), **_of_place(undertaking, named)},
        moment=undertaking.released_at,
        also=_also(version, named),
        row=row_to_keep(undertaking),
    )


def _text(undertaking: Undertaking, version: Version) -> str:
    texts = [text for place, text in version.places() if place not in ("title", "contact_role")]
    heard = (NETWORK, PUBLIC) if undertaking.audience == Audience.NETWORK else (PUBLIC,)
    texts += [
        voice.released_text
        for voice in undertaking.voices.all()
        if voice.audience in heard and not voice.hidden_at
    ]
    return "\n".join(texts).replace(REDACTED, " ")


def _also(version: Version, named: Municipality | None) -> str:
    terms = [*version.topics.all(), *version.tools.all(), *version.entries.all()]
    terms += [met.barrier for met in version.barriers.all() if met.barrier]
    names = [term.name for term in terms] + ([named.name] if named else [])
    return "\n".join(dict.fromkeys(names))


def _of_version(version: Version) -> dict[str, list[str]]:
    met = [(barrier.barrier.key if barrier.barrier else "", barrier) for barrier in version.barriers.all()]
    ways = [(key, way) for key, barrier in met for way in barrier.ways.all()]
    tried = [(key, way.approach.key if way.approach else "", way.outcome) for key, way in ways]
    found = {
        "barrier": [key for key, _barrier in met if key],
        "approach": [approach for _key, approach, _outcome in tried if approach],
        "outcome": [outcome for _key, _approach, outcome in tried],
        "barrier+approach": [f"{key}:{approach}" for key, approach, _outcome in tried if key and approach],
        "barrier+outcome": [f"{key}:{outcome}" for key, _approach, outcome in tried if key],
        "approach+outcome": [f"{approach}:{outcome}" for _key, approach, outcome in tried if approach],
        "topic": [topic.key for topic in version.topics.all()],
        "tool": [tool.key for tool in version.tools.all()],
        "participation": [str(judged.level) for judged in version.participation.all()],
        "result": [result.kind for result in version.results.all()],
        "evidence": [result.evidence for result in version.results.all()],
    }
    for entry in version.entries.all():
        if entry.framework in ENTRY_FACETS:
            found.setdefault(entry.framework, []).append(entry.key)
    return {name: list(dict.fromkeys(values)) for name, values in found.items() if values}


def _of_place(undertaking: Undertaking, named: Municipality | None) -> dict[str, list[str]]:
    """Without its name an Undertaking carries no size, no Land and no district: together they would tell the name."""
    place = undertaking.holder.municipality
    found = {"stage": [undertaking.stage], "form": [undertaking.form]}
    if place:
        found["kind"] = [place.kind]
    if named:
        found["place"] = [named.key]
        size = size_of(named.population)
        if size:
            found["size"] = [size]
        if named.map_district:
            found["district"], found["state"] = [named.map_district_id or ""], [named.map_district.state_id]
    return found


def affected(thing: models.Model) -> Iterable[int]:
    """Undertakings whose entry tells something of a changed term or municipality."""
    if isinstance(thing, Municipality):
        wanted = Q(holder__municipality=thing)
    elif isinstance(thing, Barrier):
        wanted = Q(released__barriers__barrier=thing)
    elif isinstance(thing, Topic):
        wanted = Q(released__topics=thing)
    elif isinstance(thing, Tool):
        wanted = Q(released__tools=thing)
    elif isinstance(thing, FrameworkEntry):
        wanted = Q(released__entries=thing)
    else:
        return ()
    return list(
        Undertaking.objects.filter(wanted, released__isnull=False).values_list("pk", flat=True).distinct()
    )


def rows(viewer: Viewer, kept: Mapping[int, dict[str, Any]]) -> dict[int, tuple[str, Any]]:
    """The row as it was written into the index; only who may see it, and the place's name, is decided now."""
    seen = Undertaking.objects.released_to(viewer).filter(pk__in=kept).order_by()
    return {pk: ("practice/row.html", kept_row(kept[pk], viewer)) for pk in seen.values_list("pk", flat=True)}


def declare() -> None:
    registry.register_search_source(source())
    for facet in facets():
        registry.register_facet(facet)
