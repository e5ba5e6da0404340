"""The screens of telling in depth, the page that shows it, and the way on to others who share it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import EVERYBODY
from tests.factories.undertakings import AGREED, have_read, tell, tell_whole
from tests.practice.test_queries import content_queries

from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.models import BenchJudgement, Goal, GoalRevision, Publicity, Result, Step
from netzwerkstatt.practice.states import Audience, EvaluationConsent

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MARK = "Quittenbaumschatten"


@pytest.fixture
def told(cast):
    return tell_whole(cast.coordinator, cast.administration, mark=MARK)


def release(undertaking, cast, audience=Audience.NETWORK):
    have_read(undertaking, by=cast.coordinator, reader=cast.centre)
    terms = AGREED if audience == Audience.PUBLIC else {}
    releasing.release(
        undertaking, audience=audience, consent=EvaluationConsent.NONE, by=cast.coordinator, **terms
    )
    undertaking.refresh_from_db()


def address(undertaking, end):
    return f"{undertaking.get_absolute_url()}erzaehlen/{end}/"


def sent(rows, *, prefix="z", held=0):
    """A formset as a browser sends it."""
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": held}
    for number, row in enumerate(rows):
        data.update({f"{prefix}-{number}-{name}": value for name, value in row.items()})
    return data


class TestScreens:
    SCREENS = [
        "ziele", "ergebnisse", "vorgehen", "schritte", "beteiligung", "ort-und-gruppen", "beteiligte", "mittel",
        "begleitforschung", "hemmnisse",
    ]  # fmt: skip

    @pytest.mark.parametrize("screen", SCREENS)
    def test_sending_a_screen_as_it_came_changes_nothing(self, told, browse, screen):
        browser = browse("coordinator")
        before = told.working.places()
        page = browser.get(address(told, screen)).content.decode()
        assert browser.post(address(told, screen), fields_in(page)).status_code == 302
        told.refresh_from_db()
        strip = [(re.sub(r"\.\d+\.", ".", place), text) for place, text in told.working.places()]
        assert strip == [(re.sub(r"\.\d+\.", ".", place), text) for place, text in before]
        version = told.working
        assert version.results.get().goals.count() == 1
        assert version.barriers.first().ways.get().also_against.count() == 1
        assert version.methods.get().assumptions.count() == 1
        assert version.goals.first().revisions.count() == 1
        assert version.participation.get().level == 5
        assert version.entries.count() == 2

    def test_a_step_with_its_season(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration)
        rows = [{"on": "Frühjahr 2019", "what": "Es ging los."}, {"on": "", "what": ""}]
        browse("coordinator").post(address(undertaking, "schritte"), sent(rows))
        undertaking.refresh_from_db()
        assert undertaking.working.steps.get().on == "2019-spring"

    def test_a_wrong_date_comes_back_with_what_was_typed(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration)
        rows = [{"on": "neulich", "what": "Es ging los."}]
        page = browse("coordinator").post(address(undertaking, "schritte"), sent(rows)).content.decode()
        assert "lässt sich nicht als Datum lesen" in page
        assert "neulich" in page
        assert "Es ging los." in page
        assert not undertaking.working.steps.exists()

    def test_a_row_is_removed_by_its_box(self, told, browse):
        step = told.working.steps.get()
        row = {"key": step.key, "on": "2019", "what": step.what, "DELETE": "on"}
        browse("coordinator").post(address(told, "schritte"), sent([row], held=1))
        told.refresh_from_db()
        assert not told.working.steps.exists()

    def test_a_sealed_goal_is_shown_and_not_asked_for(self, told, browse):
        telling.seal(told.working)
        page = browse("coordinator").get(address(told, "ziele")).content.decode()
        assert f"Ziel {MARK}" in page
        assert 'name="g-0-wording"' not in page
        tampered = {**fields_in(page), "g-0-wording": "Untergeschoben.", "g-0-DELETE": "on"}
        browse("coordinator").post(address(told, "ziele"), tampered)
        told.refresh_from_db()
        assert told.working.goals.first().wording == f"Ziel {MARK}"

    def test_a_turn_names_its_partner_only_for_a_compromise(self, told, browse):
        goal = told.working.goals.first()
        row = {"reason": "learned", "with_whom": "Kämmerei", "why": "x", "wording": "y", "intention": "kept"}
        page = browse("coordinator").post(address(told, f"ziele/{goal.key}"), sent([row]))
        assert "gehört nur zu einem Kompromiss" in page.content.decode()

    def test_a_reason_means_the_goal(self, told, browse):
        row = {"what": "Besuche", "why1": "Wer besucht wird, bleibt."}
        browse("coordinator").post(address(told, "vorgehen"), sent([row]))
        told.refresh_from_db()
        arrow = told.working.methods.get().assumptions.get()
        assert (arrow.goal.wording, arrow.text) == ("Zweites Ziel", "Wer besucht wird, bleibt.")

    def test_the_same_group_twice_in_a_phase_is_said(self, told, browse):
        group = told.working.participation.get().group_id
        row = {"group": group, "phase": "needs", "level": 5}
        page = browse("coordinator").post(address(told, "beteiligung"), sent([row, row]))
        assert "schon weiter oben" in page.content.decode()


def fields_in(page):
    """What a browser would send back from a page, without a word changed."""
    import html5lib

    tree = html5lib.parse(page, namespaceHTMLElements=False)
    form = next(
        f
        for f in tree.iter("form")
        if (f.get("method") == "post" and "nw-field" in (f.get("class") or ""))
        or f.get("novalidate") is not None
    )
    data: dict[str, object] = {}
    for field in form.iter():
        name = field.get("name") if isinstance(field.tag, str) else None
        if not name or name == "csrfmiddlewaretoken" or field.tag == "button":
            continue
        if field.get("type") in ("checkbox", "radio"):
            if field.get("checked") is not None:
                data.setdefault(name, []).append(field.get("value", "on"))
        elif field.tag == "select":
            chosen = [o.get("value", "") for o in field.iter("option") if o.get("selected") is not None]
            data[name] = chosen[0] if chosen else next(o.get("value", "") for o in field.iter("option"))
        elif field.tag == "textarea":
            data[name] = (field.text or "").removeprefix("\n")
        else:
            data[name] = field.get("value", "")
    return data


class TestThePage:
    def test_shows_the_way_of_the_goal_in_picture_and_words(self, told, cast, browse):
        release(told, cast)
        page = browse("stranger").get(told.get_absolute_url()).content.decode()
        for words in (
            "Was gewollt war und was geblieben ist",
            "aufgegeben:",
            "gewonnen:",
            "Mit wem?",
            "Abgeschwächt.",
            "Geblieben",
        ):
            assert words in page
        assert page.count('class="nw-goal__picture"') == 1
        for name in (
            "Schritt",
            "Beteiligt",
            "geplant",
            "Annahme",
            "cost",
            "conditions",
            "Quelle",
            "report",
            "still_evaluable",
        ):
            assert f"{name} {MARK}" in page, name

    def test_publicity_stands_last_and_apart(self, told, cast, browse):
        release(told, cast)
        page = browse("stranger").get(told.get_absolute_url()).content.decode()
        assert page.index("Getrennt aufgeführt, zählt nicht als Ergebnis.") > page.index("Begleitforschung")

    def test_says_what_hangs_loose(self, told, cast, browse):
        release(told, cast)
        page = browse("stranger").get(told.get_absolute_url()).content.decode()
        assert "Zum Ziel „Zweites Ziel“ sind weder ein Vorgehen noch ein Ergebnis beschrieben." in page

    def test_only_publicity_is_said(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration)
        telling.set_publicity(undertaking, [Publicity(text="Ein Logo.")], by=cast.coordinator)
        page = browse("coordinator").get(undertaking.get_absolute_url()).content.decode()
        assert "Genannt ist nur Öffentlichkeitsarbeit." in page

    def test_a_short_report_is_not_scolded_goal_by_goal(self, cast, browse):
        undertaking = tell(cast.coordinator, cast.administration)
        telling.set_goals(undertaking, [Goal(wording="Eins"), Goal(wording="Zwei")], by=cast.coordinator)
        telling.set_results(undertaking, [Result(text="Drei")], by=cast.coordinator)
        page = browse("coordinator").get(undertaking.get_absolute_url()).content.decode()
        assert page.count("kein Vorgehen beschrieben") == 1

    def test_more_turns_than_columns_are_told_below_each_other(self, told, cast, browse):
        goal = told.working.goals.first()
        turns = [GoalRevision(reason="learned", why="w", wording=f"v{n}", given_up="etwas") for n in range(6)]
        telling.set_revisions(told, goal=goal.key, revisions=turns, by=cast.coordinator)
        page = browse("coordinator").get(told.get_absolute_url()).content.decode()
        assert "nw-goal--long" in page
        assert 'class="nw-goal__picture"' not in page

    def test_costs_the_same_for_many_rows_as_for_one(self, told, cast, browse):
        def cost(who):
            browser = browse(who)
            browser.get(told.get_absolute_url())
            with CaptureQueriesContext(connection) as queries:
                browser.get(told.get_absolute_url())
            return len(content_queries(queries))

        release(told, cast, Audience.PUBLIC)
        one = {who: cost(who) for who in ("stranger", "coordinator", "nobody")}
        goals = [*told.working.goals.all(), *(Goal(wording=f"Ziel {n}") for n in range(4))]
        telling.set_goals(told, goals, by=cast.coordinator)
        for goal in goals[2:]:
            turns = [GoalRevision(reason="learned", why="w", wording=f"v{n}") for n in range(2)]
            telling.set_revisions(told, goal=goal.key, revisions=turns, by=cast.coordinator)
        telling.set_steps(told, [Step(on="2019", what=f"Schritt {n}") for n in range(8)], by=cast.coordinator)
        ways = tuple(telling.Way(f"Weg {n}", "open", also_against=("b",)) for n in range(3))
        told_barriers = [
            telling.BarrierTold(None, f"x{n}", ways, handle="b" if n == 0 else "") for n in range(4)
        ]
        telling.set_barriers(told, told_barriers, by=cast.coordinator)
        told.refresh_from_db()
        release(told, cast, Audience.PUBLIC)
        assert {who: cost(who) for who in one} == one
        assert max(one.values()) <= 25, one


class TestTheOtherBench:
    def test_judges_on_its_own_page_and_both_are_shown(self, told, cast, browse):
        release(told, cast)
        group = told.working.participation.get().group_id
        rows = [{"group": group, "phase": "needs", "level": 3}]
        address = f"{told.get_absolute_url()}beteiligung/"
        assert browse("initiatives").post(address, sent(rows)).status_code == 302
        kept = browse("stranger").get(told.get_absolute_url()).content.decode()
        assert "Die andere Bank hat sich dazu noch nicht geäußert." in kept
        assert (
            browse("initiatives").post(address, {**sent(rows, held=1), "audience": "network"}).status_code
            == 302
        )
        page = browse("stranger").get(told.get_absolute_url()).content.decode()
        for words in ("Sicht der Verwaltung", "Sicht der Initiativen", "inclusion", "information"):
            assert words in page
        assert "Wer erzählt, sieht mehr Beteiligung." in page

    def test_takes_it_back(self, told, cast, browse):
        release(told, cast)
        group = told.working.participation.get().group
        BenchJudgement.objects.create(
            undertaking=told, organisation=cast.initiative, group=group, phase="needs", level=3
        )
        row = {"group": group.pk, "phase": "needs", "level": 3, "DELETE": "on"}
        browse("initiatives").post(f"{told.get_absolute_url()}beteiligung/", sent([row], held=1))
        assert not BenchJudgement.objects.exists()

    @pytest.mark.parametrize("who", [w for w in EVERYBODY if w != "initiatives"])
    def test_nobody_else_has_that_page(self, told, cast, browse, who):
        release(told, cast)
        response = browse(who).get(f"{told.get_absolute_url()}beteiligung/")
        assert response.status_code in (302, 404)


class TestSearchWithin:
    QUERIES = (
        "barrier=responsibility_gap",
        "approach=named_office",
        "approach=named_office&outcome=helped",
        "target_group=group_older_people",
        "ottawa_area=community_action",
        "result=effect",
        "tool=shared_meal",
    )

    @pytest.mark.parametrize("query", QUERIES)
    def test_leads_to_those_who_share_it_and_only_as_far_as_one_may_read(self, told, cast, browse, query):
        release(told, cast)
        other = tell(cast.coordinator, cast.administration, title="Etwas anderes")
        release(other, cast)
        sees = {"coordinator", "colleague", "superior", "initiatives", "stranger", "centre", "secretariat"}
        for who in EVERYBODY:
            page = browse(who).get(f"/erfahrungen/?{query}").content.decode()
            assert (MARK in page) == (who in sees), who
            assert "Etwas anderes" not in page, who

    def test_an_approach_with_another_outcome_is_another(self, told, cast, browse):
        release(told, cast)
        page = browse("stranger").get("/erfahrungen/?approach=named_office&outcome=backfired")
        assert MARK not in page.content.decode()

    def test_the_page_links_to_the_list(self, told, cast, browse):
        release(told, cast)
        page = browse("stranger").get(told.get_absolute_url()).content.decode()
        for query in self.QUERIES:
            assert f"/erfahrungen/?{query}".replace("&", "&amp;") in page


class TestTheWholeMunicipality:
    def test_names_loose_ends_and_untouched_areas(self, told, cast, browse):
        from netzwerkstatt.catalogue.models import FrameworkEntry

        FrameworkEntry.objects.create(
            key="personal_skills", framework="ottawa_area", position=4, name="Persönliche Kompetenzen"
        )
        release(told, cast)
        page = browse("stranger").get(f"/zusammenhang/{cast.here.key}/").content.decode()
        assert "Ziele, zu denen kein Vorgehen führt" in page
        assert "Zweites Ziel" in page
        assert "von keinem dieser Vorhaben genannt" in page
        assert "Persönliche Kompetenzen" in page

    def test_holds_only_what_one_may_read(self, told, cast, browse):
        for audience, sees in (
            ("municipality", {"coordinator", "colleague", "initiatives"}),
            ("bench", {"coordinator", "colleague"}),
        ):
            telling.set_circle_of_readers(told, audience=Audience(audience), by=cast.coordinator)
            for who in EVERYBODY:
                page = browse(who).get(f"/zusammenhang/{cast.here.key}/").content.decode()
                assert (MARK in page) == (who in sees), f"{audience} {who}"

    def test_costs_the_same_for_many(self, told, cast, browse):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                browser.get(f"/zusammenhang/{cast.here.key}/")
            return len(content_queries(queries))

        browser = browse("coordinator")
        cost()
        one = cost()
        for n in range(3):
            tell_whole(cast.coordinator, cast.administration, mark=f"Nr{n}")
        assert cost() == one
