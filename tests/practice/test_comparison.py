"""Side by side: what is told, what differs in words, and only what the viewer may see."""

import csv
import io
import json

import pytest
from tests.conftest import EVERYBODY
from tests.factories.undertakings import have_read, released, tell, tell_whole

from netzwerkstatt.network.models import Municipality
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.models import Goal, GoalRevision, Publicity, Undertaking
from netzwerkstatt.practice.pages.comparison import comparison_page, difference_of
from netzwerkstatt.practice.queries import beside_each_other
from netzwerkstatt.practice.states import Audience, EvaluationConsent, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Quittenbaumschatten"
PUBLIC = {"agreed_with_role": "Leitung", "agreed_on": "2026-03-02"}


def give_out(undertaking, by, reader, audience=Audience.NETWORK, **terms):
    have_read(undertaking, by=by, reader=reader)
    releasing.release(undertaking, audience=audience, consent=EvaluationConsent.NONE, by=by, **terms)
    undertaking.refresh_from_db()
    return undertaking


@pytest.fixture
def whole_one(cast):
    return give_out(tell_whole(cast.coordinator, cast.administration), cast.coordinator, cast.centre)


@pytest.fixture
def bare_one(cast):
    return released(cast.stranger, cast.other_administration, reader=cast.centre, title="Nur ein Titel")


def compared(viewer, *undertakings):
    keys = [undertaking.key for undertaking in undertakings]
    return comparison_page(beside_each_other(viewer, keys), viewer, asked=keys)


def row(page, label):
    return next(row for row in page.rows if row.label == label)


def address(*undertakings, file=""):
    return f"/vergleich/{file}?" + "&".join(f"v={undertaking.key}" for undertaking in undertakings)


def test_nothing_is_left_empty(cast, whole_one, bare_one):
    page = compared(cast.stranger, whole_one, bare_one)
    for told in page.rows:
        for cell in told.cells:
            assert cell.items or cell.nothing, told.label
    assert row(page, "Kompromisse").cells[1].nothing == "Kein Kompromiss erzählt."
    assert row(page, "Öffentlichkeitsarbeit").apart


def test_every_part_of_a_telling_has_its_row(cast, whole_one, bare_one):
    page = compared(cast.stranger, whole_one, bare_one)
    first = {told.label: told.cells[0].items for told in page.rows}
    assert [item.text for item in first["Absicht"]] == ["Ziel Kernsatz", "Zweites Ziel"]
    (turn,) = first["Was davon blieb"]
    assert (turn.value, turn.text) == ("Absicht abgeschwächt", "wording Kernsatz")
    assert first["Vorgehen"][0].value == "Mittagstisch"
    assert [item.value for item in first["Hemmnisse"]] == ["Zuständigkeitslücke", ""]
    (way,) = first["Wege und was daraus wurde"]
    assert (way.value, way.outcome_words) == ("Eine Stelle benennen", "hat geholfen")
    (given,) = first["Kompromisse"]
    assert given.text == "aufgegeben: given_up Kernsatz"
    assert given.given_up
    assert first["Ergebnisse"][0].value == "Wirkung, beobachtet"


def test_the_difference_is_a_sentence_and_the_differing_words_are_bold(cast, whole_one, bare_one):
    page = compared(cast.stranger, whole_one, bare_one)
    barriers = row(page, "Hemmnisse")
    assert difference_of(barriers) == "Nur Altwerder: Zuständigkeitslücke. Bergheide: kein Hemmnis erzählt."
    assert [words.text for said in barriers.sentences for words in said if words.strong] == [
        "Zuständigkeitslücke"
    ]
    assert barriers.cells[0].items[0].strong
    assert difference_of(row(page, "Kompromisse")) == "Altwerder erzählt einen, Bergheide keinen."
    assert difference_of(row(page, "Stand")) == "Beide: Konzept."
    assert not row(page, "Stand").cells[0].items[0].strong


