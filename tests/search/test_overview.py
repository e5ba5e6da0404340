"""What there is: counted for the one who looks, gaps named, a reading list with its reasons."""

import pytest
from tests.conftest import EVERYBODY
from tests.factories.undertakings import have_read, released, tell, tell_whole

from netzwerkstatt.network.models import Municipality
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.states import Audience, EvaluationConsent, Stage
from netzwerkstatt.search import mirror
from netzwerkstatt.search.likeness import like_us
from netzwerkstatt.search.overview_pages import overview_page, topic_page

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Quittenbaumschatten"
PUBLIC = {"agreed_with_role": "Leitung", "agreed_on": "2026-03-02"}
SEES = {
    "named": set(),
    "municipality": set(),
    "network": {"coordinator", "colleague", "superior", "initiatives", "stranger", "centre", "secretariat"},
    "public": set(EVERYBODY),
}


def give_out(undertaking, by, reader, audience=Audience.NETWORK, **terms):
    have_read(undertaking, by=by, reader=reader)
    releasing.release(undertaking, audience=audience, consent=EvaluationConsent.NONE, by=by, **terms)
    undertaking.refresh_from_db()
    return undertaking


def plant(cast, audience):
    planted = tell_whole(cast.coordinator, cast.administration, mark=PLANTED)
    if audience in ("network", "public"):
        return give_out(
            planted,
            cast.coordinator,
            cast.centre,
            Audience(audience),
            **(PUBLIC if audience == "public" else {}),
        )
    return telling.set_circle_of_readers(planted, audience=Audience(audience), by=cast.coordinator)


@pytest.mark.parametrize("audience", list(SEES))
def test_no_count_and_no_title_tells_of_what_one_may_not_see(cast, browse, words, audience):
    plant(cast, audience)
    for who in EVERYBODY:
        may = who in SEES[audience]
        page = overview_page(getattr(cast, who))
        assert any(row.count for row in page.topics) == may, who
        assert any(group.told for group in page.tools) == may, who
        elsewhere = any(m.municipality_id == cast.elsewhere.pk for m in getattr(cast, who).mandates)
        listed = [row[1].title for group in page.reading for row in group.rows]
        assert any(PLANTED in title for title in listed) == (may and elsewhere), who
        topic = topic_page(getattr(cast, who), "ageing")
        assert bool(topic.barriers or topic.ways or topic.stages or topic.evidence or topic.total) == may, who
        shown = browse(who).get("/ueberblick/").content.decode()
        assert ("1 Vorhaben" in shown) == may, who
        assert (PLANTED in shown) == (may and elsewhere), who
        assert browse(who).get("/ueberblick/ageing/").status_code == 200


def test_a_topic_tells_tools_barriers_ways_and_ends(cast, words):
    told = plant(cast, "network")
    telling.change_stage(told, to=Stage.NEVER_STARTED, by=cast.coordinator)
    page = topic_page(cast.stranger, "ageing")
    assert [(row.words, row.count) for row in page.barriers] == [("Zuständigkeitslücke", "in einem Vorhaben")]
    (way,) = page.ways
    assert way.words == "Eine Stelle benennen"
    assert way.outcomes == (("helped", "hat geholfen", "in einem Vorhaben"),)
    assert [row.words for row in page.stages] == ["nicht zustande gekommen"]
    assert [row.words for row in page.evidence] == ["beobachtet"]


def test_gaps_are_named(cast, browse, words):
    assert [row.gap for row in overview_page(cast.stranger).topics] == ["Dazu hat noch niemand erzählt."] * 2
    assert "noch nichts öffentlich" in browse("nobody").get("/ueberblick/").content.decode()
    assert (
        "Hier fehlt dem Netzwerk noch Erfahrung"
        in browse("stranger").get("/ueberblick/ageing/").content.decode()
    )
    plant(cast, "network")
    assert topic_page(cast.stranger, "ageing").untold_barriers == ("Förderung endet",)
    assert browse("stranger").get("/ueberblick/gibtsnicht/").status_code == 404


