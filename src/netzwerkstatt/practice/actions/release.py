"""Second reading, release, withdrawal, redaction, and what happens when somebody is recognisable."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Bench, Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.mail.actions import put_letter
from netzwerkstatt.network.models import Mandate
from netzwerkstatt.network.queries import bench_seats
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.actions.versions import PLAIN_FIELDS, seal, working_of
from netzwerkstatt.practice.models import (
    PARTS,
    Confirmation,
    Mark,
    Reading,
    RecognisableReport,
    StageChange,
    Undertaking,
    UndertakingPerson,
    Version,
    Voice,
)
from netzwerkstatt.practice.states import NEEDS_READING, REDACTED, Audience, EvaluationConsent, ReadingState

REVIEW_AFTER = timedelta(days=365)


@transaction.atomic
def ask_reader(text: Version | Voice, *, reader_id: int, request: str = "", by: Viewer) -> Reading:
    """Give exactly this text to a second person. The other side is told at the same time."""
    require(rules.may_ask_reader(by, text, reader_id))
    if isinstance(text, Version):
        seal(text)
        tell_other_bench(text.undertaking)
    else:
        tell_authors(text)
    open_readings = text.readings.filter(state=ReadingState.ASKED)
    open_readings.update(state=ReadingState.OUTDATED, ended_at=timezone.now())
    reading = Reading(
        version=text if isinstance(text, Version) else None,
        voice=text if isinstance(text, Voice) else None,
        fingerprint=text.fingerprint(),
        reader_id=reader_id,
        requested_by_id=by.number,
        request=request.strip(),
    )
    reading.save()
    _write_to(
        reading.reader,
        event=f"reading:{reading.pk}",
        subject=_("Bitte lesen Sie einen Text als zweite Person"),
        body=_("%(name)s bittet Sie darum. Es dauert etwa eine Viertelstunde.") % {"name": by.name},
        link=reverse("practice:reading", args=[reading.pk]),
    )
    record("ask_reader", text.undertaking, by=by)
    return reading


def tell_other_bench(undertaking: Undertaking) -> None:
    """Once: the other bench of the municipality hears that a release is being prepared and may add its voice."""
    place, bench = undertaking.holder.municipality, undertaking.holder.bench
    if undertaking.other_bench_told_at or place is None or bench is None:
        return
    for seat in bench_seats(place, timezone.localdate()):
        if seat.bench == Bench(bench):
            continue
        for mandate in seat.holders:
            _write_to(
                mandate.person,
                event=f"bench:{undertaking.pk}",
                subject=_("Ein Vorhaben aus %(place)s wird freigegeben") % {"place": place.name},
                body=_("%(holder)s bereitet die Freigabe vor. Sie können Ihre Sicht dazulegen.")
                % {"holder": undertaking.holder.name},
                link=reverse("practice:voice", args=[undertaking.key]),
            )
    undertaking.other_bench_told_at = timezone.now()
    Undertaking.objects.filter(pk=undertaking.pk).update(other_bench_told_at=undertaking.other_bench_told_at)


def tell_authors(voice: Voice) -> None:
    """Once: those who tell the Undertaking hear that somebody prepares a voice beside it. They have no veto."""
    for person in _authors(voice.undertaking):
        _write_to(
            person,
            event=f"voice:{voice.pk}",
            subject=_("Jemand legt eine Sicht zu Ihrem Vorhaben dazu"),
            body=_(
                "%(name)s bereitet die Freigabe vor. Was darin steht, entscheidet allein, wer dort schreibt."
            )
            % {"name": voice.organisation.name},
            link=reverse("practice:undertaking", args=[voice.undertaking.key]),
        )


def _write_to(person: Person, *, event: str, subject: str, body: str, link: str) -> None:
    put_letter(address=person.email, event=event, subject=subject, body=body, link=link, person_id=person.pk)


@transaction.atomic
def mark_passage(
    reading: Reading,
    *,
    place: str,
    quote: str,
    start: int | None = None,
    kind: str = "",
    note: str = "",
    by: Viewer,
) -> Mark:
    """Mark words of the text. Raises NotAllowed when these words do not stand there."""
    require(rules.may_judge(by, reading))
    return _judge(reading, place, quote, start, kind, note, Mark.Verdict.MARKED)


@transaction.atomic
def call_harmless(
    reading: Reading, *, place: str, quote: str, start: int | None = None, kind: str = "", by: Viewer
) -> Mark:
    """The software pointed at these words; the reader says that they may stand."""
    require(rules.may_judge(by, reading))
    return _judge(reading, place, quote, start, kind, "", Mark.Verdict.HARMLESS)


def _judge(
    reading: Reading, place: str, quote: str, start: int | None, kind: str, note: str, verdict: str
) -> Mark:
    quote = quote.strip()
    text = dict(reading.text.places()).get(place, "")
    if start is None or text[start : start + len(quote)] != quote:
        start = text.find(quote)
    if not quote or start < 0:
        require(denied(_("Diese Wörter stehen so nicht im Text. Bitte kopieren Sie die Stelle genau.")))
    mark, _created = Mark.objects.update_or_create(
        reading=reading,
        place=place,
        start=start,
        quote=quote,
        defaults={"kind": kind, "note": note.strip(), "verdict": verdict},
    )
    return mark


@transaction.atomic
def take_back_mark(mark: Mark, *, by: Viewer) -> None:
    require(rules.may_judge(by, mark.reading))
    mark.delete()


@transaction.atomic
def finish_reading(reading: Reading, *, by: Viewer) -> Reading:
    """The reader is done. The author hears of it; open hints stay open and the author sees that."""
    require(rules.may_judge(by, reading))
    return _end_reading(reading, ReadingState.FINISHED, by, _("Ihr Text ist gelesen"))


@transaction.atomic
def decline_reading(reading: Reading, *, by: Viewer) -> Reading:
    require(rules.may_judge(by, reading))
    return _end_reading(reading, ReadingState.DECLINED, by, _("Jemand kann Ihren Text nicht lesen"))


def _end_reading(reading: Reading, state: ReadingState, by: Viewer, subject: str) -> Reading:
    reading.state = state
    reading.ended_at = timezone.now()
    reading.save(update_fields=["state", "ended_at"])
    page = "practice:release" if reading.version_id else "practice:release_voice"
    _write_to(
        reading.requested_by,
        event=f"reading-ended:{reading.pk}",
        subject=subject,
        body=_("%(name)s hat das Zweitlesen beendet.") % {"name": by.name},
        link=reverse(page, args=[reading.undertaking.key]),
    )
    record("end_reading", reading.undertaking, by=by, state=state.value)
    return reading


@transaction.atomic
def answer_mark(mark: Mark, *, redact_it: bool, reason: str = "", by: Viewer) -> Mark:
    """The author's answer: redact the passage everywhere, or let it stand and say why."""
    require(rules.may_answer(by, mark))
    if redact_it:
        quote = mark.quote
        mark.answer = Mark.Answer.REDACTED
        mark.save(update_fields=["answer"])
        if mark.reading.version_id:
            redact(mark.reading.undertaking, passage=quote, by=by)
        else:
            _redact_voice(mark.reading.text, quote)
        mark.refresh_from_db()
        return mark
    if not reason.strip():
        require(denied(_("Bitte schreiben Sie einen Satz, warum die Stelle stehen bleibt.")))
    mark.answer, mark.answer_reason = Mark.Answer.STAYS, reason.strip()
    mark.save(update_fields=["answer", "answer_reason"])
    return mark


