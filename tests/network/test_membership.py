"""A membership from the first interest to the exit: what follows what, what is missing, who may."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.conftest import EVERYBODY

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.audit.models import AuditEntry
from netzwerkstatt.network import actions, rules
from netzwerkstatt.network.actions.membership import add_fee_class, end_fee_class
from netzwerkstatt.network.models import FeeClass, Membership, MembershipStep, Municipality
from netzwerkstatt.network.queries.members import fee_class_of, fee_classes
from netzwerkstatt.network.states import LEADS_TO, MEMBERSHIP, POSSIBLE_IN, MembershipState, StepKind

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Quittenbaumgeheimnis"
K = StepKind


@pytest.fixture
def interested(cast):
    place = Municipality.objects.create(key="F9000009", name="Neustadt-Probe", kind="city", is_fictional=True)
    return actions.begin_membership(place, note=PLANTED, by=cast.secretariat)


def take(membership, kind, by, *, on=None, paper="", note=""):
    return actions.take_step(
        membership, kind=kind, on=on or timezone.localdate(), paper=paper, note=note, by=by
    )


def admitted(membership, by):
    take(membership, K.COUNCIL_DECISION, by, paper="V 12/2026")
    for kind in (K.APPLICATION, K.CONSULTATION, K.ADMISSION):
        take(membership, kind, by)
    membership.refresh_from_db()
    return membership


def test_every_step_that_moves_a_state_moves_it_along_the_table():
    for kind, after in LEADS_TO.items():
        for before in POSSIBLE_IN[kind]:
            assert MEMBERSHIP.may_follow(before, after), f"{kind}: {before} -> {after}"
    assert set(POSSIBLE_IN) == set(StepKind)


class TestAdmission:
    def test_step_by_step_with_dates_and_history(self, cast, interested):
        day = timezone.localdate() - timedelta(days=20)
        take(interested, K.COUNCIL_DECISION, cast.secretariat, on=day, paper="V 12/2026")
        take(interested, K.APPLICATION, cast.secretariat)
        take(interested, K.CONSULTATION, cast.secretariat)
        take(interested, K.ADMISSION, cast.secretariat, on=day + timedelta(days=10))
        interested.refresh_from_db()
        assert interested.state == MembershipState.ACTIVE
        assert interested.since_on == day + timedelta(days=10)
        assert [step.kind for step in interested.steps.all()] == [
            "interest", "council_decision", "application", "consultation", "admission",
        ]  # fmt: skip
        assert interested.steps.get(kind="council_decision").person_name == "Secretariat"
        assert AuditEntry.objects.filter(verb="take_step").count() == 4

    def test_both_benches_come_with_the_admission(self, cast, interested):
        place = admitted(interested, cast.secretariat).municipality
        assert {o.kind for o in place.organisations.all()} == {"administration", "initiative"}
        take(interested, K.CERTIFICATE, cast.secretariat, note="In der Mitgliederversammlung")
        assert interested.steps.filter(kind="certificate").exists()

    def test_without_a_decision_nobody_is_admitted(self, cast, interested):
        take(interested, K.APPLICATION, cast.secretariat)
        take(interested, K.CONSULTATION, cast.secretariat)
        with pytest.raises(NotAllowed, match="fehlt noch: Beschluss zum Beitritt"):
            take(interested, K.ADMISSION, cast.secretariat)

    def test_no_step_is_skipped(self, cast, interested):
        with pytest.raises(NotAllowed, match="passt nicht zum Stand „interessiert“"):
            take(interested, K.CONSULTATION, cast.secretariat)

    def test_a_decision_names_its_paper(self, cast, interested):
        with pytest.raises(NotAllowed, match="Nummer der Vorlage"):
            take(interested, K.COUNCIL_DECISION, cast.secretariat)
        with pytest.raises(IntegrityError), transaction.atomic():
            MembershipStep.objects.create(membership=interested, kind="council_decision", on="2026-01-01")

    def test_nothing_lies_in_the_future(self, cast, interested):
        with pytest.raises(NotAllowed, match="in der Zukunft"):
            take(interested, K.APPLICATION, cast.secretariat, on=timezone.localdate() + timedelta(days=1))
        interested.refresh_from_db()
        assert interested.state == MembershipState.PROSPECT

    def test_only_the_secretariat_takes_steps(self, cast, interested):
        for who in EVERYBODY:
            if who != "secretariat":
                with pytest.raises(NotAllowed, match="führt das Sekretariat"):
                    take(interested, K.APPLICATION, getattr(cast, who))
        assert interested.steps.count() == 1

    def test_a_second_membership_beside_an_open_one_is_refused(self, cast):
        with pytest.raises(NotAllowed, match="läuft schon eine Mitgliedschaft"):
            actions.begin_membership(cast.here, by=cast.secretariat)


class TestExit:
    def membership(self, cast):
        return Membership.objects.get(municipality=cast.here)

    def test_only_after_both_coordinations_and_the_council(self, cast):
        membership = self.membership(cast)
        take(membership, K.EXIT_ANNOUNCEMENT, cast.secretariat)
        with pytest.raises(NotAllowed, match="Koordination der Initiativen beteiligt"):
            take(membership, K.EXIT, cast.secretariat)
        take(membership, K.HEARD_ADMINISTRATION, cast.secretariat, note="Gespräch am Telefon")
        take(membership, K.HEARD_INITIATIVES, cast.secretariat, note="Schreiben vom 3. März")
        take(membership, K.EXIT_DECISION, cast.secretariat, paper="V 3/2026")
        assert cast.fresh("coordinator").reads_network
        take(membership, K.EXIT, cast.secretariat)
        membership.refresh_from_db()
        assert membership.state == MembershipState.LEFT
        assert membership.until_on == timezone.localdate()
        assert not cast.fresh("coordinator").reads_network

    def test_a_hearing_says_who_was_heard(self, cast):
        membership = self.membership(cast)
        take(membership, K.EXIT_ANNOUNCEMENT, cast.secretariat)
        with pytest.raises(NotAllowed, match="wer beteiligt war"):
            take(membership, K.HEARD_INITIATIVES, cast.secretariat)

    def test_hearings_of_an_exit_taken_back_do_not_count_for_the_next(self, cast):
        membership = self.membership(cast)
        take(membership, K.EXIT_ANNOUNCEMENT, cast.secretariat)
        for kind in (K.HEARD_ADMINISTRATION, K.HEARD_INITIATIVES):
            take(membership, kind, cast.secretariat, note="am Telefon")
        take(membership, K.EXIT_DECISION, cast.secretariat, paper="V 3/2026")
        take(membership, K.RESUMPTION, cast.secretariat)
        take(membership, K.EXIT_ANNOUNCEMENT, cast.secretariat)
        with pytest.raises(NotAllowed, match="fehlt noch"):
            take(membership, K.EXIT, cast.secretariat)

    def test_who_comes_back_begins_anew_and_the_old_history_stays(self, cast, interested):
        take(interested, K.NOT_PURSUED, cast.secretariat, note="kein Beschluss")
        again = actions.begin_membership(interested.municipality, by=cast.secretariat)
        assert again.pk != interested.pk
        assert interested.steps.count() == 2


class TestPages:
    def test_the_secretariat_goes_the_whole_way_on_pages(self, cast, browse):
        browser = browse("secretariat")
        sent = {"name": "Musterstadt", "key": "05999000", "kind": "city", "on": "3.3.2026", "note": ""}
        address = browser.post("/mitgliedschaften/interessiert/", sent).headers["Location"]
        page = browser.get(address).content.decode()
        assert "Beschluss zum Beitritt" in page
        assert "Vorher fehlt noch" not in page
        browser.post(f"{address}application/", {"on": "4.3.2026"})
        browser.post(f"{address}consultation/", {"on": "5.3.2026"})
        assert "Vorher fehlt noch: Beschluss zum Beitritt." in browser.get(address).content.decode()
        missing = browser.post(f"{address}council_decision/", {"on": "6.3.2026"}).content.decode()
        assert "Es fehlt die Nummer der Vorlage" in missing
        browser.post(f"{address}council_decision/", {"on": "6.3.2026", "paper": "V 7/2026"})
        browser.post(f"{address}admission/", {"on": "7.3.2026"})
        page = browser.get(address).content.decode()
        assert "Vorlage V 7/2026" in page
        assert "Musterstadt" in browse("nobody").get("/kommunen/").content.decode()

    def test_an_application_is_not_told_to_the_public(self, cast, browse, interested):
        place = interested.municipality.get_absolute_url()
        for who in EVERYBODY:
            page = browse(who).get(place).content.decode()
            assert ("interessiert" in page) == getattr(cast, who).reads_network, who
            assert PLANTED not in page, who

    def test_the_history_is_read_by_the_secretariat_and_the_members_own_benches(self, cast, browse):
        membership = Membership.objects.get(municipality=cast.here)
        take(membership, K.CERTIFICATE, cast.secretariat, note=PLANTED)
        for who in EVERYBODY:
            response = browse(who).get(f"/mitgliedschaften/{membership.pk}/", follow=True)
            seen = PLANTED in response.content.decode()
            assert seen == (who in ("secretariat", "coordinator", "initiatives")), who

    @pytest.mark.parametrize(
        "address", ["/mitgliedschaften/", "/mitgliedschaften/beitraege/", "/einladungen/"]
    )
    def test_lists_of_the_secretariat_are_refused_with_the_reason(self, cast, browse, address):
        for who in EVERYBODY:
            if who in ("secretariat", "nobody"):
                continue
            response = browse(who).get(address)
            assert response.status_code == 403, who
            assert "führt das Sekretariat" in response.content.decode()
        assert browse("secretariat").get(address).status_code == 200

    def test_one_and_three_memberships_cost_the_same(self, cast, browse):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        browser = browse("secretariat")
        browser.get("/mitgliedschaften/")
        cache.clear()
        with CaptureQueriesContext(connection) as few:
            browser.get("/mitgliedschaften/")
        for number in (11, 12, 13):
            place = Municipality.objects.create(
                key=f"F90000{number}", name=f"Ort {number}", kind="city", is_fictional=True
            )
            actions.begin_membership(place, by=cast.secretariat)
        cache.clear()
        with CaptureQueriesContext(connection) as many:
            browser.get("/mitgliedschaften/")
        assert len(many) == len(few)


class TestFees:
    def klass(self, **change):
        given = {
            "name": "mittel", "population_from": 20000, "population_until": 99999, "amount": Decimal("750.00"),
            "valid_from": date(2020, 1, 1), **change,
        }  # fmt: skip
        return FeeClass(**given)

    def test_size_and_day_decide(self, cast):
        add_fee_class(self.klass(), by=cast.secretariat)
        assert fee_class_of(cast.here, date(2026, 1, 1), fee_classes()).name == "mittel"
        assert fee_class_of(cast.here, date(2019, 12, 31), fee_classes()) is None
        cast.here.population = None
        assert fee_class_of(cast.here, date(2026, 1, 1), fee_classes()) is None

    def test_two_classes_never_hold_for_the_same_size_on_the_same_day(self, cast):
        first = add_fee_class(self.klass(), by=cast.secretariat)
        with pytest.raises(NotAllowed, match="überschneidet sich mit „mittel“"):
            add_fee_class(self.klass(name="neu", valid_from=date(2027, 1, 1)), by=cast.secretariat)
        end_fee_class(first, on=date(2026, 12, 31), by=cast.secretariat)
        add_fee_class(self.klass(name="neu", amount=None, valid_from=date(2027, 1, 1)), by=cast.secretariat)
        assert fee_class_of(cast.here, date(2026, 5, 1), fee_classes()).name == "mittel"
        assert fee_class_of(cast.here, date(2027, 5, 1), fee_classes()).name == "neu"

    def test_the_database_refuses_a_negative_fee(self, cast):
        with pytest.raises(IntegrityError), transaction.atomic():
            self.klass(amount=Decimal("-1")).save()

    def test_an_unconfirmed_amount_says_so(self, cast, browse):
        browser = browse("secretariat")
        browser.post(
            "/mitgliedschaften/beitraege/",
            {"name": "mittel", "population_from": "20000", "amount": "750,50", "valid_from": "1.1.2020"},
        )
        page = browser.get("/mitgliedschaften/beitraege/").content.decode()
        assert "750,50" in page
        assert "unbestätigt" in page
        assert "mittel (unbestätigt)" in browser.get("/mitgliedschaften/").content.decode()

    def test_nobody_else_enters_one(self, cast):
        for who in ("coordinator", "operator", "centre", "nobody"):
            with pytest.raises(NotAllowed, match="führt das Sekretariat"):
                add_fee_class(self.klass(), by=getattr(cast, who))


def test_every_kind_of_step_is_refused_to_others_with_one_reason(cast):
    membership = Membership.objects.get(municipality=cast.here)
    for kind in StepKind:
        decision = rules.may_take_step(cast.coordinator, membership, kind)
        assert decision.reason == "Mitgliedschaften führt das Sekretariat.", kind
