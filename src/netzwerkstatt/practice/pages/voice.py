"""The two pages of a voice: writing it, and releasing it."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.models import Reading, Undertaking, Voice
from netzwerkstatt.practice.pages.ladder import (
    VOICE_CONSENT_MEANING,
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
from netzwerkstatt.practice.pages.preview import (
    NOTHING_TO_DO,
    UNSEEN,
    Preview,
    reader_on,
    words_for,
)
from netzwerkstatt.practice.pages.undertaking import VoicePart, undertaking_page
from netzwerkstatt.practice.queries import possible_readers
from netzwerkstatt.practice.states import (
    AUDIENCE_WORDS,
    CONSENT_WORDS,
    NEEDS_READING,
    Audience,
    EvaluationConsent,
    ReadingState,
    at_least,
)

RUNGS = (Audience.NAMED, *NEEDS_READING)


@dataclass(frozen=True)
class VoicePage:
    """Writing: what it stands beside, for whom one speaks, and where it stands."""

    key: str
    title: str
    holder: str
    organisation: str
    state: str
    base: str
    may_release: bool
    readable: bool


@dataclass(frozen=True)
class VoiceReleasePage:
    key: str
    title: str
    line: str
    organisation: str
    rungs: tuple[Rung, ...]
    consents: tuple[Rung, ...]
    steps: tuple[Step, ...]
    marks: tuple[MarkAnswer, ...]
    asking: Asking
    preview: Preview
    address: str
    is_released: bool
    what_happens: tuple[str, str, str]
    error: str = ""


def voice_page(
    undertaking: Undertaking, organisation: Organisation, own: Voice | None, viewer: Viewer
) -> VoicePage:
    return VoicePage(
        key=undertaking.key,
        title=_title_of(undertaking),
        holder=undertaking.holder.name,
        organisation=organisation.name,
        state=_state_of(own),
        base=own.fingerprint() if own else "",
        may_release=own is not None,
        readable=Undertaking.objects.visible_to(viewer).filter(pk=undertaking.pk).exists(),
    )


def _title_of(undertaking: Undertaking) -> str:
    shown = undertaking.released or undertaking.working
    return shown.title if shown else ""


def _state_of(own: Voice | None) -> str:
    if own is None:
        return _("Noch steht nichts da.")
    if own.hidden_at:
        return _("Verborgen: Jemand hat gemeldet, dass hier jemand erkennbar ist.")
    if not own.released_text:
        return _("Entwurf. Nur Sie lesen ihn.")
    if own.released_text != own.text:
        return _("Freigegeben. Seitdem haben Sie weitergeschrieben; gelesen wird der freigegebene Text.")
    return _("Freigegeben: %(audience)s.") % {"audience": _(AUDIENCE_WORDS[Audience(own.audience)])}


def voice_release_page(
    voice: Voice,
    viewer: Viewer,
    audience: Audience,
    consent: EvaluationConsent,
    *,
    preview_for: Audience,
    error: str = "",
) -> VoiceReleasePage:
    undertaking = voice.undertaking
    reading = voice.readings.exclude(state=ReadingState.OUTDATED).select_related("reader").first()
    return VoiceReleasePage(
        key=undertaking.key,
        title=_title_of(undertaking),
        line=_state_of(voice),
        organisation=voice.organisation.name,
        rungs=_rungs(undertaking, audience),
        consents=consents_of(VOICE_CONSENT_MEANING, consent),
        steps=_steps(voice, audience, reading),
        marks=answers_to(reading),
        asking=_asking(undertaking, viewer),
        preview=_preview(voice, audience, preview_for),
        address=reverse("practice:release_voice", args=[undertaking.key]),
        is_released=bool(voice.released_text),
        what_happens=_what_happens(voice, audience, consent),
        error=error,
    )


def _asking(undertaking: Undertaking, viewer: Viewer) -> Asking:
    return Asking(
        reverse("practice:ask_voice_reader", args=[undertaking.key]),
        _(
            "Jemand anderes liest genau diesen Text und achtet darauf, ob ein Mensch erkennbar ist, der es nicht sein soll."
        ),
        tuple(possible_readers(viewer, undertaking, timezone.localdate())),
    )


def _rungs(undertaking: Undertaking, chosen: Audience) -> tuple[Rung, ...]:
    """A voice goes as far as its author says, and never further than the Undertaking it stands beside."""
    now = Audience(undertaking.audience)
    network = people_on(undertaking)[min(now, Audience.NETWORK, key=list(Audience).index)]
    public = _("auch ohne Anmeldung. Das Vorhaben ist öffentlich.")
    if now != Audience.PUBLIC:
        public = _(
            "Das Vorhaben liest zurzeit: %(audience)s. Wird es öffentlich, ist es Ihre Sicht auch."
        ) % {"audience": _(AUDIENCE_WORDS[now])}
    words = {
        Audience.NAMED: (_("nur ich"), _("Niemand sonst liest Ihre Sicht.")),
        Audience.NETWORK: (
            _("Netzwerk"),
            network
            if now in NEEDS_READING
            else _("Das Vorhaben lesen zurzeit: %(people)s") % {"people": network},
        ),
        Audience.PUBLIC: (_("so weit wie das Vorhaben, auch öffentlich"), public),
    }
    return tuple(Rung(rung.value, *words[rung], rung == chosen) for rung in RUNGS)


def _steps(voice: Voice, audience: Audience, reading: Reading | None) -> tuple[Step, ...]:
    """Missing first, done after it."""
    if audience not in NEEDS_READING:
        return ()
    missing = dict(rules.missing_for_voice(voice, audience))
    found = [_missing_step(name, why, voice, reading) for name, why in missing.items()]
    if not {"reading", "text"} & set(missing) and reading:
        found.append(read_step(reading, _("%(name)s hat genau diesen Text gelesen.")))
    if voice.readings.exists():
        told = _("Wer das Vorhaben erzählt, hat einen Brief bekommen. Verhindern kann Ihre Sicht niemand.")
        found.append(Step(True, _("Die andere Seite weiß Bescheid"), told))
    return tuple(found)


def _missing_step(name: str, why: str, voice: Voice, reading: Reading | None) -> Step:
    if name == "reading":
        return reading_step(why, reading)
    write = reverse("practice:voice", args=[voice.undertaking.key])
    links = {
        "marks": ("#markierungen", _("Zu den Markierungen")),
        "name": (write, _("Text ändern")),
        "text": (write, _("Schreiben")),
        "hidden": (reverse("practice:report", args=[voice.undertaking.key]), _("Zur Meldung")),
    }
    return Step(False, why, "", *links.get(name, ("", "")))


def _preview(voice: Voice, audience: Audience, here: Audience) -> Preview:
    """The voice beside its Undertaking, as far as that reader may see the Undertaking at all."""
    undertaking = voice.undertaking
    readers = words_for(NEEDS_READING, here)
    heading = str(UNSEEN[here])
    shown = undertaking.released
    if shown is None or undertaking.audience not in at_least(here):
        now = {"audience": _(AUDIENCE_WORDS[Audience(undertaking.audience)])}
        remark = _("Noch nichts: Das Vorhaben liest zurzeit nur „%(audience)s“.") % now
        return Preview(readers, None, heading, (), remark)
    reader = reader_on(here, undertaking)
    page = undertaking_page(undertaking, reader, voices=[], decisions=NOTHING_TO_DO, version=shown)
    if audience not in at_least(here):
        reason = _("Sie haben „%(audience)s“ gewählt.") % {"audience": _rung_words(audience)}
        return Preview(readers, page, heading, ((_("Ihre Sicht"), reason),))
    named = page.place_name or not undertaking.holder.municipality_id
    by = voice.organisation.name if named else _("Die andere Bank")
    unseen = [(_("Was beim Zweitlesen markiert wurde"), _("Das lesen nur Sie und wer gelesen hat."))]
    if not named:
        unseen.insert(0, (_("Für wen Sie sprechen"), _("Das Vorhaben nennt seine Kommune öffentlich nicht.")))
    return Preview(readers, replace(page, voices=(VoicePart(by, voice.text),)), heading, tuple(unseen))


def _rung_words(audience: Audience) -> str:
    return _("nur ich") if audience == Audience.NAMED else _(AUDIENCE_WORDS[audience])


def _what_happens(voice: Voice, audience: Audience, consent: EvaluationConsent) -> tuple[str, str, str]:
    if audience in NEEDS_READING:
        what = f"{_(AUDIENCE_WORDS[audience])}, {_('Auswertung')}: {_(CONSENT_WORDS[consent])}"
        return (_("Freigegeben wird Ihre Sicht:"), what, _("Sie können sie jederzeit zurücknehmen."))
    if voice.released_text:
        return (_("Ihre Sicht wird zurückgenommen. Danach liest sie:"), _("nur ich"), "")
    return (_("Es bleibt, wie es ist:"), _("nur ich"), "")