@transaction.atomic
def redact(undertaking: Undertaking, *, passage: str, by: Viewer) -> int:
    """Remove a passage from all versions, the first wording included, and from what was said about it.

    Readings stay valid: nothing was added. Returns the number of places where the passage stood.
    """
    require(rules.may_redact(by, undertaking))
    passage = passage.strip()
    if len(passage) < 2 or passage == REDACTED:
        require(denied(_("Bitte geben Sie die Stelle genau an, mindestens zwei Zeichen.")))
    read_now = [
        (r, r.text.fingerprint() == r.fingerprint)
        for r in Reading.objects.filter(version__undertaking=undertaking)
    ]
    places = sum(_redact_rows(rows, names, passage) for rows, names in _texts_of(undertaking))
    if not places:
        require(denied(_("Diese Stelle kommt in keiner Fassung vor.")))
    for reading, was_current in read_now:
        if was_current:
            version = Version.objects.get(pk=reading.version_id or 0)
            Reading.objects.filter(pk=reading.pk).update(fingerprint=version.fingerprint())
    record("redact", undertaking, by=by, places=places)
    registry.changed(undertaking)
    return places


def _texts_of(undertaking: Undertaking) -> list[tuple[Any, tuple[str, ...]]]:
    """Every row and field in which words of this Undertaking can stand."""
    parts = [
        (
            model._default_manager.filter(**{f"{model.way_to_version()}__undertaking": undertaking}),
            model.WORDS,
        )
        for model in PARTS
    ]
    return [
        (Version.objects.filter(undertaking=undertaking), PLAIN_FIELDS),
        *parts,
        (StageChange.objects.filter(undertaking=undertaking), ("reason",)),
        (Reading.objects.filter(version__undertaking=undertaking), ("request",)),
        (Mark.objects.filter(reading__version__undertaking=undertaking), ("quote", "note", "answer_reason")),
        (RecognisableReport.objects.filter(undertaking=undertaking), ("what", "settlement")),
    ]


