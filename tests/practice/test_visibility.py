"""The permission matrix: the cast × audience × state, in every place where something can be seen.

Each Undertaking carries a planted word that occurs nowhere else. Who may not see it must not meet the word.
"""

import pytest
from tests.conftest import EVERYBODY
from tests.factories.undertakings import have_read, released, tell

from netzwerkstatt.kernel import registry
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.models import Undertaking, UndertakingPerson
from netzwerkstatt.practice.queries import experiences
from netzwerkstatt.practice.states import Audience, EvaluationConsent
from netzwerkstatt.search.queries import find

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANTED = "Quittenbaumschatten"
NETWORK = {"coordinator", "colleague", "superior", "initiatives", "stranger", "centre", "secretariat"}
SEES = {
    "named": {"coordinator"},
    "bench": {"coordinator", "colleague"},
    "municipality": {"coordinator", "colleague", "initiatives"},
    "network": NETWORK,
    "public": set(EVERYBODY),
}


def make(cast, audience):
    """Told by the coordinator, with the planted word in title and text."""
    title, text = f"Treff im {PLANTED}", f"Der {PLANTED} war im Weg."
    if audience in ("network", "public"):
        return released(
            cast.coordinator,
            cast.administration,
            reader=cast.centre,
            audience=Audience(audience),
            title=title,
            text=text,
        )
    undertaking = tell(cast.coordinator, cast.administration, title=title, text=text)
    return telling.set_circle_of_readers(undertaking, audience=Audience(audience), by=cast.coordinator)


def expect(who, audience, seen, where):
    assert bool(seen) == (who in SEES[audience]), f"{who} · {audience} · {where}"


@pytest.mark.parametrize("audience", list(SEES))
def test_the_door(cast, audience):
    undertaking = make(cast, audience)
    for who in EVERYBODY:
        expect(
            who,
            audience,
            Undertaking.objects.visible_to(getattr(cast, who)).filter(pk=undertaking.pk).exists(),
            "Tür",
        )


@pytest.mark.parametrize("audience", list(SEES))
@pytest.mark.parametrize("state", ["open", "hidden", "deleted"])
def test_the_short_way_lets_through_what_the_door_does(cast, audience, state):
    undertaking = make(cast, audience)
    if state != "open":
        Undertaking.objects.filter(pk=undertaking.pk).update(**{f"{state}_at": undertaking.created_at})
    for who in EVERYBODY:
        viewer = getattr(cast, who)
        through_the_door = Undertaking.objects.visible_to(viewer).filter(
            released__isnull=False, hidden_at__isnull=True, audience__in=["network", "public"]
        )
        assert set(Undertaking.objects.released_to(viewer)) == set(through_the_door), who


@pytest.mark.parametrize("audience", list(SEES))
def test_the_page(cast, browse, audience):
    undertaking = make(cast, audience)
    for who in EVERYBODY:
        response = browse(who).get(undertaking.get_absolute_url())
        expect(who, audience, response.status_code == 200, "Seite")
        expect(who, audience, PLANTED in response.content.decode(), "Wort auf der Seite")


@pytest.mark.parametrize("audience", list(SEES))
def test_lists_counts_and_facets(cast, browse, audience):
    make(cast, audience)
    listed = audience in ("network", "public")
    for who in EVERYBODY:
        viewer = getattr(cast, who)
        may = listed and who in SEES[audience]
        assert experiences(viewer).count() == int(may), who
        found = find(viewer, "", kind="undertaking")
        counts = [found.mirror.index.counts(facet.name, {}, found.mask) for facet in registry.facets()]
        assert any(counts) == may, who
        page = browse(who).get("/erfahrungen/").content.decode()
        assert (PLANTED in page) == may, who
        assert ("1 Erfahrung aus 1 Kommune<" in page) == may, who


