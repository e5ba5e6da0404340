from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from netzwerkstatt.kernel.links.actions import LinkNotValid, issue_link, read_link, use_up
from netzwerkstatt.kernel.links.models import IssuedLink

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def make(**change):
    return issue_link(**{"purpose": "invitation", "subject": "7", "lifetime": timedelta(days=14), **change})


def test_reading_changes_nothing():
    token = make()
    for _time in range(3):
        assert read_link(token, purpose="invitation").subject == "7"
    assert IssuedLink.objects.get().used_at is None


def test_works_once():
    token = make()
    use_up(read_link(token, purpose="invitation"))
    with pytest.raises(LinkNotValid, match="schon benutzt"):
        read_link(token, purpose="invitation")


def test_two_who_read_at_once_cannot_both_use_it():
    token = make()
    first, second = read_link(token, purpose="invitation"), read_link(token, purpose="invitation")
    use_up(first)
    with pytest.raises(LinkNotValid, match="schon benutzt"):
        use_up(second)


def test_expires():
    token = make()
    with (
        time_machine.travel(timezone.now() + timedelta(days=15)),
        pytest.raises(LinkNotValid, match="abgelaufen"),
    ):
        read_link(token, purpose="invitation")


def test_serves_one_purpose_only():
    with pytest.raises(LinkNotValid, match="etwas anderem"):
        read_link(make(), purpose="contribution")


@pytest.mark.parametrize("forge", [lambda t: t[:-2] + "xx", lambda t: "x", lambda t: t.split(":")[0]])
def test_a_changed_token_is_refused(forge):
    with pytest.raises(LinkNotValid, match="unvollständig oder verändert"):
        read_link(forge(make()), purpose="invitation")


def test_the_token_is_not_stored():
    token = make()
    assert token not in str(IssuedLink.objects.values_list().get())
