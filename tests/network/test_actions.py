from datetime import timedelta
from typing import ClassVar

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.conftest import EVERYBODY

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.links.actions import LinkNotValid, read_link
from netzwerkstatt.kernel.mail.actions import send_due
from netzwerkstatt.kernel.mail.models import Letter
from netzwerkstatt.network import actions
from netzwerkstatt.network.models import Mandate, Membership, Municipality, Organisation, TopicInterest
from netzwerkstatt.network.queries import bench_seats

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def token_of(letter):
    return letter.link.rstrip("/").rsplit("/", 1)[-1]


def invite(cast, by=None, **change):
    given = {"email": "neu@haus.example", "name": "Neue Person", "role": "colleague", **change}
    return actions.invite(cast.administration, **given, by=by or cast.coordinator)


class TestInvitation:
    def test_a_letter_with_a_link_goes_out_at_once(self, cast):
        invite(cast)
        assert send_due() == 1
        assert "/einladung/" in mail.outbox[0].body

    def test_accepting_makes_an_account_and_a_mandate(self, cast):
        invite(cast)
        link = read_link(token_of(Letter.objects.get()), purpose=actions.INVITATION)
        mandate = actions.accept_invitation(link, name="Neue Person", password="sehr-langes-Wort-7")
        assert mandate.organisation == cast.administration
        assert mandate.person.check_password("sehr-langes-Wort-7")

    def test_the_link_works_once(self, cast):
        invite(cast)
        token = token_of(Letter.objects.get())
        actions.accept_invitation(
            read_link(token, purpose=actions.INVITATION), name="Neue Person", password="sehr-langes-Wort-7"
        )
        with pytest.raises(LinkNotValid):
            read_link(token, purpose=actions.INVITATION)

    def test_a_weak_password_uses_nothing_up(self, cast):
        invite(cast)
        link = read_link(token_of(Letter.objects.get()), purpose=actions.INVITATION)
        with pytest.raises(Exception, match=r"kurz|short"):
            actions.accept_invitation(link, name="Neue Person", password="kurz")
        assert read_link(token_of(Letter.objects.get()), purpose=actions.INVITATION)
        assert not Person.objects.filter(email="neu@haus.example").exists()

    def test_somebody_with_an_account_must_sign_in(self, cast):
        invite(cast, email=cast.people["stranger"].email)
        link = read_link(token_of(Letter.objects.get()), purpose=actions.INVITATION)
        with pytest.raises(NotAllowed, match="schon ein Konto"):
            actions.accept_invitation(link, name="X", password="sehr-langes-Wort-7")

    def test_an_invitation_is_not_for_somebody_else(self, cast):
        invite(cast)
        link = read_link(token_of(Letter.objects.get()), purpose=actions.INVITATION)
        with pytest.raises(NotAllowed, match="andere Adresse"):
            actions.accept_invitation(link, person=cast.people["stranger"])

    @pytest.mark.parametrize(
        "who", ["stranger", "superior", "colleague", "initiatives", "centre", "former", "nobody", "operator"]
    )
    def test_others_may_not_invite(self, cast, who):
        with pytest.raises(NotAllowed, match="laden die Koordination und das Sekretariat ein"):
            invite(cast, by=getattr(cast, who))

    @pytest.mark.parametrize("who", ["coordinator", "administrator", "secretariat"])
    def test_coordination_administrators_and_secretariat_may(self, cast, who):
        assert invite(cast, by=getattr(cast, who)).pk

    def test_the_page_shows_before_it_changes(self, cast, browse):
        invite(cast)
        address = Letter.objects.get().link
        for _time in range(2):
            assert "Stadt Altwerder" in browse("nobody").get(address).content.decode()
        response = browse("nobody").post(address, {"name": "Neue Person", "password": "sehr-langes-Wort-7"})
        assert response.status_code == 302
        assert browse("nobody").get(address).status_code == 410


