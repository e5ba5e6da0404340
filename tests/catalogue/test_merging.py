"""Merging moves every reference, old versions and the index included, and can be undone."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from tests.conftest import EVERYBODY
from tests.factories.undertakings import released

from netzwerkstatt.catalogue import actions
from netzwerkstatt.catalogue.models import Barrier, FrameworkEntry, Term, TermEvent, Tool, Topic
from netzwerkstatt.catalogue.references import places
from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.network.models import CompetenceCentre, TopicInterest
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.models import BarrierMet, Version
from netzwerkstatt.search.models import SearchEntry
from netzwerkstatt.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NETWORK = {"coordinator", "colleague", "superior", "initiatives", "stranger", "centre", "secretariat"}


@pytest.fixture
def gone(words):
    return Barrier.objects.create(key="nobody", name="Quittenbaumschatten", short="Quitte")


@pytest.fixture
def told(cast, gone):
    """Released with the barrier that will go, and a newer version beside the sealed one."""
    from tests.factories.undertakings import have_read, tell

    from netzwerkstatt.practice.actions import release as releasing
    from netzwerkstatt.practice.states import Audience, EvaluationConsent

    undertaking = tell(cast.coordinator, cast.administration)
    telling.set_barriers(undertaking, [telling.BarrierTold(gone, "Keiner war es.", ())], by=cast.coordinator)
    have_read(undertaking, by=cast.coordinator, reader=cast.centre)
    releasing.release(
        undertaking, audience=Audience.NETWORK, consent=EvaluationConsent.AS_CASE, by=cast.coordinator
    )
    undertaking.refresh_from_db()
    telling.save_text(undertaking, name="outcome", text="Neu.", base=None, by=cast.coordinator)
    return undertaking


def test_every_relation_to_a_term_is_found():
    """Whatever model comes: its foreign key or link table to a term is among the places."""
    for kind in Term.__subclasses__():
        known = {(place.model, place.column) for place in places(kind)}
        for model in apps.get_models(include_auto_created=True):
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey) and field.related_model is kind:
                    assert (model, field.name) in known


def test_old_versions_and_the_index_follow(cast, told, gone, words):
    assert BarrierMet.objects.filter(barrier=gone, version__undertaking=told).count() == 2
    assert find(cast.stranger, "Quittenbaumschatten").total == 1
    actions.merge_terms(gone, into=words["barrier"], reason="Dasselbe.", by=cast.centre)
    assert not BarrierMet.objects.filter(barrier=gone).exists()
    assert BarrierMet.objects.filter(barrier=words["barrier"], version__undertaking=told).count() == 2
    assert find(cast.stranger, "Quittenbaumschatten").total == 0
    entry = SearchEntry.objects.get(kind="undertaking", thing_id=told.pk)
    assert entry.filters["barrier"] == ["responsibility_gap"]
    assert told.get_absolute_url() in [hit.address for hit in find(cast.stranger, "Zuständigkeitslücke").hits]


def test_readings_stay_valid_and_texts_unchanged(cast, told, gone, words):
    before = {version.pk: version.fingerprint() for version in Version.objects.all()}
    actions.merge_terms(gone, into=words["barrier"], by=cast.centre)
    assert {version.pk: version.fingerprint() for version in Version.objects.all()} == before


def test_the_old_address_leads_on(cast, told, gone, words, browse):
    actions.merge_terms(gone, into=words["barrier"], reason="Dasselbe.", by=cast.centre)
    answer = browse("nobody").get(gone.get_absolute_url())
    assert answer["Location"] == words["barrier"].get_absolute_url()
    page = browse("stranger").get("/erfahrungen/?barrier=nobody").content.decode()
    assert "1 Erfahrung aus 1 Kommune<" in page
    history = browse("nobody").get(words["barrier"].get_absolute_url()).content.decode()
    assert "„Quittenbaumschatten“ ging in „Zuständigkeitslücke“ auf" in history
    assert "Centre" not in history[history.index("<main") :]
    assert "Centre" in browse("stranger").get(words["barrier"].get_absolute_url()).content.decode()


def test_links_that_were_there_twice_become_one_and_two_again(cast, words):
    gone = Tool.objects.create(key="old", name="Suppentopf", kind="method")
    both = released(cast.coordinator, cast.administration, reader=cast.centre)
    version = both.released
    version.tools.set([gone, words["tool"]])
    actions.merge_terms(gone, into=words["tool"], by=cast.secretariat)
    assert list(version.tools.all()) == [words["tool"]]
    actions.split_again(TermEvent.objects.get(deed="merged"), by=cast.secretariat)
    assert set(version.tools.all()) == {gone, words["tool"]}


def test_rooms_between_follow_too(cast, words):
    gone = Topic.objects.get(key="probe")
    interest = TopicInterest.objects.create(
        organisation=cast.administration, kind="seeks", topic=gone, text="Wer weiß etwas?"
    )
    actions.merge_terms(gone, into=words["topic"], by=cast.centre)
    interest.refresh_from_db()
    assert interest.topic == words["topic"]
    assert CompetenceCentre.objects.get(slug="probe").topic == words["topic"]
    entry = SearchEntry.objects.get(kind="centre")
    assert "älter" in entry.text


def test_undone_only_what_moved_goes_back(cast, told, gone, words):
    own = released(cast.stranger, cast.other_administration, reader=cast.centre)
    telling.set_barriers(own, [telling.BarrierTold(words["barrier"], "Hier auch.", ())], by=cast.stranger)
    actions.merge_terms(gone, into=words["barrier"], by=cast.centre)
    back = actions.split_again(TermEvent.objects.get(deed="merged"), reason="Doch zweierlei.", by=cast.centre)
    assert back.in_use
    assert BarrierMet.objects.filter(barrier=gone, version__undertaking=told).count() == 2
    assert BarrierMet.objects.filter(barrier=words["barrier"], version__undertaking=own).exists()
    assert find(cast.stranger, "Quittenbaumschatten").total == 2
    with pytest.raises(NotAllowed, match="nichts zu trennen"):
        actions.split_again(TermEvent.objects.get(deed="merged"), by=cast.centre)


def test_a_chain_is_undone_from_its_end(cast, gone, words):
    actions.merge_terms(gone, into=words["barrier"], by=cast.centre)
    actions.merge_terms(words["barrier"], into=words["other_barrier"], by=cast.centre)
    gone.refresh_from_db()
    assert gone.merged_into == words["other_barrier"]
    first, second = TermEvent.objects.filter(deed="merged").order_by("pk")
    with pytest.raises(NotAllowed, match="inzwischen selbst"):
        actions.split_again(first, by=cast.centre)
    actions.split_again(second, by=cast.centre)
    actions.split_again(first, by=cast.centre)
    gone.refresh_from_db()
    assert gone.merged_into is None


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_merges(cast, gone, words, who):
    by = getattr(cast, who)
    if who in ("centre", "secretariat"):
        assert actions.merge_terms(gone, into=words["barrier"], by=by) == words["barrier"]
        return
    with pytest.raises(NotAllowed, match="Kompetenzzentren und das Sekretariat"):
        actions.merge_terms(gone, into=words["barrier"], by=by)
    gone.refresh_from_db()
    assert gone.in_use


def test_what_cannot_be_merged(cast, gone, words):
    with pytest.raises(NotAllowed, match="derselben Art"):
        actions.merge_terms(gone, into=words["tool"], by=cast.centre)
    with pytest.raises(NotAllowed, match="nicht in sich selbst"):
        actions.merge_terms(gone, into=gone, by=cast.centre)
    actions.retire_term(words["barrier"], reason="x", by=cast.centre)
    with pytest.raises(NotAllowed, match="nicht mehr in Gebrauch"):
        actions.merge_terms(gone, into=Barrier.objects.get(pk=words["barrier"].pk), by=cast.centre)
    actions.merge_terms(gone, into=words["other_barrier"], by=cast.centre)
    with pytest.raises(NotAllowed, match="schon in einem anderen"):
        actions.merge_terms(gone, into=words["other_barrier"], by=cast.centre)


def test_frameworks_stay_apart(cast):
    one = FrameworkEntry.objects.create(key="a", name="A", framework="setting", position=1)
    other = FrameworkEntry.objects.create(key="b", name="B", framework="sector", position=1)
    with pytest.raises(NotAllowed, match="desselben Rahmens"):
        actions.merge_terms(one, into=other, by=cast.centre)


def test_a_new_wording_reaches_what_shows_the_old(cast, told, gone):
    actions.revise_term(gone, name="Apfelbaumlicht", description="", version=1, short="Apfel", by=cast.centre)
    assert told.get_absolute_url() in [hit.address for hit in find(cast.stranger, "Apfelbaumlicht").hits]
    assert find(cast.stranger, "Quittenbaumschatten").total == 0


def test_out_of_use_and_back(cast, gone, told, browse):
    actions.retire_term(gone, reason="Zu eng gefasst.", by=cast.centre)
    assert "Quittenbaumschatten" not in browse("stranger").get("/hemmnisse/").content.decode()
    page = browse("stranger").get(gone.get_absolute_url()).content.decode()
    assert "nicht mehr in Gebrauch" in page
    assert "Zu eng gefasst." in page
    assert "Quittenbaumschatten" in browse("centre").get("/hemmnisse/").content.decode()
    assert BarrierMet.objects.filter(barrier=gone).exists()
    actions.bring_back(Barrier.objects.get(pk=gone.pk), by=cast.centre)
    assert "Quittenbaumschatten" in browse("nobody").get("/hemmnisse/").content.decode()


class TestCriteria:
    @pytest.fixture
    def criterion(self):
        from netzwerkstatt.catalogue.content import load_first_content

        load_first_content()
        return FrameworkEntry.objects.get(framework="network_criterion", position=1)

    def test_nine_and_twelve_working_titles_say_so(self, criterion, browse):
        assert FrameworkEntry.objects.filter(framework="network_criterion").count() == 9
        assert FrameworkEntry.objects.filter(framework="good_practice").count() == 12
        assert all(
            entry.is_working_title and entry.support
            for entry in FrameworkEntry.objects.filter(framework__in=["network_criterion", "good_practice"])
        )
        for address in ("/rahmen/", criterion.get_absolute_url()):
            assert "Arbeitstitel, nicht bestätigt." in browse("nobody").get(address).content.decode()
        assert "9-Punkte-Programm" in browse("nobody").get(criterion.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("who", EVERYBODY)
    def test_the_secretariat_confirms(self, cast, criterion, who):
        if who == "secretariat":
            confirmed = actions.confirm_wording(criterion, source="Beschluss 2026", by=cast.secretariat)
            assert not confirmed.is_working_title
            assert confirmed.confirmed_by == "Secretariat"
            return
        with pytest.raises(NotAllowed, match="bestätigt das Sekretariat"):
            actions.confirm_wording(criterion, source="x", by=getattr(cast, who))

    def test_a_new_wording_is_a_working_title_again(self, cast, criterion):
        actions.confirm_wording(criterion, source="Beschluss 2026", by=cast.secretariat)
        revised = actions.revise_term(criterion, name="Anders", description="", version=1, by=cast.centre)
        assert revised.is_working_title

    def test_closed_lists_are_edited_on_their_pages(self, cast, criterion, browse):
        entry = FrameworkEntry.objects.get(key="enable")
        sent = {
            "name": "Ermöglichen",
            "description": "",
            "version": 1,
            "support": "",
            "source": "WHO",
            "valid_from": "1.1.2026",
        }
        assert browse("centre").post("/katalog/rahmen/enable/aendern/", sent).status_code == 302
        entry.refresh_from_db()
        assert (entry.name, entry.valid_from.year) == ("Ermöglichen", 2026)
        assert browse("coordinator").get("/katalog/rahmen/enable/aendern/").status_code == 403


@pytest.mark.parametrize("address", ["/hemmnisse/", "/umgangsweisen/", "/werkzeuge/", "/themen/", "/rahmen/"])
def test_every_kind_has_its_list(cast, words, browse, address):
    for who in EVERYBODY:
        assert browse(who).get(address).status_code == 200


def test_a_term_page_costs_the_same_with_one_and_three(cast, words, browse):
    counted = []
    for number in (1, 2):
        for _more in range(number):
            undertaking = released(cast.coordinator, cast.administration, reader=cast.centre)
            undertaking.released.topics.add(words["topic"])
        browse("stranger").get(words["topic"].get_absolute_url())
        browser = browse("stranger")
        with CaptureQueriesContext(connection) as queries:
            browser.get(words["topic"].get_absolute_url())
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_usage_counts_what_the_viewer_may_list(cast, told, gone, browse):
    """A draft that names the word, and a newer wording that no longer does, are not what others read."""
    from tests.factories.undertakings import tell

    draft = tell(cast.stranger, cast.other_administration)
    telling.set_barriers(draft, [telling.BarrierTold(gone, "Nur im Entwurf.", ())], by=cast.stranger)
    telling.set_barriers(told, [], by=cast.coordinator)
    for who in EVERYBODY:
        page = browse(who).get(gone.get_absolute_url()).content.decode()
        assert ("In einem Vorhaben genannt" in page) == (who in NETWORK), who
        assert "zwei Vorhaben" not in page


def test_usage_names_the_approaches(cast, told, gone, words, browse):
    way = telling.Way("Brief", "helped", words["approach"], "")
    own = released(cast.stranger, cast.other_administration, reader=cast.centre)
    telling.set_barriers(own, [telling.BarrierTold(gone, "Auch hier.", (way,))], by=cast.stranger)
    own.refresh_from_db()
    own.released.barriers.all().delete()
    own.working.barriers.update(version=own.released)
    page = browse("centre").get(gone.get_absolute_url()).content.decode()
    assert "In zwei Vorhaben aus zwei Kommunen genannt, mit einer Umgangsweise." in " ".join(page.split())
    page = browse("centre").get(words["approach"].get_absolute_url()).content.decode()
    assert "In einem Vorhaben genannt, gegen ein Hemmnis." in " ".join(page.split())
