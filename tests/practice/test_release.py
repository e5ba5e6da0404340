from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.undertakings import AGREED, have_read, released, tell

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.audit.actions import trail_of
from netzwerkstatt.kernel.mail.models import Letter
from netzwerkstatt.network.models import Mandate
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling, voices
from netzwerkstatt.practice.models import Goal, Mark, Reading, Undertaking, Voice
from netzwerkstatt.practice.states import REDACTED, Audience, EvaluationConsent, ReadingState
from netzwerkstatt.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NO = EvaluationConsent.NONE


@pytest.fixture
def told(cast):
    return tell(
        cast.coordinator, cast.administration, text="Frau Reinders hat das Tor abgeschlossen. Sonst nichts."
    )


def ask(cast, told, reader="centre", **change):
    return releasing.ask_reader(
        told.working, reader_id=getattr(cast, reader).person_id, by=cast.coordinator, **change
    )


def release(cast, told, audience=Audience.NETWORK, by=None, **terms):
    return releasing.release(told, audience=audience, consent=NO, by=by or cast.coordinator, **terms)


class TestSecondReader:
    def test_nothing_reaches_the_network_unread(self, cast, told):
        with pytest.raises(NotAllowed, match="noch keine zweite Person gelesen"):
            release(cast, told)

    def test_the_author_is_not_her_own_reader(self, cast, told):
        with pytest.raises(NotAllowed, match="nicht die zweite Person"):
            ask(cast, told, reader="coordinator")

    def test_a_coauthor_is_not_the_reader(self, cast, told):
        telling.name_person(told, person_id=cast.colleague.person_id, role="author", by=cast.coordinator)
        with pytest.raises(NotAllowed, match="nicht die zweite Person"):
            ask(cast, told, reader="colleague")

    def test_the_database_promises_two_people(self, cast, told):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reading.objects.create(
                version=told.working,
                fingerprint="x",
                reader_id=cast.coordinator.person_id,
                requested_by_id=cast.coordinator.person_id,
            )

    def test_asked_is_not_read(self, cast, told):
        ask(cast, told)
        with pytest.raises(NotAllowed, match="noch keine zweite Person"):
            release(cast, told)

    def test_exactly_this_version(self, cast, told):
        have_read(told, by=cast.coordinator, reader=cast.centre)
        telling.save_text(told, name="outcome", text="Noch ein Satz.", base=None, by=cast.coordinator)
        told.refresh_from_db()
        with pytest.raises(NotAllowed, match="noch keine zweite Person"):
            release(cast, told)

    def test_a_change_of_a_part_renews_it_too(self, cast, told):
        have_read(told, by=cast.coordinator, reader=cast.centre)
        telling.set_goals(told, [Goal(wording="Neu.")], by=cast.coordinator)
        told.refresh_from_db()
        with pytest.raises(NotAllowed, match="noch keine zweite Person"):
            release(cast, told)

    def test_an_open_request_is_outdated_by_a_change(self, cast, told):
        reading = ask(cast, told)
        telling.save_text(told, name="outcome", text="Noch ein Satz.", base=None, by=cast.coordinator)
        reading.refresh_from_db()
        assert reading.state == ReadingState.OUTDATED
        assert not Reading.objects.visible_to(cast.centre).exists()

    def test_reader_and_author_get_one_letter_each(self, cast, told):
        releasing.finish_reading(ask(cast, told), by=cast.centre)
        to = list(Letter.objects.values_list("address", flat=True))
        assert to.count(cast.people["centre"].email) == 1
        assert to.count(cast.people["coordinator"].email) == 1
        assert not any("Reinders" in letter.body + letter.subject for letter in Letter.objects.all())

    @pytest.mark.parametrize(
        "who", ["colleague", "initiatives", "superior", "stranger", "secretariat", "operator", "nobody"]
    )
    def test_only_reader_and_author_open_the_page(self, cast, told, browse, who):
        reading = ask(cast, told)
        response = browse(who).get(f"/zweitlesen/{reading.pk}/")
        assert response.status_code in (302, 404)
        assert "Reinders" not in response.content.decode()

    def test_the_page_points_at_the_name(self, cast, told, browse):
        page = browse("centre").get(f"/zweitlesen/{ask(cast, told).pk}/").content.decode()
        assert '<span class="nw-hint">Frau Reinders</span>' in page

    def test_only_the_reader_judges(self, cast, told):
        reading = ask(cast, told)
        for who in ("coordinator", "stranger", "nobody"):
            with pytest.raises(NotAllowed, match="um das Lesen gebeten"):
                releasing.mark_passage(
                    reading, place="hindered", quote="Frau Reinders", by=getattr(cast, who)
                )

    def test_words_that_do_not_stand_there_cannot_be_marked(self, cast, told):
        with pytest.raises(NotAllowed, match="stehen so nicht im Text"):
            releasing.mark_passage(ask(cast, told), place="hindered", quote="Herr Unbekannt", by=cast.centre)

    def test_a_reader_may_decline(self, cast, told):
        reading = releasing.decline_reading(ask(cast, told), by=cast.centre)
        assert reading.state == ReadingState.DECLINED
        with pytest.raises(NotAllowed, match="noch keine zweite Person"):
            release(cast, told)