def test_where_everyone_is_different_the_values_are_not_said_again(cast, whole_one, bare_one):
    telling.change_stage(bare_one, to=Stage.RUNNING, by=cast.stranger)
    assert difference_of(row(compared(cast.centre, whole_one, bare_one), "Stand")) == "Beide verschieden."


def test_a_long_list_is_cut_short_in_the_sentence_not_in_the_cells(cast, bare_one):
    from netzwerkstatt.catalogue.models import Barrier

    told = tell(cast.coordinator, cast.administration)
    barriers = [Barrier.objects.create(key=f"b{n}", name=f"Hemmnis {n}", short=f"H{n}") for n in range(6)]
    telling.set_barriers(told, [telling.BarrierTold(b, "x") for b in barriers], by=cast.coordinator)
    give_out(told, cast.coordinator, cast.centre)
    found = row(compared(cast.centre, told, bare_one), "Hemmnisse")
    assert "Hemmnis 2 und drei weitere" in difference_of(found)
    assert len(found.cells[0].items) == 6


def test_the_same_way_with_another_outcome_is_named(cast, words):
    def way(by, holder, outcome):
        told = tell(by, holder, title="Stelle")
        ways = (telling.Way("Brief", outcome, words["approach"]),)
        telling.set_barriers(told, [telling.BarrierTold(words["barrier"], "x", ways)], by=by)
        return give_out(told, by, cast.centre)

    helped = way(cast.coordinator, cast.administration, "helped")
    failed = way(cast.stranger, cast.other_administration, "no_effect")
    page = compared(cast.centre, helped, failed)
    assert difference_of(row(page, "Wege und was daraus wurde")) == (
        "Beide: Eine Stelle benennen. „Eine Stelle benennen“: Altwerder hat geholfen, Bergheide ohne Wirkung."
    )


def test_the_summary_names_what_is_alike_and_what_is_not(cast, whole_one, bare_one):
    telling.change_stage(bare_one, to=Stage.RUNNING, by=cast.stranger)
    page = compared(cast.stranger, whole_one, bare_one)
    assert page.alike == "Gleich: Art der Kommune und Größe."
    assert "Stand" in page.different
    assert "Hemmnisse" in page.different


def test_own_words_beside_the_list_are_not_called_alike(cast, words):
    def told(by, holder, *more):
        made = tell(by, holder)
        telling.set_barriers(made, [telling.BarrierTold(words["barrier"], "x"), *more], by=by)
        return give_out(made, by, cast.centre)

    one = told(cast.coordinator, cast.administration)
    other = told(cast.stranger, cast.other_administration, telling.BarrierTold(None, "ganz anderes"))
    page = compared(cast.centre, one, other)
    assert "Hemmnisse" not in page.alike + page.different


def test_the_order_is_that_of_the_choice(cast, whole_one, bare_one):
    for chosen in ((whole_one, bare_one), (bare_one, whole_one)):
        page = compared(cast.centre, *chosen)
        assert [column.key for column in page.columns] == [undertaking.key for undertaking in chosen]


def test_two_of_one_place_are_told_apart_by_their_number(cast):
    one, other = (released(cast.coordinator, cast.administration, reader=cast.centre) for _n in range(2))
    assert [column.name for column in compared(cast.centre, one, other).columns] == [
        "Altwerder (1)",
        "Altwerder (2)",
    ]


def test_more_than_four_are_said_to_be_too_many(cast, browse):
    five = [released(cast.coordinator, cast.administration, reader=cast.centre) for _n in range(5)]
    page = browse("stranger").get(address(*five)).content.decode()
    assert "Gezeigt sind die ersten vier" in page
    assert page.count("aus dem Vergleich nehmen") == 4


def test_without_a_choice_it_says_how_to_choose(browse):
    page = browse("nobody").get("/vergleich/").content.decode()
    assert "Kreuzen Sie in der Liste" in page
    assert browse("nobody").get("/vergleich/vergleich.csv").status_code == 404


