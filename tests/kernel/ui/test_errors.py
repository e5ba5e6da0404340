"""Every error is a page in German that says what happened, what is safe, what to do."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import path
from tests.browse import Browser

from netzwerkstatt.kernel.ui import views

pytestmark = pytest.mark.django_db
FRAME = 'class="nw-nav"'


def framed(client, path="/", **options):
    """A request that has been through the middleware."""
    response = client.get(path, **options)
    return response.wsgi_request


@pytest.mark.parametrize(
    ("view", "arguments", "status", "title"),
    [
        (views.bad_request, (), 400, "Diese Anfrage verstehen wir nicht"),
        (views.bad_request, (RequestDataTooBig("x"),), 413, "Das ist zu groß"),
        (views.forbidden, (), 403, "Das geht hier nicht"),
        (views.form_lapsed, (), 403, "Dieses Formular ist abgelaufen"),
        (views.not_found, (), 404, "Diese Seite gibt es nicht"),
        (views.too_many_requests, (), 429, "Zu viele Versuche"),
    ],
)
def test_stands_in_the_frame(cast, view, arguments, status, title):
    answer = view(framed(Client(), "/erfahrungen/"), *arguments)
    text = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in text
    assert FRAME in text


def test_a_broken_page_asks_neither_database_nor_session(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = views.broken(RequestFactory().get("/heute/"))
    assert answer.status_code == 500
    assert "Was gespeichert war, ist noch da." in answer.content.decode()


def fall(_request):
    raise RuntimeError("planted")


urlpatterns = [path("kaputt/", fall)]
handler500 = views.broken


def test_a_broken_page_is_really_shown(cast, settings):
    settings.ROOT_URLCONF = __name__
    answer = Browser(raise_request_exception=False).get("/kaputt/")
    assert answer.status_code == 500
    assert "Hier ist etwas kaputt" in answer.content.decode()
    assert "planted" not in answer.content.decode()


def test_a_form_without_its_token_is_explained(cast):
    client = Browser(enforce_csrf_checks=True)
    answer = client.post("/konto/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "Dieses Formular ist abgelaufen" in answer.content.decode()


def test_too_much_at_once_is_explained(cast, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = Browser().post("/konto/login/", {"login": "x" * 2000, "password": "b"})
    assert answer.status_code == 413
    assert "Gespeichert wurde davon nichts." in answer.content.decode()


def test_a_foreign_host_gets_a_plain_page(settings):
    settings.ALLOWED_HOSTS = ["netz.example"]
    answer = Client().get("/", HTTP_HOST="anderswo.example")
    assert answer.status_code == 400
    assert "Diese Anfrage verstehen wir nicht" in answer.content.decode()


def test_suspicious_requests_say_nothing_about_their_reason(cast):
    text = views.bad_request(framed(Client()), SuspiciousOperation("planted")).content.decode()
    assert "planted" not in text


def test_healthz_answers_without_asking_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get("/healthz").content == b"ok\n"