class TestMarks:
    def marked(self, cast, told):
        reading = ask(cast, told)
        mark = releasing.mark_passage(
            reading, place="hindered", quote="Frau Reinders", note="Weiß sie davon?", by=cast.centre
        )
        releasing.finish_reading(reading, by=cast.centre)
        mark.refresh_from_db()
        return mark

    def test_an_unanswered_mark_holds_the_release(self, cast, told):
        self.marked(cast, told)
        with pytest.raises(NotAllowed, match="Eine Markierung ist noch nicht beantwortet"):
            release(cast, told)

    def test_what_stays_needs_a_reason(self, cast, told):
        mark = self.marked(cast, told)
        with pytest.raises(NotAllowed, match="warum die Stelle stehen bleibt"):
            releasing.answer_mark(mark, redact_it=False, by=cast.coordinator)
        releasing.answer_mark(mark, redact_it=False, reason="Sie hat zugestimmt.", by=cast.coordinator)
        assert release(cast, told).audience == Audience.NETWORK

    def test_redacting_answers_and_keeps_the_reading(self, cast, told):
        mark = releasing.answer_mark(self.marked(cast, told), redact_it=True, by=cast.coordinator)
        assert mark.answer == Mark.Answer.REDACTED
        assert "Reinders" not in mark.quote
        told.refresh_from_db()
        assert release(cast, told).released.hindered == f"{REDACTED} hat das Tor abgeschlossen. Sonst nichts."

    def test_nobody_else_answers(self, cast, told):
        mark = self.marked(cast, told)
        for who in ("centre", "colleague", "secretariat"):
            with pytest.raises(NotAllowed):
                releasing.answer_mark(mark, redact_it=True, by=getattr(cast, who))