class TestMandate:
    def test_rights_end_with_it(self, cast):
        assert cast.coordinator.reads_network
        mandate = Mandate.objects.get(person=cast.people["coordinator"])
        actions.end_mandate(mandate, on=timezone.localdate() - timedelta(days=1), by=cast.secretariat)
        assert not cast.fresh("coordinator").reads_network

    def test_rights_are_the_union_of_current_mandates(self, cast):
        actions.give_mandate(
            cast.people["stranger"],
            cast.initiative,
            role="deputy",
            starts_on=timezone.localdate(),
            by=cast.secretariat,
        )
        assert cast.fresh("stranger").municipality_ids == {cast.here.pk, cast.elsewhere.pk}

    def test_a_mandate_to_come_gives_nothing_yet(self, cast):
        tomorrow = timezone.localdate() + timedelta(days=1)
        actions.give_mandate(
            cast.people["operator"],
            cast.administration,
            role="colleague",
            starts_on=tomorrow,
            by=cast.secretariat,
        )
        assert not cast.fresh("operator").mandates

    def test_without_membership_the_network_is_closed(self, cast):
        Membership.objects.filter(municipality=cast.here).update(state="left")
        assert not cast.fresh("coordinator").reads_network
        assert not cast.fresh("coordinator").writing_mandates

    def test_administering_gives_no_reading(self, cast):
        assert cast.administrator.administers(cast.administration.pk)
        assert not cast.administrator.reads_network
        assert not cast.administrator.benches

    def test_the_operator_reads_nothing_for_being_operator(self, cast):
        assert cast.operator.is_operator
        assert not cast.operator.reads_network


class TestMembership:
    def test_a_member_has_one_open_membership(self, cast):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(municipality=cast.here, state="applied")


class TestAdmission:
    SENT: ClassVar = {
        "name": "Musterstadt",
        "key": "05999000",
        "kind": "city",
        "population": "31200",
        "since_year": "2011",
        "initiative": "",
    }

    def test_a_real_network_begins_on_this_page(self, cast, browse):
        browser = browse("secretariat")
        assert browser.post("/kommunen/aufnehmen/", self.SENT).headers["Location"] == "/kommunen/05999000/"
        place = Municipality.objects.get(key="05999000")
        assert place.memberships.get().state == "active"
        assert {o.kind for o in place.organisations.all()} == {"administration", "initiative"}
        assert "Musterstadt" in browser.get("/kommunen/").content.decode()
        assert "Jemanden einladen" in browser.get("/kommunen/05999000/").content.decode()

    def test_a_wrong_key_is_explained_and_nothing_is_lost(self, cast, browse):
        page = (
            browse("secretariat").post("/kommunen/aufnehmen/", {**self.SENT, "key": "5999"}).content.decode()
        )
        assert "hat acht Ziffern" in page
        assert 'value="Musterstadt"' in page

    def test_twice_is_refused(self, cast, browse):
        browser = browse("secretariat")
        browser.post("/kommunen/aufnehmen/", self.SENT)
        assert "schon eingetragen" in browser.post("/kommunen/aufnehmen/", self.SENT).content.decode()

    @pytest.mark.parametrize("who", ["coordinator", "centre", "operator", "guest"])
    def test_only_the_secretariat(self, cast, browse, who):
        assert browse(who).post("/kommunen/aufnehmen/", self.SENT).status_code == 403
        assert not Municipality.objects.filter(key="05999000").exists()


class TestTrail:
    def test_those_who_invite_read_who_was_invited_by_whom(self, cast, browse):
        invite(cast)
        for who in EVERYBODY:
            seen = "jemanden eingeladen" in browse(who).get(cast.here.get_absolute_url()).content.decode()
            assert seen == (who in ("coordinator", "administrator", "secretariat", "initiatives")), who


class TestBenches:
    def test_both_are_always_there(self, cast):
        seats = bench_seats(cast.here, timezone.localdate())
        assert [seat.bench for seat in seats] == ["administration", "initiatives"]
        assert not any(seat.vacant for seat in seats)

    def test_a_vacancy_is_visible_with_its_day(self, cast):
        ended = timezone.localdate() - timedelta(days=3)
        Mandate.objects.filter(person=cast.people["initiatives"]).update(ends_on=ended)
        seat = bench_seats(cast.here, timezone.localdate())[1]
        assert seat.vacant
        assert seat.vacant_since == ended + timedelta(days=1)

    def test_an_initiative_needs_its_municipality(self, cast):
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.create(name="Ohne Ort", kind="initiative")


class TestInterests:
    def test_shown_to_the_network_only(self, cast):
        actions.add_interest(
            cast.administration,
            kind="seeks",
            text="Geheimniswort Quittenbaum",
            topic=None,
            by=cast.coordinator,
        )
        assert TopicInterest.objects.visible_to(cast.stranger).count() == 1
        for who in ("nobody", "guest", "researcher", "former", "administrator", "operator"):
            assert not TopicInterest.objects.visible_to(getattr(cast, who)).exists(), who

    def test_only_its_own_people_write_it(self, cast):
        with pytest.raises(NotAllowed, match="nur Stadt Altwerder selbst"):
            actions.add_interest(cast.administration, kind="offers", text="x", topic=None, by=cast.stranger)
