"""Every row of a version is copied, read twice, found and redacted; none has to be remembered by hand."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from tests.conftest import EVERYBODY
from tests.factories.undertakings import AGREED, have_read, released, tell, tell_whole

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.actions.judging import judge_participation
from netzwerkstatt.practice.models import (
    PARTS,
    BenchJudgement,
    Goal,
    GoalRevision,
    Part,
    ParticipationLevel,
    Result,
    Step,
    Version,
    whole,
)
from netzwerkstatt.practice.pages.reading import heading_of
from netzwerkstatt.practice.states import Audience, EvaluationConsent
from netzwerkstatt.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MARK = "Quittenbaumschatten"


def rows(version, model):
    return model.objects.filter(**{model.way_to_version(): version})


@pytest.fixture
def told(cast):
    return tell_whole(cast.coordinator, cast.administration, mark=MARK)


def release_to(audience, undertaking, cast):
    have_read(undertaking, by=cast.coordinator, reader=cast.centre)
    terms = AGREED if audience == Audience.PUBLIC else {}
    releasing.release(
        undertaking, audience=audience, consent=EvaluationConsent.NONE, by=cast.coordinator, **terms
    )


def next_day():
    return time_machine.travel(timezone.now() + timedelta(days=1))


def test_every_kind_of_row_is_known():
    assert set(PARTS) == set(Part.__subclasses__())


@pytest.mark.parametrize("model", PARTS, ids=lambda m: m.__name__)
def test_every_text_of_a_row_is_among_its_words(model):
    texts = {
        field.name
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name != "on"
    }
    assert texts == set(model.WORDS)


@pytest.mark.parametrize("model", PARTS, ids=lambda m: m.__name__)
def test_the_second_reader_gets_every_row(told, model):
    found = [row for row in rows(told.working, model) if MARK in str(row.places())]
    assert found or not model.WORDS
    given = dict(told.working.places())
    for row in found:
        for place, text in row.places():
            assert given[place] == text
            assert heading_of(place)


@pytest.mark.parametrize("name", ["summary", "wanted", "done", "still_evaluable", "contact_role"])
def test_the_second_reader_gets_every_answer(told, name):
    assert MARK in dict(told.working.places())[name]


def test_the_parts_come_in_as_many_queries_for_many_as_for_one(told, cast, django_assert_num_queries):
    version = Version.objects.filter(pk=told.working_id).prefetch_related(*whole()).get()
    with django_assert_num_queries(0):
        version.places()


class TestCopying:
    def test_everything_is_there_again_with_its_keys_and_links(self, told, cast):
        first = told.working
        with next_day():
            telling.save_text(told, name="wanted", text="Anders.", base=None, by=cast.coordinator)
        told.refresh_from_db()
        second = told.working
        assert second.pk != first.pk
        for model in PARTS:
            before, after = rows(first, model), rows(second, model)
            assert list(before.values_list("key")) == list(after.values_list("key")), model
            assert before.exists()
            assert [[t for _p, t in r.places()] for r in before] == [
                [t for _p, t in r.places()] for r in after
            ]
        result = second.results.get()
        assert [goal.version_id for goal in result.goals.all()] == [second.pk]
        way = second.barriers.first().ways.get()
        assert [met.version_id for met in way.also_against.all()] == [second.pk]
        assert second.methods.get().assumptions.get().goal.version_id == second.pk
        assert list(second.entries.all()) == list(first.entries.all())

    def test_the_earlier_version_keeps_its_own(self, told, cast):
        first = told.working
        before = first.places()
        with next_day():
            telling.set_steps(told, [Step(what="Ganz anders.")], by=cast.coordinator)
        assert Version.objects.get(pk=first.pk).places() == before


class TestFirstWording:
    def edit(self, told, cast, **changes):
        goals = list(told.working.goals.all())
        for name, value in changes.items():
            setattr(goals[0], name, value)
        telling.set_goals(told, goals, by=cast.coordinator)
        told.refresh_from_db()

    def test_can_be_put_right_in_the_same_sitting(self, told, cast):
        self.edit(told, cast, wording="Anders gemeint.")
        assert told.working.goals.first().wording == "Anders gemeint."
        assert told.working.goals.first().revisions.count() == 1

    @pytest.mark.parametrize(
        "change", [{"wording": "Weniger."}, {"source": "memory"}, {"on": "2020"}], ids=lambda c: next(iter(c))
    )
    def test_stays_once_a_version_is_sealed(self, told, cast, change):
        with next_day(), pytest.raises(NotAllowed, match="erste Wortlaut eines Ziels bleibt stehen"):
            self.edit(told, cast, **change)
        told.refresh_from_db()
        assert MARK in told.working.goals.first().wording

    def test_the_goal_cannot_be_dropped_either(self, told, cast):
        telling.seal(told.working)
        with pytest.raises(NotAllowed, match="erste Wortlaut"):
            telling.set_goals(told, [], by=cast.coordinator)
        assert told.working.goals.count() == 2

    def test_order_and_further_goals_are_free(self, told, cast):
        telling.seal(told.working)
        goals = [*reversed(list(told.working.goals.all())), Goal(wording="Ein drittes.")]
        telling.set_goals(told, goals, by=cast.coordinator)
        told.refresh_from_db()
        assert told.working.goals.first().wording == "Zweites Ziel"
        assert told.working.goals.count() == 3

    def test_a_turn_is_written_beside_it(self, told, cast):
        telling.seal(told.working)
        goal = told.working.goals.first()
        turn = GoalRevision(on="2021", reason="learned", why="Es kam niemand.", wording="Weniger.")
        telling.set_revisions(
            told, goal=goal.key, revisions=[*goal.revisions.all(), turn], by=cast.coordinator
        )
        told.refresh_from_db()
        again = told.working.goals.first()
        assert again.wording == goal.wording
        assert [r.wording for r in again.revisions.all()][-1] == "Weniger."

    def test_with_whom_belongs_to_a_compromise(self, told, cast):
        turn = GoalRevision(reason="learned", with_whom="Kämmerei", why="x", wording="y")
        goal = told.working.goals.first()
        with pytest.raises(ValidationError, match="nur zu einem Kompromiss"):
            telling.set_revisions(told, goal=goal.key, revisions=[turn], by=cast.coordinator)
        with pytest.raises(IntegrityError), transaction.atomic():
            GoalRevision.objects.create(goal=goal, reason="learned", with_whom="x", why="x", wording="y")


class TestRows:
    def test_a_date_is_stored_in_its_own_form(self, told, cast):
        with pytest.raises(ValidationError, match="Kalender"):
            telling.set_steps(told, [Step(on="2019-13", what="x")], by=cast.coordinator)

    def test_a_level_beyond_nine_is_none(self, told, cast):
        group = told.working.participation.get().group
        level = ParticipationLevel(group=group, phase="planning", level=10)
        with pytest.raises(ValidationError):
            telling.set_participation(told, [level], by=cast.coordinator)

    def test_a_way_against_a_barrier_not_told_is_refused(self, told, cast):
        way = telling.Way("Brief", "open", also_against=("b9",))
        with pytest.raises(NotAllowed, match="hier nicht erzählt"):
            telling.set_barriers(told, [telling.BarrierTold(None, "x", (way,))], by=cast.coordinator)

    def test_results_told_anew_keep_their_goals_unless_said_otherwise(self, told, cast):
        held = told.working.results.get()
        telling.set_results(told, [Result(text=held.text, source=held.source)], by=cast.coordinator)
        assert told.working.results.get().goals.count() == 1
        telling.set_results(told, [held], speaks_to=[[]], by=cast.coordinator)
        assert told.working.results.get().goals.count() == 0

    def test_entries_of_other_frameworks_are_a_programming_error(self, told, cast):
        sector = told.working.partners.get().sector
        with pytest.raises(ValueError, match="another framework"):
            telling.set_entries(told, [sector], by=cast.coordinator)

    @pytest.mark.parametrize("who", [w for w in EVERYBODY if w != "coordinator"])
    def test_others_change_nothing(self, told, cast, who):
        viewer, goal = getattr(cast, who), told.working.goals.first()
        deeds = [
            lambda: telling.set_revisions(told, goal=goal.key, revisions=[], by=viewer),
            lambda: telling.set_methods(told, [], by=viewer),
            lambda: telling.set_steps(told, [], by=viewer),
            lambda: telling.set_entries(told, [], by=viewer),
            lambda: telling.set_participation(told, [], by=viewer),
            lambda: telling.set_research(told, [], by=viewer),
        ]
        before = told.working.places()
        for deed in deeds:
            with pytest.raises(NotAllowed):
                deed()
        assert told.working.places() == before


class TestRedaction:
    def test_reaches_every_row_of_every_version(self, told, cast):
        with next_day():
            telling.save_text(told, name="title", text=f"Neu {MARK}", base=None, by=cast.coordinator)
        told.refresh_from_db()
        releasing.redact(told, passage=MARK, by=cast.coordinator)
        assert told.versions.count() == 2
        for version in Version.objects.filter(undertaking=told):
            assert version.places()
            assert MARK not in str(version.places())
        for model in PARTS:
            for row in model.objects.all():
                assert MARK not in str([getattr(row, field.attname) for field in model._meta.concrete_fields])


class TestSearch:
    def test_finds_the_depth_and_forgets_what_is_redacted(self, told, cast):
        have_read(told, by=cast.coordinator, reader=cast.centre)
        releasing.release(
            told, audience=Audience.NETWORK, consent=EvaluationConsent.NONE, by=cast.coordinator
        )
        telling_word = "Annahme"
        for who, sees in (("stranger", True), ("nobody", False), ("guest", False)):
            assert bool(find(getattr(cast, who), telling_word).hits) == sees
        releasing.redact(told, passage=f"Annahme {MARK}", by=cast.coordinator)
        assert not find(cast.stranger, telling_word).hits


class TestTheOtherBenchJudges:
    def judge(self, cast, undertaking, who, organisation, level=3, audience=Audience.NAMED):
        group = ParticipationLevel.objects.first().group
        judgement = BenchJudgement(group=group, phase="needs", level=level)
        judge_participation(
            undertaking, organisation, levels=[judgement], audience=audience, by=getattr(cast, who)
        )

    def readers(self, cast):
        return {who for who in EVERYBODY if BenchJudgement.objects.visible_to(getattr(cast, who)).exists()}

    def test_for_itself_and_anew(self, told, cast):
        telling.set_circle_of_readers(told, audience=Audience.MUNICIPALITY, by=cast.coordinator)
        self.judge(cast, told, "initiatives", cast.initiative)
        self.judge(cast, told, "initiatives", cast.initiative, level=4)
        assert BenchJudgement.objects.get().level == 4
        assert told.working.participation.get().level == 5

    def test_who_tells_does_not_judge_for_the_other_side(self, told, cast):
        for who in EVERYBODY:
            if who == "initiatives":
                continue
            with pytest.raises(NotAllowed):
                self.judge(cast, told, who, cast.initiative)
        assert not BenchJudgement.objects.exists()

    def test_stays_with_its_bench_until_the_bench_lets_it_be_read(self, told, cast):
        release_to(Audience.PUBLIC, told, cast)
        self.judge(cast, told, "initiatives", cast.initiative)
        assert self.readers(cast) == {"initiatives"}

    def test_the_network_reads_what_was_released_to_the_network(self, told, cast):
        release_to(Audience.PUBLIC, told, cast)
        self.judge(cast, told, "initiatives", cast.initiative, audience=Audience.NETWORK)
        in_network = {name for name in EVERYBODY if getattr(cast, name).reads_network}
        assert self.readers(cast) == in_network
        assert "nobody" not in in_network

    def test_everybody_reads_what_was_released_to_everybody(self, told, cast):
        release_to(Audience.PUBLIC, told, cast)
        self.judge(cast, told, "initiatives", cast.initiative, audience=Audience.PUBLIC)
        assert self.readers(cast) == set(EVERYBODY)

    def test_reaches_no_further_than_the_undertaking(self, told, cast):
        telling.set_circle_of_readers(told, audience=Audience.MUNICIPALITY, by=cast.coordinator)
        self.judge(cast, told, "initiatives", cast.initiative, audience=Audience.PUBLIC)
        assert self.readers(cast) == {"coordinator", "colleague", "initiatives"}

    def test_is_taken_back_by_judging_for_oneself_again(self, told, cast):
        release_to(Audience.PUBLIC, told, cast)
        self.judge(cast, told, "initiatives", cast.initiative, audience=Audience.PUBLIC)
        self.judge(cast, told, "initiatives", cast.initiative)
        assert self.readers(cast) == {"initiatives"}


def test_a_goal_of_an_unsealed_draft_may_go(cast):
    undertaking = tell(cast.coordinator, cast.administration)
    telling.set_goals(undertaking, [Goal(wording="Eins"), Goal(wording="Zwei")], by=cast.coordinator)
    telling.set_goals(undertaking, [Goal(wording="Zwei")], by=cast.coordinator)
    undertaking.refresh_from_db()
    assert [goal.wording for goal in undertaking.working.goals.all()] == ["Zwei"]


def test_what_is_released_stays_as_it_was_read(cast):
    undertaking = released(cast.coordinator, cast.administration, reader=cast.centre)
    telling.set_steps(undertaking, [Step(what="Später dazu.")], by=cast.coordinator)
    assert not Version.objects.get(pk=undertaking.released_id).steps.exists()
