"""Mandates listed, changed and ended; invitations resent and withdrawn; hand-over; names; the yearly question."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.conftest import EVERYBODY
from tests.factories.undertakings import tell

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.audit.models import AuditEntry
from netzwerkstatt.kernel.links.actions import LinkNotValid, read_link
from netzwerkstatt.kernel.mail.actions import send_due
from netzwerkstatt.kernel.mail.models import Letter
from netzwerkstatt.network import actions
from netzwerkstatt.network.actions.handover import take_hand_over, write_hand_over
from netzwerkstatt.network.actions.standing import confirm_standing, rename_organisation
from netzwerkstatt.network.engine.yearly import SHORTEST, day_in, next_due
from netzwerkstatt.network.models import HandOver, Mandate, OrganisationName
from netzwerkstatt.network.queries.members import due_on, to_confirm

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Quittenbaumgeheimnis"
OWN = ("coordinator", "colleague", "administrator", "secretariat")


def token_of(letter):
    return letter.link.rstrip("/").rsplit("/", 1)[-1]


def mandate_of(cast, who):
    return Mandate.objects.get(person=cast.people[who])


def invited(cast, **change):
    given = {"email": "quitte@haus.example", "name": PLANTED, "role": "coordinator", **change}
    return actions.invite(cast.administration, **given, by=cast.coordinator)


class TestMandates:
    def test_its_own_people_and_the_secretariat_see_the_page(self, cast, browse):
        for who in EVERYBODY:
            if who == "nobody":
                continue
            status = browse(who).get(f"/organisationen/{cast.administration.pk}/menschen/").status_code
            assert status == (200 if who in OWN else 404), who

    def test_addresses_of_the_invited_are_seen_by_those_who_invite(self, cast, browse):
        invited(cast)
        for who in OWN:
            page = browse(who).get(f"/organisationen/{cast.administration.pk}/menschen/").content.decode()
            assert ("quitte@haus.example" in page) == (who != "colleague"), who

    def test_ending_one_ends_access_with_its_last_day(self, cast, browse):
        today = timezone.localdate()
        browser = browse("coordinator")
        number = mandate_of(cast, "colleague").pk
        response = browser.post(
            f"/mandate/{number}/beenden/", {"when": "day", "last_day": f"{today:%d.%m.%Y}"}
        )
        assert response.status_code == 302
        assert cast.fresh("colleague").reads_network
        with time_machine.travel(timezone.localtime() + timedelta(days=1)):
            assert not cast.fresh("colleague").reads_network

    def test_at_once_means_now(self, cast, browse):
        assert browse("colleague").get("/adressen/").status_code == 200
        number = mandate_of(cast, "colleague").pk
        browse("secretariat").post(f"/mandate/{number}/beenden/", {"when": "now"})
        assert browse("colleague").get("/adressen/").status_code == 404
        assert not cast.fresh("colleague").mandates

    def test_one_given_by_mistake_today_leaves_no_row(self, cast):
        today = timezone.localdate()
        mistaken = actions.give_mandate(
            cast.people["operator"],
            cast.administration,
            role="colleague",
            starts_on=today,
            by=cast.coordinator,
        )
        actions.end_mandate(mistaken, on=today - timedelta(days=1), by=cast.coordinator)
        assert not Mandate.objects.filter(person=cast.people["operator"]).exists()
        assert AuditEntry.objects.filter(verb="take_back_mandate").exists()

    def test_everybody_may_lay_down_her_own(self, cast):
        actions.end_mandate(mandate_of(cast, "superior"), on=timezone.localdate(), by=cast.superior)
        assert mandate_of(cast, "superior").ends_on == timezone.localdate()

    def test_others_may_not_end_it(self, cast):
        for who in EVERYBODY:
            if who in ("coordinator", "colleague", "administrator", "secretariat"):
                continue
            with pytest.raises(NotAllowed, match="laden die Koordination und das Sekretariat ein"):
                actions.end_mandate(
                    mandate_of(cast, "colleague"), on=timezone.localdate(), by=getattr(cast, who)
                )

    def test_another_role_keeps_the_earlier_one_readable(self, cast):
        actions.change_mandate(
            mandate_of(cast, "colleague"), role="deputy", ends_on=None, by=cast.coordinator
        )
        found = list(Mandate.objects.filter(person=cast.people["colleague"]).order_by("starts_on"))
        assert [m.role for m in found] == ["colleague", "deputy"]
        assert found[0].ends_on == timezone.localdate() - timedelta(days=1)

    def test_one_person_alone_is_said(self, cast, browse):
        page = browse("initiatives").get(f"/organisationen/{cast.initiative.pk}/menschen/").content.decode()
        assert "Eine Person trägt das allein" in page
        page = browse("coordinator").get(f"/organisationen/{cast.administration.pk}/menschen/")
        assert "Eine Person trägt das allein" not in page.content.decode()


class TestInvitations:
    def test_again_makes_a_new_link_and_voids_the_old(self, cast):
        invitation = invited(cast)
        first = token_of(Letter.objects.get())
        actions.resend_invitation(invitation, by=cast.coordinator)
        second = token_of(Letter.objects.order_by("-pk").first())
        with pytest.raises(LinkNotValid):
            read_link(first, purpose=actions.INVITATION)
        assert read_link(second, purpose=actions.INVITATION).subject == str(invitation.pk)
        assert Letter.objects.count() == 2

    def test_withdrawn_opens_no_door_and_leaves_no_letter_waiting(self, cast, browse):
        invitation = invited(cast)
        address = Letter.objects.get().link
        browse("coordinator").post(f"/einladungen/{invitation.pk}/zurueckziehen/")
        assert not Letter.objects.filter(sent_at__isnull=True).exists()
        assert send_due() == 0
        assert browse("nobody").get(address).status_code == 410

    def test_what_is_answered_cannot_be_sent_again(self, cast):
        invitation = invited(cast)
        actions.accept_invitation(
            read_link(token_of(Letter.objects.get()), purpose=actions.INVITATION),
            name="Neu",
            password="sehr-langes-Wort-7",
        )
        invitation.refresh_from_db()
        with pytest.raises(NotAllowed, match="schon angenommen"):
            actions.resend_invitation(invitation, by=cast.coordinator)
        with pytest.raises(NotAllowed, match="schon angenommen"):
            actions.withdraw_invitation(invitation, by=cast.coordinator)

    def test_strangers_do_not_meet_it(self, cast, browse):
        invitation = invited(cast)
        for who in ("stranger", "colleague", "centre", "operator", "guest"):
            response = browse(who).post(f"/einladungen/{invitation.pk}/zurueckziehen/")
            assert response.status_code == 404, who
        invitation.refresh_from_db()
        assert invitation.withdrawn_at is None


class TestHandOver:
    def written(self, cast, **change):
        return write_hand_over(
            cast.administration, note=f"Der Schlüssel: {PLANTED}", **change, by=cast.coordinator
        )

    def succeed(self, cast, who="operator"):
        """A successor comes, the predecessor goes."""
        today = timezone.localdate()
        actions.give_mandate(
            cast.people[who], cast.administration, role="coordinator", starts_on=today, by=cast.secretariat
        )
        actions.end_mandate(
            mandate_of(cast, "coordinator"), on=today - timedelta(days=1), by=cast.secretariat
        )
        return cast.fresh(who)

    def test_is_read_by_the_successor_and_by_nobody_else(self, cast, browse):
        hand_over = self.written(cast)
        successor = self.succeed(cast)
        seen = {
            who
            for who in EVERYBODY
            if PLANTED in browse(who).get(f"/uebergaben/{hand_over.pk}/", follow=True).content.decode()
        }
        assert seen == {"operator"}
        assert HandOver.objects.visible_to(successor).exists()

    def test_while_nobody_has_come_its_author_alone_reads_it(self, cast):
        self.written(cast)
        seen = {who for who in EVERYBODY if HandOver.objects.visible_to(getattr(cast, who)).exists()}
        assert seen == {"coordinator"}

    def test_a_named_successor_reads_it_and_other_coordinators_do_not(self, cast):
        self.written(cast, successor_id=cast.colleague.person_id)
        assert HandOver.objects.visible_to(cast.colleague).exists()
        assert not HandOver.objects.visible_to(self.succeed(cast)).exists()

    def test_waits_on_the_successors_day_until_taken(self, cast, browse):
        self.written(cast)
        draft = tell(cast.coordinator, cast.administration, title="Angefangener Gehtreff")
        successor = self.succeed(cast)
        titles = [item.title for item in registry.waiting_for(successor)]
        assert "Übergabe von Coordinator" in titles
        assert any("Ohne Autor:in" in title for title in titles)
        note = HandOver.objects.get()
        page = browse("operator").get(f"/uebergaben/{note.pk}/").content.decode()
        assert draft.key in page
        assert "Angefangener Gehtreff" not in page
        take_hand_over(note, by=successor)
        assert "Übergabe von Coordinator" not in [item.title for item in registry.waiting_for(successor)]
        assert HandOver.objects.visible_to(successor).get().taken_at

    def test_the_page_lists_what_is_open(self, cast, browse):
        tell(cast.coordinator, cast.administration, title="Angefangener Gehtreff")
        invited(cast)
        page = browse("coordinator").get(f"/organisationen/{cast.administration.pk}/uebergeben/")
        assert "Angefangener Gehtreff" in page.content.decode()
        assert "Eine Einladung ist noch nicht angenommen" in page.content.decode()
        colleague = browse("colleague").get(f"/organisationen/{cast.administration.pk}/uebergeben/")
        assert "Angefangener Gehtreff" not in colleague.content.decode()

    def test_a_successor_works_in_the_same_house(self, cast):
        with pytest.raises(NotAllowed, match="arbeitet nicht für Stadt Altwerder"):
            self.written(cast, successor_id=cast.stranger.person_id)
        with pytest.raises(NotAllowed, match="jemand anderes als Sie"):
            self.written(cast, successor_id=cast.coordinator.person_id)
        with pytest.raises(IntegrityError), transaction.atomic():
            HandOver.objects.create(
                organisation=cast.administration,
                leaving=cast.people["coordinator"],
                successor=cast.people["coordinator"],
            )

    def test_its_author_does_not_take_it_and_loses_it_with_the_mandate(self, cast):
        hand_over = self.written(cast)
        with pytest.raises(NotAllowed, match="haben Sie geschrieben"):
            take_hand_over(hand_over, by=cast.coordinator)
        self.succeed(cast)
        assert not HandOver.objects.visible_to(cast.fresh("coordinator")).exists()

    def test_others_write_none(self, cast):
        for who in EVERYBODY:
            if who in ("coordinator", "colleague"):
                continue
            with pytest.raises(NotAllowed, match="Übergeben kann nur"):
                write_hand_over(cast.administration, note="x", by=getattr(cast, who))

    def test_the_trail_holds_no_word_of_it(self, cast):
        self.written(cast)
        entry = AuditEntry.objects.get(verb="write_hand_over")
        assert PLANTED not in str(entry.circumstance)


class TestNames:
    def test_an_earlier_name_stays_with_its_last_day(self, cast, browse):
        rename_organisation(
            cast.administration, name="Stadtverwaltung Altwerder", on=date(2026, 7, 1), by=cast.coordinator
        )
        earlier = OrganisationName.objects.get()
        assert (earlier.name, earlier.valid_until) == ("Stadt Altwerder", date(2026, 6, 30))
        page = browse("nobody").get(cast.here.get_absolute_url()).content.decode()
        assert "Stadt Altwerder" in page
        assert "seither Stadtverwaltung Altwerder" in page

    def test_two_renamings_leave_no_gap(self, cast):
        for name, day in (("A", date(2024, 1, 1)), ("B", date(2025, 1, 1))):
            rename_organisation(cast.administration, name=name, on=day, by=cast.secretariat)
        newest = OrganisationName.objects.first()
        assert (newest.name, newest.valid_from, newest.valid_until) == (
            "A", date(2024, 1, 1), date(2024, 12, 31),
        )  # fmt: skip
        with pytest.raises(NotAllowed, match="noch ein früherer Name"):
            rename_organisation(cast.administration, name="C", on=date(2024, 6, 1), by=cast.secretariat)

    def test_others_do_not_rename(self, cast):
        for who in EVERYBODY:
            if who in ("coordinator", "colleague", "secretariat"):
                continue
            with pytest.raises(NotAllowed, match="Stadt Altwerder selbst und das Sekretariat"):
                rename_organisation(cast.administration, name="X", on=date(2026, 1, 1), by=getattr(cast, who))


class TestYearly:
    def test_due_days_are_spread(self):
        days = {day_in(2026, number) for number in range(365)}
        assert len(days) == 365
        months = [sum(day_in(2026, n).month == month for n in range(1, 61)) for month in range(1, 13)]
        assert min(months) >= 3

    @pytest.mark.parametrize("number", [1, 7, 100, 364])
    def test_at_least_half_a_year_and_at_most_one_and_a_half(self, number):
        for offset in range(0, 800, 13):
            since = date(2024, 1, 1) + timedelta(days=offset)
            due = next_due(number, since)
            assert since + SHORTEST <= due <= since + SHORTEST + timedelta(days=366)
            assert due == day_in(due.year, number)

    def test_waits_for_the_coordination_and_one_click_settles_it(self, cast, browse):
        for who in EVERYBODY:
            asked = {o.pk for o, _day in to_confirm(getattr(cast, who), timezone.localdate())}
            expected = {
                "coordinator": {cast.administration.pk},
                "initiatives": {cast.initiative.pk},
                "stranger": {cast.other_administration.pk},
                "centre": {cast.centre_organisation.pk},
                "secretariat": {cast.secretariat_organisation.pk},
            }.get(who, set())
            assert asked == expected, who
        browser = browse("coordinator")
        address = f"/organisationen/{cast.administration.pk}/noch-richtig/"
        assert "Noch richtig?" in browser.get("/heute/").content.decode()
        browser.post(address, {})
        assert due_on(cast.administration) > timezone.localdate()
        assert not to_confirm(cast.coordinator, timezone.localdate())
        assert "alles richtig" in browser.get(address).content.decode()

    def test_twice_a_day_is_one_confirmation(self, cast):
        for corrected in (False, True):
            confirm_standing(cast.administration, corrected=corrected, by=cast.coordinator)
        assert cast.administration.confirmations.count() == 1

    def test_nobody_else_confirms(self, cast):
        for who in EVERYBODY:
            if who in ("coordinator", "colleague"):
                continue
            with pytest.raises(NotAllowed, match="weiß nur Stadt Altwerder"):
                confirm_standing(cast.administration, corrected=False, by=getattr(cast, who))
