"""The structure of a place: its own values, those of the district around it named as such, and old areas never added up."""

from datetime import date

import pytest
from tests.factories.structure import bring

from netzwerkstatt.indicators.queries import structure_of
from netzwerkstatt.indicators.reading import SourceFacts
from netzwerkstatt.network.content import load_areas

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HEAD = "kreis_ags;jahr;arbeitslose;schuldnerquote\n"
OLD = SourceFacts("Alt", "© Alt", areas_as_of=date(2015, 12, 31))


@pytest.fixture
def operator(cast):
    load_areas()
    return cast.operator


def test_the_newest_published_year_of_each_indicator(operator):
    bring(operator, HEAD + "05916;2019;3;9,1\n05916;2020;5;.\n05916;2021;;…\n05766;2021;1;1\n")
    found = structure_of(["05916000"])["05916000"].values
    work, debt = found["arbeitslose"], found["schuldnerquote"]
    assert (work.value, work.period, work.newer) == (5, "2020", "")
    assert (debt.value, debt.period, debt.newer, debt.newer_period) == (9.1, "2019", "not_yet", "2021")
    assert (debt.source, debt.credit, debt.unit) == ("Probe", "© Probe", "%")


def test_where_nothing_was_ever_published_the_sign_is_told_and_no_zero(operator):
    bring(operator, HEAD + "05916;2020;/;1\n05916;2021;.;1\n")
    work = structure_of(["05916"])["05916"].values["arbeitslose"]
    assert (work.value, work.status, work.period) == (None, "secret", "2021")


def test_a_city_inside_a_district_gets_the_districts_values_named_as_such(operator):
    bring(operator, HEAD + "05766;2021;7;1\n")
    value = structure_of(["05766020"])["05766020"].values["arbeitslose"]
    assert (value.value, value.is_own, value.area_key, value.area_name) == (7, False, "05766", "Kreis Lippe")


def test_its_own_value_goes_before_the_districts(operator):
    bring(operator, HEAD + "05766;2021;7;1\n05766020;2015;3;.\n")
    found = structure_of(["05766020"])["05766020"].values
    assert (found["arbeitslose"].value, found["arbeitslose"].is_own) == (3, True)


@pytest.mark.parametrize("key", ["11000000", "11000", "11"])
@pytest.mark.parametrize("told", ["11", "11000", "11000000"])
def test_berlin_is_one_area_under_three_keys(operator, key, told):
    bring(operator, HEAD + f"{told};2021;7;1\n")
    value = structure_of([key])[key].values["arbeitslose"]
    assert (value.value, value.is_own) == (7, True)


def test_a_borough_is_not_berlin(operator):
    bring(operator, HEAD + "11000;2021;7;1\n")
    value = structure_of(["11008"])["11008"].values["arbeitslose"]
    assert (value.is_own, value.area_key) == (False, "11000")


def test_cities_and_districts_of_one_name_stay_apart(operator):
    bring(operator, HEAD + "06611;2021;7;1\n06633;2021;9;1\n")
    found = structure_of(["06611000", "06633"])
    assert (found["06611000"].values["arbeitslose"].value, found["06633"].values["arbeitslose"].value) == (
        7,
        9,
    )


class TestDissolvedAreas:
    def test_goettingen_names_both_old_districts_and_adds_nothing(self, operator):
        bring(operator, HEAD + "03152;2013;100;5\n03156;2013;50;6\n", OLD)
        value = structure_of(["03159"])["03159"].values["arbeitslose"]
        assert value.value is None
        assert [(f.area.name, f.value) for f in value.former] == [
            ("Landkreis Göttingen", 100), ("Landkreis Osterode am Harz", 50),
        ]  # fmt: skip

    def test_a_value_of_today_stands_alone(self, operator):
        bring(operator, HEAD + "03152;2013;100;5\n03156;2013;50;6\n03159;2010;140;5\n", OLD)
        value = structure_of(["03159"])["03159"].values["arbeitslose"]
        assert (value.value, value.former) == (140, ())

    def test_the_wartburgkreis_without_eisenach_is_of_a_former_cut(self, operator):
        bring(operator, HEAD + "16063;2013;100;5\n16056;2013;50;6\n", OLD)
        value = structure_of(["16063"])["16063"].values["arbeitslose"]
        assert (value.value, value.is_former_cut, value.former) == (100, True, ())

    def test_recalculated_series_are_of_todays_cut(self, operator):
        bring(operator, HEAD + "16063;1995;150;5\n", SourceFacts("Neu", "©", areas_as_of=date(2022, 12, 31)))
        assert not structure_of(["16063"])["16063"].values["arbeitslose"].is_former_cut

    def test_eisenach_keeps_what_was_said_of_it_as_its_own_district(self, operator):
        bring(operator, HEAD + "16063;2013;100;5\n16056;2013;50;6\n", OLD)
        value = structure_of(["16063105"])["16063105"].values["arbeitslose"]
        assert (value.value, value.is_own) == (100, False)
        assert [(f.area.name, f.value) for f in value.former] == [("Eisenach", 50)]


def test_what_is_not_known_is_absent_and_never_zero(operator):
    assert structure_of(["05916000", "F0000001", "R0001"])["05916000"].values == {}


def test_one_key_and_many_cost_the_same_queries(operator, django_assert_max_num_queries):
    bring(operator, HEAD + "".join(f"{key};2021;7;1\n" for key in ("05916", "05766", "03152", "16063")))
    for keys in (["05916000"], ["05916000", "05766020", "03159016", "16063105", "11008"]):
        with django_assert_max_num_queries(7):
            structure_of(keys)
