"""Likely the same: what is proposed, what is not, and that the fast way finds what the slow one finds."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netzwerkstatt.practice.engine.likely_same import (
    LOOKED_AT,
    Alike,
    Told,
    alike_among,
    alike_before,
    begins_agree,
    judge,
    likeliest,
    marks_of,
)

TEXT = "Einmal in der Woche kochen Ehrenamtliche im Gemeindehaus für alle, die allein wohnen."
CHANGED = "Einmal in der Woche kochen Ehrenamtliche im Gemeindehaus für alle, die im Quartier allein wohnen."
OTHER = "Der Bus hält zweimal am Tag, die Sprechstunde richtet sich nach dem Fahrplan und nicht umgekehrt."


def slow(brought, known):
    """Every pair is judged."""
    found = []
    for telling in brought:
        alike = [
            Alike(place, *shares)
            for place, other in enumerate(known)
            if (shares := judge(marks_of(telling), marks_of(other)))
        ]
        found.append(likeliest(alike[:LOOKED_AT]))
    return found


def same(first: Told, second: Told) -> bool:
    return bool(alike_among([first], [second])[0])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Told("Mittagstisch Weststadt"), Told("MITTAGSTISCH-WESTSTADT")),
        (Told("Begrüßung für Neue"), Told("Begruessung fuer Neue")),
        (Told("Mittagstisch in der Weststadt"), Told("Mittagstisch in der Westsadt")),
        (Told("Mittagstisch", begin="2019"), Told("Mittagstisch", begin="2019-04")),
        (Told("Mittagstisch", begin="2019"), Told("Mittagstisch")),
        (Told("Mittagstisch", TEXT), Told("Gemeinsam essen", CHANGED)),
        (Told("Mittagstisch", TEXT, "2015"), Told("Mittagstisch", CHANGED, "2016")),
    ],
    ids=["punctuation", "umlauts", "typing", "more exact date", "unknown date", "wording", "wording in another year"],
)  # fmt: skip
def test_proposed(first, second):
    assert same(first, second)
    assert same(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Told("Mittagstisch", begin="2019"), Told("Mittagstisch", begin="2021")),
        (Told("Sommerfest 2015"), Told("Sommerfest 2016")),
        (Told("Soziale Stadt", TEXT), Told("Soziale Stadt", OTHER)),
        (Told("Mittagstisch"), Told("Gehtreff am Wasserwerk")),
        (Told("", "zu kurz"), Told("", "zu kurz")),
        (Told(""), Told("")),
    ],
    ids=[
        "years apart",
        "numbers differ",
        "only the programme's name",
        "nothing common",
        "too short",
        "empty",
    ],
)
def test_not_proposed(first, second):
    assert not same(first, second)
    assert not same(second, first)


def test_within_a_file_each_row_meets_only_rows_before_it():
    rows = [Told("Mittagstisch"), Told("Gehtreff"), Told("Mittagstisch"), Told("mittagstisch")]
    assert [[alike.other for alike in found] for found in alike_before(rows)] == [[], [], [0], [0, 2]]


def test_the_likeliest_come_first_and_no_more_than_three():
    known = [Told("Mittagstisch", CHANGED), Told("Mittagstisch", TEXT), *[Told("Mittagstisch")] * 5]
    found = alike_among([Told("Mittagstisch", TEXT)], known)[0]
    assert [alike.other for alike in found] == [1, 0, 2]


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ("2019", "2019-04", True),
        ("", "2019", True),
        ("2019-04", "2019-05", False),
        ("2019-spring", "2019-04", True),
        ("2019", "2020", False),
    ],
)
def test_beginnings(first, second, agree):
    assert begins_agree(first, second) is agree
    assert begins_agree(second, first) is agree


WORDS = st.sampled_from(["Tisch", "Garten", "Treff", "Bus", "Kita", "und", "für", "Stadt", "Nord", "2015"])
TELLING = st.builds(
    Told,
    st.lists(WORDS, max_size=4).map(" ".join),
    st.lists(WORDS, max_size=14).map(" ".join),
    st.sampled_from(["", "2015", "2015-03", "2016"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(TELLING, max_size=12), st.lists(TELLING, max_size=30))
def test_the_index_misses_nothing_the_slow_way_finds(brought, known):
    assert alike_among(brought, known) == slow(brought, known)


@settings(max_examples=200, deadline=None)
@given(st.lists(TELLING, max_size=25))
def test_nor_within_one_list(rows):
    assert alike_before(rows) == [slow([row], rows[:n])[0] for n, row in enumerate(rows)]


@pytest.mark.slow
def test_two_thousand_against_two_thousand_in_seconds():
    dice = random.Random(7)
    letters = "eeeennnniiissrrrttaaadhhulcgmobwfkz"
    words = ["".join(dice.choices(letters, k=dice.randint(4, 12))) for _n in range(3000)]
    tell = [
        Told(" ".join(dice.choices(words, k=6)), " ".join(dice.choices(words, k=200))) for _n in range(4000)
    ]
    begun = time.process_time()
    found = alike_among([*tell[:1990], *tell[2000:2010]], tell[2000:])
    assert time.process_time() - begun < 5
    assert sum(map(bool, found)) == 10
