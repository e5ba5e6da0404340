"""A sign is not a zero, and a point is not always a decimal point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerkstatt.kernel.lib.official_numbers import (
    STATUS_WORDS,
    Figure,
    Notation,
    Status,
    is_ambiguous,
    notation_of,
    read_figure,
)


@pytest.mark.parametrize(
    ("sign", "status"),
    [
        (".", Status.SECRET),
        ("-", Status.NOTHING),
        ("–", Status.NOTHING),
        ("x", Status.NOT_APPLICABLE),
        ("X", Status.NOT_APPLICABLE),
        ("/", Status.UNRELIABLE),
        ("…", Status.NOT_YET),
        ("...", Status.NOT_YET),
        ("", Status.BLANK),
        ("  ", Status.BLANK),
        ("(12,5)", Status.UNRELIABLE),
    ],
)
@pytest.mark.parametrize("notation", Notation)
def test_a_sign_is_a_status_and_never_zero(sign, status, notation):
    assert read_figure(sign, notation) == Figure(None, status)


@pytest.mark.parametrize(
    ("text", "notation", "value"),
    [
        ("0", Notation.COMMA, 0.0),
        ("0,0", Notation.COMMA, 0.0),
        ("12,5", Notation.COMMA, 12.5),
        ("1.234", Notation.COMMA, 1234.0),
        ("1.234,5", Notation.COMMA, 1234.5),
        ("1 234 567", Notation.COMMA, 1234567.0),
        ("-3,5", Notation.COMMA, -3.5),
        ("−3,5", Notation.COMMA, -3.5),
        ("1.234", Notation.POINT, 1.234),
        ("1,234.5", Notation.POINT, 1234.5),
        ("0.77383", Notation.POINT, 0.77383),
        ("1e-05", Notation.POINT, 0.00001),
    ],
)
def test_numbers_are_read_by_their_notation(text, notation, value):
    assert read_figure(text, notation) == Figure(value, Status.PUBLISHED)


@pytest.mark.parametrize("text", ["viele", "12a", "1,2,3", "--", "k. A.", "1.23.4", "5 %", "x1"])
@pytest.mark.parametrize("notation", Notation)
def test_what_is_neither_is_refused_with_a_sentence(text, notation):
    with pytest.raises(ValueError, match="weder eine Zahl noch ein amtliches Zeichen"):
        read_figure(text, notation)


@pytest.mark.parametrize(
    ("column", "notation"),
    [
        (["12,5", "3"], Notation.COMMA),
        (["7.95", "1.234"], Notation.POINT),
        (["0.183", "0.448"], Notation.POINT),
        (["1.234.567"], Notation.COMMA),
        (["1.234,5"], Notation.COMMA),
        (["1,234.5"], Notation.POINT),
        (["31.200", "4.567"], None),
        (["31,200"], None),
        (["31200", "-", "."], None),
        ([], None),
    ],
)
def test_a_column_tells_its_notation(column, notation):
    assert notation_of(column) == notation


def test_what_may_be_read_two_ways_is_known():
    assert is_ambiguous("31.200")
    assert not is_ambiguous("0.183")
    assert not is_ambiguous("31.20")


def test_a_figure_holds_a_value_or_a_reason():
    with pytest.raises(ValueError, match="published"):
        Figure(0.0, Status.SECRET)
    with pytest.raises(ValueError, match="published"):
        Figure(None, Status.PUBLISHED)


def test_every_status_has_words():
    assert set(STATUS_WORDS) == set(Status)


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_german_writing_comes_back_as_the_same_number(whole, hundredths):
    text = f"{whole:,}".replace(",", ".") + f",{hundredths:02d}"
    expected = float(f"{whole}.{hundredths:02d}")
    assert read_figure(text) == Figure(expected, Status.PUBLISHED)
