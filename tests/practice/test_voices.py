"""A voice is written, read, released and withdrawn by its author alone, and every preview says the truth."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.conftest import EVERYBODY
from tests.factories.undertakings import AGREED, have_read, released, tell

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.mail.models import Letter
from netzwerkstatt.network.models import Mandate
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling, voices
from netzwerkstatt.practice.models import Reading, Undertaking, Voice
from netzwerkstatt.practice.states import Audience, EvaluationConsent

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Quittenkompott"


@pytest.fixture
def told(cast):
    return released(cast.coordinator, cast.administration, reader=cast.centre, audience=Audience.PUBLIC)


def speak(cast, undertaking, text=f"Wir sahen es anders: {PLANTED}."):
    return voices.save_voice(undertaking, cast.initiative, text=text, by=cast.initiatives)


def have_voice_read(cast, voice):
    reading = releasing.ask_reader(voice, reader_id=cast.centre.person_id, by=cast.initiatives)
    return releasing.finish_reading(reading, by=cast.centre)


def address(undertaking, what=""):
    return f"{undertaking.get_absolute_url()}stimme/{what}"


def preview_in(response):
    text = response.content.decode()
    start = text.index('id="vorschau"')
    return text[start : text.index("nw-ruled", start)]


class TestReleasePage:
    def test_is_the_author_s_alone(self, cast, told, browse):
        speak(cast, told)
        for who in EVERYBODY:
            answer = browse(who).get(address(told, "freigabe/"))
            assert (answer.status_code == 200) == (who == "initiatives"), who
            assert who == "initiatives" or PLANTED not in answer.content.decode()

    def test_releases_as_far_as_the_author_says_with_the_consent_she_gives(self, cast, told, browse):
        have_voice_read(cast, speak(cast, told))
        sent = {"audience": "public", "consent": "count_only"}
        answer = browse("initiatives").post(address(told, "freigabe/"), sent)
        assert answer.status_code == 302
        voice = Voice.objects.get()
        assert (voice.audience, voice.evaluation_consent) == ("public", "count_only")
        assert PLANTED in browse("nobody").get(told.get_absolute_url()).content.decode()

    def test_says_what_is_missing_and_releases_nothing(self, cast, told, browse):
        speak(cast, told)
        answer = browse("initiatives").post(address(told, "freigabe/"), {"audience": "network"})
        assert answer.status_code == 422
        assert "Genau diesen Text hat noch keine zweite Person gelesen." in answer.content.decode()
        assert not Voice.objects.get().released_text

    def test_offers_three_consents_in_plain_words(self, cast, told, browse):
        speak(cast, told)
        text = browse("initiatives").get(address(told, "freigabe/")).content.decode()
        assert [m for m in re.findall(r'name="consent" value="(\w+)"', text)] == [
            consent.value for consent in EvaluationConsent
        ]
        assert "Ihre Einwilligung gilt nur für Ihre Sicht." in text

    def test_consent_is_taken_back_alone_even_while_the_text_changes(self, cast, told, browse):
        voice = speak(cast, told)
        have_voice_read(cast, voice)
        voices.release_voice(
            voice, audience=Audience.NETWORK, consent=EvaluationConsent.AS_CASE, by=cast.initiatives
        )
        speak(cast, told, "Weitergeschrieben, noch von niemandem gelesen.")
        browse("initiatives").post(address(told, "freigabe/"), {"consent": "none", "consent_only": "1"})
        voice.refresh_from_db()
        assert (voice.evaluation_consent, voice.audience) == ("none", "network")
        assert PLANTED in voice.released_text

    def test_withdraws(self, cast, told, browse):
        voice = speak(cast, told)
        have_voice_read(cast, voice)
        voices.release_voice(
            voice, audience=Audience.PUBLIC, consent=EvaluationConsent.NONE, by=cast.initiatives
        )
        browse("initiatives").post(address(told, "zuruecknehmen/"))
        assert PLANTED not in browse("stranger").get(told.get_absolute_url()).content.decode()
        assert PLANTED in browse("initiatives").get(address(told)).content.decode()

    def test_looking_at_another_preview_keeps_what_was_chosen_and_releases_nothing(self, cast, told, browse):
        have_voice_read(cast, speak(cast, told))
        sent = {"audience": "public", "consent": "as_case", "vorschau": "network"}
        text = browse("initiatives").post(address(told, "freigabe/"), sent).content.decode()
        assert re.search(r'name="audience" value="public" checked', text)
        assert re.search(r'name="consent" value="as_case" checked', text)
        assert not Voice.objects.get().released_text


class TestPreviewOfAVoice:
    def test_shows_it_beside_the_undertaking(self, cast, told, browse):
        speak(cast, told)
        page = preview_in(browse("initiatives").get(address(told, "freigabe/?vorschau=network")))
        assert PLANTED in page
        assert "Initiative Altwerder" in page

    def test_says_when_the_chosen_rung_is_too_low_for_a_reader(self, cast, told, browse):
        speak(cast, told)
        sent = {"audience": "network", "vorschau": "public"}
        page = preview_in(browse("initiatives").post(address(told, "freigabe/"), sent))
        assert PLANTED not in page
        assert "Sie haben „Netzwerk“ gewählt." in page

    def test_says_when_the_undertaking_itself_does_not_reach_that_reader(self, cast, browse):
        undertaking = released(cast.coordinator, cast.administration, reader=cast.centre)
        speak(cast, undertaking)
        page = preview_in(browse("initiatives").get(address(undertaking, "freigabe/?vorschau=public")))
        assert "Noch nichts: Das Vorhaben liest zurzeit nur „Netzwerk“." in page
        assert PLANTED not in page

    def test_does_not_tell_the_name_of_the_place_the_undertaking_leaves_out(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration, text="Niemand war zuständig.")
        have_read(undertaking, by=cast.coordinator, reader=cast.centre)
        releasing.release(
            undertaking,
            audience=Audience.PUBLIC,
            consent=EvaluationConsent.NONE,
            place_unnamed=True,
            by=cast.coordinator,
        )
        speak(cast, undertaking)
        sent = {"audience": "public", "vorschau": "public"}
        page = preview_in(browse("initiatives").post(address(undertaking, "freigabe/"), sent))
        assert PLANTED in page
        assert "Die andere Bank" in page
        assert "Initiative Altwerder" not in page


class TestWriting:
    def test_saves_by_itself(self, cast, told, browse):
        answer = browse("initiatives").post(address(told, "speichern/"), {"text": f"Ein Anfang: {PLANTED}"})
        assert answer.json()["base"] == Voice.objects.get().fingerprint()
        assert browse("guest").post(address(told, "speichern/"), {"text": "x"}).status_code == 404

    def test_an_empty_page_leaves_nothing_behind(self, cast, told, browse):
        assert browse("initiatives").post(address(told, "speichern/"), {"text": "  "}).status_code == 200
        assert browse("initiatives").post(address(told), {"text": "  "}).status_code == 200
        assert not Voice.objects.exists()

    def test_the_draft_of_a_colleague_is_hers(self, cast, told, browse):
        speak(cast, told)
        also_there(cast, "former")
        for page in (address(told), address(told, "freigabe/")):
            answer = browse("former").get(page)
            assert answer.status_code == 403
            assert PLANTED not in answer.content.decode()

    def test_a_successor_goes_on_with_it(self, cast, told, browse):
        speak(cast, told)
        also_there(cast, "former")
        gone = cast.people["initiatives"].mandates.get()
        gone.ends_on = timezone.localdate() - timedelta(days=1)
        gone.save()
        assert browse("initiatives").get(address(told)).status_code == 404
        assert PLANTED in browse("former").get(address(told)).content.decode()
        browse("former").post(address(told), {"text": "Weitergeschrieben."})
        assert Voice.objects.get().author == cast.people["former"]


def also_there(cast, who):
    """A second person in the initiative."""
    Mandate.objects.create(
        person=cast.people[who], organisation=cast.initiative, role="colleague", starts_on=date(2020, 1, 1)
    )


def test_the_tellers_hear_of_a_voice_before_it_is_released_and_only_once(cast, told):
    voice = speak(cast, told)
    have_voice_read(cast, voice)
    speak(cast, told, f"Noch einmal anders: {PLANTED}")
    voice.refresh_from_db()
    have_voice_read(cast, voice)
    letters = Letter.objects.filter(event=f"voice:{voice.pk}")
    assert [letter.address for letter in letters] == ["coordinator@haus.example"]
    assert PLANTED not in letters[0].body + letters[0].subject
    assert letters[0].pace == "digest"


def test_a_voice_is_not_released_to_less_than_the_network(cast, told):
    voice = speak(cast, told)
    have_voice_read(cast, voice)
    with pytest.raises(ValueError, match="network or to everybody"):
        voices.release_voice(
            voice, audience=Audience.NAMED, consent=EvaluationConsent.NONE, by=cast.initiatives
        )


def test_only_its_author_changes_the_consent(cast, told):
    voice = speak(cast, told)
    for who in EVERYBODY:
        if who != "initiatives":
            with pytest.raises(NotAllowed):
                voices.change_voice_consent(voice, consent=EvaluationConsent.AS_CASE, by=getattr(cast, who))
    assert Voice.objects.get().evaluation_consent == "none"


READS_ON = {
    "named": "secretariat",
    "bench": "colleague",
    "municipality": "initiatives",
    "network": "stranger",
    "public": "nobody",
}


class TestPreviewOfAnUndertaking:
    """Each preview is held against the page that somebody of that rung really gets."""

    @pytest.fixture
    def full(self, cast):
        """Public, with a contact for the network and one voice for each of its rungs."""
        undertaking = tell(cast.coordinator, cast.administration, text="Hindernis Holunder.")
        telling.save_text(
            undertaking, name="contact_role", text="Stelle Sauerkirsch", base=None, by=cast.coordinator
        )
        have_read(undertaking, by=cast.coordinator, reader=cast.centre)
        releasing.release(
            undertaking,
            audience=Audience.PUBLIC,
            consent=EvaluationConsent.NONE,
            by=cast.coordinator,
            **AGREED,
        )
        undertaking.refresh_from_db()
        voice = speak(cast, undertaking, "Stimme Stachelbeere.")
        have_voice_read(cast, voice)
        voices.release_voice(
            voice, audience=Audience.NETWORK, consent=EvaluationConsent.NONE, by=cast.initiatives
        )
        telling.name_person(
            undertaking, person_id=cast.secretariat.person_id, role="named", by=cast.coordinator
        )
        return undertaking

    @pytest.mark.parametrize("rung", list(READS_ON))
    def test_shows_what_that_reader_reads(self, cast, full, browse, rung):
        shown = preview_in(browse("coordinator").get(f"{full.get_absolute_url()}freigabe/?vorschau={rung}"))
        really = browse(READS_ON[rung]).get(full.get_absolute_url()).content.decode()
        planted = ("Holunder", "Sauerkirsch", "Stachelbeere", "Altwerder")
        assert {word: word in shown for word in planted} == {word: word in really for word in planted}

    @pytest.mark.parametrize("rung", list(READS_ON))
    def test_says_what_that_reader_does_not_see_and_why(self, cast, full, browse, rung):
        shown = preview_in(browse("coordinator").get(f"{full.get_absolute_url()}freigabe/?vorschau={rung}"))
        assert "Frühere Fassungen" in shown
        assert "Das lesen nur Sie und wer gelesen hat." in shown
        only_in_network = ("Wer Auskunft gibt", "Die Stimme: Initiative Altwerder", "Welche Stelle erzählt")
        assert all((words in shown) == (rung == "public") for words in only_in_network)

    def test_shows_the_chosen_rung_first_and_leaves_the_form_as_it_is(self, cast, full, browse):
        page = f"{full.get_absolute_url()}freigabe/"
        sent = {"audience": "public", "agreed_with_role": "Leitung Stadtgrün", "vorschau": "bench"}
        text = browse("coordinator").post(page, sent).content.decode()
        assert '<b class="nw-inkword">Ihre Bank</b>' in text
        assert 'value="Leitung Stadtgrün"' in text
        full.refresh_from_db()
        assert full.agreed_with_role == AGREED["agreed_with_role"]

    def test_without_the_name_the_preview_for_the_public_leaves_it_out(self, cast, full, browse):
        sent = {"audience": "public", "place_unnamed": "on", "vorschau": "public"}
        shown = preview_in(browse("coordinator").post(f"{full.get_absolute_url()}freigabe/", sent))
        assert "Der Name der Kommune" in shown
        assert "Altwerder ·" not in shown

    def test_a_draft_voice_is_not_betrayed(self, cast, full, browse):
        voices.withdraw_voice(Voice.objects.get(), by=cast.initiatives)
        shown = preview_in(browse("coordinator").get(f"{full.get_absolute_url()}freigabe/?vorschau=public"))
        assert "Die Stimme" not in shown

    def test_consent_is_taken_back_alone(self, cast, full, browse):
        browse("coordinator").post(
            f"{full.get_absolute_url()}freigabe/",
            {"audience": "public", "consent": "as_case", "consent_only": "1"},
        )
        assert Undertaking.objects.evaluable(Audience.PUBLIC).exists()
        telling.save_text(full, name="done", text="Noch ungelesen.", base=None, by=cast.coordinator)
        browse("coordinator").post(
            f"{full.get_absolute_url()}freigabe/",
            {"audience": "public", "consent": "none", "consent_only": "1"},
        )
        assert not Undertaking.objects.evaluable(Audience.PUBLIC).exists()
        assert Reading.objects.filter(version__isnull=False).count() == 1


class TestSomebodyIsRecognisableInAVoice:
    @pytest.fixture
    def heard(self, cast, told):
        voice = speak(cast, told)
        have_voice_read(cast, voice)
        return voices.release_voice(
            voice, audience=Audience.PUBLIC, consent=EvaluationConsent.NONE, by=cast.initiatives
        )

    def report(self, told, heard, browse):
        sent = {"what": "Die Vorsitzende ist gemeint.", "where": str(heard.pk)}
        return browse("nobody").post(f"{told.get_absolute_url()}erkennbar/", sent)

    def test_hides_the_voice_at_once_and_the_telling_not(self, cast, told, heard, browse):
        self.report(told, heard, browse)
        for who in EVERYBODY:
            answer = browse(who).get(told.get_absolute_url())
            assert answer.status_code == 200, who
            assert (PLANTED in answer.content.decode()) == (who == "initiatives"), who
        assert Letter.objects.filter(subject="Jemand ist in Ihrer Sicht erkennbar").count() == 1

    def test_only_the_author_of_the_voice_settles_it(self, cast, told, heard, browse):
        self.report(told, heard, browse)
        for who in EVERYBODY:
            text = browse(who).get(f"{told.get_absolute_url()}erkennbar/").content.decode()
            assert ("Die Vorsitzende ist gemeint." in text) == (who == "initiatives"), who
            if who != "initiatives":
                with pytest.raises(NotAllowed):
                    voices.settle_voice(heard, settlement="Geht.", by=getattr(cast, who))

    def test_settling_lets_it_be_heard_again(self, cast, told, heard, browse):
        self.report(told, heard, browse)
        browse("initiatives").post(
            f"{told.get_absolute_url()}erkennbar/", {"settlement": "Sie ist einverstanden."}
        )
        assert PLANTED in browse("nobody").get(told.get_absolute_url()).content.decode()

    def test_withdrawing_settles_too_and_the_way_is_open_again(self, cast, told, heard, browse):
        self.report(told, heard, browse)
        browse("initiatives").post(address(told, "zuruecknehmen/"))
        voice = Voice.objects.get()
        assert (voice.hidden_at, voice.released_text) == (None, "")
        assert not voice.reports.filter(settled_at__isnull=True).exists()

    def test_a_voice_one_cannot_read_cannot_be_reported(self, cast, told):
        voice = speak(cast, told)
        with pytest.raises(NotAllowed, match="was Sie lesen können"):
            voices.report_voice(voice, what="x", by=cast.stranger)
