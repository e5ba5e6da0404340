"""What the release pages of an Undertaking and of a voice share: rungs, consent, what is missing, marks, whom to ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from netzwerkstatt.kernel.access import Bench
from netzwerkstatt.kernel.ui.templatetags.ui import day
from netzwerkstatt.network.queries import bench_people, readers_count
from netzwerkstatt.practice.models import Mark, Reading, Undertaking
from netzwerkstatt.practice.pages.reading import heading_of
from netzwerkstatt.practice.states import CONSENT_WORDS, Audience, EvaluationConsent, ReadingState


@dataclass(frozen=True)
class Rung:
    """One radio button: a rung of the ladder with its people, or a consent with its meaning."""

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
class MarkAnswer:
    mark: Any
    heading: str


@dataclass(frozen=True)
class Asking:
    """The form with which one asks somebody to read: where it goes, what it says, whom one may ask."""

    address: str
    why: str
    groups: tuple[Any, ...] = field(default_factory=tuple)


CONSENT_MEANING = {
    EvaluationConsent.NONE: gettext_lazy("Der Text wird gelesen, sonst nichts."),
    EvaluationConsent.COUNT_ONLY: gettext_lazy(
        "Merkmale wie Thema und Art der Kommune zählen in festen Tabellen mit; nie der Text, nie eine eigene Zeile."
    ),
    EvaluationConsent.AS_CASE: gettext_lazy(
        "Mit dem Namen der Kommune, in Auswertungen des Netzwerks und der Begleitforschung. Widerruf jederzeit: Der Fall verschwindet sofort."
    ),
}
VOICE_CONSENT_MEANING = {
    EvaluationConsent.NONE: gettext_lazy("Ihre Sicht wird gelesen, sonst nichts."),
    EvaluationConsent.COUNT_ONLY: gettext_lazy(
        "In festen Tabellen zählt mit, dass eine zweite Sicht vorliegt; nie der Text, nie eine eigene Zeile."
    ),
    EvaluationConsent.AS_CASE: gettext_lazy(
        "Ihre Sicht gehört zum Fall, mit dem Namen Ihrer Organisation, in Auswertungen des Netzwerks und der Begleitforschung. Widerruf jederzeit: Sie verschwindet sofort daraus."
    ),
}


def consents_of(meaning: Mapping[EvaluationConsent, Any], chosen: EvaluationConsent) -> tuple[Rung, ...]:
    return tuple(Rung(c.value, _(CONSENT_WORDS[c]), str(meaning[c]), c == chosen) for c in EvaluationConsent)


def people_on(undertaking: Undertaking) -> dict[Audience, str]:
    """Who reads on each rung, in words with their number."""
    today = timezone.localdate()
    place, bench = undertaking.holder.municipality_id, undertaking.holder.bench
    rows = undertaking.people.select_related("person").order_by("person__name")
    own = bench_people(place, (Bench(bench),), today) if place and bench else []
    both = bench_people(place, tuple(Bench), today) if place else []
    return {
        Audience.NAMED: ", ".join(part.person.name for part in rows),
        Audience.BENCH: f"{undertaking.holder.name}: {persons(len(own))}",
        Audience.MUNICIPALITY: _("beide Bänke: %(people)s. Die Leitung liest erst ab „Netzwerk“.")
        % {"people": persons(len(both))},
        Audience.NETWORK: _(
            "alle mit Mandat in einer Mitgliedskommune, einem Zentrum oder im Sekretariat: %(people)s. Keine Gäste, keine Forschung."
        )
        % {"people": persons(readers_count(today))},
        Audience.PUBLIC: _("alle, auch ohne Anmeldung und über Suchmaschinen"),
    }


def persons(count: int) -> str:
    return ngettext("%(n)s Person", "%(n)s Personen", count) % {"n": count}


def answers_to(reading: Reading | None) -> tuple[MarkAnswer, ...]:
    """The marks of a finished reading, each with the heading of its place."""
    if reading is None or reading.state != ReadingState.FINISHED:
        return ()
    marked = reading.marks.filter(verdict=Mark.Verdict.MARKED)
    return tuple(MarkAnswer(mark, heading_of(mark.place)) for mark in marked)


def reading_step(why: str, reading: Reading | None) -> Step:
    """The second reading that is missing: asked for, declined, or still to be asked for."""
    if reading and reading.state == ReadingState.ASKED:
        asked = {"name": reading.reader.name, "day": day(reading.asked_at)}
        return Step(False, _("Zweitlesen steht aus"), _("%(name)s ist seit dem %(day)s gebeten.") % asked)
    if reading and reading.state == ReadingState.DECLINED:
        why = _("%(name)s kann nicht lesen. Bitten Sie jemand anderen.") % {"name": reading.reader.name}
    return Step(False, why, "", "#zweitlesen", _("Jemanden bitten"))


def read_step(reading: Reading, words: str) -> Step:
    return Step(True, _("Zweitgelesen"), words % {"name": reading.reader.name})
