"""Saved searches: whose they are, what their letters and feeds say, and to whom they stay silent."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.conftest import EVERYBODY
from tests.factories.undertakings import released

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.mail.actions import send_due
from netzwerkstatt.kernel.mail.models import Letter
from netzwerkstatt.network.models import Mandate
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.states import Audience, EvaluationConsent, Stage
from netzwerkstatt.search import keeping, kept_views
from netzwerkstatt.search.models import SavedSearch
from netzwerkstatt.search.news import new_since
from netzwerkstatt.search.rules import MOST_KEPT

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Quittenbaumschatten"
PEOPLE = tuple(who for who in EVERYBODY if who != "nobody")
MAY = {
    "network": {"coordinator", "colleague", "superior", "initiatives", "stranger", "centre", "secretariat"},
    "public": set(PEOPLE),
}


def keep(viewer, name="Alles", query="", frequency="weekly"):
    return keeping.keep_search(name=name, query=query, frequency=frequency, by=viewer)


def told(cast, audience=Audience.NETWORK, title=f"Treff im {PLANTED}", **text):
    return released(
        cast.coordinator, cast.administration, reader=cast.centre, audience=audience, title=title, **text
    )


def in_days(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=True)


def send(*, after=8):
    """The day comes, the letters are put and sent."""
    with in_days(after):
        put = keeping.put_search_letters()
        send_due(digest_after=timedelta(0))
    return put


def sent_to(cast, who):
    return [m for m in mail.outbox if m.to == [cast.people[who].email]]


class TestKeeping:
    def test_only_the_question_is_kept(self, cast):
        saved = keep(
            cast.stranger, query="?q=Hitze&stage=running&stage=resting&seite=3&v=abc&fremd=1&genau=1"
        )
        assert saved.query == "q=Hitze&stage=running&stage=resting&genau=1"

    def test_it_is_seen_by_its_person_alone(self, cast, browse):
        saved = keep(cast.stranger, name=PLANTED)
        pages = ("", f"{saved.pk}/", f"{saved.pk}/aendern/")
        for who in EVERYBODY:
            for page in pages:
                answer = browse(who).get(f"/gemerkt/{page}")
                assert (PLANTED in answer.content.decode()) == (who == "stranger"), f"{who} {page}"
            for deed in ("loeschen/", "feed/", "feed/zurueckziehen/"):
                if who != "stranger":
                    answer = browse(who).post(f"/gemerkt/{saved.pk}/{deed}")
                    assert answer.status_code == (302 if who == "nobody" else 404), f"{who} {deed}"
        saved.refresh_from_db()
        assert saved.feed_digest == ""

    @pytest.mark.parametrize(
        "deed",
        [
            lambda saved, by: keeping.drop_search(saved, by=by),
            lambda saved, by: keeping.open_feed(saved, by=by),
            lambda saved, by: keeping.revoke_feed(saved, by=by),
            lambda saved, by: keeping.open_search(saved, by=by),
            lambda saved, by: keeping.change_search(saved, name="x", frequency="never", by=by),
        ],
    )
    def test_nobody_else_can_do_anything_with_it(self, cast, deed):
        saved = keep(cast.stranger)
        for who in EVERYBODY:
            if who != "stranger":
                with pytest.raises(NotAllowed, match="allein der Person"):
                    deed(saved, getattr(cast, who))

    def test_nobody_keeps_nothing(self, cast):
        with pytest.raises(NotAllowed, match="angemeldet"):
            keep(cast.nobody)

    def test_a_name_is_given_once(self, cast, browse):
        keep(cast.stranger, name="Hitze")
        keep(cast.centre, name="Hitze")
        page = browse("stranger").post("/gemerkt/neu/?q=x", {"name": "hitze", "frequency": "weekly"})
        assert "So heißt schon eine" in page.content.decode()
        assert SavedSearch.objects.count() == 2

    def test_there_is_an_end_to_keeping(self, cast, browse):
        for number in range(MOST_KEPT):
            keep(cast.stranger, name=f"Nummer {number}")
        with pytest.raises(NotAllowed, match="schon 30 Suchen"):
            keep(cast.stranger)
        page = browse("stranger").get("/gemerkt/neu/?q=Hitze").content.decode()
        assert "löschen Sie zuerst eine" in page
        assert "<textarea" not in page

    def test_from_the_list_to_heute(self, cast, browse, words):
        told(cast)
        browser = browse("stranger")
        page = browser.get("/erfahrungen/?q=Treff&stage=concept").content.decode()
        assert "/gemerkt/neu/?q=Treff&amp;stage=concept" in page
        form = browser.get("/gemerkt/neu/?q=Treff&stage=concept").content.decode()
        assert "„Treff“ · Stand: Konzept" in form
        browser.post("/gemerkt/neu/?q=Treff&stage=concept", {"name": "Treffs", "frequency": "monthly"})
        assert "Brief einmal im Monat" in browser.get("/gemerkt/").content.decode()
        assert "Treffs" in browser.get("/heute/").content.decode()
        assert "Suche merken" not in browse("nobody").get("/erfahrungen/").content.decode()

    def test_one_and_many_cost_the_same(self, cast, browse):
        def cost(address):
            browser = browse("stranger")
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                browser.get(address)
            return len(queries)

        keep(cast.stranger, name="eins", query="stage=running")
        before = [cost("/gemerkt/"), cost("/heute/")]
        for name in ("zwei", "drei", "vier"):
            keep(cast.stranger, name=name, query="stage=running")
        assert [cost("/gemerkt/"), cost("/heute/")] == before


class TestNew:
    @pytest.mark.parametrize("audience", ["network", "public"])
    def test_only_what_one_may_see_is_new(self, cast, browse, audience):
        saved = {who: keep(getattr(cast, who)) for who in PEOPLE}
        told(cast, Audience(audience))
        for who in PEOPLE:
            may = who in MAY[audience]
            news = new_since(getattr(cast, who), "", saved[who].seen_at)
            assert (news.total, len(news.entries)) == (int(may), int(may)), who
            page = browse(who).get(f"/gemerkt/{saved[who].pk}/").content.decode()
            assert (PLANTED in page) == may, who

    def test_what_was_there_before_is_not_new(self, cast):
        told(cast, title="Alt")
        saved = keep(cast.stranger)
        told(cast, title="Neu")
        assert [e.title for e in new_since(cast.stranger, "", saved.seen_at).entries] == ["Neu"]

    def test_new_is_what_came_since_the_day_one_looked_before(self, cast, browse):
        saved = keep(cast.stranger)
        told(cast)
        with in_days(1):
            for _again in range(2):
                assert PLANTED in browse("stranger").get(f"/gemerkt/{saved.pk}/").content.decode()
        with in_days(2):
            page = browse("stranger").get(f"/gemerkt/{saved.pk}/").content.decode()
            assert "Seither ist nichts dazugekommen" in page

    def test_what_has_only_some_of_the_words_is_no_news(self, cast):
        saved = keep(cast.stranger, query="q=Quittenbaumschatten+Seilbahn")
        told(cast)
        assert new_since(cast.stranger, saved.query, saved.seen_at).total == 0


class TestLetters:
    @pytest.mark.parametrize("audience", ["network", "public"])
    def test_they_name_what_their_person_may_see_and_nothing_else(self, cast, audience):
        for who in PEOPLE:
            keep(getattr(cast, who))
        undertaking = told(cast, Audience(audience))
        send()
        for who in PEOPLE:
            has_mandate = bool(cast.fresh(who).mandates)
            letters = sent_to(cast, who)
            assert bool(letters) == (who in MAY[audience] and has_mandate), who
            for letter in letters:
                assert PLANTED in letter.body
                assert undertaking.get_absolute_url() in letter.body

    def test_the_outbox_holds_no_content(self, cast):
        keep(cast.stranger, name="Meine Suche")
        told(cast)
        with in_days(8):
            assert keeping.put_search_letters() == 1
        letter = Letter.objects.get(writer=keeping.WRITER)
        assert (letter.subject, letter.body, letter.link) == ("Gemerkte Suche: Meine Suche", "", "")

    def test_a_mandate_that_ended_between_saving_and_looking(self, cast):
        keep(cast.stranger)
        told(cast)
        Mandate.objects.filter(person=cast.people["stranger"]).update(ends_on=timezone.localdate())
        assert send() == 0
        assert sent_to(cast, "stranger") == []

    def test_a_mandate_that_ended_between_looking_and_sending(self, cast):
        keep(cast.stranger)
        told(cast)
        with in_days(8):
            assert keeping.put_search_letters() == 1
            yesterday = timezone.localdate() - timedelta(days=1)
            Mandate.objects.filter(person=cast.people["stranger"]).update(ends_on=yesterday)
            send_due(digest_after=timedelta(0))
        assert sent_to(cast, "stranger") == []
        assert not Letter.objects.filter(writer=keeping.WRITER).exists()

    @pytest.mark.parametrize("gone", ["withdrawn", "hidden", "dropped", "never", "moved", "inactive"])
    def test_whatever_ends_before_sending_is_not_told(self, cast, gone):
        saved = keep(cast.stranger)
        undertaking = told(cast, Audience.PUBLIC)
        with in_days(8):
            assert keeping.put_search_letters() == 1
            if gone == "withdrawn":
                releasing.withdraw(undertaking, by=cast.coordinator)
            elif gone == "hidden":
                releasing.report_recognisable(undertaking, what="Wer", by=cast.nobody)
            elif gone == "dropped":
                keeping.drop_search(saved, by=cast.stranger)
            elif gone == "never":
                keeping.change_search(saved, name="Alles", frequency="never", by=cast.stranger)
            else:
                person = cast.people["stranger"]
                person.email = "anders@haus.example" if gone == "moved" else person.email
                person.is_active = gone != "inactive"
                person.save()
            send_due(digest_after=timedelta(0))
        assert not [m for m in mail.outbox if PLANTED in m.body]

    def test_nothing_new_no_letter(self, cast):
        told(cast)
        keep(cast.stranger)
        assert send() == 0
        assert sent_to(cast, "stranger") == []

    def test_nothing_is_told_twice(self, cast):
        keep(cast.stranger)
        told(cast)
        assert send() == 1
        assert send(after=9) == 0
        assert send(after=17) == 0
        assert len(sent_to(cast, "stranger")) == 1

    @pytest.mark.parametrize(("frequency", "days"), [("weekly", 7), ("monthly", 31)])
    def test_they_come_when_they_are_due(self, cast, frequency, days):
        keep(cast.stranger, frequency=frequency)
        told(cast)
        assert send(after=days - 4) == 0
        assert send(after=days) == 1

    def test_who_wants_none_gets_none(self, cast):
        keep(cast.stranger, frequency="never")
        told(cast)
        assert send(after=60) == 0

    def test_who_wants_them_again_is_told_from_then_on(self, cast):
        saved = keep(cast.stranger, frequency="never")
        told(cast, title="Vorher")
        keeping.change_search(saved, name="Alles", frequency="weekly", by=cast.stranger)
        told(cast, title="Nachher")
        send()
        (letter,) = sent_to(cast, "stranger")
        assert "Nachher" in letter.body
        assert "Vorher" not in letter.body

    def test_two_searches_make_one_mail(self, cast):
        keep(cast.stranger, name="Eins")
        keep(cast.stranger, name="Zwei", query="q=Treff")
        told(cast)
        assert send() == 2
        (letter,) = sent_to(cast, "stranger")
        assert letter.subject == "2 Nachrichten aus der Netzwerkstatt"

    def test_an_unnamed_place_is_not_named(self, cast):
        keep(cast.centre)
        from tests.factories.undertakings import have_read, tell

        made = tell(cast.coordinator, cast.administration, title="Treff am Fluss")
        have_read(made, by=cast.coordinator, reader=cast.centre)
        releasing.release(
            made,
            audience=Audience.PUBLIC,
            consent=EvaluationConsent.NONE,
            place_unnamed=True,
            by=cast.coordinator,
        )
        send()
        assert "Altwerder" not in sent_to(cast, "centre")[0].body


class TestFeed:
    @pytest.fixture(autouse=True)
    def _fresh(self):
        cache.clear()

    @pytest.mark.parametrize("audience", ["network", "public"])
    def test_it_shows_what_its_person_may_see_whoever_reads_it(self, cast, browse, audience):
        keys = {who: keeping.open_feed(keep(getattr(cast, who)), by=getattr(cast, who)) for who in PEOPLE}
        told(cast, Audience(audience))
        for who in PEOPLE:
            for reader in ("nobody", "coordinator"):
                answer = browse(reader).get(f"/feeds/{keys[who]}/")
                assert (PLANTED in answer.content.decode()) == (who in MAY[audience]), f"{who} {reader}"

    def test_it_is_private_to_machines(self, cast, browse):
        key = keeping.open_feed(keep(cast.stranger), by=cast.stranger)
        answer = browse("nobody").get(f"/feeds/{key}/")
        assert answer["Cache-Control"] == "private, no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Content-Type"].startswith("application/atom+xml")
        assert key not in answer.content.decode()

    def test_the_key_is_nowhere_kept(self, cast):
        saved = keep(cast.stranger)
        key = keeping.open_feed(saved, by=cast.stranger)
        saved.refresh_from_db()
        assert len(key) >= 43
        assert key not in str(SavedSearch.objects.values().get())

    def test_a_revoked_or_replaced_key_opens_nothing(self, cast, browse):
        saved = keep(cast.stranger)
        first = keeping.open_feed(saved, by=cast.stranger)
        second = keeping.open_feed(saved, by=cast.stranger)
        assert browse("nobody").get(f"/feeds/{first}/").status_code == 404
        assert browse("nobody").get(f"/feeds/{second}/").status_code == 200
        keeping.revoke_feed(saved, by=cast.stranger)
        assert browse("nobody").get(f"/feeds/{second}/").status_code == 404
        assert browse("stranger").get("/feeds//").status_code == 404

    def test_without_a_mandate_only_the_public_is_left(self, cast, browse):
        key = keeping.open_feed(keep(cast.stranger), by=cast.stranger)
        told(cast)
        told(cast, Audience.PUBLIC, title="Für alle")
        assert PLANTED in browse("nobody").get(f"/feeds/{key}/").content.decode()
        yesterday = timezone.localdate() - timedelta(days=1)
        Mandate.objects.filter(person=cast.people["stranger"]).update(ends_on=yesterday)
        answer = browse("nobody").get(f"/feeds/{key}/").content.decode()
        assert PLANTED not in answer
        assert "Für alle" in answer
        cast.people["stranger"].is_active = False
        cast.people["stranger"].save()
        assert browse("nobody").get(f"/feeds/{key}/").status_code == 404

    def test_it_is_not_read_without_end(self, cast, browse):
        key = keeping.open_feed(keep(cast.stranger), by=cast.stranger)
        other = keeping.open_feed(keep(cast.centre), by=cast.centre)
        with time_machine.travel(timezone.now(), tick=False):
            for _time in range(kept_views.READS):
                assert browse("nobody").get(f"/feeds/{key}/").status_code == 200
            answer = browse("nobody").get(f"/feeds/{key}/")
            assert answer.status_code == 429
            assert answer["Retry-After"] == "300"
            assert browse("nobody").get(f"/feeds/{other}/").status_code == 200

    def test_the_address_is_shown_once(self, cast, browse):
        saved = keep(cast.stranger)
        browser = browse("stranger")
        page = browser.post(f"/gemerkt/{saved.pk}/feed/").content.decode()
        assert "/feeds/" in page
        later = browser.get(f"/gemerkt/{saved.pk}/").content.decode()
        assert "/feeds/" not in later
        assert "Offen seit" in later


def test_stage_is_kept_as_a_facet(cast):
    saved = keep(cast.stranger, query=f"stage={Stage.RUNNING}")
    told(cast)
    assert new_since(cast.stranger, saved.query, saved.seen_at).total == 0
