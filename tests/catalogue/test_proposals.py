"""Proposing a word, answering it once, seeing what became of it."""

from threading import Barrier as Gate
from threading import Thread

import pytest
from django.db import connection
from tests.conftest import EVERYBODY

from netzwerkstatt.catalogue import actions
from netzwerkstatt.catalogue.models import Approach, Barrier, TermProposal, Tool
from netzwerkstatt.catalogue.queries import similar_terms
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.mail.models import Letter
from netzwerkstatt.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NETWORK = {"coordinator", "colleague", "superior", "initiatives", "stranger", "centre", "secretariat"}
DECIDE = {"centre", "secretariat"}
PLANTED = "Quittenbaumschatten"


def propose(cast, who="coordinator", **given):
    values = {
        "kind": "barrier",
        "name": f"{PLANTED} im Amt",
        "description": "Niemand sieht es.",
        "why": "Es ist kein Geld und keine Stelle.",
        **given,
    }
    return actions.propose_term(**values, by=getattr(cast, who))


@pytest.mark.parametrize("who", EVERYBODY)
def test_whoever_reads_the_network_proposes(cast, who):
    if who in NETWORK:
        assert propose(cast, who).state == "proposed"
    else:
        with pytest.raises(NotAllowed, match="für ein Mitglied des Netzwerks handelt"):
            propose(cast, who)
        assert not TermProposal.objects.exists()


@pytest.mark.parametrize("who", EVERYBODY)
def test_centres_and_the_secretariat_decide(cast, words, who):
    proposal, by = propose(cast), getattr(cast, who)
    if who in DECIDE:
        term = actions.accept_proposal(
            proposal, name="Schatten im Amt", description="Neu gefasst.", short="Schatten", by=by
        )
        assert (term.key, term.name) == ("schatten_im_amt", "Schatten im Amt")
        return
    for deed in (
        lambda: actions.accept_proposal(proposal, name="x", description="x", short="x", by=by),
        lambda: actions.merge_proposal(proposal, into=words["barrier"], by=by),
        lambda: actions.decline_proposal(proposal, answer="Nein.", by=by),
    ):
        with pytest.raises(NotAllowed, match="entscheiden die Kompetenzzentren und das Sekretariat"):
            deed()
    assert Barrier.objects.count() == 2


def test_what_was_accepted_is_found_and_offered(cast):
    actions.accept_proposal(
        propose(cast), name="Schatten im Amt", description="x", short="Schatten", by=cast.centre
    )
    assert find(cast.nobody, "Schatten").total == 1
    assert find(cast.centre, PLANTED).total == 0


def test_the_wording_and_the_reason_reach_the_proposer(cast, browse):
    proposal = propose(cast)
    actions.decline_proposal(proposal, answer="Das meint schon die Zuständigkeitslücke.", by=cast.centre)
    waiting = [
        item for item in registry.waiting_for(cast.coordinator) if item.address == proposal.get_absolute_url()
    ]
    assert [item.title for item in waiting] == [f"Ihr Vorschlag „{PLANTED} im Amt“ ist beantwortet"]
    browser = browse("coordinator")
    assert (
        "Das meint schon die Zuständigkeitslücke."
        in browser.get(proposal.get_absolute_url()).content.decode()
    )
    browser.post(f"{proposal.get_absolute_url()}gelesen/")
    assert not any(
        item.address == proposal.get_absolute_url() for item in registry.waiting_for(cast.coordinator)
    )
    letter = Letter.objects.get(event=f"proposal-{proposal.pk}-answered")
    assert PLANTED not in letter.subject + letter.body


def test_without_a_reason_nothing_is_declined(cast):
    proposal = propose(cast)
    with pytest.raises(NotAllowed, match="warum der Vorschlag nicht aufgenommen wird"):
        actions.decline_proposal(proposal, answer="  ", by=cast.centre)
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_a_proposal_is_decided_once(cast, words):
    proposal = propose(cast)
    stale = TermProposal.objects.get(pk=proposal.pk)
    actions.merge_proposal(proposal, into=words["barrier"], answer="Gibt es.", by=cast.centre)
    with pytest.raises(NotAllowed, match="schon beantwortet: in einem vorhandenen Eintrag aufgegangen"):
        actions.accept_proposal(stale, name="x", description="x", short="x", by=cast.secretariat)
    with pytest.raises(NotAllowed, match="schon beantwortet"):
        actions.withdraw_proposal(stale, by=cast.coordinator)
    assert Barrier.objects.count() == 2


def test_a_name_the_catalogue_has_is_not_taken_twice(cast, words):
    with pytest.raises(NotAllowed, match="Namen gibt es schon"):
        actions.accept_proposal(
            propose(cast), name="zuständigkeitslücke", description="", short="x", by=cast.centre
        )


def test_merged_only_into_the_same_kind(cast, words):
    with pytest.raises(NotAllowed, match="derselben Art"):
        actions.merge_proposal(propose(cast), into=words["tool"], by=cast.centre)