@pytest.mark.parametrize("audience", list(SEES))
def test_search(cast, browse, audience):
    make(cast, audience)
    for who in EVERYBODY:
        may = audience in ("network", "public") and who in SEES[audience]
        found = find(getattr(cast, who), PLANTED)
        assert found.total == int(may), who
        assert bool(found.by_kind) == may, who
        page = browse(who).get("/suche/", {"q": PLANTED.lower()}).content.decode()
        assert (PLANTED in page) == may, who


@pytest.mark.parametrize("audience", list(SEES))
def test_feed_start_page_and_municipality_page(cast, browse, audience):
    make(cast, audience)
    for who in EVERYBODY:
        browser = browse(who)
        assert (PLANTED in browser.get("/erfahrungen/feed/").content.decode()) == (audience == "public"), who
        start = PLANTED in browser.get("/").content.decode()
        assert start == (audience in ("network", "public") and who in SEES[audience]), who
        expect(
            who,
            audience,
            PLANTED in browser.get(cast.here.get_absolute_url()).content.decode(),
            "Seite der Kommune",
        )


@pytest.mark.parametrize("audience", list(SEES))
def test_today(cast, browse, audience):
    make(cast, audience)
    for who in EVERYBODY:
        if who == "nobody":
            continue
        seen = PLANTED in browse(who).get("/heute/").content.decode()
        draft = who == "coordinator" and audience not in ("network", "public")
        new = (
            who in SEES[audience]
            and audience in ("network", "public")
            and who not in ("coordinator", "colleague")
        )
        assert seen == (draft or new), f"{who} · {audience}"


PAGES_OF_AUTHORS = (
    "erzaehlen/hindered/", "erzaehlen/angaben/", "erzaehlen/hemmnisse/", "erzaehlen/ergebnisse/",
    "erzaehlen/ziele/", "erzaehlen/vorgehen/", "erzaehlen/schritte/", "erzaehlen/beteiligte/", "erzaehlen/mittel/",
    "erzaehlen/beteiligung/", "erzaehlen/ort-und-gruppen/", "erzaehlen/begleitforschung/", "fassungen/", "freigabe/",
    "stand/", "personen/", "schwaerzen/", "zuruecknehmen/", "loeschen/",
)  # fmt: skip


@pytest.mark.parametrize("audience", ["named", "public"])
def test_pages_of_the_authors_are_theirs_alone(cast, browse, audience):
    undertaking = make(cast, audience)
    for who in EVERYBODY:
        for page in PAGES_OF_AUTHORS:
            response = browse(who).get(undertaking.get_absolute_url() + page)
            if who == "coordinator":
                assert response.status_code == 200, page
            else:
                assert response.status_code in (302, 404), f"{who} {page}"
                assert PLANTED not in response.content.decode()


@pytest.mark.parametrize("state", ["hidden", "deleted", "withdrawn"])
def test_hidden_deleted_and_withdrawn_are_gone_everywhere_at_once(cast, browse, state):
    undertaking = make(cast, "public")
    if state == "hidden":
        releasing.report_recognisable(undertaking, what="Der Nachbar.", by=cast.nobody)
    elif state == "deleted":
        telling.delete_undertaking(undertaking, by=cast.coordinator)
    else:
        releasing.withdraw(undertaking, by=cast.coordinator)
    for who in EVERYBODY:
        viewer, browser = getattr(cast, who), browse(who)
        assert find(viewer, PLANTED).total == 0, who
        if who == "coordinator":
            continue
        assert not Undertaking.objects.visible_to(viewer).exists(), who
        assert browser.get(undertaking.get_absolute_url()).status_code == 404, who
        for address in ("/", "/erfahrungen/", "/erfahrungen/feed/", cast.here.get_absolute_url()):
            assert PLANTED not in browser.get(address).content.decode(), f"{who} {address}"
    assert not Undertaking.objects.all().evaluable(Audience.PUBLIC).exists()


def test_a_draft_is_called_a_draft(cast, browse):
    page = browse("coordinator").get(make(cast, "named").get_absolute_url()).content.decode()
    assert "Entwurf. Noch nicht freigegeben." in page
    assert "Arbeitsfassung" not in page


