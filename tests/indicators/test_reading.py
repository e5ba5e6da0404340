"""Tables of structural data, wide and long: recognised where they are known, and every bad row named."""

from pathlib import Path

import pytest
from tests.factories.structure import BAD, GOOD, with_bad_rows

from netzwerkstatt.indicators.engine.numbers import german_number
from netzwerkstatt.indicators.engine.periods import in_words, read_period
from netzwerkstatt.indicators.known import indicator_for, known_indicators, series_for, slug
from netzwerkstatt.indicators.reading import (
    Layout,
    check_definitions,
    holds_definitions,
    propose_layout,
    propose_source,
    read_structure,
)
from netzwerkstatt.kernel.files.tables import read_table
from netzwerkstatt.kernel.lib.official_numbers import Notation

OFFICIAL = Path(__file__).parents[3] / "shared/data/kreisindikatoren"
official = pytest.mark.skipif(not OFFICIAL.exists(), reason="die Kreisindikatoren liegen nicht daneben")


def table_of(text, name="probe.csv"):
    return read_table(name, text.encode())


def read(text, **change):
    table = table_of(text)
    layout = propose_layout(table)
    return read_structure(table, Layout(**{**layout.__dict__, **change}))


@pytest.mark.parametrize(
    ("text", "kept", "year"),
    [
        ("2021", "2021", 2021),
        ("2013/15", "2013/15", 2015),
        ("1995/97", "1995/97", 1997),
        ("1999/01", "1999/01", 2001),
        ("2013-2015", "2013/15", 2015),
        ("31.12.2020", "2020-12-31", 2020),
        ("2020-12", "2020-12", 2020),
    ],
)
def test_periods_are_years_spans_and_days(text, kept, year):
    period = read_period(text)
    assert (period.text, period.year) == (kept, year)


