"""Columns somebody has, fields we need, and every bad row named."""

import pytest

from netzwerkstatt.kernel.files.checking import (
    NotReadable,
    Wanted,
    check_table,
    decimal_number,
    one_of,
    propose_mapping,
    whole_number,
    without_repeats,
)
from netzwerkstatt.kernel.files.tables import read_table

FIELDS = (
    Wanted("title", "Titel", required=True, also_called=("Projektname",)),
    Wanted("population", "Einwohner:innen", whole_number),
)


def test_columns_are_recognised_by_name_whatever_their_spelling():
    assert propose_mapping(["PROJEKTNAME", "einwohner_innen", "x"], FIELDS) == {
        "title": "PROJEKTNAME", "population": "einwohner_innen",
    }  # fmt: skip


def test_a_column_serves_one_field_only():
    twice = (Wanted("a", "Name"), Wanted("b", "Name"))
    assert propose_mapping(["Name"], twice) == {"a": "Name"}


def test_every_row_is_good_or_named():
    table = read_table("x.csv", b"Titel;Einwohner\nBeet;31.200\n;5\nBad;viele\n")
    checked = check_table(table, FIELDS, {"title": "Titel", "population": "Einwohner"})
    assert [(row.line, row.values) for row in checked.good] == [(2, {"title": "Beet", "population": 31200})]
    assert [(p.line, p.column, p.sentence) for p in checked.problems] == [
        (3, "Titel", "„Titel“ ist leer."),
        (4, "Einwohner", "„viele“ ist keine ganze Zahl."),
    ]
    assert checked.bad_lines + len(checked.good) == len(table.rows)


def test_a_missing_column_is_one_sentence_not_a_thousand():
    table = read_table("x.csv", b"a\n1\n2\n")
    assert [p.sentence for p in check_table(table, FIELDS, {}).problems] == [
        "Es fehlt eine Spalte für „Titel“."
    ]


def test_a_row_can_be_judged_as_a_whole():
    def together(values):
        if values["title"] == "Beet":
            raise NotReadable("So nicht.")

    table = read_table("x.csv", b"Titel\nBeet\nHof\n")
    checked = check_table(table, FIELDS, {"title": "Titel"}, together=together)
    assert [p.line for p in checked.problems] == [2]
    assert [row.line for row in checked.good] == [3]


@pytest.mark.parametrize(("text", "number"), [("31.200", 31200), ("31 200", 31200), ("0", 0), ("7", 7)])
def test_whole_numbers(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"), [("1.234,5", 1234.5), ("12,5", 12.5), ("12.5", 12.5), ("-3", -3.0)]
)
def test_decimal_numbers(text, number):
    assert decimal_number(text) == number


@pytest.mark.parametrize("read", [whole_number, decimal_number])
@pytest.mark.parametrize("text", ["x", "-", ".", "/", "…", "12a", "1,2,3"])
def test_signs_are_no_numbers(read, text):
    with pytest.raises(NotReadable):
        read(text)


def test_a_closed_list_forgives_spelling():
    read = one_of({"läuft": "running"}, "Diesen Stand gibt es nicht.")
    assert read("LAEUFT ") == "running"
    with pytest.raises(NotReadable, match="gibt es nicht"):
        read("schläft")


def test_the_same_thing_twice_is_named_with_the_line_of_the_first():
    table = read_table("x.csv", b"Titel\nBeet\nHof\nBeet\n")
    checked = check_table(table, FIELDS, {"title": "Titel"})
    once = without_repeats(checked, lambda values: values["title"], "Schon in Zeile %(line)s.")
    assert [row.line for row in once.good] == [2, 3]
    assert [(p.line, p.sentence) for p in once.problems] == [(4, "Schon in Zeile 2.")]