LEFT_OUT = "Eines gibt es nicht mehr, oder Sie können es nicht lesen."
SEES = {
    "named": {"coordinator"},
    "bench": {"coordinator", "colleague"},
    "municipality": {"coordinator", "colleague", "initiatives"},
    "network": {"coordinator", "colleague", "superior", "initiatives", "stranger", "centre", "secretariat"},
    "public": set(EVERYBODY),
}


def plant(cast, audience):
    told = tell_whole(cast.coordinator, cast.administration, mark=PLANTED)
    if audience in ("network", "public"):
        terms = PUBLIC if audience == "public" else {}
        return give_out(told, cast.coordinator, cast.centre, Audience(audience), **terms)
    return telling.set_circle_of_readers(told, audience=Audience(audience), by=cast.coordinator)


@pytest.mark.parametrize("audience", list(SEES))
def test_page_and_files_hold_only_what_one_may_see(cast, browse, audience):
    planted = plant(cast, audience)
    beside = released(
        cast.stranger, cast.other_administration, reader=cast.centre, audience=Audience.PUBLIC, title="Beet"
    )
    for who in EVERYBODY:
        may = who in SEES[audience]
        for file in ("", "vergleich.csv", "vergleich.json"):
            alone = browse(who).get(address(planted, file=file))
            assert (alone.status_code == 200) == may, f"{who} {file}"
            assert (PLANTED in alone.content.decode()) == may, f"{who} {file}"
            both = browse(who).get(address(planted, beside, file=file))
            assert both.status_code == 200
            assert (PLANTED in both.content.decode()) == may, f"{who} {file} zu zweit"
            assert "Beet" in both.content.decode()
            if not file:
                assert (LEFT_OUT in both.content.decode()) != may, who


def test_what_one_may_not_see_is_spoken_of_like_what_there_is_not(cast, browse, bare_one):
    planted = plant(cast, "named")
    pages = [
        browse("stranger").get(f"/vergleich/?v={key}&v={bare_one.key}").content.decode()
        for key in ("gibtsnicht", planted.key)
    ]
    assert all(LEFT_OUT in page for page in pages)
    assert pages[0].replace("gibtsnicht", planted.key) == pages[1]


@pytest.mark.parametrize("gone", ["hidden", "deleted", "withdrawn"])
def test_what_is_gone_is_gone_here_too(cast, browse, gone):
    planted = plant(cast, "public")
    if gone == "hidden":
        releasing.report_recognisable(planted, what="Der Nachbar.", by=cast.nobody)
    elif gone == "deleted":
        telling.delete_undertaking(planted, by=cast.coordinator)
    else:
        releasing.withdraw(planted, by=cast.coordinator)
    for who in EVERYBODY:
        if who != "coordinator":
            assert browse(who).get(address(planted)).status_code == 404, who


def test_an_unnamed_one_stays_unnamed(cast, browse):
    Municipality.objects.filter(pk=cast.here.pk).update(population=31217)
    told = tell(cast.coordinator, cast.administration, title="Treff am Fluss")
    unnamed = give_out(told, cast.coordinator, cast.centre, Audience.PUBLIC, place_unnamed=True)
    beside = released(
        cast.stranger, cast.other_administration, reader=cast.centre, audience=Audience.PUBLIC, title="Beet"
    )
    for who in EVERYBODY:
        knows = getattr(cast, who).reads_network
        for file in ("", "vergleich.csv", "vergleich.json"):
            answer = browse(who).get(address(unnamed, beside, file=file)).content.decode()
            answer = answer.replace("31.200", "")
            if who == "nobody" or file:
                assert ("Altwerder" in answer) == knows, f"{who} {file}"
            assert ("31.217" in answer) == knows, f"{who} {file}"
            assert ("Kommune ohne Namen" in answer) != knows, f"{who} {file}"
            assert ("ungenannt bleibt" in answer) != knows, f"{who} {file}"