class TestRelease:
    @pytest.mark.parametrize(
        "who", ["colleague", "superior", "initiatives", "secretariat", "operator", "administrator", "former"]
    )
    def test_the_author_alone_releases(self, cast, told, who):
        have_read(told, by=cast.coordinator, reader=cast.centre)
        with pytest.raises(NotAllowed, match="nur die Autor:innen"):
            release(cast, told, by=getattr(cast, who))

    def test_public_with_the_name_needs_the_agreement(self, cast, told):
        have_read(told, by=cast.coordinator, reader=cast.centre)
        with pytest.raises(NotAllowed, match="mit welcher Stelle"):
            release(cast, told, Audience.PUBLIC)
        with pytest.raises(NotAllowed, match="Datum der Abstimmung"):
            release(cast, told, Audience.PUBLIC, agreed_with_role="Leitung")
        assert release(cast, told, Audience.PUBLIC, **AGREED).audience == Audience.PUBLIC

    def test_the_database_promises_it_too(self, cast):
        undertaking = released(cast.coordinator, cast.administration, reader=cast.centre)
        with pytest.raises(IntegrityError), transaction.atomic():
            Undertaking.objects.filter(pk=undertaking.pk).update(audience="public")

    def test_without_the_name_the_name_must_be_gone_from_the_text(self, cast):
        undertaking = tell(cast.coordinator, cast.administration, text="In Altwerder war niemand zuständig.")
        have_read(undertaking, by=cast.coordinator, reader=cast.centre)
        with pytest.raises(NotAllowed, match="„Altwerder“ noch"):
            release(cast, undertaking, Audience.PUBLIC, place_unnamed=True)

    def test_the_other_bench_is_told_before_and_has_no_veto(self, cast, told):
        have_read(told, by=cast.coordinator, reader=cast.centre)
        assert (
            Letter.objects.filter(address=cast.people["initiatives"].email, event=f"bench:{told.pk}").count()
            == 1
        )
        assert release(cast, told).audience == Audience.NETWORK

    def test_a_vacant_bench_holds_nothing_up(self, cast, told):
        Mandate.objects.filter(person=cast.people["initiatives"]).update(
            ends_on=timezone.localdate() - timedelta(days=1)
        )
        have_read(told, by=cast.coordinator, reader=cast.centre)
        assert release(cast, told).audience == Audience.NETWORK

    def test_the_deed_is_on_the_trail_without_content(self, cast, told):
        have_read(told, by=cast.coordinator, reader=cast.centre)
        release(cast, told)
        entry = trail_of(told)[0]
        assert (entry.verb, entry.person_name) == ("release", cast.coordinator.name)
        assert not any("Reinders" in str(e.circumstance) for e in trail_of(told))

    def test_withdrawal_takes_everything_back(self, cast):
        undertaking = released(
            cast.coordinator, cast.administration, reader=cast.centre, audience=Audience.PUBLIC
        )
        releasing.withdraw(undertaking, by=cast.coordinator)
        undertaking.refresh_from_db()
        assert (undertaking.audience, undertaking.evaluation_consent, undertaking.released) == (
            "named",
            "none",
            None,
        )

    def test_a_review_is_due_after_a_year_and_can_be_confirmed(self, cast):
        undertaking = released(cast.coordinator, cast.administration, reader=cast.centre)
        assert undertaking.review_on == timezone.localdate() + timedelta(days=365)
        Undertaking.objects.filter(pk=undertaking.pk).update(review_on=date(2026, 1, 1))
        undertaking.refresh_from_db()
        with pytest.raises(NotAllowed):
            releasing.confirm_still_right(undertaking, by=cast.stranger)
        releasing.confirm_still_right(undertaking, by=cast.colleague)
        assert undertaking.review_on > timezone.localdate()
        assert undertaking.confirmations.count() == 1


class TestRedaction:
    def test_removes_from_all_versions_the_first_included(self, cast, told):
        telling.seal(told.working)
        telling.save_text(
            told, name="hindered", text="Frau Reinders. Und mehr.", base=None, by=cast.coordinator
        )
        assert releasing.redact(told, passage="Frau Reinders", by=cast.coordinator) == 2
        assert not any("Reinders" in text for v in told.versions.all() for _place, text in v.places())

    def test_removes_from_everything_said_about_it(self, cast, told):
        reading = ask(cast, told, request="Weiß Frau Reinders davon?")
        releasing.mark_passage(
            reading,
            place="hindered",
            quote="Frau Reinders",
            note="Frau Reinders erkennt sich.",
            by=cast.centre,
        )
        releasing.finish_reading(reading, by=cast.centre)
        releasing.redact(told, passage="Frau Reinders", by=cast.coordinator)
        reading.refresh_from_db()
        assert "Reinders" not in reading.request
        assert not any("Reinders" in m.quote + m.note for m in Mark.objects.all())

    def test_the_search_forgets_it_in_the_same_moment(self, cast):
        undertaking = released(
            cast.coordinator, cast.administration, reader=cast.centre, text="Frau Quittenbaum war dagegen."
        )
        assert find(cast.stranger, "Quittenbaum").total == 1
        releasing.redact(undertaking, passage="Frau Quittenbaum", by=cast.coordinator)
        assert find(cast.stranger, "Quittenbaum").total == 0

    def test_a_passage_that_is_not_there_is_said(self, cast, told):
        with pytest.raises(NotAllowed, match="in keiner Fassung"):
            releasing.redact(told, passage="Herr Niemand", by=cast.coordinator)

    def test_only_authors_redact(self, cast, told):
        with pytest.raises(NotAllowed, match="nur die Autor:innen"):
            releasing.redact(told, passage="Frau Reinders", by=cast.secretariat)

    def test_the_page_shows_a_bar_with_words(self, cast, browse):
        undertaking = released(
            cast.coordinator, cast.administration, reader=cast.centre, text="Frau Reinders war dagegen."
        )
        releasing.redact(undertaking, passage="Frau Reinders", by=cast.coordinator)
        page = browse("stranger").get(undertaking.get_absolute_url()).content.decode()
        assert '<span class="nw-redacted">Stelle geschwärzt</span> war dagegen.' in page


