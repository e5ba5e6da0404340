"""From an empty house to an open network: each step, what is refused and why, what the public meets before."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone
from tests.conftest import EVERYBODY
from tests.kernel.lib.test_pictures import png

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.lib.contrast import ENOUGH, contrast, read_colour
from netzwerkstatt.portal import actions, colours
from netzwerkstatt.portal.models import Installation, LegalPage, Logo
from netzwerkstatt.portal.queries import missing_for_opening

pytestmark = pytest.mark.django_db
CSS = Path(__file__).parents[2] / "src/netzwerkstatt/kernel/ui/static/ui/nw.css"
PAGES = (
    "/einrichten/",
    "/einrichten/name/",
    "/einrichten/farbe/",
    "/einrichten/rechtliches/",
    "/einrichten/briefe/",
)


@pytest.fixture
def closed(cast):
    actions.write_installation(network_name="Netz der Probe", set_up_at=timezone.now())
    return cast


def write_legal(cast):
    for kind in LegalPage.Kind.values:
        actions.set_legal_page(kind, text="Stadt Probe, Rathausplatz 1.", by=cast.operator)


class TestSteps:
    @pytest.mark.parametrize("address", PAGES)
    def test_those_who_run_it_and_nobody_else(self, cast, browse, address):
        for who in EVERYBODY:
            response = browse(who).get(address)
            if who == "nobody":
                assert response.status_code == (404 if address == "/einrichten/" else 302)
            elif who in ("secretariat", "operator"):
                assert response.status_code == 200, who
            else:
                assert response.status_code == 403, who
                assert "ändern das Sekretariat und die betreibende Stelle" in response.content.decode()

    def test_each_has_its_state_and_a_verb_or_the_reason(self, closed, browse):
        page = browse("operator").get("/einrichten/").content.decode()
        assert len(re.findall(r"<h3>", page)) == 7
        assert "Mitgliedschaften führt das Sekretariat." in page
        assert 'class="nw-done"' in page
        page = browse("secretariat").get("/einrichten/").content.decode()
        assert 'href="/kommunen/aus-liste/"' in page
        assert "Mitgliedschaften führt das Sekretariat." not in page

    def test_what_depends_on_members_waits_for_them(self, closed, browse):
        from netzwerkstatt.network.models import Membership

        Membership.objects.update(state="left")
        page = browse("secretariat").get("/einrichten/").content.decode()
        assert "noch nicht möglich" in page
        assert "Zuerst Schritt 6." in page


class TestOpening:
    def test_until_then_the_public_meets_nothing_of_it(self, closed, browse):
        nobody = browse("nobody")
        assert "richtet sich gerade ein" in nobody.get("/").content.decode()
        for address in (
            "/kommunen/",
            "/erfahrungen/",
            "/suche/?q=a",
            "/offene-sitze/",
            closed.here.get_absolute_url(),
        ):
            response = nobody.get(address)
            assert response.status_code == 302, address
            assert response.headers["Location"] == "/"
        for address in ("/impressum/", "/konto/login/", "/healthz"):
            assert nobody.get(address).status_code == 200, address
        assert browse("stranger").get("/kommunen/").status_code == 200

    def test_says_what_is_missing_instead_of_a_dead_button(self, closed, browse):
        page = browse("secretariat").get("/einrichten/").content.decode()
        assert "Es fehlt noch: Impressum, Datenschutzhinweis, Erklärung zur Barrierefreiheit." in page
        assert "Netzwerk öffnen" not in page
        response = browse("secretariat").post("/einrichten/oeffnen/")
        assert response.status_code == 403
        assert Installation.objects.get().opened_at is None

    def test_a_gap_in_square_brackets_is_a_gap(self, closed):
        write_legal(closed)
        assert missing_for_opening() == []
        actions.set_legal_page("imprint", text="Verantwortlich: [Name]", by=closed.operator)
        assert missing_for_opening() == ["Impressum"]

    def test_opens_once_everything_stands(self, closed, browse):
        write_legal(closed)
        assert "Netzwerk öffnen" in browse("secretariat").get("/einrichten/").content.decode()
        browse("secretariat").post("/einrichten/oeffnen/")
        assert browse("nobody").get("/kommunen/").status_code == 200
        assert "Offen seit dem" in browse("operator").get("/einrichten/").content.decode()

    def test_others_do_not_open_it(self, closed):
        write_legal(closed)
        for who in EVERYBODY:
            if who not in ("secretariat", "operator"):
                with pytest.raises(NotAllowed, match="ändern das Sekretariat"):
                    actions.open_to_public(by=getattr(closed, who))

    def test_waits_on_the_day_of_those_who_set_it_up(self, closed, browse):
        assert "Vor dem Öffnen fehlt noch" in browse("operator").get("/heute/").content.decode()
        assert "Vor dem Öffnen fehlt noch" not in browse("coordinator").get("/heute/").content.decode()

    def test_a_demonstration_is_open(self, cast, browse):
        actions.write_installation(is_demonstration=True, set_up_at=timezone.now())
        assert browse("nobody").get("/kommunen/").status_code == 200


class TestLogo:
    def send(self, browser, content, name="zeichen.png"):
        file = SimpleUploadedFile(name, content)
        return browser.post("/einrichten/name/", {"network_name": "Netz der Probe", "logo": file})

    def test_is_delivered_as_what_it_was_checked_to_be(self, cast, browse):
        assert self.send(browse("secretariat"), png()).status_code == 302
        address = f"/zeichen/{Logo.objects.get().digest}/"
        assert address in browse("nobody").get("/").content.decode()
        response = browse("nobody").get(address)
        assert response.content == png()
        assert response["Content-Type"] == "image/png"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in response["Cache-Control"]

    def test_a_program_with_the_name_of_a_picture_is_refused(self, cast, browse):
        page = self.send(browse("secretariat"), b"<svg><script>alert(1)</script></svg>").content.decode()
        assert "SVG nehmen wir nicht an" in page
        assert not Logo.objects.exists()
        assert not Installation.objects.filter(network_name="Netz der Probe").exists()

    def test_another_address_delivers_nothing_and_it_can_be_removed(self, cast, browse):
        self.send(browse("secretariat"), png())
        assert browse("nobody").get("/zeichen/0000000000000000/").status_code == 404
        browse("secretariat").post("/einrichten/name/", {"network_name": "N", "drop_logo": "on"})
        assert "/zeichen/" not in browse("nobody").get("/").content.decode()


class TestColours:
    def test_the_grounds_are_those_of_the_stylesheet(self):
        text = CSS.read_text(encoding="utf-8")
        light, dark = text.split("@media (prefers-color-scheme:dark)", 1)
        for grounds, part in ((colours.LIGHT_GROUNDS, light), (colours.DARK_GROUNDS, dark)):
            for name, ground in zip(("ground", "paper", "surface"), grounds, strict=True):
                written = re.search(rf"--nw-{name}:(#[0-9a-f]+)", part)
                assert read_colour(written.group(1)) == ground, name

    def test_one_is_enough_and_the_dark_one_is_made(self):
        chosen = colours.choose_accent("#2044aa")
        assert chosen.light == "#2044aa"
        for ground in (*colours.DARK_GROUNDS, read_colour(colours.ON_DARK)):
            assert contrast(read_colour(chosen.dark), ground) >= ENOUGH

    def test_too_pale_is_refused_with_the_nearest_that_can_be_read(self, cast, browse):
        page = browse("secretariat").post("/einrichten/farbe/", {"accent": "#ffcc00"}).content.decode()
        assert "#ffcc00 hat auf hellem Grund nur den Kontrast 1,3 zu 1" in page
        proposal = re.search(r"Die nächste Farbe, die reicht, ist (#[0-9a-f]{6})", page).group(1)
        assert f"{proposal} nehmen" in page
        browse("secretariat").post("/einrichten/farbe/", {"accent": proposal})
        assert Installation.objects.get().accent == proposal

    def test_too_dark_for_a_dark_ground_is_refused(self, cast, browse):
        sent = {"accent": "#2044aa", "accent_dark": "#2044aa"}
        page = browse("secretariat").post("/einrichten/farbe/", sent).content.decode()
        assert "auf dunklem Grund nur den Kontrast" in page
        assert not Installation.objects.filter(accent__gt="").exists()

    def test_comes_as_a_stylesheet_of_its_own(self, cast, browse):
        browse("secretariat").post("/einrichten/farbe/", {"accent": "#7a1f5c"})
        about = Installation.objects.get()
        address = f"/farben/{about.accent[1:]}-{about.accent_dark[1:]}.css"
        assert f'href="{address}"' in browse("nobody").get("/").content.decode()
        response = browse("nobody").get(address)
        assert response["Content-Type"].startswith("text/css")
        assert "--nw-blue:#7a1f5c" in response.content.decode()
        assert browse("nobody").get("/farben/ffffff-000000.css").status_code == 404
        browse("secretariat").post("/einrichten/farbe/", {"drop": "1"})
        assert "/farben/" not in browse("nobody").get("/").content.decode()

    def test_others_change_neither(self, cast):
        for who in EVERYBODY:
            if who not in ("secretariat", "operator"):
                with pytest.raises(NotAllowed, match="ändern das Sekretariat"):
                    actions.set_accent("#2044aa", by=getattr(cast, who))
                with pytest.raises(NotAllowed, match="ändern das Sekretariat"):
                    actions.set_logo(png(), by=getattr(cast, who))


class TestMail:
    def test_a_trial_letter_goes_to_the_address_and_is_noted(self, cast, browse):
        browse("operator").post("/einrichten/briefe/", {"to": "ich@probe.example"})
        assert mail.outbox[0].to == ["ich@probe.example"]
        assert Installation.objects.get().mail_tested_at

    @override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1,
        EMAIL_HOST_PASSWORD="Quittenbaumgeheimnis", EMAIL_USE_TLS=True, EMAIL_USE_SSL=False,
    )  # fmt: skip
    def test_a_server_that_does_not_answer_is_named_and_no_password_shown(self, cast, browse):
        page = browse("operator").post("/einrichten/briefe/", {"to": "ich@probe.example"}).content.decode()
        assert "Der Mailserver ist nicht zu erreichen" in page
        assert "127.0.0.1, Port 1, verschlüsselt mit STARTTLS" in page
        assert "Quittenbaumgeheimnis" not in page
        assert not Installation.objects.filter(mail_tested_at__isnull=False).exists()

    def test_says_what_is_missing(self, cast, browse):
        page = browse("operator").get("/einrichten/briefe/").content.decode()
        for name in ("NETZWERKSTATT_MAIL:", "NETZWERKSTATT_MAIL_FROM", "NETZWERKSTATT_URL"):
            assert name in page


class TestASmallNetwork:
    def test_with_nothing_in_it_no_page_stands_empty(self, client):
        sent = {
            "network_name": "Netz der Probe", "secretariat": "Sekretariat", "name": "Henrike Brandis",
            "email": "henrike@probe.example", "password": "sehr-langes-Wort-7",
        }  # fmt: skip
        client.post("/einrichten/", sent)
        start = client.get("/").content.decode()
        assert "Die ersten kommen bald dazu" in start
        assert "0 Städte" not in start
        assert "Noch ist keine Kommune eingetragen" in client.get("/kommunen/").content.decode()
        assert "Das Netzwerk einrichten" in client.get("/heute/").content.decode()
        assert "Noch ist kein Mitglied eingetragen" in client.get("/einladungen/").content.decode()
        assert "Zurzeit sind alle Sitze besetzt" in client.get("/offene-sitze/").content.decode()
