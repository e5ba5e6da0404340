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