def _redact_rows(rows: Any, names: tuple[str, ...], passage: str) -> int:
    count = 0
    for row in rows:
        touched = [name for name in names if passage in getattr(row, name)]
        for name in touched:
            count += getattr(row, name).count(passage)
            setattr(row, name, getattr(row, name).replace(passage, REDACTED))
        if touched:
            row.save(update_fields=touched)
    return count


def _redact_voice(voice: Version | Voice, passage: str) -> None:
    current = [r for r in voice.readings.all() if r.fingerprint == voice.fingerprint()]
    _redact_rows([voice], ("text", "released_text"), passage)
    _redact_rows(Mark.objects.filter(reading__voice_id=voice.pk), ("quote", "note"), passage)
    for reading in current:
        Reading.objects.filter(pk=reading.pk).update(fingerprint=voice.fingerprint())
    registry.changed(voice.undertaking)


@transaction.atomic
def release(
    undertaking: Undertaking,
    *,
    audience: Audience,
    consent: EvaluationConsent,
    place_unnamed: bool = False,
    agreed_with_role: str = "",
    agreed_on: date | None = None,
    by: Viewer,
) -> Undertaking:
    """Let the network or everybody read exactly the working version."""
    if audience not in NEEDS_READING:
        raise ValueError("release means network or public")
    locked = (
        Undertaking.objects.select_for_update(of=("self",)).select_related("holder").get(pk=undertaking.pk)
    )
    terms = {"place_unnamed": place_unnamed, "agreed_with_role": agreed_with_role, "agreed_on": agreed_on}
    require(rules.may_release(by, locked, audience, **terms))
    now = timezone.now()
    if locked.working is not None:
        seal(locked.working)
    locked.audience, locked.evaluation_consent = audience, consent
    locked.released, locked.released_at = locked.working, now
    locked.place_unnamed = place_unnamed and audience == Audience.PUBLIC
    locked.agreed_with_role, locked.agreed_on = agreed_with_role.strip(), agreed_on
    locked.review_on, locked.changed_at = (now + REVIEW_AFTER).date(), now
    locked.save()
    record(
        "release",
        locked,
        by=by,
        audience=audience.value,
        consent=consent.value,
        version=working_of(locked).number,
    )
    registry.changed(locked)
    return locked


