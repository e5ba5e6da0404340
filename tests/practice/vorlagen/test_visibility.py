"""The leak matrix of templates and their files. The planted word stands in title and file."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import EVERYBODY
from tests.factories.templates import bring, release, told

from netzwerkstatt.kernel.files.attachments import read_attachment
from netzwerkstatt.practice.models import Template, TemplateReading
from netzwerkstatt.practice.states import Audience
from netzwerkstatt.practice.vorlagen import actions
from netzwerkstatt.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Quittenbaumschatten"
NETWORK = {"coordinator", "colleague", "superior", "initiatives", "stranger", "centre", "secretariat"}
SEES = {"named": {"coordinator"}, "network": NETWORK, "public": set(EVERYBODY)}


def make(cast, words, audience):
    template = bring(
        cast.coordinator,
        cast.administration,
        title=f"Vertrag zum {PLANTED}",
        text=f"Im {PLANTED} gilt das.",
        topics=[words["topic"]],
    )
    if audience != "named":
        release(template, Audience(audience), by=cast.coordinator, reader=cast.centre)
    template.refresh_from_db()
    return template


@pytest.mark.parametrize("audience", list(SEES))
def test_door_page_list_file_search_feed_and_term(cast, words, browse, audience):
    template = make(cast, words, audience)
    for who in EVERYBODY:
        viewer, browser = getattr(cast, who), browse(who)
        may, listed = who in SEES[audience], who in SEES[audience] and audience != "named"
        where = f"{who} {audience}"
        assert Template.objects.visible_to(viewer).exists() == may, where
        assert Template.objects.released_to(viewer).exists() == listed, where
        page = browser.get(template.get_absolute_url())
        assert page.status_code == (200 if may else 404), where
        assert (PLANTED in page.content.decode()) == may, where
        file = browser.get(f"{template.get_absolute_url()}datei/")
        assert file.status_code == (200 if listed else 404), where
        assert (PLANTED.encode() in file.content) == listed, where
        listing = browser.get("/vorlagen/").content.decode()
        assert (PLANTED in listing) == may, where
        assert ("1 Vorlage<" in listing) == listed, where
        assert find(viewer, PLANTED).total == int(listed), where
        assert (PLANTED in browser.get("/suche/", {"q": PLANTED.lower()}).content.decode()) == listed, where
        assert (PLANTED in browser.get("/vorlagen/feed/").content.decode()) == (audience == "public"), where
        assert (PLANTED in browser.get(words["topic"].get_absolute_url()).content.decode()) == listed, where
        if who != "nobody":
            assert PLANTED not in browser.get("/heute/").content.decode(), where


PAGES_OF_THE_HOUSE = (
    "neue-fassung/", "freigabe/", "fassungen/1/datei/", "zuruecknehmen/", "loeschen/", "zurueckholen/",
)  # fmt: skip


@pytest.mark.parametrize("audience", ["named", "public"])
def test_pages_of_the_house_are_its_own(cast, words, browse, audience):
    template = make(cast, words, audience)
    house = {"coordinator"} | ({"colleague"} if audience == "public" else set())
    for who in EVERYBODY:
        for page in PAGES_OF_THE_HOUSE:
            answer = browse(who).get(template.get_absolute_url() + page)
            assert answer.status_code == 200 if who in house else answer.status_code in (302, 404), (
                f"{who} {page}"
            )
            if who not in house:
                assert PLANTED not in answer.content.decode(), f"{who} {page}"


@pytest.mark.parametrize("state", ["hidden", "deleted", "withdrawn"])
def test_hidden_deleted_and_withdrawn_are_gone_everywhere_at_once(cast, words, browse, state):
    template = make(cast, words, "public")
    if state == "hidden":
        actions.report_template(template, what="Der Nachbar.", by=cast.nobody)
    else:
        action = actions.delete_template if state == "deleted" else actions.withdraw_template
        action(template, by=cast.coordinator)
    for who in EVERYBODY:
        browser = browse(who)
        assert find(getattr(cast, who), PLANTED).total == 0, who
        assert browser.get(f"{template.get_absolute_url()}datei/").status_code == 404, who
        assert PLANTED not in browser.get("/vorlagen/feed/").content.decode(), who
        if who not in ("coordinator", "colleague"):
            assert browser.get(template.get_absolute_url()).status_code == 404, who
            assert PLANTED not in browser.get("/vorlagen/").content.decode(), who


def test_a_newer_version_is_not_what_others_get(cast, words, browse):
    template = bring(cast.coordinator, cast.administration)
    release(template, Audience.PUBLIC, by=cast.coordinator, reader=cast.centre)
    new = read_attachment("b.txt", PLANTED.encode())
    actions.revise_template(
        template, told=told(title=PLANTED), attachment=new, what_changed=PLANTED, base=1, by=cast.coordinator
    )
    for who in EVERYBODY:
        browser = browse(who)
        page = browser.get(template.get_absolute_url()).content.decode()
        assert (PLANTED in page) == (who in ("coordinator", "colleague")), who
        assert PLANTED.encode() not in browser.get(f"{template.get_absolute_url()}datei/").content, who
        assert find(getattr(cast, who), PLANTED).total == 0, who


def test_the_second_reader_gets_exactly_the_asked_version(cast, words, browse):
    template = make(cast, words, "named")
    reading = actions.ask_template_reader(template, reader_id=cast.stranger.number, by=cast.coordinator)
    address = f"/vorlagen/zweitlesen/{reading.pk}/"
    for who in EVERYBODY:
        may = who in ("coordinator", "stranger")
        assert TemplateReading.objects.visible_to(getattr(cast, who)).exists() == may, who
        for page in (address, f"{address}datei/"):
            answer = browse(who).get(page)
            assert (PLANTED in answer.content.decode()) == may, f"{who} {page}"
    actions.revise_template(template, told=told(), what_changed="x", base=1, by=cast.coordinator)
    assert browse("stranger").get(address).status_code == 404


def test_names_of_people_are_for_the_network(cast, words, browse):
    template = make(cast, words, "public")
    assert "Coordinator" in browse("stranger").get(template.get_absolute_url()).content.decode()
    assert "Coordinator" not in browse("nobody").get(template.get_absolute_url()).content.decode()


def test_a_hidden_undertaking_is_not_named(cast, words, browse):
    from tests.factories.undertakings import tell

    own = tell(cast.coordinator, cast.administration, title="Geheimes Vorhaben")
    template = bring(cast.coordinator, cast.administration, undertakings=[own])
    release(template, Audience.PUBLIC, by=cast.coordinator, reader=cast.centre)
    for who in EVERYBODY:
        assert "Geheimes Vorhaben" not in browse(who).get(template.get_absolute_url()).content.decode(), who


def test_a_report_hides_until_the_house_has_answered(cast, words, browse):
    template = make(cast, words, "public")
    browse("nobody").post(f"{template.get_absolute_url()}erkennbar/", {"what": "Die Nachbarin."})
    assert browse("stranger").get(template.get_absolute_url()).status_code == 404
    page = browse("coordinator").get("/heute/").content.decode()
    assert "Gemeldet" in page
    address = f"{template.get_absolute_url()}erkennbar/"
    assert "Die Nachbarin." in browse("coordinator").get(address).content.decode()
    browse("coordinator").post(address, {"settlement": "Es ist eine Funktion."})
    assert browse("stranger").get(template.get_absolute_url()).status_code == 200


def test_filters_by_kind_and_topic(cast, words, browse):
    make(cast, words, "public")
    browser = browse("stranger")
    for query, seen in (("kind=council_paper", True), ("kind=letter", False), ("topic=ageing", True), ("topic=x", False),
                        ("kind=council_paper&topic=ageing", True)):  # fmt: skip
        assert (PLANTED in browser.get(f"/vorlagen/?{query}").content.decode()) == seen, query


def test_one_and_three_cost_the_same(cast, words, browse):
    counted = []
    for number in (1, 2):
        for _more in range(number):
            make(cast, words, "network")
        browser = browse("stranger")
        browser.get("/vorlagen/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/vorlagen/")
        counted.append(len(queries))
        assert not any('"files_storedfile"."content"' in query["sql"] for query in queries)
    assert counted[0] == counted[1]


def test_bringing_on_the_page_checks_the_file(cast, words, browse):
    from django.core.files.uploadedfile import SimpleUploadedFile

    browser = browse("coordinator")
    assert "nur Sie" not in browser.get("/vorlagen/bringen/").content.decode()
    sent = {
        "title": "Brief an Praxen",
        "kind": "letter",
        "purpose": "Einladen",
        "licence": "cc0",
        "holder": cast.administration.pk,
    }
    wrong = SimpleUploadedFile("brief.pdf", b"MZ\x90\x00" + b"\x00" * 100)
    page = browser.post("/vorlagen/bringen/", {**sent, "file": wrong}).content.decode()
    assert "nichts davon" in page
    assert "Brief an Praxen" in page
    assert not Template.objects.exists()
    browser.post(
        "/vorlagen/bringen/", {**sent, "file": SimpleUploadedFile("brief.txt", b"Sehr geehrte Praxis")}
    )
    assert Template.objects.get().working.text == "Sehr geehrte Praxis"
    assert browse("nobody").get("/vorlagen/bringen/").status_code == 302
    assert "wer für ein Mitglied" in browse("guest").get("/vorlagen/bringen/").content.decode()
