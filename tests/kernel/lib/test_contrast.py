import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netzwerkstatt.kernel.lib.contrast import (
    BLACK,
    ENOUGH,
    WHITE,
    Colour,
    NoColour,
    contrast,
    least_contrast,
    nearest_allowed,
    read_colour,
)

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
parts = st.integers(0, 255)
colours = st.builds(Colour, parts, parts, parts)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#767676", "#ffffff", 4.54), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)  # fmt: skip
def test_agrees_with_published_values(one, other, expected):
    assert round(contrast(read_colour(one), read_colour(other)), 2) == expected


@patient
@given(colours, colours)
def test_lies_between_one_and_twenty_one_and_has_no_direction(one, other):
    found = contrast(one, other)
    assert 1 <= found <= 21.000001
    assert found == contrast(other, one)


@patient
@given(colours)
def test_the_nearest_allowed_is_allowed_and_near_what_is_allowed_stays(colour):
    found = nearest_allowed(colour, [WHITE])
    assert found is not None
    assert contrast(found, WHITE) >= ENOUGH
    assert nearest_allowed(found, [WHITE]) == found


@patient
@given(colours)
def test_the_slow_way_finds_none_less_changed(colour):
    grounds = [read_colour("#131625"), read_colour("#202438")]
    found = nearest_allowed(colour, grounds)
    slow = next(
        mixed
        for step in range(256)
        for mixed in (colour.mixed(BLACK, step / 255), colour.mixed(WHITE, step / 255))
        if min(contrast(mixed, ground) for ground in grounds) >= ENOUGH
    )
    assert found == slow


def test_between_black_and_white_there_is_none():
    assert nearest_allowed(read_colour("#808080"), [BLACK, WHITE], enough=7) is None


def test_short_and_long_forms_are_read():
    assert read_colour(" #24A ").hex == "#2244aa"
    assert read_colour("2044aa").hex == "#2044aa"


@pytest.mark.parametrize("text", ["", "blau", "#12345", "#gggggg", "red;}"])
def test_what_is_no_colour_is_named(text):
    with pytest.raises(NoColour, match="ist keine Farbe"):
        read_colour(text)


def test_the_least_of_several_grounds_counts():
    grounds = [WHITE, read_colour("#f2f3f8")]
    assert least_contrast(BLACK, grounds) == contrast(BLACK, grounds[1])
