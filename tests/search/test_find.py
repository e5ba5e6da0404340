import pytest
from django.db import transaction
from tests.factories.undertakings import have_read, released

from netzwerkstatt.kernel import registry
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.states import Audience, EvaluationConsent
from netzwerkstatt.search.actions import rebuild
from netzwerkstatt.search.models import SearchEntry
from netzwerkstatt.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def told(cast):
    return released(
        cast.coordinator,
        cast.administration,
        reader=cast.centre,
        title="Mittagstisch im Quartier",
        text="Elf Monate lang war eine Zuständigkeitslücke zwischen Stadt und Landkreis.",
    )


@pytest.mark.parametrize(
    "question",
    [
        "Mittagstisch",
        "mittagstische",
        "Zustaendigkeitsluecke",
        "Lücke",
        "Quartiere",
        "Landkreise Stadt",
        "der Mittagstisch",
    ],
)
def test_finds_in_ones_own_words(cast, told, question):
    assert [hit.address for hit in find(cast.stranger, question).hits] == [told.get_absolute_url()]


def test_every_word_has_to_be_there(cast, told):
    found = find(cast.stranger, "Mittagstisch Hubschrauber")
    assert found.loose
    assert found.total == 1


def test_nothing_is_nothing(cast, told):
    assert find(cast.stranger, "Hubschrauberlandeplatz").total == 0
    assert find(cast.stranger, "???").total == 0


@pytest.mark.parametrize("nasty", ['"', "a AND b", "NEAR(", "x*", "a:b", "'; DROP TABLE", "!!&|", "-", "^a"])
def test_no_sign_breaks_it(cast, told, nasty):
    assert find(cast.stranger, nasty).total >= 0


def test_a_title_comes_before_a_mention(cast, told):
    released(
        cast.coordinator,
        cast.administration,
        reader=cast.centre,
        title="Gehtreff",
        text="Ein Mittagstisch kam später dazu.",
    )
    assert next(h.address for h in find(cast.stranger, "Mittagstisch").hits) == told.get_absolute_url()


def test_all_kinds_are_found_and_counted(cast, told, words):
    registry.changed(words["barrier"])
    found = find(cast.stranger, "Zuständigkeitslücke")
    assert {kind: count for kind, _label, count in found.by_kind} == {"undertaking": 1, "barrier": 1}
    assert find(cast.stranger, "Zuständigkeitslücke", kind="barrier").total == 1


def test_filters_by_stage(cast, told):
    assert find(cast.stranger, "Mittagstisch", chosen={"stage": ("concept",)}).total == 1
    assert find(cast.stranger, "Mittagstisch", chosen={"stage": ("completed",)}).total == 0


def test_pages(cast):
    for number in range(12):
        released(cast.coordinator, cast.administration, reader=cast.centre, title=f"Gehtreff Nummer {number}")
    first, second = find(cast.stranger, "Gehtreff"), find(cast.stranger, "Gehtreff", page=2)
    assert (first.total, first.pages, len(first.hits), len(second.hits)) == (12, 2, 10, 2)
    assert not {h.address for h in first.hits} & {h.address for h in second.hits}


def test_the_index_follows_in_the_same_transaction(cast, told):
    class Undone(Exception):
        pass

    def withdraw_and_undo():
        with transaction.atomic():
            releasing.withdraw(told, by=cast.coordinator)
            assert find(cast.stranger, "Mittagstisch").total == 0
            raise Undone

    with pytest.raises(Undone):
        withdraw_and_undo()
    assert find(cast.stranger, "Mittagstisch").total == 1


def test_a_new_release_replaces_the_old_words(cast, told):
    telling.save_text(
        told, name="hindered", text="Jetzt ist alles anders: Apfelmus.", base=None, by=cast.coordinator
    )
    have_read(told, by=cast.coordinator, reader=cast.centre)
    releasing.release(told, audience=Audience.NETWORK, consent=EvaluationConsent.NONE, by=cast.coordinator)
    assert find(cast.stranger, "Apfelmus").total == 1
    assert find(cast.stranger, "Zuständigkeitslücke").total == 0


def test_rebuilding_gives_the_same_index(cast, told, words):
    for term in words.values():
        registry.changed(term)
    registry.changed(cast.here)
    registry.changed(cast.elsewhere)
    from netzwerkstatt.network.models import CompetenceCentre

    registry.changed(CompetenceCentre.objects.get())
    from netzwerkstatt.catalogue.models import Topic

    for topic in Topic.objects.all():
        registry.changed(topic)

    def rows():
        columns = ("kind", "thing_id", "title", "text", "title_stems", "stems", "parts")
        return list(SearchEntry.objects.order_by("kind", "thing_id").values_list(*columns))

    before = rows()
    rebuild()
    assert rows() == before


def test_a_draft_is_not_in_the_index(cast):
    telling.begin_undertaking(cast.administration, title="Heimlich", by=cast.coordinator)
    assert not SearchEntry.objects.filter(kind="undertaking").exists()
