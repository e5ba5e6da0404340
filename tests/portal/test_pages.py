import pytest

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.portal.models import AccessibilityFeedback, Installation, LegalPage

pytestmark = pytest.mark.django_db
SENT = {
    "network_name": "Netz der Probe",
    "secretariat": "Sekretariat",
    "name": "Henrike Brandis",
    "email": "henrike@probe.example",
    "password": "sehr-langes-Wort-7",
}


class TestSetUp:
    def test_an_empty_house_leads_there(self, client):
        assert client.get("/").headers["Location"] == "/einrichten/"

    def test_makes_the_first_secretariat_and_then_closes(self, client):
        assert client.post("/einrichten/", SENT).status_code == 302
        assert Installation.objects.get().network_name == "Netz der Probe"
        assert client.get("/heute/").status_code == 200
        assert "Sieben Schritte" in client.get("/einrichten/").content.decode()
        assert client.post("/einrichten/", {**SENT, "email": "zwei@probe.example"}).status_code == 404
        client.logout()
        assert client.get("/einrichten/").status_code == 404
        assert client.post("/einrichten/", {**SENT, "email": "zwei@probe.example"}).status_code == 404
        assert Person.objects.count() == 1

    def test_a_weak_password_makes_nothing(self, client):
        page = client.post("/einrichten/", {**SENT, "password": "kurz"}).content.decode()
        assert "zu kurz" in page
        assert "Netz der Probe" in page
        assert not Person.objects.exists()


class TestLegal:
    @pytest.mark.parametrize("address", ["/impressum/", "/datenschutz/", "/barrierefreiheit/"])
    def test_is_there_for_everybody(self, browse, address):
        assert browse("nobody").get(address).status_code == 200

    @pytest.mark.parametrize("who", ["secretariat", "operator"])
    def test_is_edited_by_those_who_run_it(self, browse, who):
        browse(who).post("/seiten/imprint/aendern/", {"text": "Stadt Probe, Rathausplatz."})
        assert "Stadt Probe, Rathausplatz." in browse("nobody").get("/impressum/").content.decode()

    @pytest.mark.parametrize("who", ["coordinator", "centre", "guest"])
    def test_is_not_edited_by_others(self, browse, who):
        response = browse(who).post("/seiten/imprint/aendern/", {"text": "x"})
        assert response.status_code == 403
        assert "ändern das Sekretariat" in response.content.decode()
        assert not LegalPage.objects.exists()

    def test_anybody_can_tell_of_a_barrier_in_our_pages(self, browse):
        browse("nobody").post("/barrierefreiheit/", {"text": "Die Karte liest mir niemand vor."})
        assert AccessibilityFeedback.objects.get().text.startswith("Die Karte")


class TestToday:
    def test_needs_signing_in(self, client):
        assert client.get("/heute/").headers["Location"].startswith("/konto/login/")

    def test_without_a_mandate_says_what_to_do(self, browse):
        assert "bitten Sie das Sekretariat" in browse("former").get("/heute/").content.decode()

    def test_an_empty_day_offers_a_first_step(self, browse):
        assert "Selbst erzählen" in browse("colleague").get("/heute/").content.decode()


def test_a_page_that_is_not_there_and_one_that_is_not_for_you_look_the_same(browse, cast):
    from tests.factories.undertakings import tell

    draft = tell(cast.coordinator, cast.administration)
    hidden = browse("stranger").get(draft.get_absolute_url())
    missing = browse("stranger").get("/vorhaben/22222222/")
    assert hidden.status_code == missing.status_code == 404
    strip = lambda response: response.content.decode().replace(draft.key, "").replace("22222222", "")  # noqa: E731
    assert strip(hidden) == strip(missing)


def test_the_gallery_shows_every_component(client, settings):
    page = client.get("/bausteine/").content.decode()
    for name in ("button", "outcome", "task", "crumbs", "refusal"):
        assert f"<h2>{name}</h2>" in page
