"""Experiences of municipalities like one's own first, explained, and never a hint at a place that is not named."""

import pytest
from tests.conftest import EVERYBODY, LONG_AGO, make_municipality
from tests.factories.undertakings import have_read, released, tell

from netzwerkstatt.indicators.neighbours import neighbours_of
from netzwerkstatt.kernel.access import MandateRole
from netzwerkstatt.network.models import Mandate
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.states import Audience, EvaluationConsent
from netzwerkstatt.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def three(cast):
    """A town like Altwerder, a big city, and a text that names no place."""
    big, big_city, _initiative = make_municipality("F9000003", "Kronfurt")
    big.population, big.kind = 900_000, "free_city"
    big.save()
    Mandate.objects.create(
        person=cast.people["centre"], organisation=big_city, role=MandateRole.COORDINATOR, starts_on=LONG_AGO
    )
    writer = cast.fresh("centre")
    released(
        cast.stranger,
        cast.other_administration,
        reader=cast.coordinator,
        audience=Audience.PUBLIC,
        title="Wie wir",
    )
    released(writer, big_city, reader=cast.coordinator, audience=Audience.PUBLIC, title="Großstadt")
    unnamed = tell(cast.stranger, cast.other_administration, title="Ohne Ort")
    have_read(unnamed, by=cast.stranger, reader=cast.coordinator)
    releasing.release(
        unnamed,
        audience=Audience.PUBLIC,
        consent=EvaluationConsent.NONE,
        place_unnamed=True,
        by=cast.stranger,
    )


def titles(page):
    return sorted(("Wie wir", "Großstadt", "Ohne Ort"), key=page.index)


def test_the_most_alike_come_first_and_the_unnamed_last(cast, browse, three):
    page = browse("coordinator").get("/erfahrungen/").content.decode()
    assert "Kommunen wie Altwerder zuerst." in page
    assert titles(page) == ["Wie wir", "Großstadt", "Ohne Ort"]
    assert "Ähnlich wie Altwerder: " in page
    assert "Verschieden: Einwohner:innen" in page


def test_the_place_in_the_list_does_not_give_the_unnamed_away(cast, three):
    like = neighbours_of(cast.here.key)
    for who in EVERYBODY:
        found = find(getattr(cast, who), "", kind="undertaking", like=like)
        last = found.hits[-1]
        assert "".join(piece.text for piece in last.title) == "Ohne Ort", who
        assert last.places == ()


def test_one_can_choose_another_order_and_what_counts(cast, browse, three):
    by_date = browse("coordinator").get("/erfahrungen/?reihe=neu").content.decode()
    assert titles(by_date) == ["Ohne Ort", "Großstadt", "Wie wir"]
    assert "Ähnlich wie" not in by_date
    alike = browse("coordinator").get("/erfahrungen/?reihe=aehnlich&merkmal=kind").content.decode()
    assert "Verschieden: Art der Kommune." in alike


def test_who_acts_for_no_municipality_sees_the_newest_first(cast, browse, three):
    for who in ("nobody", "researcher", "guest", "secretariat", "superior"):
        page = browse(who).get("/erfahrungen/").content.decode()
        assert "Zuletzt freigegebene zuerst." in page, who
        assert titles(page) == ["Ohne Ort", "Großstadt", "Wie wir"], who
        assert browse(who).get("/erfahrungen/aehnlich/").status_code in (302, 404), who


def test_the_page_says_what_alike_means(cast, browse, three):
    page = browse("coordinator").get("/erfahrungen/aehnlich/?q=Hitze&stage=concept").content.decode()
    assert "Kommunen wie Altwerder" in page
    assert "Bergheide" in page
    assert 'name="q" value="Hitze"' in page
    assert 'name="stage" value="concept"' in page


def test_real_and_invented_places_are_not_compared(cast):
    cast.elsewhere.is_fictional, cast.elsewhere.key = False, "05916000"
    cast.elsewhere.save()
    assert [one.key for one in neighbours_of(cast.here.key).found] == []
