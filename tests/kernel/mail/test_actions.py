from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from netzwerkstatt.kernel.mail.actions import put_letter, send_due
from netzwerkstatt.kernel.mail.models import Letter

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def put(event="reading:1", address="jana@haus.example", **change):
    return put_letter(
        **{"address": address, "event": event, "subject": "Bitte lesen", "body": "Ein Satz.", **change}
    )


def a_day_later():
    return time_machine.travel(timezone.now() + timedelta(days=1))


def test_one_letter_for_one_event():
    assert put() == put()
    assert Letter.objects.count() == 1


def test_the_address_is_one_in_any_case():
    assert put(address="Jana@Haus.example") == put()


def test_digest_waits():
    put()
    assert send_due() == 0
    assert mail.outbox == []


def test_digest_gathers_everything_of_a_person_into_one_mail():
    put("reading:1")
    put("reading:2", subject="Noch etwas")
    put("reading:1", address="rolf@haus.example")
    with a_day_later():
        assert send_due() == 2
    to_jana = next(m for m in mail.outbox if m.to == ["jana@haus.example"])
    assert "Bitte lesen" in to_jana.body
    assert "Noch etwas" in to_jana.body
    assert to_jana.subject == "2 Nachrichten aus der Netzwerkstatt"


def test_nothing_goes_out_twice():
    put()
    with a_day_later():
        assert send_due() == 1
        assert send_due() == 0
    assert len(mail.outbox) == 1


def test_an_invitation_goes_at_once():
    put(at_once=True)
    assert send_due() == 1


def test_a_link_that_opens_a_door_is_forgotten_once_sent():
    put(at_once=True, link="/einladung/geheim/")
    send_due()
    assert "/einladung/geheim/" in mail.outbox[0].body
    assert Letter.objects.get().link == ""


@pytest.fixture
def writers(monkeypatch):
    from netzwerkstatt.kernel.mail import actions

    monkeypatch.setattr(actions, "_writers", {})
    return actions.register_writer


def test_a_writer_is_asked_when_the_letter_leaves(writers):
    said = ["vorher"]
    writers("probe", lambda letter: f"{said[0]} {letter.about}")
    letter = put(body="", writer="probe", about="7")
    said[0] = "jetzt"
    with a_day_later():
        assert send_due() == 1
    assert "jetzt 7" in mail.outbox[0].body
    letter.refresh_from_db()
    assert letter.body == ""


def test_a_writer_with_nothing_to_say_sends_nothing_and_leaves_nothing(writers):
    writers("probe", lambda _letter: None)
    put(body="", writer="probe")
    put("anderes", writer="probe", body="", at_once=True)
    with a_day_later():
        assert send_due() == 0
    assert mail.outbox == []
    assert not Letter.objects.exists()


def test_the_others_of_a_digest_still_go_out(writers):
    writers("probe", lambda _letter: None)
    put("eins", writer="probe", body="", subject="Nichts")
    put("zwei", subject="Bitte lesen")
    with a_day_later():
        assert send_due() == 1
    assert mail.outbox[0].subject == "Bitte lesen"
    assert "Nichts" not in mail.outbox[0].body


def test_a_letter_whose_writer_is_gone_says_nothing(writers):
    put(body="Alt", writer="fort")
    with a_day_later():
        assert send_due() == 0
    assert mail.outbox == []
