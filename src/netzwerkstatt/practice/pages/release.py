"""The page on which an author releases: ladder, consent, preview, what is still missing."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.ui.templatetags.ui import day
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.models import Reading, Undertaking, Version
from netzwerkstatt.practice.pages.ladder import (
    CONSENT_MEANING,
    Asking,
    MarkAnswer,
    Rung,
    Step,
    answers_to,
    consents_of,
    people_on,
    read_step,
    reading_step,
)
from netzwerkstatt.practice.pages.preview import Preview, preview_of
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
class ReleasePage:
    key: str
    title: str
    line: str
    rungs: tuple[Rung, ...]
    consents: tuple[Rung, ...]
    steps: tuple[Step, ...]
    marks: tuple[MarkAnswer, ...]
    asking: Asking
    preview: Preview
    address: str
    place_name: str
    agreed_with_role: str
    agreed_on: str
    place_unnamed: bool
    is_released: bool
    unnamed_possible: bool
    lesser_possible: bool
    what_happens: tuple[str, str, str]
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


def release_page(
    undertaking: Undertaking, viewer: Viewer, terms: Terms, *, preview_for: Audience, error: str = ""
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
    people = people_on(undertaking)
    return ReleasePage(
        key=undertaking.key,
        title=working.title,
        line=_("Fassung %(number)s vom %(day)s · liest zurzeit: %(audience)s")
        % {
            "number": working.number,
            "day": day(working.changed_at),
            "audience": _(AUDIENCE_WORDS[Audience(undertaking.audience)]),
        },
        rungs=tuple(Rung(a.value, _(AUDIENCE_WORDS[a]), people[a], a == terms.audience) for a in LADDER),
        consents=consents_of(CONSENT_MEANING, terms.consent),
        steps=_steps(undertaking, working, reading, missing, terms),
        marks=answers_to(reading),
        asking=_asking(undertaking, viewer),
        preview=preview_of(undertaking, working, preview_for, place_unnamed=terms.place_unnamed),
        address=reverse("practice:release", args=[undertaking.key]),
        place_name=place.name if place else "",
        agreed_with_role=terms.agreed_with_role,
        agreed_on=terms.agreed_on_typed or (f"{terms.agreed_on:%-d.%-m.%Y}" if terms.agreed_on else ""),
        place_unnamed=terms.place_unnamed,
        is_released=undertaking.released_id is not None,
        unnamed_possible=bool(place),
        lesser_possible=lesser and not rules.missing_for_release(undertaking, Audience.NETWORK),
        what_happens=_what_happens(undertaking, working, terms),
        error=error,
    )


def _asking(undertaking: Undertaking, viewer: Viewer) -> Asking:
    return Asking(
        reverse("practice:ask_reader", args=[undertaking.key]),
        _(
            "Jemand anderes liest genau diese Fassung und achtet darauf, ob ein Mensch erkennbar ist, der es nicht sein soll."
        ),
        tuple(possible_readers(viewer, undertaking, timezone.localdate())),
    )


def _what_happens(undertaking: Undertaking, working: Version, terms: Terms) -> tuple[str, str, str]:
    """(start of the sentence, what in bold, what else) beside the button: what a click on it does."""
    if terms.audience in NEEDS_READING:
        what = f"{_(AUDIENCE_WORDS[terms.audience])}, {_('Auswertung')}: {_(CONSENT_WORDS[terms.consent])}"
        start = _("Freigegeben wird Fassung %(number)s:") % {"number": working.number}
        return (start, what, _("Sie können die Freigabe jederzeit zurücknehmen."))
    words = _(AUDIENCE_WORDS[terms.audience])
    if undertaking.released_id:
        return (
            _("Die Freigabe wird zurückgenommen. Danach liest:"),
            words,
            _("Aus Listen, Suche und Auswertungen verschwindet es sofort."),
        )
    return (_("Lesen darf dann:"), words, _("Dafür braucht es keine zweite Person."))


def _steps(
    undertaking: Undertaking, working: Version, reading: Reading | None, missing: dict[str, str], terms: Terms
) -> tuple[Step, ...]:
    """Missing first, done after it."""
    done: list[Step] = []
    if terms.audience in NEEDS_READING:
        if "reading" not in missing and reading:
            done.append(read_step(reading, _("%(name)s hat genau diese Fassung gelesen.")))
        if undertaking.other_bench_told_at and "bench" not in missing:
            told = _("Benachrichtigt am %(day)s.") % {"day": day(undertaking.other_bench_told_at)}
            done.append(Step(True, _("Die andere Bank weiß Bescheid"), told))
    if terms.audience == Audience.PUBLIC and not {"role", "on", "name"} & set(missing):
        done.append(Step(True, _("Nennung der Kommune geklärt"), ""))
    return tuple(_missing_step(name, why, working, reading) for name, why in missing.items()) + tuple(done)


ANCHORS = {"role": "abgestimmt", "on": "abgestimmt", "marks": "markierungen", "name": "abgestimmt"}


def _missing_step(name: str, why: str, working: Version, reading: Reading | None) -> Step:
    if name == "reading":
        return reading_step(why, reading)
    if name == "hidden":
        report = reverse("practice:report", args=[working.undertaking.key])
        return Step(False, why, "", report, _("Zur Meldung"))
    link_words = {"role": _("Zum Feld"), "on": _("Zum Feld"), "marks": _("Zu den Markierungen")}
    anchor = f"#{ANCHORS[name]}" if name in ANCHORS else ""
    return Step(False, why, "", anchor, link_words.get(name, ""))
