"""The page on which an author releases: ladder, consent, preview, what is still missing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.kernel.access import NOBODY, Bench, Decision, Viewer, denied
from netzwerkstatt.kernel.ui.templatetags.ui import day
from netzwerkstatt.network.queries import bench_people, readers_count
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.models import Mark, Reading, Undertaking, Version
from netzwerkstatt.practice.pages.reading import heading_of
from netzwerkstatt.practice.pages.undertaking import UndertakingPage, undertaking_page
from netzwerkstatt.practice.queries import possible_readers
from netzwerkstatt.practice.states import (
    AUDIENCE_WORDS,
    CONSENT_WORDS,
    LADDER,
    NEEDS_READING,
    Audience,
    EvaluationConsent,
    ReadingState,
)


@dataclass(frozen=True)
class MarkAnswer:
    mark: Any
    heading: str


@dataclass(frozen=True)
class Rung:
    value: str
    words: str
    people: str
    chosen: bool


@dataclass(frozen=True)
class Step:
    """One line of "Was noch fehlt"."""

    done: bool
    words: str
    why: str
    link: str = ""
    link_words: str = ""


@dataclass(frozen=True)
class ReleasePage:
    key: str
    title: str
    line: str
    rungs: tuple[Rung, ...]
    consents: tuple[Rung, ...]
    steps: tuple[Step, ...]
    marks: tuple[MarkAnswer, ...]
    reader_groups: tuple[Any, ...]
    reading: Any
    preview: UndertakingPage
    preview_for: str
    not_seen: tuple[tuple[str, str], ...]
    place_name: str
    agreed_with_role: str
    agreed_on: str
    place_unnamed: bool
    is_released: bool
    unnamed_possible: bool
    lesser_possible: bool
    error: str = ""


@dataclass(frozen=True)
class Terms:
    """What the form holds, or held when it came back."""

    audience: Audience
    consent: EvaluationConsent
    place_unnamed: bool = False
    agreed_with_role: str = ""
    agreed_on: date | None = None
    agreed_on_typed: str = ""


CONSENT_MEANING = {
    EvaluationConsent.NONE: "Der Text wird gelesen, sonst nichts.",
    EvaluationConsent.COUNT_ONLY: "Merkmale wie Thema und Art der Kommune zählen in festen Tabellen mit; nie der Text, nie eine eigene Zeile.",
    EvaluationConsent.AS_CASE: "Mit dem Namen der Kommune, in Auswertungen des Netzwerks und der Begleitforschung. Widerruf jederzeit: Der Fall verschwindet sofort.",
}
NOT_ASKED: dict[str, Decision] = dict.fromkeys(
    ("edit", "confirm", "take_over", "voice"), denied("nur Vorschau")
)


def release_page(
    undertaking: Undertaking, viewer: Viewer, terms: Terms, *, preview_for: str, error: str = ""
) -> ReleasePage:
    working = undertaking.working
    if working is None:
        raise ValueError("nothing to release")
    place = undertaking.holder.municipality
    reading = working.readings.exclude(state=ReadingState.OUTDATED).select_related("reader").first()
    missing = dict(
        rules.missing_for_release(
            undertaking,
            terms.audience,
            place_unnamed=terms.place_unnamed,
            agreed_with_role=terms.agreed_with_role,
            agreed_on=terms.agreed_on,
        )
    )
    lesser = terms.audience == Audience.PUBLIC and bool(missing)
    return ReleasePage(
        key=undertaking.key,
        title=working.title,
        line=_("Fassung %(number)s · liest zurzeit: %(audience)s")
        % {"number": working.number, "audience": AUDIENCE_WORDS[Audience(undertaking.audience)]},
        rungs=_rungs(undertaking, terms.audience),
        consents=tuple(
            Rung(c.value, CONSENT_WORDS[c], CONSENT_MEANING[c], c == terms.consent) for c in EvaluationConsent
        ),
        steps=_steps(undertaking, working, reading, missing, terms),
        marks=_marks(reading),
        reader_groups=tuple(possible_readers(viewer, undertaking, timezone.localdate())),
        reading=reading,
        preview=_preview(undertaking, working, viewer, preview_for, terms),
        preview_for=preview_for,
        not_seen=_not_seen(undertaking, working, preview_for),
        place_name=place.name if place else "",
        agreed_with_role=terms.agreed_with_role,
        agreed_on=terms.agreed_on_typed or (f"{terms.agreed_on:%-d.%-m.%Y}" if terms.agreed_on else ""),
        place_unnamed=terms.place_unnamed,
        is_released=undertaking.released_id is not None,
        unnamed_possible=bool(place),
        lesser_possible=lesser and not rules.missing_for_release(undertaking, Audience.NETWORK),
        error=error,
    )


def _rungs(undertaking: Undertaking, chosen: Audience) -> tuple[Rung, ...]:
    today = timezone.localdate()
    place = undertaking.holder.municipality_id
    named = [
        part.person.name for part in undertaking.people.select_related("person").order_by("person__name")
    ]
    bench = undertaking.holder.bench
    own = bench_people(place, (Bench(bench),), today) if place and bench else []
    both = bench_people(place, tuple(Bench), today) if place else []
    people = {
        Audience.NAMED: ", ".join(named),
        Audience.BENCH: _("%(name)s: %(people)s")
        % {"name": undertaking.holder.name, "people": _persons(len(own))},
        Audience.MUNICIPALITY: _("beide Bänke: %(people)s") % {"people": _persons(len(both))},
        Audience.NETWORK: _(
            "alle mit Mandat in einer Mitgliedskommune, einem Zentrum oder im Sekretariat: %(people)s. Keine Gäste, keine Forschung."
        )
        % {"people": _persons(readers_count(today))},
        Audience.PUBLIC: _("alle, auch ohne Anmeldung und über Suchmaschinen"),
    }
    return tuple(Rung(a.value, AUDIENCE_WORDS[a], people[a], a == chosen) for a in LADDER)


def _persons(count: int) -> str:
    return ngettext("%(n)s Person", "%(n)s Personen", count) % {"n": count}


def _steps(
    undertaking: Undertaking, working: Version, reading: Reading | None, missing: dict[str, str], terms: Terms
) -> tuple[Step, ...]:
    """Missing first, done after it."""
    done: list[Step] = []
    if terms.audience in NEEDS_READING:
        if "reading" not in missing and reading:
            words = _("%(name)s hat genau diese Fassung gelesen.") % {"name": reading.reader.name}
            done.append(Step(True, _("Zweitgelesen"), words))
        if undertaking.other_bench_told_at and "bench" not in missing:
            told = _("Benachrichtigt am %(day)s.") % {"day": day(undertaking.other_bench_told_at)}
            done.append(Step(True, _("Die andere Bank weiß Bescheid"), told))
    if terms.audience == Audience.PUBLIC and not {"role", "on", "name"} & set(missing):
        done.append(Step(True, _("Nennung der Kommune geklärt"), ""))
    return tuple(_missing_step(name, why, working, reading) for name, why in missing.items()) + tuple(done)


ANCHORS = {
    "role": "abgestimmt",
    "on": "abgestimmt",
    "marks": "markierungen",
    "reading": "zweitlesen",
    "name": "abgestimmt",
}
LINK_WORDS = {
    "role": "Zum Feld",
    "on": "Zum Feld",
    "marks": "Zu den Markierungen",
    "reading": "Jemanden bitten",
}


def _missing_step(name: str, why: str, working: Version, reading: Reading | None) -> Step:
    if name == "reading" and reading and reading.state == ReadingState.ASKED:
        waiting = _("%(name)s ist seit dem %(day)s gebeten.") % {
            "name": reading.reader.name,
            "day": day(reading.asked_at),
        }
        return Step(False, _("Zweitlesen steht aus"), waiting)
    if name == "reading" and reading and reading.state == ReadingState.DECLINED:
        why = _("%(name)s kann nicht lesen. Bitten Sie jemand anderen.") % {"name": reading.reader.name}
    if name == "hidden":
        report = reverse("practice:report", args=[working.undertaking.key])
        return Step(False, why, "", report, _("Zur Meldung"))
    anchor = f"#{ANCHORS[name]}" if name in ANCHORS else ""
    return Step(False, why, "", anchor, LINK_WORDS.get(name, ""))


def _marks(reading: Reading | None) -> tuple[MarkAnswer, ...]:
    if reading is None or reading.state != ReadingState.FINISHED:
        return ()
    marked = reading.marks.filter(verdict=Mark.Verdict.MARKED)
    return tuple(MarkAnswer(mark, heading_of(mark.place)) for mark in marked)


def _preview(
    undertaking: Undertaking, working: Version, viewer: Viewer, preview_for: str, terms: Terms
) -> UndertakingPage:
    """The page as that reader will see it, from the working version."""
    reader = viewer if preview_for == Audience.NETWORK else NOBODY
    unnamed, undertaking.place_unnamed = undertaking.place_unnamed, terms.place_unnamed
    page = undertaking_page(undertaking, reader, voices=[], decisions=NOT_ASKED, version=working)
    undertaking.place_unnamed = unnamed
    return page


def _not_seen(undertaking: Undertaking, working: Version, preview_for: str) -> tuple[tuple[str, str], ...]:
    hidden = [(_("Frühere Fassungen"), _("Die bleiben bei den Autor:innen."))]
    if preview_for == Audience.PUBLIC:
        if working.contact_role:
            hidden.insert(0, (_("Wer Auskunft gibt"), _("Das nennen wir nur im Netzwerk.")))
        for voice in undertaking.voices.select_related("organisation").filter(audience=Audience.NETWORK):
            why = _("Sie hat selbst „Netzwerk“ gewählt.")
            hidden.insert(0, (_("Die Stimme: %(name)s") % {"name": voice.organisation.name}, why))
    return tuple(hidden)
