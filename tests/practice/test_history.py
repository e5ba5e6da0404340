"""Earlier wordings: readable differences, restoring without losing, and only for authors."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.conftest import EVERYBODY
from tests.factories.undertakings import tell, tell_whole

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.models import Goal, GoalRevision, Version
from netzwerkstatt.practice.pages.history import changes_between, fields_of
from netzwerkstatt.practice.states import REDACTED

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MARK = "Quittenbaumschatten"


@pytest.fixture
def told(cast):
    return tell_whole(cast.coordinator, cast.administration, mark=MARK)


def later(days):
    return time_machine.travel(timezone.now() + timedelta(days=days))


def edit(undertaking, cast, text, days=1, name="wanted"):
    with later(days):
        telling.save_text(undertaking, name=name, text=text, base=None, by=cast.coordinator)
    undertaking.refresh_from_db()


class TestDifferences:
    def test_every_field_of_every_row_has_a_name(self, told):
        fields = fields_of(told.working)
        assert all(heading and words for heading, words in fields.values())
        headings = {heading for heading, _words in fields.values()}
        assert {
            "Änderung eines Ziels: Absicht",
            "Annahme: Text",
            "Versuchter Weg: auch gegen",
            "Ergebnis: Ziele",
        } <= headings

    def test_only_what_changed_is_named(self, told, cast):
        first = told.working
        edit(told, cast, f"Gewollt war etwas anderes {MARK}")
        changes = changes_between(first, told.working)
        assert [change.heading for change in changes] == ["Was wollten Sie?"]
        assert "anderes" in "".join(s.text for s in changes[0].stretches if s.kind == "new")
        assert MARK in "".join(s.text for s in changes[0].stretches if s.kind == "same")

    def test_a_choice_is_told_in_words(self, told, cast):
        first = told.working
        turns = list(first.goals.first().revisions.all())
        turns[0].intention = "lost"
        with later(1):
            telling.set_revisions(told, goal=first.goals.first().key, revisions=turns, by=cast.coordinator)
        told.refresh_from_db()
        change = changes_between(first, told.working)[0]
        assert change.heading == "Änderung eines Ziels: Absicht"
        assert [(s.kind, s.text) for s in change.stretches] == [("gone", "abgeschwächt"), ("new", "verloren")]


class TestRestoring:
    def test_brings_an_earlier_wording_back_as_a_new_version(self, told, cast):
        edit(told, cast, "Am zweiten Tag.")
        restored = telling.restore_version(told, number=1, by=cast.coordinator)
        told.refresh_from_db()
        assert told.working == restored
        assert restored.number == 3
        assert restored.wanted == f"wanted {MARK}"
        assert restored.barriers.first().ways.get().also_against.get().version_id == restored.pk
        assert told.versions.get(number=2).wanted == "Am zweiten Tag."

    def test_goals_told_later_stay_with_their_turns(self, told, cast):
        with later(1):
            goals = [*told.working.goals.all(), Goal(wording="Später gewollt.")]
            telling.set_goals(told, goals, by=cast.coordinator)
            turn = GoalRevision(reason="learned", why="Es kam anders.", wording="Weniger.")
            telling.set_revisions(told, goal=goals[-1].key, revisions=[turn], by=cast.coordinator)
            telling.restore_version(told, number=1, by=cast.coordinator)
        told.refresh_from_db()
        kept = told.working.goals.get(wording="Später gewollt.")
        assert kept.revisions.get().wording == "Weniger."

    def test_what_was_redacted_stays_redacted(self, told, cast):
        edit(told, cast, "Am zweiten Tag.")
        releasing.redact(told, passage=MARK, by=cast.coordinator)
        restored = telling.restore_version(told, number=1, by=cast.coordinator)
        assert REDACTED in restored.wanted
        assert MARK not in str(Version.objects.get(pk=restored.pk).places())

    @pytest.mark.parametrize("who", [w for w in EVERYBODY if w != "coordinator"])
    def test_only_authors(self, told, cast, who):
        edit(told, cast, "Am zweiten Tag.")
        with pytest.raises(NotAllowed):
            telling.restore_version(told, number=1, by=getattr(cast, who))
        assert told.versions.count() == 2

    def test_another_undertakings_version_is_none_of_this(self, told, cast, browse):
        other = tell(cast.coordinator, cast.administration)
        edit(other, cast, "Anders.")
        address = f"{told.get_absolute_url()}fassungen/2/zurueckholen/"
        assert browse("coordinator").post(address).status_code == 404


class TestPage:
    def test_says_who_when_and_what(self, told, cast, browse):
        edit(told, cast, "Gewollt war mehr.")
        page = browse("coordinator").get(f"{told.get_absolute_url()}fassungen/").content.decode()
        assert "Was wollten Sie?" in page
        assert "<ins>" in page
        assert "<del>" in page
        assert "Coordinator" in page
        assert "Fassung 1 zurückholen" in page

    def test_restores_by_its_button(self, told, cast, browse):
        edit(told, cast, "Gewollt war mehr.")
        browse("coordinator").post(f"{told.get_absolute_url()}fassungen/1/zurueckholen/")
        told.refresh_from_db()
        assert told.working.wanted == f"wanted {MARK}"

    @pytest.mark.parametrize("who", [w for w in EVERYBODY if w != "coordinator"])
    def test_is_the_authors_page_alone(self, told, cast, browse, who):
        response = browse(who).get(f"{told.get_absolute_url()}fassungen/")
        assert response.status_code in (302, 404)
        assert MARK not in response.content.decode()

    def test_costs_the_same_for_many_versions(self, told, cast, browse):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                browser.get(f"{told.get_absolute_url()}fassungen/")
            return len(queries)

        browser = browse("coordinator")
        edit(told, cast, "Zwei.")
        cost()
        two = cost()
        for n in range(3):
            edit(told, cast, f"Mehr {n}.", days=2 + n)
        assert cost() == two