def test_a_changed_wording_is_compared_only_once_it_is_released(cast, browse, bare_one):
    telling.save_text(bare_one, name="title", text=PLANTED, base=None, by=cast.stranger)
    Undertaking.objects.get(pk=bare_one.pk)
    assert PLANTED not in browse("stranger").get(address(bare_one)).content.decode()


def test_a_redacted_passage_stays_redacted(cast, browse):
    told = tell_whole(cast.coordinator, cast.administration, mark=PLANTED)
    give_out(told, cast.coordinator, cast.centre, Audience.PUBLIC, **PUBLIC)
    releasing.redact(told, passage=PLANTED, by=cast.coordinator)
    for file in ("", "vergleich.csv", "vergleich.json"):
        answer = browse("nobody").get(address(told, file=file)).content.decode()
        assert PLANTED not in answer
        assert "Stelle geschwärzt" in answer


def test_the_table_opens_in_a_german_spreadsheet(cast, browse, whole_one, bare_one):
    answer = browse("stranger").get(address(whole_one, bare_one, file="vergleich.csv"))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "no-store" in answer["Cache-Control"]
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == [
        "Merkmal",
        "Was sich unterscheidet",
        "Titel Kernsatz (Altwerder)",
        "Nur ein Titel (Bergheide)",
    ]
    compromise = next(line for line in lines if line[0] == "Kompromisse")
    assert compromise[3] == "Kein Kompromiss erzählt."
    assert all(len(line) == 4 and line[2] and line[3] for line in lines)


def test_no_text_becomes_a_formula(cast, browse):
    told = tell(cast.coordinator, cast.administration, title="=HYPERLINK(1)")
    telling.set_goals(told, [Goal(wording="+49 Tische", source="memory")], by=cast.coordinator)
    telling.set_publicity(told, [Publicity(text="-")], by=cast.coordinator)
    give_out(told, cast.coordinator, cast.centre)
    text = browse("stranger").get(address(told, file="vergleich.csv")).content.decode("utf-8-sig")
    for line in csv.reader(io.StringIO(text), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line), line


def test_the_data_say_the_same_as_the_page(cast, browse, whole_one, bare_one):
    given = json.loads(browse("stranger").get(address(whole_one, bare_one, file="vergleich.json")).content)
    assert [one["place"] for one in given["undertakings"]] == ["Altwerder", "Bergheide"]
    by_label = {told["label"]: told for told in given["rows"]}
    assert by_label["Kompromisse"]["cells"][1] == {"told": [], "nothing": "Kein Kompromiss erzählt."}
    assert by_label["Öffentlichkeitsarbeit"]["counts_as_result"] is False
    assert by_label["Hemmnisse"]["difference"].startswith("Nur Altwerder: Zuständigkeitslücke.")


def test_one_two_and_three_cost_the_same_number_of_queries(cast, django_assert_num_queries, browse):
    made = [
        give_out(tell_whole(by, holder), by, cast.centre)
        for by, holder in (
            (cast.coordinator, cast.administration),
            (cast.stranger, cast.other_administration),
            (cast.coordinator, cast.administration),
        )
    ]
    with django_assert_num_queries(20):
        compared(cast.secretariat, *made[:1])
    with django_assert_num_queries(20):
        compared(cast.secretariat, *made)


def test_a_goal_given_up_without_a_compromise_is_told_as_well(cast):
    told = tell(cast.coordinator, cast.administration)
    telling.set_goals(told, [Goal(wording="Alle essen mit")], by=cast.coordinator)
    told.refresh_from_db()
    goal = told.working.goals.get()
    turn = GoalRevision(
        reason="outside_event", why="Hochwasser", wording="Einige", given_up="die Halle", intention="lost"
    )
    telling.set_revisions(told, goal=goal.key, revisions=[turn], by=cast.coordinator)
    give_out(told, cast.coordinator, cast.centre)
    (item,) = row(compared(cast.centre, told), "Kompromisse").cells[0].items
    assert item.text == "aufgegeben: die Halle"