@transaction.atomic
def withdraw(undertaking: Undertaking, *, by: Viewer) -> Undertaking:
    """Take the release back: lists, search and figures lose it in the same moment."""
    require(rules.may_withdraw(by, undertaking))
    locked = Undertaking.objects.select_for_update().get(pk=undertaking.pk)
    locked.released, locked.released_at, locked.review_on = None, None, None
    locked.audience, locked.evaluation_consent = Audience.NAMED, EvaluationConsent.NONE
    locked.place_unnamed, locked.agreed_with_role, locked.agreed_on = False, "", None
    locked.save()
    record("withdraw", locked, by=by)
    registry.changed(locked)
    return locked


@transaction.atomic
def change_consent(undertaking: Undertaking, *, consent: EvaluationConsent, by: Viewer) -> Undertaking:
    require(rules.may_edit(by, undertaking))
    undertaking.evaluation_consent = consent
    undertaking.save(update_fields=["evaluation_consent"])
    record("change_consent", undertaking, by=by, consent=consent.value)
    registry.changed(undertaking)
    return undertaking


@transaction.atomic
def report_recognisable(undertaking: Undertaking, *, what: str, by: Viewer) -> RecognisableReport:
    """Hide the text at once and ask its authors to deal with it. Works without signing in."""
    require(rules.may_report(by, undertaking))
    if not what.strip():
        require(denied(_("Bitte schreiben Sie kurz, woran jemand erkennbar ist.")))
    report = RecognisableReport.objects.create(
        undertaking=undertaking, what=what.strip(), reporter_id=by.person_id
    )
    Undertaking.objects.filter(pk=undertaking.pk).update(hidden_at=timezone.now())
    undertaking.refresh_from_db()
    for person in _authors(undertaking):
        _write_to(
            person,
            event=f"report:{report.pk}",
            subject=_("Jemand ist in Ihrem Text erkennbar"),
            body=_("Der Text ist verborgen, bis Sie die Meldung angesehen haben."),
            link=reverse("practice:report", args=[undertaking.key]),
        )
    record("report_recognisable", undertaking, by=by)
    registry.changed(undertaking)
    return report


def _authors(undertaking: Undertaking) -> list[Person]:
    """Its authors, or the holder's coordination where none is left."""
    authors = Person.objects.filter(
        undertakings__undertaking=undertaking,
        undertakings__role=UndertakingPerson.Role.AUTHOR,
        mandates__organisation=undertaking.holder,
    )
    return list(authors.distinct()) or [
        mandate.person
        for mandate in Mandate.objects.current(timezone.localdate())
        .filter(organisation=undertaking.holder, role="coordinator")
        .select_related("person")
    ]


@transaction.atomic
def settle_report(report: RecognisableReport, *, settlement: str, by: Viewer) -> RecognisableReport:
    """The author has dealt with it and says how; the text is shown again when no report is open."""
    require(rules.may_settle_report(by, report.undertaking))
    if not settlement.strip():
        require(denied(_("Bitte schreiben Sie einen Satz, was Sie getan haben.")))
    report.settled_at, report.settlement = timezone.now(), settlement.strip()
    report.save(update_fields=["settled_at", "settlement"])
    if not report.undertaking.reports.filter(settled_at__isnull=True, voice__isnull=True).exists():
        Undertaking.objects.filter(pk=report.undertaking_id).update(hidden_at=None)
    report.undertaking.refresh_from_db()
    record("settle_report", report.undertaking, by=by)
    registry.changed(report.undertaking)
    return report


@transaction.atomic
def confirm_still_right(undertaking: Undertaking, *, by: Viewer) -> Confirmation:
    """Knowledge ages: the holder says that the released text still holds, for another year."""
    require(rules.may_confirm(by, undertaking))
    today = timezone.localdate()
    undertaking.review_on = today + REVIEW_AFTER
    undertaking.save(update_fields=["review_on"])
    record("confirm", undertaking, by=by)
    return Confirmation.objects.create(undertaking=undertaking, on=today)