@pytest.fixture
def places(cast):
    """Bergheide reads: what Altwerder (like it in kind and size) and others told."""
    Municipality.objects.filter(pk=cast.here.pk).update(population=31200)
    return cast


def one(cast, title, stage=None, **terms):
    made = released(cast.coordinator, cast.administration, reader=cast.centre, title=title, **terms)
    for step in stage or ():
        telling.change_stage(made, to=step, by=cast.coordinator)
    return made


def listed(viewer):
    return {group.reason: [row[1].title for row in group.rows] for group in overview_page(viewer).reading}


def test_the_reading_list_says_why_and_follows_the_alphabet(places):
    for title in ("Zaun", "Apfel", "Mitte"):
        one(places, title)
    reason = "Wie Bergheide: kreisangehörige Stadt, 20.000 bis 50.000 Einwohner:innen."
    assert listed(places.stranger) == {reason: ["Apfel", "Mitte"]}


def test_one_that_failed_is_on_it_where_there_is_one(places):
    one(places, "Nie", stage=(Stage.NEVER_STARTED,))
    for title in ("A", "B", "C"):
        one(places, title)
    assert "Nie" in listed(places.stranger)["Nicht gelungen. Auch deshalb lesenswert."]


def test_without_an_end_it_is_one_whose_ways_did_not_help(places, words):
    made = tell(places.coordinator, places.administration, title="Ohne Wirkung")
    ways = (telling.Way("Brief", "no_effect", words["approach"]),)
    telling.set_barriers(made, [telling.BarrierTold(words["barrier"], "x", ways)], by=places.coordinator)
    give_out(made, places.coordinator, places.centre)
    for title in ("A", "B", "C"):
        one(places, title)
    assert listed(places.stranger)["Nicht gelungen. Auch deshalb lesenswert."] == ["Ohne Wirkung"]


def test_ones_own_is_not_on_the_list(places):
    released(places.stranger, places.other_administration, reader=places.centre, title="Eigenes")
    assert "Eigenes" not in str(listed(places.stranger))


def test_who_acts_for_no_municipality_is_told_why_there_is_no_list(cast):
    assert overview_page(cast.secretariat).why_no_reading.startswith("Ihr Mandat gehört zu keiner Kommune")
    assert "angemeldet" in overview_page(cast.nobody).why_no_reading


def test_likeness_counts_nobody_twice_and_never_by_what_is_kept_back(places):
    unnamed = tell(places.coordinator, places.administration, title="Treff am Fluss")
    give_out(unnamed, places.coordinator, places.centre, Audience.PUBLIC, place_unnamed=True)
    one(places, "Mit Namen")
    known = mirror.current()
    likes = like_us(places.elsewhere, known)
    masks = [like.mask for like in likes]
    assert all(first & second == 0 for n, first in enumerate(masks) for second in masks[n + 1 :])
    number = known.entries["undertaking", unnamed.pk]
    reasons = [like.words for like in likes if like.mask & known.index.mask([number])]
    assert reasons == ["Wie Bergheide: kreisangehörige Stadt."]


def test_who_has_released_nothing_is_led_there_from_heute(cast, browse):
    assert "Zum Ankommen" in browse("coordinator").get("/heute/").content.decode()
    one(cast, "Beet")
    assert "Zum Ankommen" not in browse("coordinator").get("/heute/").content.decode()
    assert "Zum Ankommen" in browse("stranger").get("/heute/").content.decode()
    assert "Zum Ankommen" not in browse("guest").get("/heute/").content.decode()


def test_few_queries_however_many_there_are(cast, django_assert_num_queries):
    one(cast, "Eins")
    overview_page(cast.stranger)
    with django_assert_num_queries(4):  # the clock, one's own municipality, entries and their door
        overview_page(cast.stranger)
    for title in ("Zwei", "Drei", "Vier", "Fünf"):
        one(cast, title)
    overview_page(cast.stranger)
    with django_assert_num_queries(4):
        overview_page(cast.stranger)
    topic_page(cast.stranger, "probe")
    with django_assert_num_queries(1):
        topic_page(cast.stranger, "probe")
