"""Slips of the pen, and what was meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netzwerkstatt.search.engine.spelling import Vocabulary, distance, tolerance

WORDS = [
    "zustandigkeit",
    "zustandigkeitslucke",
    "gesundheitskonferenz",
    "gesundheitsbericht",
    "mittagstisch",
    "hitze",
]
SHORT = st.text("abc", max_size=6)


def slow_distance(a, b):
    """By the definition, without a table."""
    if not a or not b:
        return len(a) + len(b)
    ways = [
        slow_distance(a[1:], b) + 1,
        slow_distance(a, b[1:]) + 1,
        slow_distance(a[1:], b[1:]) + (a[0] != b[0]),
    ]
    if len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0]:
        ways.append(slow_distance(a[2:], b[2:]) + 1)
    return min(ways)


@settings(deadline=None)
@given(SHORT, SHORT, st.integers(0, 4))
def test_the_distance_is_the_definition_up_to_its_bound(a, b, most):
    assert distance(a, b, most) == min(slow_distance(a, b), most + 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zustadnigkeit", "zustandigkeit"),
        ("zustandikeitsluke", "zustandigkeitslucke"),
        ("gesundheitskonferens", "gesundheitskonferenz"),
        ("mitagstisch", "mittagstisch"),
        ("htize", "hitze"),
    ],
)
def test_a_slip_is_understood(typed, meant):
    assert Vocabulary(WORDS).meant(typed)[0] == meant


def test_what_is_right_or_far_off_has_no_other_meaning():
    assert Vocabulary(WORDS).meant("hubschrauberlandeplatz") == []
    assert "hitze" not in Vocabulary(WORDS).meant("hitze")
    assert Vocabulary(["rat"]).meant("rad") == []


def test_longer_words_forgive_more():
    assert [tolerance("x" * n) for n in (3, 4, 7, 8, 13, 14)] == [0, 1, 1, 2, 2, 3]
