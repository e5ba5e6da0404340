"""Who reads addresses, who gets letters, which seats are open: what reaches whom, and nobody else."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.conftest import EVERYBODY, make_municipality

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.mail.actions import send_due
from netzwerkstatt.kernel.mail.models import Letter
from netzwerkstatt.network import actions
from netzwerkstatt.network.actions.circulars import send_circular, set_refusals, write_circular
from netzwerkstatt.network.actions.standing import set_address, set_regional_network
from netzwerkstatt.network.models import (
    Circular,
    LetterRefusal,
    Mandate,
    MandateInvitation,
    RegionalNetwork,
    TopicInterest,
)
from netzwerkstatt.network.queries.audience import Audience, reached_by
from netzwerkstatt.network.states import LetterKind

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Quittenbaumgeheimnis"
READERS = ("coordinator", "colleague", "superior", "initiatives", "stranger", "centre", "secretariat")
BOTH = Audience(groups=("administration", "initiative"))


def letter(cast, audience=BOTH, kind=LetterKind.NEWS, by=None, sender=None):
    return write_circular(
        None,
        sender=sender or cast.secretariat_organisation,
        kind=kind,
        subject="Kompetenzforum im Mai",
        text=f"Das Thema ist {PLANTED}.",
        audience=audience,
        by=by or cast.secretariat,
    )


def reached(circular):
    return reached_by(Audience.of(circular.audience), LetterKind(circular.kind), timezone.localdate())


def sent(cast, circular, by=None):
    return send_circular(circular, previewed=reached(circular).fingerprint, by=by or cast.secretariat)


class TestAddresses:
    def test_are_read_by_members_of_the_network(self, cast, browse):
        set_address(email="quitte@amt.example", telephone="0123 456", remark="", by=cast.coordinator)
        for who in EVERYBODY:
            response = browse(who).get("/adressen/", follow=True)
            assert ("quitte@amt.example" in response.content.decode()) == (who in READERS), who
            if who not in (*READERS, "nobody"):
                assert response.status_code == 404

    def test_the_address_of_an_account_is_not_in_it(self, cast, browse):
        page = browse("stranger").get("/adressen/").content.decode()
        assert "Coordinator" in page
        assert cast.people["coordinator"].email not in page

    def test_guests_research_and_leadership_are_not_listed(self, cast, browse):
        page = browse("secretariat").get("/adressen/").content.decode()
        listed = page[page.index("<table") : page.index("</table>")]
        for name in ("Guest", "Researcher", "Superior", "Administrator", "Former"):
            assert name not in listed, name

    def test_as_a_file_for_the_secretariat_only(self, cast, browse):
        set_address(email="", telephone="+49 123", remark='=HYPERLINK("x")', by=cast.coordinator)
        for who in EVERYBODY:
            if who == "nobody":
                continue
            response = browse(who).get("/adressen/adressen.csv")
            expected = 200 if who == "secretariat" else 403 if who in READERS else 404
            assert response.status_code == expected, who
        text = browse("secretariat").get("/adressen/adressen.csv").content.decode("utf-8-sig")
        assert "'+49 123" in text
        assert "\"'=HYPERLINK" in text

    def test_one_and_many_people_cost_the_same(self, cast, browse):
        browser = browse("secretariat")
        browser.get("/adressen/")
        cache.clear()
        with CaptureQueriesContext(connection) as few:
            browser.get("/adressen/")
        for number in range(3):
            _place, administration, _i = make_municipality(f"F900010{number}", f"Ort {number}")
            Mandate.objects.create(
                person=cast.people["operator"], organisation=administration, role="coordinator",
                starts_on="2020-01-01",
            )  # fmt: skip
        cache.clear()
        with CaptureQueriesContext(connection) as many:
            browser.get("/adressen/")
        assert len(many) == len(few)


class TestCircular:
    def test_goes_to_exactly_those_in_the_preview_and_once(self, cast, browse):
        circular = letter(cast)
        page = browse("secretariat").get(f"/rundbriefe/{circular.pk}/vorschau/").content.decode()
        names = {m.person.name for m in reached(circular).mandates}
        assert names == {"Coordinator", "Initiatives", "Stranger"}
        assert all(name in page for name in names)
        assert "Dieser Brief erreicht 3 Menschen" in page
        assert sent(cast, circular) == 3
        letters = Letter.objects.filter(event=f"circular:{circular.pk}")
        assert set(letters.values_list("person_id", flat=True)) == {
            cast.people[who].pk for who in ("coordinator", "initiatives", "stranger")
        }
        with pytest.raises(NotAllowed, match="nicht zweimal"):
            sent(cast, circular)
        assert send_due(digest_after=timedelta(0)) == 3
        assert send_due(digest_after=timedelta(0)) == 0
        assert sum(PLANTED in message.body for message in mail.outbox) == 3

    def test_somebody_with_two_mandates_gets_one(self, cast):
        actions.give_mandate(
            cast.people["coordinator"], cast.initiative, role="deputy", starts_on=timezone.localdate(),
            by=cast.secretariat,
        )  # fmt: skip
        assert reached(letter(cast)).number == 3

    def test_has_somebody_come_since_the_preview_nothing_is_sent(self, cast, browse):
        circular = letter(cast)
        before = reached(circular).fingerprint
        actions.give_mandate(
            cast.people["operator"], cast.initiative, role="coordinator", starts_on=timezone.localdate(),
            by=cast.secretariat,
        )  # fmt: skip
        page = browse("secretariat").post(f"/rundbriefe/{circular.pk}/vorschau/", {"previewed": before})
        assert "Seit Ihrer Vorschau hat sich geändert" in page.content.decode()
        assert "Dieser Brief erreicht 4 Menschen" in page.content.decode()
        assert not Letter.objects.exists()
        circular.refresh_from_db()
        assert circular.sent_at is None

    def test_those_whose_mandate_ended_are_not_reached(self, cast):
        names = {m.person.name for m in reached(letter(cast)).mandates}
        assert "Former" not in names

    def test_refused_kinds_do_not_arrive_and_the_sender_is_told_how_many(self, cast, browse):
        set_refusals({LetterKind.NEWS}, by=cast.stranger)
        circular = letter(cast)
        assert (reached(circular).number, reached(circular).refused) == (2, 1)
        page = browse("secretariat").get(f"/rundbriefe/{circular.pk}/vorschau/").content.decode()
        assert "Eine Person hat solche Briefe abbestellt" in page
        assert reached(letter(cast, kind=LetterKind.MATTERS)).number == 3

    def test_what_members_must_know_cannot_be_refused(self, cast):
        with pytest.raises(NotAllowed, match="lassen sich nicht abbestellen"):
            set_refusals({LetterKind.MATTERS}, by=cast.stranger)
        with pytest.raises(IntegrityError), transaction.atomic():
            LetterRefusal.objects.create(person=cast.people["stranger"], kind="matters")

    def test_refusing_and_wanting_again_on_the_page(self, cast, browse):
        browser = browse("coordinator")
        browser.post("/rundbriefe/abbestellen/", {"wanted": ["topic"]})
        refused = set(LetterRefusal.objects.values_list("kind", flat=True))
        assert refused == {"news", "meetings"}
        browser.post("/rundbriefe/abbestellen/", {"wanted": ["topic", "news", "meetings"]})
        assert not LetterRefusal.objects.exists()

    def test_the_archive_is_read_by_those_it_was_meant_for(self, cast, browse):
        circular = letter(cast, Audience(groups=("administration",), kinds=("city",)))
        draft = letter(cast)
        sent(cast, circular)
        for who in EVERYBODY:
            meant = who in ("coordinator", "stranger", "secretariat")
            response = browse(who).get(f"/rundbriefe/{circular.pk}/", follow=True)
            assert (PLANTED in response.content.decode()) == meant, who
            listed = browse(who).get("/rundbriefe/", follow=True).content.decode()
            assert ("Kompetenzforum im Mai" in listed) == meant, who
            kept = browse(who).get(f"/rundbriefe/{draft.pk}/", follow=True).content.decode()
            assert (PLANTED in kept) == (who == "secretariat"), who

    def test_a_successor_reads_what_her_bench_was_told_and_a_predecessor_no_longer(self, cast):
        circular = letter(cast)
        sent(cast, circular)
        today = timezone.localdate()
        actions.give_mandate(
            cast.people["operator"],
            cast.administration,
            role="coordinator",
            starts_on=today,
            by=cast.secretariat,
        )
        mandate = Mandate.objects.get(person=cast.people["coordinator"])
        actions.end_mandate(mandate, on=today - timedelta(days=1), by=cast.secretariat)
        assert Circular.objects.visible_to(cast.fresh("operator")).filter(pk=circular.pk).exists()
        assert not Circular.objects.visible_to(cast.fresh("coordinator")).exists()

    def test_recipients_are_named_to_the_sending_organisation_only(self, cast, browse):
        circular = letter(cast)
        sent(cast, circular)
        assert (
            "Wer ihn bekommen hat"
            in browse("secretariat").get(f"/rundbriefe/{circular.pk}/").content.decode()
        )
        page = browse("stranger").get(f"/rundbriefe/{circular.pk}/").content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert "Initiatives" not in main

    def test_a_centre_reaches_those_interested_in_its_topic(self, cast):
        topic = cast.centre_organisation.centre.topic
        TopicInterest.objects.create(organisation=cast.initiative, kind="seeks", text="Rat", topic=topic)
        circular = letter(cast, by=cast.centre, sender=cast.centre_organisation)
        assert circular.kind == LetterKind.TOPIC
        assert [m.person.name for m in reached(circular).mandates] == ["Initiatives"]

    def test_others_write_none(self, cast, browse):
        for who in EVERYBODY:
            if who in ("secretariat", "nobody"):
                continue
            with pytest.raises(NotAllowed, match="schreiben das Sekretariat und die Kompetenzzentren"):
                letter(cast, by=getattr(cast, who))
            status = browse(who).get("/rundbriefe/schreiben/").status_code
            assert status == (200 if who == "centre" else 403), who

    def test_regional_networks_and_lands_cut_the_audience(self, cast):
        network = set_regional_network(
            None, name="Netz an der Probe", about="", contact_role="Koordination, die gerade einlädt",
            since_year=None, members=[cast.here], by=cast.secretariat,
        )  # fmt: skip
        cut = Audience(groups=BOTH.groups, regional=(network.pk,))
        assert {m.person.name for m in reached(letter(cast, cut)).mandates} == {"Coordinator", "Initiatives"}
        nowhere = Audience(groups=BOTH.groups, states=("05",))
        circular = letter(cast, nowhere)
        assert reached(circular).number == 0
        with pytest.raises(NotAllowed, match="erreicht niemanden"):
            sent(cast, circular)

    def test_written_previewed_and_sent_on_pages(self, cast, browse):
        browser = browse("secretariat")
        values = {
            "sender": cast.secretariat_organisation.pk, "kind": "matters", "subject": "Frist",
            "text": "Bis Ende März.", "groups": ["administration"],
        }  # fmt: skip
        address = browser.post("/rundbriefe/schreiben/", values).headers["Location"]
        page = browser.get(address).content.decode()
        fingerprint = page.split('name="previewed" value="')[1].split('"')[0]
        assert browser.post(address, {"previewed": fingerprint}).status_code == 302
        assert Letter.objects.count() == 2

    def test_without_a_group_nothing_is_written(self, cast, browse):
        page = browse("secretariat").post("/rundbriefe/schreiben/", {"subject": "x", "text": "y"})
        assert "Wählen Sie mindestens eine Gruppe" in page.content.decode()
        assert not Circular.objects.exists()


class TestVacancies:
    def vacate(self, cast):
        ended = timezone.localdate() - timedelta(days=30)
        Mandate.objects.filter(person=cast.people["initiatives"]).update(ends_on=ended)
        actions.invite(
            cast.initiative,
            email="quitte@haus.example",
            name=PLANTED,
            role="coordinator",
            by=cast.secretariat,
        )

    def test_everybody_reads_which_the_secretariat_alone_what_is_done(self, cast, browse):
        self.vacate(cast)
        for who in EVERYBODY:
            page = browse(who).get("/offene-sitze/").content.decode()
            assert "Altwerder" in page[page.index("<table") :], who
            assert "Koordination der Initiativen" in page
            assert ("eine Einladung ist offen" in page) == (who == "secretariat"), who
            assert PLANTED not in page, who
            assert "quitte@" not in page, who

    def test_one_and_three_cost_the_same(self, cast, browse):
        browser = browse("secretariat")
        browser.get("/offene-sitze/")
        cache.clear()
        with CaptureQueriesContext(connection) as few:
            browser.get("/offene-sitze/")
        for number in range(3):
            make_municipality(f"F900010{number}", f"Ort {number}")
        cache.clear()
        with CaptureQueriesContext(connection) as many:
            browser.get("/offene-sitze/")
        assert len(many) == len(few)


class TestRegional:
    def test_the_secretariat_edits_and_everybody_reads(self, cast, browse):
        values = {
            "name": "Netz an der Probe",
            "contact_role": "Wer gerade einlädt",
            "members": [cast.here.pk],
        }
        address = browse("secretariat").post("/regionale-netzwerke/neu/", values).headers["Location"]
        for who in EVERYBODY:
            page = browse(who).get(address).content.decode()
            assert "Altwerder" in page, who
            assert "Wer gerade einlädt" in page
        assert "Netz an der Probe" in browse("nobody").get(cast.here.get_absolute_url()).content.decode()

    def test_others_do_not(self, cast, browse):
        for who in EVERYBODY:
            if who in ("secretariat", "nobody"):
                continue
            response = browse(who).post("/regionale-netzwerke/neu/", {"name": "X"})
            assert response.status_code == 403, who
            assert "trägt das Sekretariat ein" in response.content.decode()
        assert not RegionalNetwork.objects.exists()


class TestList:
    CSV = (
        "Kommune;AGS;Einwohner;Mitglied seit;E-Mail Kommune;E-Mail Initiativen\r\n"
        "Musterstadt;5999000;31.200;2011;a@muster.example;b@muster.example\r\n"
        "Ohne Schlüssel;;;;;\r\n"
        "Kreis Muster;05998;210.000;1999;;\r\n"
        "Musterstadt;05999000;;;;\r\n"
        "Falsch;12;viele;vorgestern;keine;\r\n"
    )

    def bring(self, browser, text=None):
        from django.core.files.uploadedfile import SimpleUploadedFile

        file = SimpleUploadedFile("mitglieder.csv", (text or self.CSV).encode("cp1252"))
        return browser.post("/kommunen/aus-liste/", {"file": file}).headers["Location"]

    def test_every_bad_row_is_named_and_nothing_is_entered(self, cast, browse):
        browser = browse("secretariat")
        page = browser.get(self.bring(browser)).content.decode()
        assert "5 Zeilen gelesen" in page
        assert "2 Kommunen sind neu" in page
        assert "3 Zeilen brauchen einen Blick" in page
        for words in (
            "„Amtlicher Schlüssel“ ist leer", "steht schon in Zeile 2", "„12“ ist kein amtlicher Schlüssel",
            "„viele“ ist keine ganze Zahl", "„vorgestern“ ist keine ganze Zahl",
            "„keine“ ist keine vollständige E-Mail-Adresse", "Gleich 2 Einladungen verschicken",
        ):  # fmt: skip
            assert words in page, words
        assert not Letter.objects.exists()

    def test_confirmed_with_invitations_and_repeatable(self, cast, browse):
        browser = browse("secretariat")
        address = self.bring(browser)
        browser.post(f"{address}eintragen/", {"invite": "1"})
        assert set(MandateInvitation.objects.values_list("email", "organisation__kind")) == {
            ("a@muster.example", "administration"), ("b@muster.example", "initiative"),
        }  # fmt: skip
        again = self.bring(browser)
        page = browser.get(again).content.decode()
        assert "2 sind schon eingetragen" in page
        assert "verschicken" not in page
        browser.post(f"{again}eintragen/", {"invite": "1"})
        assert MandateInvitation.objects.count() == 2
        assert Letter.objects.count() == 2

    def test_without_the_tick_nobody_is_written_to(self, cast, browse):
        browser = browse("secretariat")
        browser.post(f"{self.bring(browser)}eintragen/", {})
        assert not Letter.objects.exists()

    def test_another_mapping_is_read_anew(self, cast, browse):
        browser = browse("secretariat")
        address = self.bring(browser, "Ort;Nummer\r\nMusterstadt;05999000\r\n")
        assert "Es fehlt eine Spalte" in browser.get(address).content.decode()
        browser.post(address, {"name": "Ort", "key": "Nummer"})
        assert "Eine Kommune ist neu" in browser.get(address).content.decode()

    def test_others_bring_none_and_do_not_see_it(self, cast, browse):
        address = self.bring(browse("secretariat"))
        for who in EVERYBODY:
            if who in ("secretariat", "nobody"):
                continue
            assert browse(who).get("/kommunen/aus-liste/").status_code == 403, who
            assert browse(who).get(address).status_code == 403, who
