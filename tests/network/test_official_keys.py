"""Keys are text, and one city can have three of them."""

import pytest

from netzwerkstatt.network.engine.official_keys import (
    LEVEL_WORDS,
    BadKey,
    Level,
    district_of,
    level_of,
    lies_in,
    lost_a_zero,
    read_key,
    same_area,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("01001000", "01001000"),
        ("1001000", "01001000"),
        ("1001", "01001"),
        ("1", "01"),
        (" 05 916 000 ", "05916000"),
        ("031590016016", "03159016"),
        ("31590016016", "03159016"),
        ("010515163", "010515163"),
        ("000DE", "DE"),
        ("F0000001", "F0000001"),
        ("R0001", "R0001"),
    ],
)
def test_keys_are_read_with_their_leading_zeros(text, key):
    assert read_key(text) == key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Göttingen", "besteht aus Ziffern"),
        ("05 91x", "besteht aus Ziffern"),
        ("123", "3 Ziffern"),
        ("123456", "6 Ziffern"),
        ("0591", "4 Ziffern"),
        ("17001", "01 bis 16"),
        ("99001000", "01 bis 16"),
        ("5.916000", "besteht aus Ziffern"),
    ],
)
def test_what_is_no_key_is_refused_with_its_reason(text, words):
    with pytest.raises(BadKey, match=words):
        read_key(text)


@pytest.mark.parametrize(
    ("key", "level"),
    [
        ("DE", Level.NATION),
        ("11", Level.STATE),
        ("11000", Level.DISTRICT),
        ("11001", Level.BOROUGH),
        ("11000000", Level.MUNICIPALITY),
        ("010515163", Level.ASSOCIATION),
        ("F0000001", Level.FICTIONAL),
        ("R0001", Level.REGION),
    ],
)
def test_the_length_tells_the_level(key, level):
    assert level_of(key) == level


@pytest.mark.parametrize("key", ["11", "11000", "11000000"])
def test_berlin_is_land_kreis_and_gemeinde_at_once(key):
    assert same_area(key)[0] == key
    assert set(same_area(key)) == {"11", "11000", "11000000"}


def test_hamburg_too_but_bremen_not():
    assert set(same_area("02000000")) == {"02", "02000", "02000000"}
    assert "04" not in same_area("04011000")
    assert same_area("04") == ("04",)


def test_a_district_free_city_is_its_district_and_goettingen_is_not():
    assert same_area("05916000") == ("05916000", "05916")
    assert same_area("03159016") == ("03159016",)
    assert lies_in("05916000") == ""
    assert lies_in("03159016") == "03159"
    assert lies_in("11008") == "11000"
    assert lies_in("010515163") == "01051"
    assert lies_in("05") == ""


def test_giessen_city_and_district_stay_apart():
    assert same_area("06531") == ("06531", "06531000")
    assert same_area("06531005") == ("06531005",)


def test_a_fictional_area_lies_nowhere():
    assert same_area("F0000001") == ("F0000001",)
    assert district_of("F0000001") == ""


def test_a_swallowed_zero_is_noticed():
    assert lost_a_zero("1001000")
    assert not lost_a_zero("01001000")


def test_every_level_has_words():
    assert set(LEVEL_WORDS) == set(Level)
