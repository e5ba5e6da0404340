"""Finding as people do it: slips, abbreviations, phrases, exclusions, facets, and nothing that is not theirs."""

import pytest
from tests.conftest import EVERYBODY
from tests.factories.undertakings import have_read, released, tell

from netzwerkstatt.catalogue.actions import add_ring
from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.states import Audience, EvaluationConsent
from netzwerkstatt.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def told(cast, title, text="Drei Stellen, keine zuständig.", audience=Audience.PUBLIC):
    return released(
        cast.coordinator, cast.administration, reader=cast.centre, audience=audience, title=title, text=text
    )


def titles(found):
    return sorted("".join(piece.text for piece in hit.title) for hit in found.hits)


@pytest.fixture
def three(cast):
    told(cast, "Mittagstisch im Quartier", "Die Zuständigkeitslücke zwischen Stadt und Kreis.")
    told(cast, "Runder Tisch Hitze", "Ein runder Tisch mit der Gesundheitskonferenz.")
    told(cast, "Tisch und Stuhl", "Der Tisch war nicht rund. Hitze gab es auch.")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Mitagstisch", "Mittagstisch im Quartier"),
        ("Zustädnigkeitslücke", "Mittagstisch im Quartier"),
        ("Zustandigkeitsluke Quartir", "Mittagstisch im Quartier"),
        ("Gesundheitskonferens", "Runder Tisch Hitze"),
    ],
)
def test_slips_of_the_pen_are_mended_and_named(cast, three, typed, found):
    answer = find(cast.nobody, typed)
    assert titles(answer) == [found]
    assert set(answer.meant) <= set(typed.split())
    assert all(answer.meant.values())


def test_what_is_spelt_right_is_not_mended(cast, three):
    assert not find(cast.nobody, "Mittagstisch").meant


def test_no_slip_is_mended_into_a_word_one_may_not_see(cast):
    told(cast, "Treff", "Der Quittenbaumschatten war im Weg.", audience=Audience.NETWORK)
    for who in EVERYBODY:
        viewer = getattr(cast, who)
        answer = find(viewer, "Quitenbaumschaten")
        assert bool(answer.meant) == bool(answer.total) == viewer.reads_network, who


def test_a_phrase_stands_together(cast, three):
    assert titles(find(cast.nobody, "„runder Tisch“")) == ["Runder Tisch Hitze"]
    assert len(find(cast.nobody, "runder Tisch").hits) == 2


def test_what_is_excluded_is_not_there(cast, three):
    assert titles(find(cast.nobody, "Hitze -Stuhl")) == ["Runder Tisch Hitze"]
    assert titles(find(cast.nobody, 'Tisch -"runder Tisch"')) == [
        "Mittagstisch im Quartier",
        "Tisch und Stuhl",
    ]


def test_words_that_mean_the_same_find_each_other_at_once(cast, three):
    assert find(cast.nobody, "KGK").total == 0
    add_ring(name="Kommunale Gesundheitskonferenz", description="KGK, Gesundheitskonferenz", by=cast.centre)
    answer = find(cast.nobody, "KGK")
    assert titles(answer) == ["Runder Tisch Hitze"]
    assert answer.hits[0].roundabout == (("KGK", "Gesundheitskonferenz"),)
    assert find(cast.nobody, "KGK", exact=True).total == 0


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who not in ("centre", "secretariat")])
def test_only_centres_and_secretariat_say_what_means_the_same(cast, who):
    with pytest.raises(NotAllowed, match="Kompetenzzentren und das Sekretariat"):
        add_ring(name="A", description="B", by=getattr(cast, who))


def test_a_part_of_a_word_is_named_as_the_way_it_was_found(cast, three):
    (hit,) = find(cast.nobody, "Lücke").hits
    assert hit.roundabout == (("Lücke", "Zuständigkeitslücke"),)
    (direct,) = find(cast.nobody, "Zuständigkeitslücke").hits
    assert direct.roundabout == ()


def test_a_whole_name_comes_first(cast):
    told(cast, "Hitze Hitze Hitze in der Stadt", "Hitze und Hitze.")
    told(cast, "Hitze", "Kurz.")
    hits = find(cast.nobody, "hitze").hits
    assert "".join(piece.text for piece in hits[0].title) == "Hitze"


def test_a_barrier_and_what_came_of_it_belong_together(cast, words):
    undertaking = tell(cast.coordinator, cast.administration, title="Beet")
    telling.set_barriers(
        undertaking,
        [
            telling.BarrierTold(words["barrier"], "x", (telling.Way("Brief", "helped", words["approach"]),)),
            telling.BarrierTold(
                words["other_barrier"], "y", (telling.Way("Ruf", "no_effect", words["approach"]),)
            ),
        ],
        by=cast.coordinator,
    )
    have_read(undertaking, by=cast.coordinator, reader=cast.centre)
    releasing.release(
        undertaking, audience=Audience.NETWORK, consent=EvaluationConsent.NONE, by=cast.coordinator
    )

    def total(**chosen):
        return find(cast.stranger, "", kind="undertaking", chosen={k: (v,) for k, v in chosen.items()}).total

    assert total(barrier="responsibility_gap", outcome="helped") == 1
    assert total(barrier="responsibility_gap", outcome="no_effect") == 0
    assert total(barrier="funding_continuity", outcome="no_effect") == 1


def test_gaps_are_shown_not_hidden(cast, browse, words):
    told(cast, "Beet")
    page = browse("nobody").get("/erfahrungen/").content.decode()
    assert "Förderung endet" in page
    assert "nicht zustande gekommen" in page


def test_the_address_holds_everything(cast, browse, three):
    page = browse("nobody").get("/erfahrungen/?q=Tisch&stage=concept&size=20-50").content.decode()
    assert "3 Erfahrungen aus 1 Kommune" in page
    assert page.count("entfernen") == 2
    assert 'value="Tisch"' in page


def test_without_its_name_an_undertaking_adds_to_no_place(cast, browse):
    told(cast, "Beet")
    unnamed = tell(cast.coordinator, cast.administration, title="Treff am Fluss")
    have_read(unnamed, by=cast.coordinator, reader=cast.centre)
    releasing.release(
        unnamed,
        audience=Audience.PUBLIC,
        consent=EvaluationConsent.NONE,
        place_unnamed=True,
        by=cast.coordinator,
    )
    for who in EVERYBODY:
        found = find(getattr(cast, who), "", kind="undertaking")
        assert found.total == 2
        for facet in ("place", "district", "state", "size"):
            assert sum(found.mirror.index.counts(facet, {}, found.mask).values()) <= 1, (who, facet)
    assert "2 Erfahrungen aus mindestens 1 Kommune" in browse("nobody").get("/erfahrungen/").content.decode()


def test_rows_are_chosen_for_a_comparison_and_the_choice_is_carried_along(cast, browse, three):
    key = find(cast.nobody, "Mittagstisch").hits[0].row[1].key
    page = browse("nobody").get(f"/erfahrungen/?q=Hitze&v={key}&v=%22x").content.decode()
    assert 'form="vergleichen"' in page
    assert page.count(f'<input type="hidden" name="v" value="{key}">') == 2  # in the search and in the choice
    assert "Eines ist schon gewählt." in page
    assert (
        f"&amp;v={key}"
        in browse("nobody").get(f"/erfahrungen/?q=Tisch&stage=concept&v={key}").content.decode()
    )
    shown = browse("nobody").get(f"/erfahrungen/?q=Mittagstisch&v={key}").content.decode()
    assert f'name="v" value="{key}" checked' in shown
    assert find(cast.nobody, "Hitze").total == 2
