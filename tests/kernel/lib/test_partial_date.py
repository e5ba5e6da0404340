from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerkstatt.kernel.lib.partial_date import PartialDate, in_words, parse


@pytest.mark.parametrize(
    ("typed", "iso", "words"),
    [
        ("2019", "2019", "2019"),
        ("2019-04", "2019-04", "April 2019"),
        ("April 2019", "2019-04", "April 2019"),
        ("apr 2019", "2019-04", "April 2019"),
        ("4/2019", "2019-04", "April 2019"),
        ("3.4.2019", "2019-04-03", "3. April 2019"),
        ("3. April 2019", "2019-04-03", "3. April 2019"),
        ("März 2020", "2020-03", "März 2020"),
        ("Frühjahr 2019", "2019-spring", "Frühjahr 2019"),
        ("frühling 2019", "2019-spring", "Frühjahr 2019"),
        ("2019-summer", "2019-summer", "Sommer 2019"),
        ("Herbst 2019", "2019-autumn", "Herbst 2019"),
        ("Winter 2019", "2019-winter", "Winter 2019/20"),
        ("Winter 2019/20", "2019-winter", "Winter 2019/20"),
        ("Winter 1999/2000", "1999-winter", "Winter 1999/00"),
    ],
)
def test_reads_what_people_write(typed, iso, words):
    assert parse(typed).iso == iso
    assert in_words(iso) == words


@pytest.mark.parametrize(
    "typed",
    ["31.11.2026", "2019-13", "30. Februar 2020", "Brumaire 2019", "Winter 2019/22", "Sommer 2019/20"],
)
def test_a_day_that_does_not_exist_is_refused_in_german(typed):
    with pytest.raises(ValueError, match="gibt es im Kalender nicht"):
        parse(typed)


def test_nonsense_is_answered_with_an_example():
    with pytest.raises(ValueError, match="So geht es"):
        parse("neulich")


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
    st.sampled_from(["day", "month", "year"]),
)
def test_what_is_written_can_be_read_again(moment, precision):
    made = PartialDate(
        moment.year, moment.month if precision != "year" else None, moment.day if precision == "day" else None
    )
    assert parse(made.iso) == made
    assert parse(made.in_words()) == made


@given(st.lists(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), min_size=2))
def test_orders_by_the_first_day(moments):
    made = [PartialDate(m.year, m.month, m.day) for m in moments]
    assert [d.first_day for d in sorted(made)] == sorted(moments)


@given(st.integers(1900, 2100), st.sampled_from(["spring", "summer", "autumn", "winter"]))
def test_a_season_can_be_read_again(year, season):
    made = PartialDate(year, season=season)
    assert parse(made.iso) == made
    assert parse(made.in_words()) == made


def test_a_season_stands_where_it_begins():
    typed = ["Winter 2019", "Herbst 2019", "Juli 2019", "Sommer 2019", "Frühjahr 2019", "2019", "Januar 2020"]
    ordered = [d.in_words() for d in sorted(parse(t) for t in typed)]
    assert ordered == [
        "2019", "Frühjahr 2019", "Sommer 2019", "Juli 2019", "Herbst 2019", "Winter 2019/20", "Januar 2020",
    ]  # fmt: skip


def test_a_season_and_a_month_exclude_each_other():
    with pytest.raises(ValueError, match="in the place of a month"):
        PartialDate(2019, 4, season="spring")


@pytest.mark.parametrize(
    ("text", "last"),
    [("2019", "2019-12-31"), ("2016-02", "2016-02-29"), ("2019-12", "2019-12-31"), ("2019-spring", "2019-05-31"),
     ("2019-winter", "2020-02-29"), ("2019-04-03", "2019-04-03"), ("9999", "9999-12-31")],
)  # fmt: skip
def test_the_last_day_that_may_be_meant(text, last):
    assert parse(text).last_day.isoformat() == last


@pytest.mark.parametrize(
    ("end", "begin", "before"),
    [("2016", "2016-05", False), ("2015", "2016-05", True), ("2016-04", "2016-05-01", True), ("2016", "2016", False)],
)  # fmt: skip
def test_an_end_lies_before_a_beginning_only_where_no_day_fits(end, begin, before):
    assert parse(end).ends_before(parse(begin)) is before