class TestRecognisable:
    def test_anybody_can_say_it_and_it_is_hidden_at_once(self, cast, browse):
        undertaking = released(
            cast.coordinator, cast.administration, reader=cast.centre, audience=Audience.PUBLIC
        )
        address = undertaking.get_absolute_url()
        browse("nobody").post(address + "erkennbar/", {"what": "Die Hausärztin."})
        assert browse("nobody").get(address).status_code == 404
        assert browse("coordinator").get(address).status_code == 200

    def test_the_author_hears_of_it_and_settles_it(self, cast):
        undertaking = released(cast.coordinator, cast.administration, reader=cast.centre)
        report = releasing.report_recognisable(undertaking, what="Die Hausärztin.", by=cast.stranger)
        assert Letter.objects.filter(
            address=cast.people["coordinator"].email, event=f"report:{report.pk}"
        ).exists()
        with pytest.raises(NotAllowed):
            releasing.settle_report(report, settlement="egal", by=cast.secretariat)
        releasing.settle_report(report, settlement="Sie ist einverstanden.", by=cast.coordinator)
        assert undertaking in Undertaking.objects.visible_to(cast.stranger)

    def test_it_stays_hidden_while_another_report_is_open(self, cast):
        undertaking = released(cast.coordinator, cast.administration, reader=cast.centre)
        first = releasing.report_recognisable(undertaking, what="A", by=cast.stranger)
        releasing.report_recognisable(undertaking, what="B", by=cast.centre)
        releasing.settle_report(first, settlement="Erledigt.", by=cast.coordinator)
        assert undertaking not in Undertaking.objects.visible_to(cast.stranger)

    def test_drafts_cannot_be_reported_into_view(self, cast, told, browse):
        assert browse("stranger").get(told.get_absolute_url() + "erkennbar/").status_code == 404


