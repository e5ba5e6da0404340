"""The mirror of the facets is what the index is, whatever happened in between."""

import pytest
from django.db import transaction
from tests.conftest import EVERYBODY
from tests.factories.undertakings import released

from netzwerkstatt.kernel import registry
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.practice.states import Audience, Stage
from netzwerkstatt.search import mirror
from netzwerkstatt.search.actions import rebuild
from netzwerkstatt.search.models import IndexedWord, SearchEntry
from netzwerkstatt.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def told(cast, audience=Audience.PUBLIC, **texts):
    return released(cast.coordinator, cast.administration, reader=cast.centre, audience=audience, **texts)


def anew():
    """What somebody would know who read the whole index now."""
    known = mirror.Mirror()
    known.take_all()
    return known


def same(one, other):
    assert one.kinds == other.kinds
    assert one.newest() == other.newest()
    for facet in ("art", "reach", *(facet.name for facet in registry.facets())):
        for number in one.kinds:
            assert one.index.counts(facet, {}, one.index.mask([number])) == other.index.counts(
                facet, {}, other.index.mask([number])
            ), (facet, number)


def test_it_follows_release_change_withdrawal_and_return(cast):
    first, second = told(cast), told(cast, Audience.NETWORK)
    same(mirror.current(), anew())
    telling.change_stage(first, to=Stage.RUNNING, by=cast.coordinator)
    same(mirror.current(), anew())
    releasing.withdraw(second, by=cast.coordinator)
    telling.delete_undertaking(first, by=cast.coordinator)
    same(mirror.current(), anew())
    assert not [kind for kind, _thing in mirror.current().kinds.values() if kind == "undertaking"]
    telling.restore_undertaking(first, by=cast.coordinator)
    same(mirror.current(), anew())
    assert find(cast.nobody, "", kind="undertaking").total == 1


def test_what_was_rolled_back_was_never_there(cast):
    told(cast)
    before = dict(mirror.current().kinds)
    with transaction.atomic():
        told(cast)
        assert len(mirror.current().kinds) == len(before) + 1
        transaction.set_rollback(True)
    assert mirror.current().kinds == before
    told(cast, Audience.NETWORK)
    same(mirror.current(), anew())


def test_a_rebuilt_index_is_the_index_that_was_kept(cast, words):
    told(cast)
    told(cast, Audience.NETWORK)
    for word in words.values():
        registry.changed(word)
    registry.changed(cast.here)

    def rows():
        fields = [field.name for field in SearchEntry._meta.fields if field.name != "id"]
        return sorted(map(str, SearchEntry.objects.values_list(*fields))), sorted(
            IndexedWord.objects.values_list("token", flat=True)
        )

    kept = rows()
    assert len(kept[0]) == 2 + len(words) + 1
    SearchEntry.objects.all().delete()
    rebuild()
    built = rows()
    assert set(kept[0]) <= set(built[0])
    assert set(kept[1]) <= set(built[1])
    same(mirror.current(), anew())


def test_a_renamed_term_is_found_by_its_new_name_in_every_text(cast, words):
    undertaking = told(cast)
    telling.set_facts(undertaking, topics=[words["topic"]], by=cast.coordinator)
    undertaking.refresh_from_db()
    Undertaking.objects.filter(pk=undertaking.pk).update(released=undertaking.working)
    words["topic"].name = "Hochbetagte"
    words["topic"].save()
    registry.changed(words["topic"])
    assert find(cast.nobody, "Hochbetagte", kind="undertaking").total == 1


def test_the_reach_of_every_source_is_its_door(cast, words):
    told(cast)
    told(cast, Audience.NETWORK)
    told(cast, Audience.PUBLIC)
    rebuild()
    for who in EVERYBODY:
        viewer = getattr(cast, who)
        found = find(viewer, "")
        reached = {found.mirror.kinds[number] for number in found.mirror.index.numbers(found.mask)}
        for kind, source in registry.search_sources().items():
            seen = set(source.visible(viewer).values_list("pk", flat=True))
            indexed = {thing for k, thing in found.mirror.kinds.values() if k == kind}
            assert {thing for k, thing in reached if k == kind} == seen & indexed, f"{who} {kind}"


def test_one_query_when_nothing_has_changed(cast, django_assert_num_queries):
    told(cast)
    mirror.current()
    with django_assert_num_queries(1):
        mirror.current()
