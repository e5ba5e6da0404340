import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from tests.browse import Browser

from netzwerkstatt.accounts.actions import end_session
from netzwerkstatt.accounts.pages import device_words
from netzwerkstatt.kernel.access import NotAllowed

pytestmark = [pytest.mark.django_db, pytest.mark.both]
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"


def signed_in(cast, name, agent=FIREFOX, kind=Browser):
    client = kind(headers={"user-agent": agent})
    client.force_login(cast.people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/heute/")
    return client


def test_the_list_shows_every_place_and_which_one_is_here(cast):
    signed_in(cast, "coordinator", agent="curl/8")
    text = signed_in(cast, "coordinator").get("/konto/sessions/").content.decode()
    assert "Firefox auf Windows (diese hier)" in " ".join(text.split())
    assert "Ein Browser, der sich nicht nennt" in text


def test_ending_one_signs_out_there_and_nowhere_else(cast):
    elsewhere, here = signed_in(cast, "coordinator"), signed_in(cast, "coordinator")
    number = UserSession.objects.get(session_key=elsewhere.session.session_key).pk
    here.post(f"/konto/sessions/{number}/beenden/")
    assert elsewhere.get("/heute/").status_code == 302
    assert here.get("/heute/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(cast):
    signed_in(cast, "coordinator")
    session = UserSession.objects.get()
    for name in ("colleague", "administrator", "operator", "secretariat"):
        other = signed_in(cast, name, kind=Client)
        assert other.post(f"/konto/sessions/{session.pk}/beenden/").status_code == 404, name
        with pytest.raises(NotAllowed):
            end_session(session, by=getattr(cast, name))
    assert UserSession.objects.filter(pk=session.pk).exists()


def test_all_others_end_at_once(cast):
    away = [signed_in(cast, "coordinator") for _place in range(2)]
    here = signed_in(cast, "coordinator")
    here.post("/konto/sessions/andere/beenden/")
    assert [client.get("/heute/").status_code for client in away] == [302, 302]
    assert here.get("/heute/").status_code == 200


def test_a_device_is_named_as_far_as_it_says():
    assert device_words(FIREFOX) == "Firefox auf Windows"
    assert device_words("Mozilla/5.0 (X11) AppleWebKit Chrome/120 Safari/537 Edg/120") == "Edge"
    assert device_words("") == "Ein Browser, der sich nicht nennt"
