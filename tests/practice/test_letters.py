"""Letters say that something waits, never what stands in it; gathered, except where a door must open now; never twice."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from tests.factories.undertakings import tell

from netzwerkstatt.kernel.mail.actions import send_due
from netzwerkstatt.kernel.mail.models import Letter
from netzwerkstatt.network.actions import invite
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import voices
from netzwerkstatt.practice.states import Audience, EvaluationConsent

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Stachelschweinfrage"


@pytest.fixture
def everything(cast):
    """Every deed that writes a letter, with the planted word wherever somebody can type."""
    told = tell(cast.coordinator, cast.administration, title=f"Titel {PLANTED}", text=f"Text {PLANTED}")
    ask = {"reader_id": cast.centre.person_id, "request": f"Bitte {PLANTED}", "by": cast.coordinator}
    reading = releasing.ask_reader(told.working, **ask)
    mark = releasing.mark_passage(
        reading, place="hindered", quote=PLANTED, note=f"Notiz {PLANTED}", by=cast.centre
    )
    releasing.finish_reading(reading, by=cast.centre)
    releasing.answer_mark(mark, redact_it=False, reason=f"Weil {PLANTED}", by=cast.coordinator)
    releasing.release(told, audience=Audience.NETWORK, consent=EvaluationConsent.NONE, by=cast.coordinator)
    voice = voices.save_voice(told, cast.initiative, text=f"Sicht {PLANTED}", by=cast.initiatives)
    asked = releasing.ask_reader(voice, reader_id=cast.centre.person_id, by=cast.initiatives)
    releasing.decline_reading(asked, by=cast.centre)
    told.refresh_from_db()
    releasing.report_recognisable(told, what=f"Erkennbar {PLANTED}", by=cast.stranger)
    return told


def test_say_nothing_of_what_is_protected(cast, everything):
    assert Letter.objects.count() >= 7
    for letter in Letter.objects.all():
        assert PLANTED not in f"{letter.subject} {letter.body} {letter.link} {letter.event}", letter.event
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert send_due() >= 3
    assert mail.outbox
    assert all(PLANTED not in message.subject + message.body for message in mail.outbox)


def test_wait_for_the_digest(everything):
    assert set(Letter.objects.values_list("pace", flat=True)) == {"digest"}
    assert send_due() == 0


def test_reach_each_person_in_one_mail(everything):
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        send_due()
    addresses = [message.to[0] for message in mail.outbox]
    assert sorted(addresses) == sorted(set(addresses))


def test_only_an_invitation_goes_at_once(cast):
    coordinator = cast.coordinator
    invite(cast.administration, email="neu@haus.example", name="Neu", role="colleague", by=coordinator)
    assert [letter.pace for letter in Letter.objects.all()] == ["at_once"]
    send_due()
    assert Letter.objects.get().link == ""


def test_the_other_bench_hears_of_one_undertaking_once(cast, everything):
    releasing.ask_reader(everything.working, reader_id=cast.colleague.person_id, by=cast.coordinator)
    to_bench = Letter.objects.filter(address="initiatives@haus.example", event__startswith="bench:")
    assert to_bench.count() == 1
