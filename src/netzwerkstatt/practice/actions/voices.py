"""A voice beside the telling: written, read by a second person, released by its own author."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.mail.actions import put_letter
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.models import Reading, RecognisableReport, Undertaking, Voice
from netzwerkstatt.practice.states import NEEDS_READING, Audience, EvaluationConsent, ReadingState


@transaction.atomic
def save_voice(undertaking: Undertaking, organisation: Organisation, *, text: str, by: Viewer) -> Voice:
    """Begin or go on writing. A released voice keeps what was released until it is released anew."""
    require(rules.may_add_voice(by, undertaking, organisation))
    voice = Voice.objects.filter(undertaking=undertaking, organisation=organisation).first()
    if voice is None:
        voice = Voice(undertaking=undertaking, organisation=organisation, author_id=by.person_id)
    else:
        require(rules.may_edit_voice(by, voice))
        voice.author_id = by.person_id
    voice.text = text.replace("\r\n", "\n")
    voice.full_clean()
    voice.save()
    Reading.objects.filter(voice=voice, state=ReadingState.ASKED).exclude(
        fingerprint=voice.fingerprint()
    ).update(state=ReadingState.OUTDATED, ended_at=timezone.now())
    record("save_voice", voice, by=by)
    return voice


@transaction.atomic
def release_voice(voice: Voice, *, audience: Audience, consent: EvaluationConsent, by: Viewer) -> Voice:
    """Let it be read, up to its own rung; it never reaches further than the Undertaking itself."""
    if audience not in NEEDS_READING:
        raise ValueError("a voice is released to the network or to everybody")
    require(rules.may_release_voice(by, voice, audience))
    voice.audience, voice.evaluation_consent = audience, consent
    voice.released_text, voice.released_at = voice.text, timezone.now()
    voice.save()
    record("release_voice", voice, by=by, audience=audience.value, consent=consent.value)
    registry.changed(voice.undertaking)
    return voice


@transaction.atomic
def change_voice_consent(voice: Voice, *, consent: EvaluationConsent, by: Viewer) -> Voice:
    """Give or take back the consent alone, whatever has been written since the release."""
    require(rules.may_edit_voice(by, voice))
    voice.evaluation_consent = consent
    voice.save(update_fields=["evaluation_consent"])
    record("change_voice_consent", voice, by=by, consent=consent.value)
    registry.changed(voice.undertaking)
    return voice


@transaction.atomic
def withdraw_voice(voice: Voice, *, by: Viewer) -> Voice:
    """Take it back: its author goes on reading and writing it, nobody else reads it from this moment."""
    require(rules.may_edit_voice(by, voice))
    voice.audience, voice.evaluation_consent = Audience.NAMED, EvaluationConsent.NONE
    voice.released_text, voice.released_at, voice.hidden_at = "", None, None
    voice.save()
    _settle(voice, _("zurückgenommen"))
    record("withdraw_voice", voice, by=by)
    registry.changed(voice.undertaking)
    return voice


@transaction.atomic
def report_voice(voice: Voice, *, what: str, by: Viewer) -> RecognisableReport:
    """Somebody is recognisable in this voice: hide it at once, and it alone. Works without signing in."""
    if not Voice.objects.visible_to(by).filter(pk=voice.pk, released_text__gt="").exists():
        require(denied(_("Melden lässt sich, was Sie lesen können.")))
    if not what.strip():
        require(denied(_("Bitte schreiben Sie kurz, woran jemand erkennbar ist.")))
    report = RecognisableReport.objects.create(
        undertaking=voice.undertaking, voice=voice, what=what.strip(), reporter_id=by.person_id
    )
    Voice.objects.filter(pk=voice.pk).update(hidden_at=timezone.now())
    voice.refresh_from_db()
    if voice.author:
        put_letter(
            address=voice.author.email,
            event=f"report:{report.pk}",
            subject=_("Jemand ist in Ihrer Sicht erkennbar"),
            body=_("Sie ist verborgen, bis Sie die Meldung angesehen haben."),
            link=reverse("practice:report", args=[voice.undertaking.key]),
            person_id=voice.author_id,
        )
    record("report_recognisable", voice, by=by)
    registry.changed(voice.undertaking)
    return report


@transaction.atomic
def settle_voice(voice: Voice, *, settlement: str, by: Viewer) -> Voice:
    """Its author says why the words can stand; the voice is heard again. To change them, it is withdrawn."""
    require(rules.may_edit_voice(by, voice))
    if not settlement.strip():
        require(denied(_("Bitte schreiben Sie einen Satz, warum es so stehen kann.")))
    voice.hidden_at = None
    voice.save(update_fields=["hidden_at"])
    _settle(voice, settlement.strip())
    record("settle_report", voice, by=by)
    registry.changed(voice.undertaking)
    return voice


def _settle(voice: Voice, settlement: str) -> None:
    voice.reports.filter(settled_at__isnull=True).update(settled_at=timezone.now(), settlement=settlement)