def test_a_proposal_is_read_by_its_proposer_and_those_who_decide(cast, browse):
    proposal = propose(cast)
    for who in EVERYBODY:
        may = who in DECIDE | {"coordinator"}
        assert TermProposal.objects.visible_to(getattr(cast, who)).exists() == may, who
        if who == "nobody":
            continue
        browser = browse(who)
        answer = browser.get(proposal.get_absolute_url())
        assert answer.status_code == (200 if may else 404), who
        for address in ("/katalog/vorschlaege/", "/heute/"):
            seen = PLANTED in browser.get(address).content.decode()
            assert seen == (may and (address != "/heute/" or who in DECIDE)), f"{who} {address}"
        for address in ("/", "/hemmnisse/", "/suche/?q=quittenbaumschatten"):
            page = browser.get(address).content.decode()
            assert PLANTED not in page, f"{who} {address}"


def test_the_own_undertaking_is_named_to_those_who_may_read_it(cast, browse):
    from tests.factories.undertakings import tell

    own = tell(cast.coordinator, cast.administration, title="Geheimes Vorhaben")
    proposal = propose(cast, origin=own.key)
    assert "Geheimes Vorhaben" in browse("coordinator").get(proposal.get_absolute_url()).content.decode()
    assert "Geheimes Vorhaben" not in browse("centre").get(proposal.get_absolute_url()).content.decode()


def test_somebody_elses_undertaking_is_no_origin(cast, browse):
    from tests.factories.undertakings import released

    foreign = released(cast.stranger, cast.other_administration, reader=cast.centre, title="Fremdes Vorhaben")
    proposal = propose(cast, origin=foreign.key)
    assert "Fremdes Vorhaben" not in browse("centre").get(proposal.get_absolute_url()).content.decode()


class TestDoubles:
    def test_what_means_the_same_is_shown(self, words):
        Approach.objects.create(key="walk", name="Spaziergänge", description="Gemeinsam gehen.")
        assert similar_terms(Barrier, "Lücke der Zuständigkeiten") == [words["barrier"]]
        assert similar_terms(Barrier, "Zustaendigkeitslucke") == [words["barrier"]]
        assert similar_terms(Approach, "Stelle benennen") == [words["approach"]]
        assert similar_terms(Barrier, "Gewitter") == []
        assert similar_terms(Approach, "Eine Pause vereinbaren") == []

    def test_the_form_asks_once_and_then_sends(self, cast, words, browse):
        browser = browse("stranger")
        sent = {
            "kind": "barrier",
            "name": "Zuständigkeitslücken",
            "description": "x",
            "why": "y",
            "origin": "",
        }
        page = browser.post("/katalog/vorschlagen/", sent).content.decode()
        assert "Meint einer dieser Einträge dasselbe?" in page
        assert not TermProposal.objects.exists()
        browser.post("/katalog/vorschlagen/", {**sent, "asked": "Zuständigkeitslücken"})
        assert TermProposal.objects.get().name == "Zuständigkeitslücken"

    def test_the_address_brings_what_one_comes_with(self, cast, browse):
        page = (
            browse("stranger")
            .get("/katalog/vorschlagen/?art=werkzeug&name=Rikscha&vorhaben=abc")
            .content.decode()
        )
        assert 'value="tool"' in page
        assert 'value="Rikscha"' in page
        assert 'value="abc"' in page


def test_a_centre_answers_on_the_page(cast, words, browse):
    proposal = propose(cast, kind="tool", name="Rikscha")
    browser = browse("centre")
    sent = {"antwort": "accept", "aufnehmen-name": "Rikscha", "aufnehmen-description": "Ausfahrten.",
            "aufnehmen-kind": "project_form", "aufnehmen-answer": "Gern."}  # fmt: skip
    assert browser.post(proposal.get_absolute_url(), sent).status_code == 302
    assert Tool.objects.get(key="rikscha").kind == "project_form"
    again = browser.post(proposal.get_absolute_url(), sent)
    assert "schon beantwortet" in again.content.decode() or again.status_code == 200
    assert Tool.objects.filter(name="Rikscha").count() == 1


def test_lists_of_proposals_cost_the_same(cast, browse, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    browser, counted = browse("centre"), []
    for number in (1, 2):
        for more in range(number):
            propose(cast, name=f"Wort {number} {more}")
        browser.get("/katalog/vorschlaege/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/katalog/vorschlaege/")
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="gleichzeitige Schreibende gibt es nur auf PostgreSQL"
)
def test_of_two_who_decide_at_once_one_is_told(cast):
    proposal, gate, results = propose(cast), Gate(2), []

    def run(deed):
        gate.wait()
        try:
            results.append(deed())
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    deeds = [
        lambda: actions.accept_proposal(proposal, name="Eins", description="", short="x", by=cast.centre),
        lambda: actions.decline_proposal(proposal, answer="Nein.", by=cast.secretariat),
    ]
    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sum(isinstance(result, NotAllowed) for result in results) == 1
    assert len(results) == 2
