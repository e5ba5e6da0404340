"""A voice beside the telling: written, read by a second person, released by its own author."""

from django.db import transaction
from django.utils import timezone

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.models import Reading, Undertaking, Voice
from netzwerkstatt.practice.states import Audience, EvaluationConsent, ReadingState


@transaction.atomic
def save_voice(undertaking: Undertaking, organisation: Organisation, *, text: str, by: Viewer) -> Voice:
    """Begin or go on writing. A released voice keeps what was released until it is released anew."""
    require(rules.may_add_voice(by, undertaking, organisation))
    voice = Voice.objects.filter(undertaking=undertaking, organisation=organisation).first()
    if voice is None:
        voice = Voice(undertaking=undertaking, organisation=organisation, author_id=by.person_id)
    else:
        require(rules.may_edit_voice(by, voice))
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
    require(rules.may_release_voice(by, voice))
    require(rules.may_be_heard(voice, audience))
    voice.audience, voice.evaluation_consent = audience, consent
    voice.released_text, voice.released_at = voice.text, timezone.now()
    voice.save()
    record("release_voice", voice, by=by, audience=audience.value)
    registry.changed(voice.undertaking)
    return voice


@transaction.atomic
def withdraw_voice(voice: Voice, *, by: Viewer) -> Voice:
    require(rules.may_edit_voice(by, voice))
    voice.audience, voice.evaluation_consent = Audience.NAMED, EvaluationConsent.NONE
    voice.released_text, voice.released_at = "", None
    voice.save()
    record("withdraw_voice", voice, by=by)
    registry.changed(voice.undertaking)
    return voice