class TestVoices:
    def speak(self, cast, undertaking, by="initiatives"):
        return voices.save_voice(
            undertaking, cast.initiative, text="Wir sahen es anders: Apfelmus.", by=getattr(cast, by)
        )

    def heard(self, cast, undertaking, audience=Audience.NETWORK):
        voice = self.speak(cast, undertaking)
        reading = releasing.ask_reader(voice, reader_id=cast.centre.person_id, by=cast.initiatives)
        releasing.finish_reading(reading, by=cast.centre)
        return voices.release_voice(voice, audience=audience, consent=NO, by=cast.initiatives)

    def test_each_bench_releases_its_own(self, cast, browse):
        undertaking = released(
            cast.coordinator, cast.administration, reader=cast.centre, audience=Audience.PUBLIC
        )
        voice = self.speak(cast, undertaking)
        assert not Voice.objects.visible_to(cast.coordinator).exists()
        with pytest.raises(NotAllowed, match="nur, wer sie geschrieben hat"):
            voices.release_voice(voice, audience=Audience.NETWORK, consent=NO, by=cast.coordinator)
        with pytest.raises(NotAllowed, match="noch keine zweite Person"):
            voices.release_voice(voice, audience=Audience.NETWORK, consent=NO, by=cast.initiatives)
        assert "Apfelmus" not in browse("stranger").get(undertaking.get_absolute_url()).content.decode()

    def test_reaches_its_own_rung_and_no_further(self, cast, browse):
        undertaking = released(
            cast.coordinator, cast.administration, reader=cast.centre, audience=Audience.PUBLIC
        )
        self.heard(cast, undertaking)
        address = undertaking.get_absolute_url()
        assert "Apfelmus" in browse("stranger").get(address).content.decode()
        for who in ("nobody", "guest", "former", "researcher", "administrator"):
            assert "Apfelmus" not in browse(who).get(address).content.decode(), who
            assert find(getattr(cast, who), "Apfelmus").total == 0, who

    def test_never_further_than_the_undertaking(self, cast):
        undertaking = released(cast.coordinator, cast.administration, reader=cast.centre)
        self.heard(cast, undertaking, Audience.PUBLIC)
        assert not Voice.objects.visible_to(cast.nobody).exists()
        releasing.withdraw(undertaking, by=cast.coordinator)
        assert not Voice.objects.visible_to(cast.stranger).exists()

    def test_does_not_tell_the_name_the_undertaking_leaves_out(self, cast):
        undertaking = tell(cast.coordinator, cast.administration, text="Niemand war zuständig.")
        have_read(undertaking, by=cast.coordinator, reader=cast.centre)
        release(cast, undertaking, Audience.PUBLIC, place_unnamed=True)
        voice = voices.save_voice(
            undertaking, cast.initiative, text="In Altwerder war es anders.", by=cast.initiatives
        )
        reading = releasing.ask_reader(voice, reader_id=cast.centre.person_id, by=cast.initiatives)
        releasing.finish_reading(reading, by=cast.centre)
        voice.refresh_from_db()
        with pytest.raises(NotAllowed, match="„Altwerder“ noch"):
            voices.release_voice(voice, audience=Audience.PUBLIC, consent=NO, by=cast.initiatives)
        voices.release_voice(voice, audience=Audience.NETWORK, consent=NO, by=cast.initiatives)

    def test_can_be_withdrawn_alone(self, cast):
        undertaking = released(cast.coordinator, cast.administration, reader=cast.centre)
        voices.withdraw_voice(self.heard(cast, undertaking), by=cast.initiatives)
        assert not Voice.objects.visible_to(cast.stranger).exists()
        assert undertaking in Undertaking.objects.visible_to(cast.stranger)

    def test_the_told_bench_may_speak_before_it_may_read(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration, text="Geheim: Pflaumenmus.")
        address = undertaking.get_absolute_url()
        assert browse("initiatives").get(address + "stimme/").status_code == 404
        ask(cast, undertaking)
        page = browse("initiatives").get(address + "stimme/")
        assert page.status_code == 200
        assert "Pflaumenmus" not in page.content.decode()
        assert browse("stranger").get(address + "stimme/").status_code == 404


class TestPage:
    def test_says_what_is_missing_and_does_not_release(self, cast, told, browse):
        sent = {"audience": "public", "consent": "as_case"}
        page = browse("coordinator").post(told.get_absolute_url() + "freigabe/", sent)
        assert page.status_code == 422
        text = page.content.decode()
        assert "noch keine zweite Person gelesen" in text
        assert "mit welcher Stelle" in text
        told.refresh_from_db()
        assert told.audience == "named"

    def test_a_date_that_does_not_exist_is_explained(self, cast, told, browse):
        sent = {
            "audience": "public",
            "consent": "none",
            "agreed_with_role": "Leitung",
            "agreed_on": "31.11.2026",
        }
        text = browse("coordinator").post(told.get_absolute_url() + "freigabe/", sent).content.decode()
        assert "gibt es im Kalender nicht" in text
        assert 'value="31.11.2026"' in text

    def test_the_preview_for_the_public_leaves_out_the_contact(self, cast, told, browse):
        telling.save_text(
            told, name="contact_role", text="Koordination im Sozialamt", base=None, by=cast.coordinator
        )
        page = (
            browse("coordinator").get(told.get_absolute_url() + "freigabe/?vorschau=public").content.decode()
        )
        preview = page[page.index('id="vorschau"') :]
        assert "Koordination im Sozialamt" not in preview
        assert "Wer Auskunft gibt" in preview