def test_a_named_person_reads_along(cast):
    undertaking = make(cast, "named")
    telling.name_person(
        undertaking, person_id=cast.stranger.person_id, role=UndertakingPerson.Role.NAMED, by=cast.coordinator
    )
    assert undertaking in Undertaking.objects.visible_to(cast.stranger)
    assert undertaking not in Undertaking.objects.visible_to(cast.colleague)


def test_at_the_end_of_a_mandate_access_ends(cast):
    undertaking = make(cast, "named")
    cast.people["coordinator"].mandates.update(ends_on="2021-01-01")
    assert not Undertaking.objects.visible_to(cast.fresh("coordinator")).exists()
    assert undertaking in Undertaking.objects.offered_to(cast.fresh("colleague"))


def test_others_read_what_was_released_not_what_is_being_written(cast, browse):
    undertaking = released(
        cast.coordinator, cast.administration, reader=cast.centre, audience=Audience.PUBLIC
    )
    telling.save_text(undertaking, name="outcome", text=f"Neu: {PLANTED}.", base=None, by=cast.coordinator)
    for who in EVERYBODY:
        page = browse(who).get(undertaking.get_absolute_url()).content.decode()
        assert (PLANTED in page) == (who == "coordinator"), who
        assert ("Sie sehen Ihre Arbeitsfassung" in page) == (who == "coordinator"), who
        assert find(getattr(cast, who), PLANTED).total == 0, who


def test_without_the_name_the_public_never_meets_it(cast, browse):
    undertaking = tell(
        cast.coordinator, cast.administration, title="Treff am Fluss", text="Niemand war zuständig."
    )
    have_read(undertaking, by=cast.coordinator, reader=cast.centre)
    releasing.release(
        undertaking,
        audience=Audience.PUBLIC,
        consent=EvaluationConsent.NONE,
        place_unnamed=True,
        by=cast.coordinator,
    )
    for who in ("nobody", "guest", "researcher", "former", "administrator"):
        page = browse(who).get(undertaking.get_absolute_url()).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert "Treff am Fluss" in main
        assert "Altwerder" not in main, who
        assert "Treff am Fluss" not in browse(who).get(cast.here.get_absolute_url()).content.decode(), who
        listing = browse(who).get("/erfahrungen/").content.decode()
        assert "Altwerder" not in listing[listing.index("<main") :], who
    assert "Altwerder" in browse("stranger").get(undertaking.get_absolute_url()).content.decode()


class TestFigures:
    @pytest.mark.parametrize("consent", list(EvaluationConsent))
    def test_only_with_consent_as_a_case(self, cast, consent):
        released(cast.coordinator, cast.administration, reader=cast.centre, consent=consent)
        found = Undertaking.objects.all().evaluable(Audience.NETWORK).exists()
        assert found == (consent == EvaluationConsent.AS_CASE)

    def test_the_public_population_holds_public_cases_only(self, cast):
        released(cast.coordinator, cast.administration, reader=cast.centre, audience=Audience.NETWORK)
        assert not Undertaking.objects.all().evaluable(Audience.PUBLIC).exists()

    def test_drafts_are_never_counted(self, cast):
        make(cast, "municipality")
        assert not Undertaking.objects.all().evaluable(Audience.NETWORK).exists()

    def test_figures_have_no_audience_below_the_network(self, cast):
        with pytest.raises(ValueError, match="network or public"):
            Undertaking.objects.all().evaluable(Audience.BENCH)


def test_without_a_mandate_an_author_reads_what_everybody_reads(cast, browse):
    from netzwerkstatt.network.models import Mandate

    undertaking = make(cast, "public")
    telling.save_text(undertaking, name="outcome", text="Noch nicht gelesen.", base=None, by=cast.coordinator)
    address = undertaking.get_absolute_url()
    assert "Noch nicht gelesen." in browse("coordinator").get(address).content.decode()
    Mandate.objects.filter(person=cast.people["coordinator"]).update(ends_on="2021-01-01")
    page = browse("coordinator").get(address).content.decode()
    assert PLANTED in page
    assert "Noch nicht gelesen." not in page
