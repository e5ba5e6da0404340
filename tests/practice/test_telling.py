from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.factories.undertakings import released, tell

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.models import Goal, Reading, Undertaking, Version
from netzwerkstatt.practice.states import Audience, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def save(undertaking, text, *, by, base=None, name="wanted"):
    return telling.save_text(undertaking, name=name, text=text, base=base, by=by)


class TestBeginning:
    def test_only_the_author_reads_it(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        assert undertaking.audience == Audience.NAMED
        assert undertaking.evaluation_consent == "none"

    @pytest.mark.parametrize(
        "who", ["stranger", "administrator", "superior", "former", "guest", "operator", "nobody"]
    )
    def test_nobody_tells_for_an_organisation_without_a_mandate(self, cast, who):
        with pytest.raises(NotAllowed, match="nur, wer dort ein Mandat hat"):
            telling.begin_undertaking(cast.administration, title="x", by=getattr(cast, who))

    def test_needs_a_title(self, cast):
        with pytest.raises(ValidationError):
            telling.begin_undertaking(cast.administration, title="  ", by=cast.coordinator)
        assert not Undertaking.objects.exists()


class TestSaving:
    def test_a_stale_base_writes_nothing_and_shows_the_other_text(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        telling.name_person(
            undertaking, person_id=cast.colleague.person_id, role="author", by=cast.coordinator
        )
        begun_with = telling.text_base("")
        save(undertaking, "Von der Kollegin.", by=cast.colleague, base=begun_with)
        answer = save(undertaking, "Von der Koordination.", by=cast.coordinator, base=begun_with)
        assert answer.conflict == "Von der Kollegin."
        undertaking.refresh_from_db()
        assert undertaking.working.wanted == "Von der Kollegin."

    def test_saving_the_same_again_is_no_conflict(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        base = save(undertaking, "Eins.", by=cast.coordinator, base=telling.text_base("")).base
        assert save(undertaking, "Eins.", by=cast.coordinator, base=telling.text_base("")).conflict is None
        assert save(undertaking, "Zwei.", by=cast.coordinator, base=base).conflict is None

    def test_two_fields_do_not_disturb_each_other(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        save(undertaking, "A", by=cast.coordinator, name="wanted")
        assert (
            save(undertaking, "B", by=cast.coordinator, name="done", base=telling.text_base("")).conflict
            is None
        )

    def test_an_unknown_field_is_a_programming_error(self, cast):
        with pytest.raises(ValueError, match="not a text"):
            save(tell(cast.coordinator, cast.administration), "x", by=cast.coordinator, name="audience")

    @pytest.mark.parametrize(
        "who", ["colleague", "initiatives", "superior", "stranger", "secretariat", "operator", "nobody"]
    )
    def test_others_change_nothing(self, cast, who):
        undertaking = tell(cast.coordinator, cast.administration)
        with pytest.raises(NotAllowed, match="nur seine Autor:innen"):
            save(undertaking, "x", by=getattr(cast, who))


class TestVersions:
    def test_one_sitting_is_one_version(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        for text in ("Eins.", "Eins. Zwei.", "Eins. Zwei. Drei."):
            save(undertaking, text, by=cast.coordinator)
        assert undertaking.versions.count() == 1

    def test_another_day_is_another_version_and_the_first_wording_stays(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        save(undertaking, "Am ersten Tag.", by=cast.coordinator)
        with time_machine.travel(timezone.now() + timedelta(days=1)):
            save(undertaking, "Am zweiten Tag.", by=cast.coordinator)
        assert [v.wanted for v in undertaking.versions.order_by("number")] == [
            "Am ersten Tag.",
            "Am zweiten Tag.",
        ]

    def test_another_person_makes_another_version(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        telling.name_person(
            undertaking, person_id=cast.colleague.person_id, role="author", by=cast.coordinator
        )
        save(undertaking, "Dazu.", by=cast.colleague)
        assert undertaking.versions.count() == 2

    def test_a_sealed_version_never_changes(self, cast):
        undertaking = released(cast.coordinator, cast.administration, reader=cast.centre)
        before = undertaking.released.fingerprint()
        save(undertaking, "Ganz anders.", by=cast.coordinator)
        telling.set_goals(undertaking, [Goal(wording="Neues Ziel")], by=cast.coordinator)
        assert Version.objects.get(pk=undertaking.released_id).fingerprint() == before

    def test_a_copy_keeps_the_keys_of_its_parts(self, cast, words):
        undertaking = tell(cast.coordinator, cast.administration)
        told = [
            telling.BarrierTold(words["barrier"], "Drei Stellen", (telling.Way("Runder Tisch", "no_effect"),))
        ]
        telling.set_goals(undertaking, [Goal(wording="Gemeinsam essen")], by=cast.coordinator)
        telling.set_barriers(undertaking, told, by=cast.coordinator)
        undertaking.refresh_from_db()
        first = undertaking.working
        telling.seal(first)
        save(undertaking, "Danach.", by=cast.coordinator)
        undertaking.refresh_from_db()
        second = undertaking.working
        assert second.pk != first.pk
        assert second.goals.get().key == first.goals.get().key
        assert second.barriers.get().ways.get().key == first.barriers.get().ways.get().key

    def test_setting_barriers_again_keeps_known_keys(self, cast, words):
        undertaking = tell(cast.coordinator, cast.administration)
        told = [telling.BarrierTold(words["barrier"], "Drei Stellen", (telling.Way("Runder Tisch", "open"),))]
        telling.set_barriers(undertaking, told, by=cast.coordinator)
        undertaking.refresh_from_db()
        before = undertaking.working.barriers.get().key
        more = [*told, telling.BarrierTold(words["other_barrier"], "Zwei Jahre")]
        telling.set_barriers(undertaking, more, by=cast.coordinator)
        assert before in undertaking.working.barriers.values_list("key", flat=True)
        assert undertaking.working.barriers.count() == 2


class TestPeople:
    def name(self, cast, undertaking, who, role):
        return telling.name_person(
            undertaking, person_id=getattr(cast, who).person_id, role=role, by=cast.coordinator
        )

    def test_a_named_person_reads_and_does_not_write(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        self.name(cast, undertaking, "stranger", "named")
        assert undertaking in Undertaking.objects.visible_to(cast.stranger)
        with pytest.raises(NotAllowed):
            save(undertaking, "x", by=cast.stranger)

    @pytest.mark.parametrize("who", ["stranger", "initiatives", "superior", "administrator", "former"])
    def test_only_colleagues_of_the_holder_write_along(self, cast, who):
        undertaking = tell(cast.coordinator, cast.administration)
        with pytest.raises(NotAllowed, match="nur, wer für Stadt Altwerder arbeitet"):
            self.name(cast, undertaking, who, "author")

    def test_dropping_ends_it(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration)
        self.name(cast, undertaking, "stranger", "named")
        browse("coordinator").post(
            undertaking.get_absolute_url() + "personen/", {"drop": cast.stranger.person_id}
        )
        assert undertaking not in Undertaking.objects.visible_to(cast.stranger)

    def test_nobody_drops_herself(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        with pytest.raises(NotAllowed, match="Sich selbst"):
            telling.drop_person(undertaking, person_id=cast.coordinator.person_id, by=cast.coordinator)

    def test_the_page_names_somebody(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration)
        sent = {"person": cast.centre.person_id, "role": "named"}
        assert (
            browse("coordinator").post(undertaking.get_absolute_url() + "personen/", sent).status_code == 302
        )
        page = browse("coordinator").get(undertaking.get_absolute_url() + "personen/").content.decode()
        assert "Centre" in page


class TestFacts:
    def test_dates_of_any_precision(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        telling.set_facts(undertaking, begin="April 2019", end="2021", by=cast.coordinator)
        undertaking.refresh_from_db()
        assert (undertaking.working.begin, undertaking.working.end) == ("2019-04", "2021")

    def test_the_end_does_not_come_before_the_beginning(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        with pytest.raises(NotAllowed, match="vor dem Beginn"):
            telling.set_facts(undertaking, begin="2021", end="2019", by=cast.coordinator)


class TestStage:
    def test_an_end_can_be_resumed_with_a_reason(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        for to in (Stage.RUNNING, Stage.ENDED_WITHOUT_COMPLETION, Stage.RUNNING):
            telling.change_stage(undertaking, to=to, reason="Der Raum ist wieder frei.", by=cast.coordinator)
            undertaking.refresh_from_db()
        assert undertaking.stage_changes.count() == 3

    def test_an_end_asks_for_a_reason(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        telling.change_stage(undertaking, to=Stage.RUNNING, by=cast.coordinator)
        with pytest.raises(NotAllowed, match="warum sich der Stand ändert"):
            telling.change_stage(undertaking, to=Stage.COMPLETED, by=cast.coordinator)

    def test_the_table_is_kept(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        with pytest.raises(NotAllowed, match="folgt nicht"):
            telling.change_stage(undertaking, to=Stage.COMPLETED, reason="x", by=cast.coordinator)


class TestDeleting:
    def test_can_be_brought_back_for_thirty_days(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        telling.delete_undertaking(undertaking, by=cast.coordinator)
        with time_machine.travel(timezone.now() + timedelta(days=29)):
            assert telling.clear_deleted() == 0
        telling.restore_undertaking(undertaking, by=cast.coordinator)
        assert undertaking in Undertaking.objects.visible_to(cast.coordinator)

    def test_is_gone_after_thirty_days(self, cast):
        undertaking = released(cast.coordinator, cast.administration, reader=cast.centre)
        telling.delete_undertaking(undertaking, by=cast.coordinator)
        with time_machine.travel(timezone.now() + timedelta(days=31)):
            assert telling.clear_deleted() == 1
        assert not Undertaking.objects.exists()
        assert not Version.objects.exists()
        assert not Reading.objects.exists()

    @pytest.mark.parametrize("who", ["colleague", "superior", "stranger", "operator"])
    def test_only_authors_delete(self, cast, who):
        undertaking = tell(cast.coordinator, cast.administration)
        with pytest.raises(NotAllowed):
            telling.delete_undertaking(undertaking, by=getattr(cast, who))


class TestSuccession:
    def test_a_successor_takes_over_what_was_left_behind(self, cast):
        undertaking = tell(cast.coordinator, cast.administration)
        with pytest.raises(NotAllowed, match="keine Autor:in mehr"):
            telling.take_over(undertaking, by=cast.colleague)
        cast.people["coordinator"].mandates.update(ends_on="2021-01-01")
        telling.take_over(undertaking, by=cast.colleague)
        assert undertaking in Undertaking.objects.visible_to(cast.colleague)

    @pytest.mark.parametrize("who", ["initiatives", "superior", "administrator", "stranger", "secretariat"])
    def test_nobody_else_takes_over(self, cast, who):
        undertaking = tell(cast.coordinator, cast.administration)
        cast.people["coordinator"].mandates.update(ends_on="2021-01-01")
        with pytest.raises(NotAllowed):
            telling.take_over(undertaking, by=getattr(cast, who))


class TestPages:
    def test_autosave_answers_what_is_stored(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration)
        address = f"{undertaking.get_absolute_url()}erzaehlen/wanted/speichern/"
        browser = browse("coordinator")
        answer = browser.post(address, {"text": "Gemeinsam essen.", "base": telling.text_base("")})
        assert answer.json()["base"] == telling.text_base("Gemeinsam essen.")
        stale = browser.post(address, {"text": "Anders.", "base": telling.text_base("")})
        assert stale.status_code == 409
        assert stale.json()["conflict"] == "Gemeinsam essen."

    def test_a_conflict_shows_both_texts(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration)
        save(undertaking, "Der andere Text.", by=cast.coordinator)
        address = f"{undertaking.get_absolute_url()}erzaehlen/wanted/"
        page = browse("coordinator").post(address, {"text": "Mein Text.", "base": telling.text_base("")})
        assert page.status_code == 409
        assert "Der andere Text." in page.content.decode()
        assert "Mein Text." in page.content.decode()

    def test_without_javascript_the_button_saves(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration)
        browse("coordinator").post(
            f"{undertaking.get_absolute_url()}erzaehlen/outcome/", {"text": "Zwölf kommen.", "base": ""}
        )
        undertaking.refresh_from_db()
        assert undertaking.working.outcome == "Zwölf kommen."

    def test_bad_barriers_come_back_with_what_was_typed(self, cast, browse, words):
        undertaking = tell(cast.coordinator, cast.administration)
        sent = {
            "b0-what": "Drei Stellen",
            "b0-barrier": "responsibility_gap",
            "b0-w0-what": "",
            "b0-w0-today": "früher fragen.",
        }
        page = browse("coordinator").post(f"{undertaking.get_absolute_url()}erzaehlen/hemmnisse/", sent)
        assert page.status_code == 200
        text = page.content.decode()
        assert "was Sie versucht haben" in text
        assert "früher fragen." in text
        assert not undertaking.working.barriers.exists()

    def test_a_wrong_date_is_explained_at_its_field(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration)
        sent = {"title": "Mittagstisch", "begin": "31.11.2026", "summary": "Bleibt stehen."}
        page = (
            browse("coordinator")
            .post(f"{undertaking.get_absolute_url()}erzaehlen/angaben/", sent)
            .content.decode()
        )
        assert "gibt es im Kalender nicht" in page
        assert 'aria-describedby="id_begin_helptext id_begin_error"' in page
        assert "Bleibt stehen." in page
