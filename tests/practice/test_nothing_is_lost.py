"""No sequence of edits, turns, sittings and restores loses a first wording or a typed text."""

from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.undertakings import tell

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.models import Goal, GoalRevision, Undertaking, Version
from netzwerkstatt.practice.states import REDACTED

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Quittenbaumschatten"
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["answer", "goal", "reword", "drop", "turn", "sitting", "colleague", "restore"]),
        st.integers(0, 3),
    ),
    min_size=2,
    max_size=14,
)


class Desk:
    """Two people at one Undertaking, and what they have seen sealed and typed so far."""

    def __init__(self, cast):
        self.cast = cast
        self.now = timezone.now()
        self.told = tell(cast.coordinator, cast.administration)
        telling.name_person(self.told, person_id=cast.colleague.person_id, role="author", by=cast.coordinator)
        self.by = cast.coordinator
        self.sealed: dict[object, tuple[str, str, str]] = {}
        self.typed: set[str] = set()
        self.count = 0

    def do(self, deed, number):
        self.count += 1
        self.told = Undertaking.objects.get(pk=self.told.pk)
        with time_machine.travel(self.now, tick=False), suppress(NotAllowed):
            getattr(self, deed)(number)
        self.note()

    def note(self):
        for goal in Goal.objects.filter(version__undertaking=self.told, version__sealed_at__isnull=False):
            self.sealed.setdefault(goal.key, (goal.wording, goal.source, goal.on))
        for version in Version.objects.filter(undertaking=self.told, sealed_at__isnull=False):
            self.typed |= {text for _place, text in version.places()}

    def goals(self):
        return list(self.told.working.goals.all())

    def answer(self, _number):
        telling.save_text(
            self.told, name="wanted", text=f"Antwort {self.count} {PLANTED}", base=None, by=self.by
        )

    def goal(self, _number):
        goals = [*self.goals(), Goal(wording=f"Ziel {self.count} {PLANTED}", source="decision", on="2019")]
        telling.set_goals(self.told, goals, by=self.by)

    def reword(self, number):
        goals = self.goals()
        if goals:
            goals[number % len(goals)].wording = f"Umgeschrieben {self.count} {PLANTED}"
            telling.set_goals(self.told, goals, by=self.by)

    def drop(self, number):
        goals = self.goals()
        if goals:
            goals.pop(number % len(goals))
            telling.set_goals(self.told, goals, by=self.by)

    def turn(self, number):
        goals = self.goals()
        if goals:
            goal = goals[number % len(goals)]
            turn = GoalRevision(reason="learned", why="Es kam anders.", wording=f"Neu {self.count} {PLANTED}")
            telling.set_revisions(
                self.told, goal=goal.key, revisions=[*goal.revisions.all(), turn], by=self.by
            )

    def restore(self, number):
        numbers = list(self.told.versions.order_by("number").values_list("number", flat=True))
        telling.restore_version(self.told, number=numbers[number % len(numbers)], by=self.by)

    def sitting(self, _number):
        self.now += timedelta(hours=1)

    def colleague(self, _number):
        self.by = self.cast.colleague if self.by is self.cast.coordinator else self.cast.coordinator

    def check(self):
        working = Undertaking.objects.get(pk=self.told.pk).working
        held = {goal.key: (goal.wording, goal.source, goal.on) for goal in working.goals.all()}
        assert self.sealed.items() <= held.items()
        for version in self.told.versions.all():
            for goal in version.goals.filter(key__in=self.sealed):
                assert (goal.wording, goal.source, goal.on) == self.sealed[goal.key]
        still = {text for version in self.told.versions.all() for _place, text in version.places()}
        assert self.typed <= still


@given(deeds=DEEDS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_first_wordings_and_typed_texts_stay(cast, deeds):
    desk = Desk(cast)
    for deed, number in deeds:
        desk.do(deed, number)
    desk.check()


@given(deeds=DEEDS)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_redaction_no_version_holds_it(cast, deeds):
    desk = Desk(cast)
    desk.do("answer", 0)
    for deed, number in deeds:
        desk.do(deed, number)
    releasing.redact(desk.told, passage=PLANTED, by=cast.coordinator)
    first = desk.told.versions.order_by("number").first()
    telling.restore_version(desk.told, number=first.number, by=cast.coordinator)
    texts = [text for version in desk.told.versions.all() for _place, text in version.places()]
    assert any(REDACTED in text for text in texts)
    assert not [text for text in texts if PLANTED in text]