@pytest.mark.parametrize("text", ["gestern", "3021", "1700", "2021/20", "2013/99", "31.2.2021", "21"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r"„.+“"):
        read_period(text)


def test_periods_in_words():
    assert [in_words(p) for p in ("2021", "2013/15", "1999/01", "2020-12-31")] == [
        "2021", "2013 bis 2015", "1999 bis 2001", "31. Dezember 2020",
    ]  # fmt: skip


def test_numbers_in_german():
    assert [german_number(v, d) for v, d in ((1234567.891, 1), (0.5, 2), (-3, 0))] == [
        "1.234.567,9",
        "0,50",
        "-3",
    ]


def test_a_wide_table_is_recognised_by_its_columns():
    layout = propose_layout(table_of("kreis_ags;kreis;jahr;arbeitslose;unbekannt\n05916;Herne;2021;1;2\n"))
    assert (layout.key_column, layout.period_column) == ("kreis_ags", "jahr")
    assert layout.values == {"arbeitslose": "arbeitslose"}


def test_shares_become_percent():
    found = read("kreis_ags;jahr;arbeitslosenquote_anteil\n05916;2016;0.1278\n").readings
    assert [(r.indicator, r.value) for r in found] == [("arbeitslosenquote", 12.78)]


def test_a_long_table_names_its_indicators_in_a_column():
    text = "kreis_ags;altersgruppe;stichtag;einwohner\n05916;00-17;31.12.2020;25.918\n05916;60+;31.12.2020;45.132\n"
    table = table_of(text)
    found = read_structure(table, propose_layout(table)).readings
    assert [(r.indicator, r.period, r.value) for r in found] == [
        ("bev_00_17", "2020-12-31", 25918.0), ("bev_60_plus", "2020-12-31", 45132.0),
    ]  # fmt: skip


def test_a_table_nobody_knows_is_read_as_mapped_by_hand():
    table = table_of("Schl.;Gruppe;Anzahl Ärzte\n05916;Frauen;12\n05916;Männer;.\n")
    assert propose_layout(table).values == {}
    layout = Layout("Schl.", period="2024", long="Gruppe", values={"Anzahl Ärzte": "+"})
    found = read_structure(table, layout)
    assert [(r.indicator, r.period, r.value, r.status) for r in found.readings] == [
        ("anzahl_aerzte_frauen", "2024", 12.0, "published"), ("anzahl_aerzte_maenner", "2024", None, "secret"),
    ]  # fmt: skip
    assert found.indicators["anzahl_aerzte_frauen"].name == "Anzahl Ärzte: Frauen"


def test_keys_of_kreisregionen_are_no_municipalities():
    text = "kreisregion_schluessel;kreis_ags_erster;arztgruppe;jahr;einwohner_je_arzt\n01051000;01051;Hausärzte;2016;1445.2\n"
    found = read(text).readings
    assert [(r.area_level, r.area_key, r.indicator) for r in found] == [
        ("district_region", "01051", "einwohner_je_hausarzt")
    ]
    bad = read(text.replace("01051000", "01051001")).checked.problems
    assert [p.sentence for p in bad] == ["„01051001“ ist kein Schlüssel einer Kreisregion."]


@pytest.mark.parametrize(
    ("sign", "status"),
    [(".", "secret"), ("-", "nothing"), ("x", "not_applicable"), ("/", "unreliable"), ("...", "not_yet"), ("…", "not_yet"), ("", "blank")],
)  # fmt: skip
def test_a_sign_stays_a_sign(sign, status):
    found = read(f"kreis_ags;jahr;arbeitslose;bev_15_64\n05916;2021;{sign};5\n05766;2021;0;5\n").readings
    assert [(r.value, r.status) for r in found if r.indicator == "arbeitslose"] == [
        (None, status),
        (0.0, "published"),
    ]


def test_a_period_that_is_empty_everywhere_is_no_part_of_the_series():
    found = read(
        "kreis_ags;jahr;arbeitslose;bev_15_64\n05916;1995;;5\n05766;1995;;6\n05916;1996;1;\n05766;1996;;7\n"
    )
    assert {(r.indicator, r.period) for r in found.readings} == {
        ("bev_15_64", "1995"), ("arbeitslose", "1996"), ("bev_15_64", "1996"),
    }  # fmt: skip
    assert [r.status for r in found.readings if r.period == "1996"] == [
        "published",
        "blank",
        "blank",
        "published",
    ]


def test_a_column_that_may_be_read_two_ways_is_said():
    text = "kreis_ags;jahr;arbeitslose\n05916;2021;9.097\n"
    assert read(text).ambiguous == ("arbeitslose",)
    assert read(text).readings[0].value == 9097
    assert read(text, notation=Notation.POINT).readings[0].value == 9.097
    assert read(text, notation=Notation.POINT).ambiguous == ()


def test_thirty_bad_rows_are_named_one_by_one_and_only_they():
    text, lines = with_bad_rows()
    found = read(text)
    assert len(lines) == len(BAD) == 30
    assert sorted({p.line for p in found.checked.problems}) == lines
    assert all(p.sentence.endswith(".") for p in found.checked.problems)
    assert len(found.checked.good) == len(GOOD)
    assert len(found.readings) == 2 * len(GOOD)


def test_an_invented_key_is_no_official_one():
    text = "kreis_ags;jahr;arbeitslose\nF0000001;2021;1\n05916;2021;1\n"
    assert [p.line for p in read(text).checked.problems] == [2]
    assert [p.line for p in read(text, fictional=True).checked.problems] == [3]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"key_column": ""}, "amtlichen Schlüssel"),
        ({"period_column": ""}, "fehlt das Jahr"),
        ({"values": {}}, "noch keine Spalte"),
    ],
)
def test_what_is_missing_altogether_is_one_sentence(change, words):
    found = read("kreis_ags;jahr;arbeitslose\n05916;2021;1\n", **change)
    assert [(p.line, words in p.sentence) for p in found.checked.problems] == [(0, True)]
    assert found.readings == ()


def test_definitions_are_recognised_and_checked():
    table = table_of(
        "schluessel,name,kurzbeschreibung_und_berechnung\nx,Ix,Was es ist\n,Ohne,?\nx,Noch einmal,?\n"
    )
    assert holds_definitions(table)
    assert [p.line for p in check_definitions(table).problems] == [3, 4]


def test_what_the_product_knows_is_consistent():
    for indicator in known_indicators().values():
        assert indicator.key == slug(indicator.key)
        assert indicator.definition.endswith(".")
    assert indicator_for("EINWOHNER_JE_ARZT", "hausärzte") == ("einwohner_je_hausarzt", 1)
    assert series_for(["a", "b"]) is None


@official
@pytest.mark.parametrize(
    ("file", "rows", "title"),
    [
        ("inkar_kreise", 10800, "INKAR"),
        ("gisd_kreise", 9600, "GISD"),
        ("lebenserwartung_kreise", 792, "Gut leben in Deutschland: Lebenserwartung"),
        ("arztdichte_kreisregionen", 1444, "Gut leben in Deutschland: Arztdichte"),
        ("gut_leben_kreise", 2011, "Gut leben in Deutschland: Lebensbedingungen"),
        ("bevoelkerung_altersgruppen_kreise", 1233, "Bevölkerung nach Altersgruppen"),
    ],
)
def test_every_row_of_the_official_tables_is_good(file, rows, title):
    table = read_table(f"{file}.csv", (OFFICIAL / f"{file}.csv").read_bytes())
    found = read_structure(table, propose_layout(table))
    assert found.checked.problems == ()
    assert len(found.checked.good) == rows
    source = propose_source(table, file)
    assert source.title == title
    assert source.credit
    assert set(found.indicators) <= set(known_indicators())
